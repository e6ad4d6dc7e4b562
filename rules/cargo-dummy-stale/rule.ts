import { staleBuilds } from '../../src/cargo/dummy.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'cargo-dummy-stale',
  summary: 'Let cargo see that the dummy sources are gone.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    'not-rebuilt': { severity: 'warning', summary: 'Dependencies are compiled with dummy sources, and nothing makes cargo compile the real ones, which are older.', since: '2026-11' },
  },

  *check(build) {
    for (const { step, dummy, sources, files } of staleBuilds(build, cargoWork(build))) {
      yield {
        fault: 'not-rebuilt', at: step.at,
        message: `\`${step.title}\` may ship the dummy: to cargo, what \`${sources.shown}\` brings is older than what was compiled of it`,
        help: `Give the sources a new time first, \`${files.length > 0 && files.length <= 3 ? `touch ${files.join(' ')}` : files.length === 0 ? 'touch src/main.rs' : "find . -name '*.rs' -exec touch {} +"}\`, or compile the dependencies with cargo-chef.`,
        related: [{ place: dummy.at.place, message: 'the dummy is compiled here' }, { place: sources.place, message: 'the sources keep the time that they have in the context' }],
      };
    }
  },
});
