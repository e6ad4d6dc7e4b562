import type { IgnoreRules } from '../../src/context/model.ts';
import { wholeCopies } from '../../src/image/questions/context-copies.ts';
import { appendPatterns, newIgnoreFile } from '../../src/image/questions/ignore-file-edits.ts';
import { misplacedIgnoreFile } from '../../src/image/questions/misplaced-ignore-file.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Located, Source } from '../../src/source.ts';

interface Options {
  readonly required: boolean;
  readonly covers: readonly string[];
}

export default defineRule<Options>({
  id: 'dockerignore',
  summary: 'Keep what the image does not need out of the build context.',
  category: 'size',
  needs: ['context'],
  fixable: true,
  faults: {
    missing: { severity: 'info', summary: 'The whole context is copied, and no ignore file leaves anything out.', since: '2026-11', aliases: [{ tool: 'droast', id: 'DF007' }] },
    misplaced: { severity: 'warning', summary: 'An ignore file stands beside the Dockerfile, and the build reads the one of its context, which has none.', since: '2026-11' },
    'not-covered': { severity: 'warning', summary: 'The ignore file does not leave out what the option `covers` lists.', since: '2026-11' },
    refused: { severity: 'off', summary: 'Docker refuses a pattern, and the build fails; `dockerignore-pattern` reports it by default.', since: '2026-11' },
  },
  options: {
    defaults: { required: false, covers: [] },
    schema: {
      required: { type: 'boolean', description: 'An ignore file must be there, also where no COPY takes the whole context.' },
      covers: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'Paths that must be left out; one that ends with `/` is a folder. They need not exist.' },
    },
  },

  *check(build, { required, covers }) {
    const { context, dockerfile, image, target } = build;
    const whole = wholeCopies(dockerfile, image)[0];
    const at = whole?.source ?? target?.from.image ?? target?.from;
    if (at === undefined || (whole === undefined && !required && covers.length === 0)) return;
    const { ignoreFile, ignoreRules } = context;
    if (ignoreFile.is === 'unknown') yield { kind: 'doubt', at, message: context.folder.is === 'unknown' ? `which folder is the build context? (\`--context DIR\`; ${ignoreFile.why})` : ignoreFile.why };
    else if (ignoreFile.is === 'absent' || ignoreRules === undefined) yield missing(build, at, whole !== undefined, covers);
    else yield* uncovered(build, ignoreFile.source, ignoreRules, covers);
  },
});

function missing(build: Build, at: Located, copiesAll: boolean, covers: readonly string[]): Observation {
  const { context } = build;
  const misplaced = misplacedIgnoreFile(build);
  if (misplaced !== undefined) {
    const { path, nameToRead } = misplaced;
    return { fault: 'misplaced', at, message: `nothing reads \`${path}\`: the build reads the \`.dockerignore\` of its context, and there is none`, help: `Move it into the context, or rename it \`${nameToRead}\`: its patterns count from the folder of the context.` };
  }
  const folder = context.folder.is === 'known' ? context.folder.path : '.';
  const { path } = newIgnoreFile(folder);
  const edit = covers.length === 0 ? undefined : appendPatterns(context, covers);
  return {
    fault: 'missing', at,
    message: copiesAll ? `the whole of \`${folder}\` is copied, and no \`.dockerignore\` leaves anything out` : `\`${folder}\` has no \`.dockerignore\``,
    help: `Write \`${path}\`: build output, \`.git/\`, secrets and documents do not belong into the image.`,
    fixes: edit === undefined ? [] : [{ title: `Create \`${path}\``, safety: 'unsafe', edits: [edit] }],
  };
}

function* uncovered({ context }: Build, source: Source, rules: IgnoreRules, covers: readonly string[]): Iterable<Observation> {
  const refused = rules.patterns.find(({ error }) => error !== undefined);
  if (refused !== undefined) {
    yield { fault: 'refused', at: refused, message: `Docker refuses the pattern \`${refused.raw}\`, and the build fails`, help: 'Close the bracket, or escape it with a backslash.' };
    return;
  }
  const open = covers.filter((path) => !isCovered(rules, path));
  for (const path of open) {
    const edit = appendPatterns(context, [path]);
    yield {
      fault: 'not-covered', at: { place: lastLine(source) },
      message: `nothing here leaves out \`${path}\``,
      help: `Add the line \`${path}\`.`,
      fixes: edit === undefined ? [] : [{ title: `Add \`${path}\``, safety: 'unsafe', edits: [edit] }],
    };
  }
  const first = covers.map((path) => rules.decidedBy(path.replace(/\/+$/, ''))).find((pattern) => pattern !== undefined) ?? rules.patterns[0];
  if (open.length > 0) return;
  const count = rules.patterns.length;
  if (first !== undefined) yield { kind: 'proof', at: first, message: covers.length === 0 ? `\`${source.path}\` has ${String(count)} ${count === 1 ? 'pattern' : 'patterns'}` : `\`${source.path}\` leaves out all ${String(covers.length)} that are listed` };
}

/** A folder counts as left out when what lies in it is. */
function isCovered(rules: IgnoreRules, path: string): boolean {
  const bare = path.replace(/\/+$/, '');
  return rules.ignores(bare) || (path.endsWith('/') && rules.ignores(`${bare}/file`) && rules.ignores(`${bare}/folder/file.txt`));
}

/** The last line with something on it: what is missing would stand below. */
function lastLine(source: Source): Located['place'] {
  const trimmed = source.text.trimEnd();
  const start = trimmed.lastIndexOf('\n') + 1;
  return source.place(start, trimmed.length);
}
