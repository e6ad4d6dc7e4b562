import type { Instruction } from '../../src/dockerfile/model.ts';
import type { Edit } from '../../src/diagnostic.ts';
import type { Place, Source } from '../../src/source.ts';
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
    const { instructions, emptyContinuations } = dockerfile;
    for (const instruction of instructions) {
      const blank: Place[] = [];
      const isLast = instruction === instructions.at(-1);
      for (let line = emptyContinuations[next]; line !== undefined && (isLast || isBefore(line.place, instruction)); line = emptyContinuations[++next]) {
        if (line.place.span.start > instruction.place.span.start || leadsTo(line.place, instruction)) blank.push(line.place);
      }
      const [first] = blank;
      if (first === undefined) continue;
      const [lines, follow, them, their] = blank.length === 1 ? ['a blank line', 'follows', 'it', 'its'] : [`${blank.length} blank lines`, 'follow', 'them', 'their'];
      const isCut = first.span.start >= instruction.place.span.end;
      yield {
        fault: 'blank-line', at: { place: isCut ? lastLine(first.source) : endOf(instruction) },
        message: isCut ? `only ${lines} ${follow} the last line of the \`${instruction.keyword}\`, which goes on` : `the \`${instruction.keyword}\` that ends here has ${lines} in it`,
        help: isCut ? 'Take away what continues its last line.' : `Remove ${them}: builds will refuse ${them} one day. A line with \`#\` may stay in ${their} place.`,
        related: isCut ? [] : [{ place: first, message: 'the blank line' }],
        fixes: [{ title: 'Remove blank lines', safety: 'safe', edits: blank.map(removeLine) }],
      };
    }
    const [instruction] = instructions;
    if (emptyContinuations.length === 0 && instruction !== undefined) yield { kind: 'proof', at: { place: instruction.keywordAt }, message: 'no instruction goes on behind a blank line' };
  },
});

function isBefore({ span }: Place, instruction: Instruction): boolean {
  return span.start < instruction.place.span.end;
}

/** Whether an instruction begins above with nothing but the character that continues a line. */
function leadsTo({ source, span }: Place, { place }: Instruction): boolean {
  // A comment is taken to the end of its line, so that there is one way to read the text.
  return /^(?:[\s\\`]|#[^\n]*(?:\n|$))*$/.test(source.text.slice(span.end, Math.min(place.span.start, span.end + 1000)));
}

/** The last line of an instruction, heredocs left out: BuildKit finds it at fault there. */
function endOf({ place, heredocs }: Instruction): Place {
  const { source, span } = place;
  const whole = source.text.slice(span.start, heredocs[0]?.body.startOf(0) ?? span.end).trimEnd();
  const start = whole.lastIndexOf('\n') + 1;
  return source.place(span.start + start + (whole.length - start - whole.slice(start).trimStart().length), span.start + whole.length);
}

function lastLine(source: Source): Place {
  const end = source.text.endsWith('\n') ? source.text.length - 1 : source.text.length;
  return source.place(source.text.lastIndexOf('\n', end - 1) + 1, end);
}

function removeLine({ source, span }: Place): Edit {
  const start = source.text.lastIndexOf('\n', span.start - 1) + 1;
  const end = source.text.indexOf('\n', span.start);
  return { place: source.place(start, end === -1 ? source.text.length : end + 1), text: '' };
}
