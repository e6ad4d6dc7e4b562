import type { Source } from '../source.ts';
import { checkOptionError } from './directives.ts';
import { checkEpoch } from './errors-epoch.ts';
import { checkInstruction } from './errors-instruction.ts';
import { checkStages } from './errors-stages.ts';
import { checkValues } from './errors-values.ts';
import { allKeywords } from './head.ts';
import type { Dockerfile, Instruction, Report, SyntaxError } from './model.ts';
import type { SplitFile } from './split.ts';
import { suggest } from './suggest.ts';

/**
 * All that BuildKit refuses in a file, in the order of the file. What depends on a variable that only the build knows is left
 * out; triggers of ONBUILD are not checked beyond their form, since another build runs them.
 */
export function findSyntaxErrors(dockerfile: Dockerfile, split: SplitFile, byLine: readonly (Instruction | undefined)[]): readonly SyntaxError[] {
  const errors: SyntaxError[] = [...split.errors];
  const report: Report = (error) => errors.push(error);
  checkDirectives(split, report);
  checkLines(dockerfile, split, byLine, report);
  checkFile(dockerfile, split, report);
  checkEpoch(dockerfile, report);
  for (const instruction of dockerfile.instructions) {
    const before = errors.length;
    checkInstruction(instruction, dockerfile, report);
    // Values of what is not even well formed tell nothing more.
    if (errors.length === before) checkValues(instruction, report);
  }
  checkStages(dockerfile, report);
  return errors.sort((one, other) => one.place.span.start - other.place.span.start);
}

function checkDirectives(split: SplitFile, report: Report): void {
  for (const { name, value, place } of split.directives) {
    const fault = name === 'check' ? checkOptionError(value) : undefined;
    if (fault === undefined) continue;
    report({
      place,
      message: messageOf(fault),
      help: 'Options are `skip=RULE,…`, `error=true` and `experimental=RULE,…`, with `;` and no blank between them.',
    });
  }
}

function messageOf({ option, unknown }: { readonly option: string; readonly unknown: boolean }): string {
  if (option === '') return 'an option of the `check` directive is empty';
  return unknown ? `\`${option}\` is no option of the \`check\` directive` : `\`${option}\` is neither true nor false`;
}

/** Unknown instructions. A lost backslash makes several in a row; they are one error. */
function checkLines(dockerfile: Dockerfile, split: SplitFile, byLine: readonly (Instruction | undefined)[], report: Report): void {
  // 'lost': the rest of something that was reported already.
  let state: 'known' | 'mistyped' | 'lost' = 'known';
  for (const [number, line] of split.lines.entries()) {
    if (byLine[number] !== undefined) {
      state = 'known';
      continue;
    }
    if (split.lost.has(number)) state = 'lost';
    if (state === 'lost') continue;
    const { start, end } = line.head.keyword;
    const word = line.text.text.slice(start, end);
    const keyword = suggest(word, allKeywords);
    if (state === 'mistyped' && keyword === undefined) continue;
    state = keyword === undefined ? 'lost' : 'mistyped';
    const place = line.text.place(start, end);
    const continues = number > 0 ? `If it belongs to the instruction above, end the line above with \`${split.escape}\`.` : undefined;
    const help = keyword === undefined ? continues : `Did you mean \`${word === word.toLowerCase() ? keyword.toLowerCase() : keyword}\`?`;
    const message = word === '' ? 'this line continues nothing' : `unknown instruction \`${word.slice(0, 80)}\``;
    report({ place: word === '' ? placeOfEmptyLine(dockerfile.source, line.firstLine) : place, message, ...(help === undefined ? {} : { help }) });
  }
}

function placeOfEmptyLine(source: Source, line: number): SyntaxError['place'] {
  const start = source.lineStarts[line] ?? 0;
  return source.place(start, start + source.line(line + 1).length);
}

/** A file without instructions or stages, and instructions that stand before the first stage. */
function checkFile(dockerfile: Dockerfile, split: SplitFile, report: Report): void {
  const { source, instructions, stages } = dockerfile;
  if (split.lines.length === 0) {
    const { start, end } = split.lastLine;
    report({ place: source.place(start, end), message: source.text.trim() === '' ? 'the file is empty' : 'the file has no instructions', help: 'A Dockerfile begins with `FROM`.' });
    return;
  }
  const early = instructions.find((instruction) => instruction.stage === undefined && instruction.keyword !== 'ARG');
  const [first] = instructions;
  if (early !== undefined) {
    report({ code: 'instruction-order', place: early.keywordAt, message: `\`${early.keyword}\` stands before the first \`FROM\``, help: 'Only `ARG` may stand above the first `FROM`.' });
  } else if (stages.length === 0 && first !== undefined) {
    report({ place: first.keywordAt, message: 'the file has no `FROM`, so there is nothing to build', help: 'Begin a stage with `FROM`.' });
  }
}
