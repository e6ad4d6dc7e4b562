import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';

export default defineRule({
  id: 'copy-destination-slash',
  summary: 'End the folder that several files are copied into with `/`.',
  category: 'correctness',
  fixable: true,
  faults: {
    'no-slash': {
      severity: 'warning', summary: 'Several sources are copied to a destination that does not end in `/`.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3021', level: 'error' }, { tool: 'trivy', id: 'DS-0011' }, { tool: 'kics', id: '6db6e0c2-32a3-4a2e-93b5-72c35f4119db' }],
    },
  },

  *check({ dockerfile }) {
    for (const { keyword, sources, heredocs, destination } of dockerfile.all('COPY', 'ADD')) {
      if (destination === undefined || sources.length + heredocs.length < 2) continue;
      // A heredoc as the destination is what `syntax` speaks of.
      if (/^\d*<</.test(destination.raw)) continue;
      const path = pattern(destination.text);
      if (/[/\\]$|^\.{1,2}$/.test(path)) yield { kind: 'proof', at: destination, message: `\`${destination.raw}\` can only be a folder` };
      else if (path.endsWith('\u0000')) yield { kind: 'doubt', at: destination, message: `only the build knows whether \`${destination.raw}\` ends in \`/\`` };
      else {
        const { source, span } = destination.place;
        // Before a closing quote, which is the word's own.
        const end = span.end - (/["']$/.test(source.slice(span)) ? 1 : 0);
        yield {
          fault: 'no-slash', at: destination,
          message: `\`${destination.value ?? destination.raw}\` takes ${String(sources.length + heredocs.length)} sources and does not end in \`/\``,
          help: 'End it with `/`, so that it is a folder whoever builds it.',
          fixes: [{ title: 'Add `/`', safety: 'safe', edits: [{ place: source.place(end, end), text: '/' }] }],
          // The peers look at COPY only.
          ...(keyword === 'ADD' ? { aliases: [] } : {}),
        };
      }
    }
  },
});
