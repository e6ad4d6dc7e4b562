import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'instruction-casing',
  summary: 'Write all instructions in capitals, or none.',
  category: 'style',
  fixable: true,
  faults: {
    mixed: { severity: 'info', summary: 'An instruction is not written in the case of the others.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'ConsistentInstructionCasing', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    // ARGs above the first FROM do not vote: BuildKit does not count them either.
    const instructions = dockerfile.instructions.filter(({ stage }) => stage !== undefined);
    const lower = instructions.filter(({ keywordAsWritten }) => keywordAsWritten === keywordAsWritten.toLowerCase()).length;
    const upper = instructions.filter(({ keywordAsWritten }) => keywordAsWritten === keywordAsWritten.toUpperCase()).length;
    for (const { keyword, keywordAsWritten, keywordAt } of instructions) {
      const wanted = lower > upper ? keyword.toLowerCase() : keyword;
      if (keywordAsWritten === wanted) continue;
      yield {
        fault: 'mixed', at: { place: keywordAt }, message: `\`${keywordAsWritten}\` is not written in ${lower > upper ? 'lower case' : 'capitals'} as most instructions here`, help: `Write \`${wanted}\`.`,
        fixes: [{ title: `Write \`${wanted}\``, safety: 'safe', edits: [{ place: keywordAt, text: wanted }] }],
      };
    }
  },
});
