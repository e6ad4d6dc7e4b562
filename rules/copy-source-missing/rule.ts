import { contextCopies } from '../../src/image/questions/context-copies.ts';
import { isBuildOutput } from '../../src/knowledge/context-files.ts';
import { isRemoteSource } from '../../src/programs/archives.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'copy-source-missing',
  summary: 'Copy what the build context has.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    missing: { severity: 'error', summary: 'A source of COPY or ADD is not in the build context: the build fails.', since: '2026-11' },
  },

  *check({ dockerfile, image, context }) {
    for (const copy of contextCopies(dockerfile, image)) {
      if (copy.onbuild !== undefined) continue;
      for (const source of copy.sources) {
        const { value } = source;
        if (value === undefined || isRemoteSource(value) || /[*?[\\]/.test(value)) continue;
        const path = value.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
        const entry = path === '' || path === '.' || path.startsWith('..') ? undefined : context.entry(path);
        if (entry === undefined) continue;
        if (entry.is === 'unknown') yield { kind: 'doubt', at: source, message: `whether \`${path}\` is there is not known: ${entry.why}` };
        else if (entry.is !== 'absent') yield { kind: 'proof', at: source, message: `\`${path}\` is in the build context` };
        else if (isBuildOutput(path)) yield { kind: 'doubt', at: source, message: `\`${path}\` is not there, and may be made before the build` };
        else {
          const folder = context.folder.is === 'known' ? context.folder.path : '.';
          const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
          const near = context.list()?.find((file) => file.path.slice(file.path.lastIndexOf('/') + 1).toLowerCase() === name)?.path;
          yield { fault: 'missing', at: source, message: `the build context \`${folder}\` has no \`${path}\``, help: near === undefined ? 'Correct the path, or the build context (`--context DIR`).' : `There is a \`${near}\`.` };
        }
      }
    }
  },
});
