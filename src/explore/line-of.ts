import type { Place } from '../source.ts';

/** The one-based line on which a place begins. */
export function lineOf({ source, span }: Place): number {
  return source.position(span.start).line;
}
