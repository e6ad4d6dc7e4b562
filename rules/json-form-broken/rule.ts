import type { Instruction } from '../../src/dockerfile/model.ts';
import { brokenJson, jsonFix } from '../../src/image/questions/broken-json.ts';
import type { MappedText } from '../../src/mapped-text.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'json-form-broken',
  summary: 'Write JSON form so that it is JSON.',
  category: 'correctness', fixable: true,
  faults: {
    command: { severity: 'warning', summary: 'A command meant as a JSON array is handed to a shell as it stands.', since: '2026-11', aliases: [{ tool: 'tally', id: 'invalid-json-form' }] },
    paths: { severity: 'warning', summary: 'Paths meant as a JSON array are split at blanks, brackets and all.', since: '2026-11', aliases: [{ tool: 'tally', id: 'invalid-json-form' }] },
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK', 'COPY', 'ADD', 'VOLUME')) {
      const text = textOf(instruction);
      const broken = text === undefined ? undefined : brokenJson(text.text);
      if (text === undefined || broken === undefined) continue;
      const isPaths = instruction.keyword === 'COPY' || instruction.keyword === 'ADD' || instruction.keyword === 'VOLUME';
      const fix = jsonFix(text, broken);
      yield {
        fault: isPaths ? 'paths' : 'command', at: { place: text.place(text.text.length - text.text.trimStart().length, text.text.trimEnd().length) },
        message: `this is no JSON array, and so ${isPaths ? 'every word of it is a path' : 'a script for the shell'}: ${broken.why}`,
        help: 'Write `["word", "word"]`: double quotes, commas between, nothing behind.',
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

/** What stands where an array may stand, of instructions that have none. */
function textOf(instruction: Instruction): MappedText | undefined {
  switch (instruction.keyword) {
    case 'COPY': case 'ADD': case 'VOLUME': return instruction.json ? undefined : instruction.rest;
    case 'RUN': case 'CMD': case 'ENTRYPOINT': case 'HEALTHCHECK': return instruction.command?.form === 'shell' ? instruction.command.script : undefined;
    default: return undefined;
  }
}
