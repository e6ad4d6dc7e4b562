import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'shellcheck',
  summary: 'Heed what ShellCheck says of the scripts.',
  category: 'correctness',
  needs: ['shellcheck'],
  fixable: true,
  faults: {
    error: { severity: 'error', since: '2026-11', summary: 'ShellCheck calls it an error.' },
    warning: { severity: 'warning', since: '2026-11', summary: 'ShellCheck warns of it.' },
    info: { severity: 'info', since: '2026-11', summary: 'ShellCheck notes it.' },
    style: { severity: 'info', since: '2026-11', summary: 'ShellCheck would write it otherwise.' },
  },

  *check({ shellcheck, dockerfile }) {
    if (shellcheck === undefined) {
      const at = dockerfile.stages[0]?.from;
      if (at !== undefined) yield { kind: 'doubt', at, message: 'ShellCheck was not run (`--shellcheck required` runs it)' };
      return;
    }
    for (const comment of shellcheck) {
      yield {
        fault: comment.level,
        at: comment,
        message: `${comment.code}: ${comment.message}`,
        help: `See https://www.shellcheck.net/wiki/${comment.code}.`,
        fixes: comment.fix === undefined ? [] : [comment.fix],
        aliases: [{ tool: 'shellcheck', id: comment.code, level: comment.level }],
      };
    }
    // Also beside findings: a criterion may be about a single code, which is none of them.
    const at = dockerfile.all('RUN')[0] ?? dockerfile.stages[0]?.from;
    if (at !== undefined) yield { kind: 'proof', at, message: shellcheck.length === 0 ? 'ShellCheck has nothing to say of the scripts' : 'ShellCheck says nothing else of the scripts' };
  },
});
