import type { KeyValue } from '../../src/dockerfile/model.ts';
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
      if (uses.length === 0) continue;
      const setters = byName(env.pairs);
      let next = 0;
      // Uses and pairs stand in one order.
      for (const { value } of env.pairs) {
        for (let use = uses[next]; value !== undefined && use !== undefined && use.place.span.start < value.place.span.end; use = uses[++next]) {
          // Its own old value is what `PATH=/bin:$PATH` asks for.
          const setter = isWithin(use.place, value) ? setters.get(use.name)?.find((pair) => pair.value !== value && !keepsValue(pair)) : undefined;
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

/** `A=$A` and `A=${A:-}` set what `A` was before. */
function keepsValue({ key, value }: KeyValue): boolean {
  return value !== undefined && value.raw.replace(/^"(.*)"$/, '$1').replace(/^\$(?:(\w+)|\{(\w+)(?::?-)?\})$/, '$1$2') === key.raw && value.raw.includes('$');
}

/** At most two pairs of a name: of these one is another than the one that asks. */
function byName(pairs: readonly KeyValue[]): ReadonlyMap<string, readonly KeyValue[]> {
  const found = new Map<string, KeyValue[]>();
  for (const pair of pairs) {
    const name = pair.key.value;
    if (name === undefined) continue;
    const known = found.get(name);
    if (known === undefined) found.set(name, [pair]);
    else if (known.length < 2) known.push(pair);
  }
  return found;
}
