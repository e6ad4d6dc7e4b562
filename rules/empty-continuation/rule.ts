import type { Instruction } from '../../src/dockerfile/model.ts';
import type { Edit } from '../../src/diagnostic.ts';
import type { Place } from '../../src/source.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'empty-continuation',
  summary: 'Leave no blank line inside an instruction.',
  category: 'correctness',
  fixable: true,
  faults: {
    'blank-line': { severity: 'warning', summary: 'An instruction goes on behind a blank line, which builds will refuse one day.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'NoEmptyContinuation', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    let next = 0;
    for (const instruction of dockerfile.instructions) {
      const blank: Place[] = [];
      for (let line = dockerfile.emptyContinuations[next]; line !== undefined && isBefore(line.place, instruction); line = dockerfile.emptyContinuations[++next]) {
        if (line.place.span.start > instruction.place.span.start) blank.push(line.place);
      }
      const [first] = blank;
      if (first === undefined) continue;
      yield {
        fault: 'blank-line', at: { place: goesOnAt(blank.at(-1) ?? first, instruction) }, message: `the \`${instruction.keyword}\` goes on behind ${blank.length === 1 ? 'a blank line' : `${blank.length} blank lines`}`,
        help: 'Remove it: builds will refuse it one day. A line with `#` may stay in its place.',
        fixes: [{ title: 'Remove blank lines', safety: 'safe', edits: blank.map(removeLine) }],
      };
    }
    const [instruction] = dockerfile.instructions;
    if (dockerfile.emptyContinuations.length === 0 && instruction !== undefined) yield { kind: 'proof', at: { place: instruction.keywordAt }, message: 'no instruction goes on behind a blank line' };
  },
});

function isBefore({ span }: Place, instruction: Instruction): boolean {
  return span.start < instruction.place.span.end;
}

/** What stands behind the blank lines, to the end of its line: the instruction goes on there. */
function goesOnAt({ source, span }: Place, { place }: Instruction): Place {
  const rest = source.text.slice(span.end, place.span.end);
  const start = span.end + (rest.length - rest.trimStart().length);
  const end = source.text.indexOf('\n', start);
  return start >= place.span.end ? source.place(span.start, span.end) : source.place(start, Math.min(place.span.end, end === -1 ? place.span.end : end));
}

function removeLine({ source, span }: Place): Edit {
  const start = source.text.lastIndexOf('\n', span.start - 1) + 1;
  const end = source.text.indexOf('\n', span.start);
  return { place: source.place(start, end === -1 ? source.text.length : end + 1), text: '' };
}
