import type { Diagnostic } from '../diagnostic.ts';
import { lineOf } from '../source.ts';
import type { Place } from '../source.ts';
import { othersTitle } from './alike.ts';
import { wrapDisplay } from './display-width.ts';
import { frameOf } from './frame.ts';
import { noPaint, type Paint } from './model.ts';
import { visible, visibleLines } from './visible.ts';

export interface FindingLook {
  readonly paint?: Paint;
  /** Columns; 120 when not given. */
  readonly width?: number;
}

/** The least that is left of a line of code beside its number on a very narrow terminal. */
const leastCode = 20;

/** A finding as a person reads it: what, where, the line with the words marked, what to do; `others` say the same elsewhere in the file. No line end at the end. */
export function formatFinding(diagnostic: Diagnostic, look: FindingLook = {}, others: readonly Diagnostic[] = []): string {
  const paint = look.paint ?? noPaint;
  const { place } = diagnostic;
  const digits = String(lineOf(place)).length;
  const frame = frameOf(place, Math.max(leastCode, (look.width ?? 120) - digits - 3));
  const gutter = ' '.repeat(digits);
  const severity = paint[diagnostic.severity];
  const lines = [
    `${severity(`${diagnostic.severity}[${visible(diagnostic.rule)}]`)}${paint.strong(`: ${visible(diagnostic.message)}`)}`,
    `${gutter}${paint.faint('-->')} ${formatPlace(place)}`,
  ];
  if (frame !== undefined) {
    lines.push(
      paint.faint(`${gutter} |`),
      `${paint.faint(`${String(frame.line)} |`)} ${frame.code}`.trimEnd(),
      `${paint.faint(`${gutter} |`)} ${severity(frame.marks)}`,
    );
  }
  for (const remark of remarksOf(diagnostic, others)) {
    const [first, ...rest] = visibleLines(remark).split('\n').flatMap((line) => wrapped(line, look.width, digits + 3));
    lines.push(`${gutter} ${paint.faint('=')} ${first ?? ''}`.trimEnd(), ...rest.map((line) => `${gutter}   ${line}`.trimEnd()));
  }
  return lines.join('\n');
}

/** Only where somebody sits before a terminal of a known width; a log is searched by its whole lines. Lines of code keep their blanks. */
function wrapped(line: string, width: number | undefined, indent: number): readonly string[] {
  return width === undefined || /^\s|\S\s{2}/.test(line) ? [line] : wrapDisplay(line, Math.max(leastCode, width - indent));
}

function* remarksOf(diagnostic: Diagnostic, others: readonly Diagnostic[]): Generator<string> {
  for (const related of diagnostic.related) yield `note: ${formatPlace(related.place)}: ${visible(related.message)}`;
  if (diagnostic.build !== undefined) yield `note: in the build ${visible(diagnostic.build)}`;
  if (diagnostic.help !== undefined && diagnostic.help !== '') yield diagnostic.help;
  const [fix] = diagnostic.fixes;
  if (fix !== undefined) yield `fix: ${visible(fix.title)} (${fix.safety})`;
  if (others.length > 0) yield othersTitle(others);
}

/** `path:line:column`, which terminals and editors turn into a link. */
export function formatPlace(place: Place): string {
  const { line, column } = place.source.position(place.span.start);
  return `${visible(place.source.path)}:${String(line)}:${String(column)}`;
}
