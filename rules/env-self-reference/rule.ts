import { variableUses } from '../../src/image/questions/variable-uses.ts';
import { isWithin } from '../../src/image/questions/used-images.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'env-self-reference',
  summary: 'Use a variable only below the ENV that sets it.',
  category: 'correctness',
  faults: {
    'same-instruction': {
      severity: 'warning', summary: 'A value names a variable that the same ENV sets: it gets the value of before.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3044', level: 'error' }],
    },
  },

  *check({ dockerfile }) {
    for (const env of dockerfile.all('ENV')) {
      if (env.pairs.length < 2) continue;
      const uses = variableUses(env);
      for (const { value } of env.pairs) {
        for (const use of value === undefined ? [] : uses.filter(({ place }) => isWithin(place, value))) {
          // Its own old value is what `PATH=/bin:$PATH` asks for.
          const setter = env.pairs.find((pair) => pair.key.value === use.name && pair.value !== value);
          if (setter === undefined) continue;
          yield {
            fault: 'same-instruction', at: use, message: `\`${use.name}\` has the value here that it had above this ENV, not the one that is set beside it`,
            help: 'Set it in an ENV of its own, above this one.', related: [{ place: setter.key.place, message: 'it is set here' }],
          };
        }
      }
    }
  },
});
