import type { Fix } from '../../src/diagnostic.ts';
import type { Dockerfile, EnvInstruction, LabelInstruction } from '../../src/dockerfile/model.ts';
import { keyValueEdits } from '../../src/image/questions/key-value-form.ts';
import { defineRule } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'legacy-key-value',
  summary: 'Write `KEY=value` in ENV and LABEL.',
  category: 'style',
  fixable: true,
  faults: {
    command: { severity: 'warning', summary: 'ENV is told to `export`, as a shell would be, and sets a variable of that name.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'LegacyKeyValueFormat', level: 'warning' }] },
    colon: { severity: 'warning', summary: 'A colon stands behind the name, as in YAML, and is a part of it.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'LegacyKeyValueFormat', level: 'warning' }] },
    swallowed: { severity: 'warning', summary: 'A further line of an old ENV looks like a variable of its own, and is a part of the value.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'LegacyKeyValueFormat', level: 'warning' }] },
    space: { severity: 'info', summary: 'A space stands between key and value.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'LegacyKeyValueFormat', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.all('ENV', 'LABEL')) {
      const [pair] = instruction.pairs;
      if (pair === undefined) continue;
      const { source, span } = instruction.keywordAt;
      const at = { place: source.place(span.start, pair.key.place.span.end) };
      const swallowed = instruction.legacy ? swallowedBy(instruction) : undefined;
      if (!instruction.legacy) yield { kind: 'proof', at, message: `this ${instruction.keyword} has an \`=\`` };
      else if (pair.value !== undefined && instruction.keyword === 'ENV' && /^(?:export|set)$/.test(pair.key.raw) && /^\w+=/.test(pair.value.raw)) {
        yield { fault: 'command', at, message: `this sets a variable that is called \`${pair.key.raw}\`: ENV is no command of a shell`, help: `Write \`ENV ${pair.value.raw}\`.` };
      } else if (pair.value !== undefined && /^[\w.-]+:$/.test(pair.key.raw)) {
        const { keyword } = instruction;
        const name = pair.key.raw.slice(0, -1);
        yield { fault: 'colon', at, message: `the name is \`${pair.key.raw}\`, with its colon: ${keyword} is not YAML`, help: `Write \`${keyword} ${name}=…\`.` };
      } else if (swallowed !== undefined) {
        yield {
          fault: 'swallowed', at, message: `\`${swallowed}\` is no variable here, but a part of the value of \`${pair.key.raw}\`: the old form takes only one pair and all of the line`,
          help: `Write \`ENV ${pair.key.raw}=… ${swallowed}=…\`.`,
        };
      } else if (pair.value !== undefined) {
        yield {
          fault: 'space', at, message: `\`${instruction.keyword} ${pair.key.raw} value\` is the old form, which takes only one pair and all of the line`,
          help: `Write \`${instruction.keyword} ${pair.key.raw}=…\`.`, fixes: fixOf(instruction, pair.key, dockerfile.escape),
        };
      }
    }
  },
});

/** The name that begins a further line of an old ENV, as if that were a pair of its own: `B=2`, `B 2`. A line of several words is text, as is what stands in quotes. */
function swallowedBy({ keyword, pairs: [pair] }: EnvInstruction | LabelInstruction): string | undefined {
  if (keyword !== 'ENV' || pair?.value === undefined) return undefined;
  const { source, span } = pair.value.place;
  const text = source.text.slice(span.start, span.end);
  const found = /\n[ \t]*([A-Z][A-Z0-9_]{2,})(?:=|[ \t]+(?=\S+[ \t]*[\\`]?(?:\r?\n|$)))[^\s\\]/.exec(text);
  const isQuoted = found !== null && text.slice(0, found.index).split('"').length % 2 === 0;
  return isQuoted ? undefined : found?.[1];
}

/** Only where the value stays the same, letter for letter. */
function fixOf(instruction: EnvInstruction | LabelInstruction, key: Word, escape: Dockerfile['escape']): readonly Fix[] {
  const edits = keyValueEdits(instruction, escape);
  return edits === undefined ? [] : [{ title: `Write \`${instruction.keyword} ${key.raw}=…\``, safety: 'safe', edits }];
}
