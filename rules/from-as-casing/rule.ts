import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'from-as-casing',
  summary: 'Write AS like the FROM before it.',
  category: 'style',
  fixable: true,
  faults: {
    mixed: { severity: 'info', summary: 'FROM is in capitals and `as` is not, or the other way round.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'FromAsCasing', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    for (const { keywordAsWritten: keyword, as } of dockerfile.all('FROM')) {
      if (as === undefined) continue;
      const wanted = keyword === keyword.toLowerCase() ? 'as' : 'AS';
      // A FROM in mixed case is told of by instruction-casing.
      if (wanted === 'AS' && keyword !== keyword.toUpperCase()) continue;
      if (as.raw === wanted) {
        yield { kind: 'proof', at: as, message: `\`${as.raw}\` is written like \`${keyword}\`` };
        continue;
      }
      yield {
        fault: 'mixed', at: as, message: `\`${as.raw}\` is not written like \`${keyword}\``, help: `Write \`${wanted}\`.`,
        fixes: [{ title: `Write \`${wanted}\``, safety: 'safe', edits: [{ place: as.place, text: wanted }] }],
      };
    }
  },
});
