import type { ContextFile } from '../../src/context/model.ts';
import type { AddInstruction, CopyInstruction } from '../../src/dockerfile/model.ts';
import { contextCopies } from '../../src/image/questions/context-copies.ts';
import { holdsToken, isSecretFile, junkFolder, mayHoldToken } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'context-secret',
  summary: 'Copy no secrets and no junk into the image.',
  category: 'security',
  needs: ['context'],
  faults: {
    secret: { severity: 'warning', summary: 'COPY takes files that hold secrets.', since: '2026-11' },
    junk: { severity: 'info', summary: 'COPY takes folders that serve nothing in the image: `.git`, `node_modules`, caches.', since: '2026-11' },
  },

  *check(build) {
    for (const copy of contextCopies(build.dockerfile, build.image)) {
      if (copy.onbuild === undefined) for (const source of copy.sources) yield* judge(build, copy, source);
    }
  },
});

function* judge({ context, image, dockerfile }: Build, copy: CopyInstruction | AddInstruction, source: Word): Iterable<Observation> {
  const files = source.value === undefined ? undefined : context.takes(source.value)?.files;
  if (files === undefined) {
    yield { kind: 'doubt', at: source, message: `which files \`${source.raw}\` takes is not known` };
    return;
  }
  const secrets = files.filter(({ path }) => isSecretFile(path) || (mayHoldToken(path) && holdsToken(context.read(path)?.text ?? '')));
  const cooks = dockerfile.commands('cargo').some((command) => command.subcommand('chef') !== undefined && command.operands()[0]?.value === 'cook');
  const junk = new Map<string, number>();
  for (const { path } of files) {
    const folder = junkFolder(path);
    // `cargo-chef-artifacts` says more of a `target` that overwrites what was cooked.
    if (folder === 'target' && cooks) continue;
    if (folder !== undefined) junk.set(folder, (junk.get(folder) ?? 0) + 1);
  }
  const ships = copy.stage === undefined || image.isShipped(copy.stage);
  if (secrets.length > 0) {
    yield {
      fault: 'secret', at: source, message: `\`${source.raw}\` takes ${listed(secrets)} into ${ships ? 'the image' : 'a stage of the build'}`,
      help: `Leave ${secrets.length === 1 ? 'it' : 'them'} out in \`.dockerignore\`, and revoke what an image has shown already.`, ...(ships ? {} : { severity: 'info' as const }),
    };
  }
  for (const [folder, count] of [...junk].slice(0, 3)) {
    yield { fault: 'junk', at: source, message: `\`${source.raw}\` takes \`${folder}\` (${String(count)} ${count === 1 ? 'file' : 'files'})`, help: `Add \`${folder}\` to \`.dockerignore\`.` };
  }
  if (secrets.length === 0 && junk.size === 0) yield { kind: 'proof', at: source, message: `\`${source.raw}\` takes no secret that is known by its name` };
}

function listed(files: readonly ContextFile[]): string {
  const names = files.slice(0, 3).map(({ path, size }) => `\`${path}\`${size === undefined ? '' : ` (${String(size)} B)`}`).join(', ');
  return files.length > 3 ? `${names} and ${String(files.length - 3)} more` : names;
}
