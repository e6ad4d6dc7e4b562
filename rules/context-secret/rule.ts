import type { BuildContext, ContextFile } from '../../src/context/model.ts';
import type { Dockerfile } from '../../src/dockerfile/model.ts';
import { contextSources } from '../../src/image/questions/context-copies.ts';
import type { ContextSource } from '../../src/image/questions/context-copies.ts';
import { formatSize, totalSize } from '../../src/image/questions/file-sizes.ts';
import { appendPatterns } from '../../src/image/questions/ignore-file-edits.ts';
import { isOfTests, junkFolders, secretCandidates } from '../../src/image/questions/telling-names.ts';
import { holdsToken, isEnvironmentFile, isHarmlessEnvironment, isSecretFile, mayHoldToken } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Fix } from '../../src/diagnostic.ts';
import type { Build, Finding, Observation } from '../../src/rule.ts';

/** So many are named in a message. */
const NAMED = 3;

export default defineRule({
  id: 'context-secret',
  summary: 'Copy no secrets and no junk into the image.',
  category: 'security',
  needs: ['context'],
  fixable: true,
  faults: {
    secret: { severity: 'warning', summary: 'COPY takes files that hold secrets.', since: '2026-11' },
    junk: { severity: 'info', summary: 'COPY takes folders that serve nothing in the image: `.git`, `node_modules`, caches.', since: '2026-11' },
  },

  *check(build) {
    const takings: Taking[] = [];
    for (const source of contextSources(build.dockerfile)) {
      const { instruction, path, options, word: at } = source;
      if (instruction.keyword === 'RUN' || (instruction.stage !== undefined && !build.image.isBuilt(instruction.stage))) continue;
      const files = path === undefined ? undefined : build.context.takes(path, options)?.files;
      if (files === undefined) yield { kind: 'doubt', at, message: `which files \`${at.raw}\` takes is not known` };
      else takings.push({ source, files, junk: junkOf(files, source.path ?? '', cooks(build.dockerfile)) });
    }
    for (const taking of takings) yield* judge(build, taking, takings);
  },
});

/** What one source takes out of the context; junk by its folder. */
interface Taking {
  readonly source: ContextSource;
  readonly files: readonly ContextFile[];
  readonly junk: ReadonlyMap<string, readonly ContextFile[]>;
}

function* judge({ context, image }: Build, taking: Taking, all: readonly Taking[]): Iterable<Observation> {
  const { source: { instruction, word: at, path: root = '' }, files } = taking;
  const isShipped = instruction.stage === undefined || image.isShipped(instruction.stage);
  const candidates = secretCandidates(files);
  const secrets = candidates.filter(({ path }) => isSecret(path, context) === true);
  const unread = candidates.find(({ path }) => isSecret(path, context) === undefined);
  // One line of an ignore file mends all sources that take a folder: it is told of at the first one.
  const before = all.slice(0, all.indexOf(taking));
  const junk = [...taking.junk].filter(([folder]) => !before.some((earlier) => earlier.junk.has(folder)));
  const again = all.slice(before.length + 1).filter((later) => junk.some(([folder]) => later.junk.has(folder)));
  if (secrets.length > 0) yield secretFinding(at, secrets, root, isShipped, context);
  if (junk.length > 0) {
    const named = junk.slice(0, NAMED).map(([folder, within]) => `\`${folder}\` (${amount(within)})`).join(', ');
    yield {
      fault: 'junk', at, message: `\`${at.raw}\` takes ${named}${more(junk.length)}`,
      help: `Add ${junk.length === 1 ? `\`${junk[0]?.[0] ?? ''}\`` : 'them'} to \`.dockerignore\`.`,
      related: again.map(({ source }) => ({ place: source.word.place, message: 'it is taken here too' })),
      fixes: fixesOf(context, junk.map(([folder]) => (folder.includes('/') ? `**/${folder.slice(folder.lastIndexOf('/') + 1)}` : folder))),
    };
  }
  if (unread !== undefined) yield { kind: 'doubt', at, message: `whether \`${unread.path}\` holds a secret is not known: its text is not there to be read` };
  else if (secrets.length === 0 && taking.junk.size === 0) yield { kind: 'proof', at, message: `\`${at.raw}\` takes no secret that is known by its name` };
}

function secretFinding(at: ContextSource['word'], secrets: readonly ContextFile[], root: string, isShipped: boolean, context: BuildContext): Finding {
  const named = secrets.slice(0, NAMED).map(({ path, size }) => `\`${path}\`${size === undefined ? '' : ` (${formatSize(size)})`}`).join(', ');
  const isNamed = secrets.some(({ path }) => path === root);
  return {
    fault: 'secret', at,
    message: `\`${at.raw}\` takes ${isNamed ? 'a secret' : `${named}${more(secrets.length)}`} into ${isShipped ? 'the image' : 'a stage of the build'}`,
    help: isNamed ? 'Give it to the step that needs it with `RUN --mount=type=secret`, or to the container when it runs.' : `Leave ${secrets.length === 1 ? 'it' : 'them'} out in \`.dockerignore\`, and revoke what an image has shown already.`,
    // What somebody copies by its name would be missed.
    fixes: isNamed ? [] : fixesOf(context, secrets.map(({ path }) => path)),
    ...(isShipped ? {} : { severity: 'info' }),
  };
}

/** Undefined when the name alone does not tell, and the text is not known: of a list of paths. */
function isSecret(path: string, context: BuildContext): boolean | undefined {
  if (isOfTests(context, path)) return false;
  if (!mayHoldToken(path) && !isEnvironmentFile(path)) return isSecretFile(path);
  if (!mayHoldToken(path) && !isSecretFile(path)) return false;
  const text = context.read(path)?.text;
  if (text === undefined) return undefined;
  return mayHoldToken(path) ? holdsToken(path, text) : !isHarmlessEnvironment(text);
}

/** By folder, what it holds. A folder that the source names, or that it lies in, is wanted. */
function junkOf(files: readonly ContextFile[], root: string, isCooked: boolean): ReadonlyMap<string, readonly ContextFile[]> {
  // `cargo-chef-artifacts` says more of a `target` that overwrites what was cooked.
  return new Map([...junkFolders(files)].filter(([folder]) => !((folder === 'target' && isCooked) || root === folder || root.startsWith(`${folder}/`))));
}

function cooks(dockerfile: Dockerfile): boolean {
  return dockerfile.commands('cargo').some((command) => command.subcommand('chef') !== undefined && command.operands()[0]?.value === 'cook');
}

function amount(files: readonly ContextFile[]): string {
  const size = totalSize(files);
  return `${String(files.length)} ${files.length === 1 ? 'file' : 'files'}${size === undefined ? '' : `, ${formatSize(size)}`}`;
}

function more(count: number): string {
  return count > NAMED ? ` and ${String(count - NAMED)} more` : '';
}

function fixesOf(context: BuildContext, patterns: readonly string[]): readonly Fix[] {
  const lines = [...new Set(patterns)];
  const edit = appendPatterns(context, lines);
  return edit === undefined ? [] : [{ title: `Add ${lines.length === 1 ? `\`${lines[0] ?? ''}\`` : `${String(lines.length)} lines`} to the ignore file`, safety: 'unsafe', edits: [edit] }];
}
