import { stageReferences } from '../../src/image/questions/stage-uses.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'stage-name-casing',
  summary: 'Write names of stages in lower case.',
  category: 'style',
  fixable: true,
  faults: {
    capitals: { severity: 'info', summary: 'The name of a stage has capital letters.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'StageNameCasing', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    const references = stageReferences(dockerfile);
    for (const { name } of dockerfile.stages) {
      if (name === undefined) continue;
      const lower = name.raw.toLowerCase();
      if (name.raw === lower) {
        yield { kind: 'proof', at: name, message: `\`${lower}\` is in lower case` };
        continue;
      }
      const words = [name, ...(references.get(lower) ?? []).filter((word) => word.raw !== lower)];
      yield {
        fault: 'capitals', at: name, message: `the stage \`${name.raw}\` has capital letters in its name`, help: `Write \`${lower}\`: builds do not tell them apart.`,
        fixes: [{ title: `Write \`${lower}\` wherever it is named`, safety: 'safe', edits: words.map(({ place }) => ({ place, text: lower })) }],
      };
    }
  },
});
