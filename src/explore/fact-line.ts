import { visible } from '../reporters/visible.ts';
import type { ShownFact } from './stage-summary.ts';

/** One fact as a line of text: its name, its value or why there is none, where it is from. */
export function factLine({ name, is, value, line, file, base }: ShownFact): string {
  const shown = is === 'present' ? visible(value) : is === 'absent' ? `none (${visible(value)})` : `unknown: ${visible(value)}`;
  const where = line === undefined ? '' : `  line ${String(line)}${file === undefined ? '' : ` of ${visible(file)}`}${base === undefined ? '' : `, by ${visible(base)}`}`;
  return `  ${visible(name).padEnd(12)} ${shown}${where}`;
}
