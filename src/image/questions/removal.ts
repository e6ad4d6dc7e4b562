import type { Edit } from '../../diagnostic.ts';
import type { Instruction } from '../../dockerfile/model.ts';

/** An edit that takes an instruction away with its lines; comments above it stay. A trigger goes with its ONBUILD. */
export function removal(instruction: Instruction): Edit {
  const { source, span } = (instruction.onbuild ?? instruction).place;
  let { start, end } = span;
  while (start > 0 && /[ \t]/.test(source.text[start - 1] ?? '')) start--;
  while (end < source.text.length && /[ \t\r]/.test(source.text[end] ?? '')) end++;
  if (source.text[end] === '\n') end++;
  return { place: source.place(start, end), text: '' };
}
