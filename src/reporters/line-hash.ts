import type { Source } from '../source.ts';

/** Code units that a line's hash takes in, from the line's first one on; blanks and tabs do not count. */
const windowSize = 100;
const factor = 37;
const two32 = 2 ** 32;
const endOfFile = 0xffff;

/** An unsigned 64-bit number in two halves: BigInt is too slow for a step a character. */
interface Halves {
  readonly high: number;
  readonly low: number;
}

/** `a * b` modulo 2^64, for a `b` below 2^20, so that no product of halves leaves the range of exact numbers. */
function times({ high, low }: Halves, by: number): Halves {
  const lowProduct = low * by;
  return { high: (high * by + Math.floor(lowProduct / two32)) % two32, low: lowProduct % two32 };
}

/** 37^100 modulo 2^64: the weight of the unit that leaves the window. */
function leavingWeight(): Halves {
  let weight: Halves = { high: 0, low: 1 };
  for (let count = 0; count < windowSize; count++) weight = times(weight, factor);
  return weight;
}

/**
 * The `primaryLocationLineHash` of every line that was asked for, by one-based line, as github/codeql-action computes it: a rolling
 * hash over the 100 UTF-16 units from the line's start on, modulo 2^64, in hexadecimal, and behind a colon how often this value was
 * met in the file so far. Blanks and tabs are dropped, `\r` and `\r\n` count as `\n`. Lines that its reading of line ends does not
 * have are absent. Linear in the text.
 */
export function lineHashes(source: Source, wanted: ReadonlySet<number>): ReadonlyMap<number, string> {
  const text = source.byteOrderMark ? `\ufeff${source.text}` : source.text;
  const weight = leavingWeight();
  const units = new Uint16Array(windowSize);
  const lines = new Int32Array(windowSize).fill(-1);
  const counts = new Map<string, number>();
  const hashes = new Map<number, string>();
  let high = 0;
  let low = 0;
  let index = 0;
  let line = 0;
  let atLineStart = true;

  const finish = (): void => {
    const started = lines[index] ?? -1;
    if (started === -1) return;
    lines[index] = -1;
    const hash = high === 0 ? low.toString(16) : high.toString(16) + low.toString(16).padStart(8, '0');
    const count = (counts.get(hash) ?? 0) + 1;
    counts.set(hash, count);
    if (wanted.has(started)) hashes.set(started, `${hash}:${String(count)}`);
  };
  const shift = (unit: number): void => {
    const leaving = units[index] ?? 0;
    units[index] = unit;
    index = (index + 1) % windowSize;
    const lowSum = low * factor + unit - weight.low * leaving;
    const carry = Math.floor(lowSum / two32);
    low = lowSum - carry * two32;
    const highSum = high * factor + carry - weight.high * leaving;
    high = highSum - Math.floor(highSum / two32) * two32;
  };
  const take = (unit: number): void => {
    finish();
    if (atLineStart) lines[index] = ++line;
    atLineStart = unit === 10;
    shift(unit);
  };

  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at);
    if (unit === 32 || unit === 9) continue;
    if (unit === 13) take(10);
    else if (unit !== 10 || text.charCodeAt(at - 1) !== 13) take(unit);
  }
  take(endOfFile);
  for (let count = 0; count < windowSize; count++) {
    finish();
    shift(0);
  }
  return hashes;
}
