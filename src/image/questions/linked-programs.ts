import { containerPath } from '../../container-path.ts';
import type { CopyInstruction, Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { Command } from '../../shell/model.ts';
import { pattern } from '../../word.ts';
import type { Word } from '../../word.ts';

/** A program that a C compiler, or Go with cgo, links with the C library of its stage, and that is copied into another stage. */
export interface LinkedProgram {
  readonly copy: CopyInstruction;
  readonly source: Word;
  readonly compiledIn: Stage;
  readonly by: Command;
}

/**
 * Programs of which it is said that they are linked dynamically: by `gcc -o`, or by `go build` under `CGO_ENABLED=1`. Go without that variable
 * links with the C library only where a package asks for it, which the Dockerfile does not tell.
 */
export function linkedPrograms(build: Build): readonly LinkedProgram[] {
  const found: LinkedProgram[] = [];
  for (const copy of build.dockerfile.all('COPY')) {
    const compiledIn = copy.from?.value === undefined ? undefined : build.dockerfile.stage(copy.from.value, copy.stage);
    if (compiledIn === undefined || copy.stage === undefined || !isCompiling(compiledIn)) continue;
    for (const source of copy.sources) {
      if (source.value === undefined || /[*?[]/.test(source.value)) continue;
      const fact = build.files(compiledIn).at(containerPath(source.value));
      const by = fact.is === 'present' && fact.by?.keyword === 'RUN' ? fact.by.commands.find((command) => command === fact.at) : undefined;
      if (by !== undefined && linksDynamically(by)) found.push({ copy, source, compiledIn, by });
    }
  }
  return found;
}

/** The text is looked at first: most stages compile nothing of the kind. */
function isCompiling(stage: Stage): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    if (at.instructions.some((instruction) => instruction.keyword === 'RUN' && /\b(?:go\s+build|gcc|cc|g\+\+|c\+\+|clang)\b/.test(instruction.rest.text))) return true;
  }
  return false;
}

function linksDynamically(command: Command): boolean {
  const words = command.words.map(({ text }) => pattern(text));
  if (words.some((word) => /-static\b|^-(?:shared|c|S|E|nostdlib|ffreestanding)$|-linkmode|musl/.test(word))) return false;
  // What only the build knows may be `-static`: `$FLAGS`, `-ldflags "$LDFLAGS"`.
  if (words.some((word, index) => /^(?:--?ldflags=)?\u0000/.test(word) && !/^(?:-o|-I|-L)$/.test(words[index - 1] ?? ''))) return false;
  if (/^(?:gcc|cc|g\+\+|c\+\+|clang|clang\+\+)$/.test(command.name)) return true;
  if (command.name !== 'go' || command.subcommand('build') === undefined) return false;
  const variable = (name: string): string | undefined => {
    const own = command.assignments.findLast((assignment) => assignment.name === name);
    const value = command.instruction.scope.lookup(name);
    return own === undefined ? (value.is === 'set' ? pattern(value.text) : undefined) : own.value.value;
  };
  return variable('CGO_ENABLED') === '1' && ['CC', 'CGO_LDFLAGS', 'GOFLAGS', 'GOOS'].every((name) => ['', 'linux', undefined].includes(variable(name)));
}
