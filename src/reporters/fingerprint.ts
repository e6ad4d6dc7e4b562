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
    return digest(`${key}${String(count)}`);
  };
}

/** Odd multipliers that spread bits well (of MurmurHash3 and xxHash), one a lane. */
const multipliers = [0xcc9e2d51, 0x1b873593, 0x9e3779b1, 0x85ebca77] as const;

/** 128 bits in hexadecimal: enough to tell findings apart, and no more; nothing here keeps a secret. */
function digest(text: string): string {
  return multipliers.map((multiplier, lane) => {
    let hash = lane + 1;
    for (let at = 0; at < text.length; at++) {
      hash = Math.imul(hash ^ text.charCodeAt(at), multiplier);
      hash = (hash << 13) | (hash >>> 19);
    }
    hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
    hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
    return ((hash ^ (hash >>> 16)) >>> 0).toString(16).padStart(8, '0');
  }).join('');
}
