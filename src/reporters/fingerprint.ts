import { createHash } from 'node:crypto';
import { bare, type Entry } from './entries.ts';

/**
 * Names findings by what they say and the text of their line, not by its number, so that a finding keeps its name when lines move.
 * The function counts equal ones, so every name is given once: make one per report.
 */
export function createFingerprints(): (entry: Entry) => string {
  const counts = new Map<string, number>();
  return ({ rule, place, message, diagnostic }) => {
    const { source, span } = place;
    // At most so much of a line, from the span on: a line of a megabyte with a thousand findings has to stay cheap.
    const [text = ''] = source.text.slice(span.start, span.start + 200).split('\n');
    const key = JSON.stringify([bare(source.path), rule, diagnostic?.fault, message, text.trim()]);
    const count = counts.get(key) ?? 0;
    counts.set(key, count + 1);
    return createHash('sha256').update(`${key}${String(count)}`).digest('hex').slice(0, 32);
  };
}
