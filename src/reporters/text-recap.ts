import type { Report } from '../report.ts';
import { padDisplay } from './display-width.ts';
import type { Paint } from './model.ts';
import { formatPlace } from './text-finding.ts';
import { visible } from './visible.ts';

/** Up to so many findings are seen at a glance, and need no list of those that count. */
const glance = 8;
const mostLines = 10;

/**
 * What keeps a run from being accepted, once more at the end, where somebody who reads a long log begins. Undefined where all
 * findings count or there are few.
 */
export function recapOf({ failing = [], summary }: Report, paint: Paint): string | undefined {
  const total = summary.errors + summary.warnings + summary.infos;
  if (failing.length === 0 || failing.length === total || total <= glance) return undefined;
  const lines = failing.slice(0, mostLines).map((diagnostic) =>
    `  ${paint[diagnostic.severity](padDisplay(diagnostic.severity, 'warning'.length))}  ${formatPlace(diagnostic.place)}  ${visible(diagnostic.rule)}`);
  const more = failing.length - lines.length;
  return ['not accepted because of', ...lines, ...(more === 0 ? [] : [`  and ${String(more)} more`])].join('\n');
}
