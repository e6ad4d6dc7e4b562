import type { Fix } from '../../src/diagnostic.ts';
import type { EnvInstruction, LabelInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'legacy-key-value',
  summary: 'Write `KEY=value` in ENV and LABEL.',
  category: 'style',
  fixable: true,
  faults: {
    space: { severity: 'info', summary: 'A space stands between key and value.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'LegacyKeyValueFormat', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.all('ENV', 'LABEL')) {
      const [pair] = instruction.pairs;
      if (pair === undefined) continue;
      const { source, span } = instruction.keywordAt;
      const at = { place: source.place(span.start, pair.key.place.span.end) };
      if (!instruction.legacy) yield { kind: 'proof', at, message: `this ${instruction.keyword} has an \`=\`` };
      else if (pair.value !== undefined) {
        yield {
          fault: 'space', at, message: `\`${instruction.keyword} ${pair.key.raw} value\` is the old form, which takes only one pair and all of the line`,
          help: `Write \`${instruction.keyword} ${pair.key.raw}=…\`.`, fixes: fixOf(instruction, pair.key, pair.value),
        };
      }
    }
  },
});

/** Only where the old value is one that reads the same behind an `=`: no quotes inside, no escapes, all on one line. */
function fixOf(instruction: EnvInstruction | LabelInstruction, key: Word, value: Word): readonly Fix[] {
  const { source } = key.place;
  const written = source.slice(value.place.span);
  const text = written.trimEnd();
  const oneLine = written === value.raw && !source.slice({ start: key.place.span.end, end: value.place.span.start }).includes('\n');
  const quoted = /^"[^"\\`]*"$/.test(text) ? text : /["'\\`]/.test(text) ? undefined : /\s/.test(text) ? `"${text}"` : text;
  if (!oneLine || quoted === undefined || /["'\\`\s]/.test(key.raw)) return [];
  const place = source.place(key.place.span.end, value.place.span.start + text.length);
  return [{ title: `Write \`${instruction.keyword} ${key.raw}=${quoted}\``, safety: 'safe', edits: [{ place, text: `=${quoted}` }] }];
}
