import { contextSources } from '../../src/image/questions/context-copies.ts';
import { isBuildOutput, isSecretFile } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'copy-source-untracked',
  summary: 'Copy what a clean checkout has.',
  category: 'reproducibility',
  needs: ['context', 'git'],
  faults: {
    ignored: { severity: 'warning', summary: 'git ignores a file that COPY takes: the build works here and fails on a clean checkout.', since: '2026-11' },
    untracked: { severity: 'info', summary: 'git does not know a file that COPY takes.', since: '2026-11' },
  },

  *check(build) {
    const { context, git } = build;
    const named = contextSources(build.dockerfile).flatMap(({ word, path, wildcard }) => (path === undefined || path === '' || wildcard || isOfGit(path) || context.ignores(path) ? [] : [{ word, path }]));
    const present = named.filter(({ path }) => context.entry(path).is === 'file' || context.entry(path).is === 'directory');
    git?.prepare?.(present.flatMap(({ path }) => (git.isTracked(path) === false ? [path] : [])));
    for (const { word, path } of present) {
      // A folder that git does not know may be an empty one; one that it ignores is missing elsewhere.
      if (context.entry(path).is === 'file' || (git?.isTracked(path) === false && git.isIgnored(path) === true)) yield judge(build, word, path);
    }
  },
});

/** Git keeps its own folder out of itself, and every checkout has one. */
function isOfGit(path: string): boolean {
  return /(?:^|\/)\.git(?:\/|$)/.test(path);
}

function judge({ git }: Build, at: Word, path: string): Observation {
  const tracked = git?.isTracked(path);
  if (tracked === undefined) return { kind: 'doubt', at, message: `whether git has \`${path}\` is not known` };
  if (tracked) return { kind: 'proof', at, message: `git has \`${path}\`` };
  if (isBuildOutput(path)) return { kind: 'doubt', at, message: `git does not have \`${path}\`, which may be made before the build` };
  if (git?.isIgnored(path) !== true) return { fault: 'untracked', at, message: `git does not have \`${path}\`: a clean checkout lacks it`, help: 'Commit it, or make it in the build.' };
  return {
    fault: 'ignored', at,
    message: `git ignores \`${path}\`: a clean checkout does not have it`,
    help: isSecretFile(path) ? 'Give it to the step that needs it with `RUN --mount=type=secret`, or to the container when it runs.' : 'Take it out of `.gitignore` and commit it, or make it in the build.',
  };
}
