import type { Diagnostic } from '../diagnostic.ts';
import { lineOf } from '../source.ts';
import type { Place } from '../source.ts';

/** A finding, and those of the same file that say the same in the same words about other places. */
export interface Alike {
  readonly first: Diagnostic;
  readonly others: readonly Diagnostic[];
}

/** Up to so many that say the same are each shown whole. */
const MOST_SHOWN = 3;
/** Lines that are named; a long file may have hundreds. */
const MOST_LINES = 40;
/** Longer lines are no lines that somebody looks at. Characters. */
const LONGEST_LINE = 1000;

/**
 * The findings of one file in their order. One that comes four times or more stands once, with the others; an `info` that differs only in the code that it
 * quotes from its line is the same. What points to other places too stands for itself.
 */
export function gatherAlike(diagnostics: readonly Diagnostic[]): readonly Alike[] {
  const byText = new Map<string | Diagnostic, Diagnostic[]>();
  const groups = diagnostics.map((diagnostic) => {
    const key = keyOf(diagnostic);
    const alike = byText.get(key) ?? [];
    byText.set(key, alike);
    alike.push(diagnostic);
    return { diagnostic, alike };
  });
  return groups.flatMap(({ diagnostic, alike }): readonly Alike[] => {
    if (alike.length <= MOST_SHOWN) return [{ first: diagnostic, others: [] }];
    return alike[0] === diagnostic ? [{ first: diagnostic, others: alike.slice(1) }] : [];
  });
}

function keyOf(diagnostic: Diagnostic): string | Diagnostic {
  const { rule, fault, severity, place, message, help, build, fixes, related } = diagnostic;
  if (related.length > 0) return diagnostic;
  const said = severity === 'info' ? withoutItsWords(message, place) : message;
  return JSON.stringify([rule, fault, severity, place.source.path, said, help, build, fixes.map(({ title, safety }) => [title, safety])]);
}

/** A message without the code that stands in the line of its place: whoever looks at the line sees that. */
function withoutItsWords(message: string, place: Place): string {
  const line = place.source.line(lineOf(place));
  if (line.length > LONGEST_LINE) return message;
  return message.replace(/`([^`]*)`/g, (quoted, code: string) => (line.includes(code) ? '`' : quoted));
}

/** `31 more like it, in lines 8, 9 and 13`: what is left out of the report. */
export function othersTitle(others: readonly Diagnostic[]): string {
  const lines = [...new Set(others.map(({ place }) => lineOf(place)))];
  const more = lines.length - MOST_LINES;
  const named = more > 0 ? [...lines.slice(0, MOST_LINES), `${String(more)} other lines`] : lines;
  const list = [named.slice(0, -1).join(', '), named.at(-1)].filter((part) => part !== '').join(' and ');
  return `${String(others.length)} more like it, in ${lines.length === 1 ? 'line' : 'lines'} ${list}`;
}
