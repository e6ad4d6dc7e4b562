import { defineRule } from '../../src/rule.ts';

/** Names that mean something else to the build (source: BuildKit, check ReservedStageName, 2026-11-23). */
const reserved: ReadonlyMap<string, string> = new Map([['scratch', 'the empty image'], ['context', 'the build context']]);

export default defineRule({
  id: 'stage-name-reserved',
  summary: 'Name no stage as the build names something else.',
  category: 'correctness',
  faults: {
    reserved: {
      severity: 'warning', summary: 'The stage is named `scratch` or `context`.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3063', level: 'warning' }, { tool: 'buildkit', id: 'ReservedStageName', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    for (const { name } of dockerfile.stages) {
      if (name === undefined) continue;
      const meaning = reserved.get(name.raw.toLowerCase());
      if (meaning === undefined) yield { kind: 'proof', at: name, message: `\`${name.raw}\` is not reserved` };
      else yield { fault: 'reserved', at: name, message: `\`${name.raw}\` is ${meaning}, and here also a stage`, help: 'Give the stage another name.' };
    }
  },
});
