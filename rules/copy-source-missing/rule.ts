import { isGuessed } from '../../src/image/questions/guessed-context.ts';
import { contextSources } from '../../src/image/questions/context-copies.ts';
import type { ContextSource } from '../../src/image/questions/context-copies.ts';
import { nearPath } from '../../src/image/questions/near-path.ts';
import { isBuildOutput } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';

export default defineRule({
  id: 'copy-source-missing',
  summary: 'Copy what the build context has.',
  category: 'correctness',
  needs: ['context', 'git'],
  fixable: true,
  faults: {
    missing: { severity: 'error', summary: 'A source of COPY or ADD is not in the build context: the build fails.', since: '2026-11' },
    'no-match': { severity: 'info', summary: 'The wildcards of a COPY or ADD match nothing in the build context: it copies nothing, and says nothing.', since: '2026-11' },
  },

  *check(build) {
    const sources = contextSources(build.dockerfile);
    for (const source of sources) {
      const { word: at, path, wildcard } = source;
      if (path === '') continue;
      if (path === undefined) yield { kind: 'doubt', at, message: `only the build knows what \`${at.raw}\` is` };
      else if (wildcard) yield judgeWildcard(build, source, path, sources.filter(({ instruction }) => instruction === source.instruction).length);
      else yield judgePath(build, source, path);
    }
  },
});

function judgePath({ context, git }: Build, { word: at }: ContextSource, path: string): Observation {
  const entry = context.entry(path);
  if (entry.is === 'unknown') return { kind: 'doubt', at, message: `whether \`${path}\` is there is not known: ${entry.why}` };
  if (entry.is !== 'absent') return { kind: 'proof', at, message: `\`${path}\` is in the build context` };
  if (isBuildOutput(path)) return { kind: 'doubt', at, message: `\`${path}\` is not there, and may be made before the build` };
  // `copy-ignored` says so: it would not be sent if it were there.
  if (context.ignores(path)) return { kind: 'doubt', at, message: `\`${path}\` is not there, and the ignore file leaves it out` };
  const near = nearPath(context, path);
  if (near === undefined && isGuessed(context)) return { kind: 'doubt', at, message: `\`${path}\` is not there, and neither is anything else that COPY names` };
  const ignored = git === undefined ? false : git.isIgnored(path);
  if (near === undefined && ignored !== false) return { kind: 'doubt', at, message: `\`${path}\` is not there; ${ignored === true ? 'git ignores it' : 'git does not say whether it ignores it'}, so something may make it before the build` };
  const folder = context.folder.is === 'known' ? context.folder.path : '.';
  const fixed = near === undefined || !at.raw.includes(path) ? undefined : at.raw.replace(path, near);
  return {
    fault: 'missing', at,
    message: `the build context \`${folder}\` has no \`${path}\``,
    help: near === undefined ? elsewhere(context, path) : `Did you mean \`${near}\`?`,
    fixes: fixed === undefined ? [] : [{ title: `Write \`${fixed}\``, safety: 'unsafe', edits: [{ place: at.place, text: fixed }] }],
  };
}

/** A file of that name in another folder, in whatever case. */
function elsewhere(context: Build['context'], path: string): string {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  const found = context.list()?.find((file) => file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase() === name);
  return found === undefined ? 'Correct the path, or the build context (`--context DIR`).' : `There is a \`${found.path}\`.`;
}

/** `yarn.lock*` and `go.su[m]` say "if it is there", and so do wildcards beside other sources. */
function judgeWildcard({ context }: Build, { word: at, options }: ContextSource, path: string, sources: number): Observation {
  const roots = context.takes(path, options)?.roots;
  if (roots === undefined) return { kind: 'doubt', at, message: `what \`${at.raw}\` matches is not known` };
  if (roots.length > 0) return { kind: 'proof', at, message: `\`${at.raw}\` matches ${roots.length === 1 ? `\`${roots[0]?.path ?? ''}\`` : `${String(roots.length)} files and folders`}` };
  if (isBuildOutput(path)) return { kind: 'doubt', at, message: `\`${at.raw}\` matches nothing, and something may make it before the build` };
  if (isGuessed(context)) return { kind: 'doubt', at, message: `\`${at.raw}\` matches nothing in the folder that is taken for the build context` };
  if (sources > 1 || /\.\w+\*$|\[\w\]/.test(path)) return { kind: 'proof', at, message: `\`${at.raw}\` need not match anything` };
  return { fault: 'no-match', at, message: `\`${at.raw}\` matches nothing in the build context`, help: 'Correct the pattern, or remove the instruction.' };
}
