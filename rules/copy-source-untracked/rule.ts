import { contextCopies } from '../../src/image/questions/context-copies.ts';
import { isBuildOutput } from '../../src/knowledge/context-files.ts';
import { isRemoteSource } from '../../src/programs/archives.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'copy-source-untracked',
  summary: 'Copy what a clean checkout has.',
  category: 'reproducibility',
  needs: ['context', 'git'],
  faults: {
    ignored: { severity: 'warning', summary: 'git ignores a file that COPY takes: the build works here and fails on a clean checkout.', since: '2026-11' },
    untracked: { severity: 'info', summary: 'git does not know a file that COPY takes.', since: '2026-11' },
  },

  *check({ dockerfile, image, context, git }) {
    for (const copy of contextCopies(dockerfile, image)) {
      if (copy.onbuild !== undefined) continue;
      for (const source of copy.sources) {
        const { value } = source;
        if (value === undefined || isRemoteSource(value) || /[*?[\\]/.test(value)) continue;
        const path = value.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
        if (path === '' || path === '.' || path.startsWith('..') || context.entry(path).is !== 'file') continue;
        const tracked = git?.isTracked(path);
        if (tracked === undefined) yield { kind: 'doubt', at: source, message: `whether git has \`${path}\` is not known` };
        else if (tracked) yield { kind: 'proof', at: source, message: `git has \`${path}\`` };
        else if (isBuildOutput(path)) yield { kind: 'doubt', at: source, message: `git does not have \`${path}\`, which may be made before the build` };
        else if (git?.isIgnored(path) === true) yield { fault: 'ignored', at: source, message: `git ignores \`${path}\`: a clean checkout does not have it`, help: 'Take it out of `.gitignore` and commit it, or make it in the build.' };
        else yield { fault: 'untracked', at: source, message: `git does not have \`${path}\`: a clean checkout lacks it`, help: 'Commit it, or make it in the build.' };
      }
    }
  },
});
