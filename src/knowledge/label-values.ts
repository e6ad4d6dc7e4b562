import { imageReferenceProblem } from './image-reference-grammar.ts';

/**
 * Checks of label values. Each gives a problem as a piece of a sentence (`is not a date and time of RFC 3339`), or undefined for a
 * value that is right. A value with NUL, for a piece that only the build knows, is never wrong unless its known pieces are.
 */
export type ValueProblem = string | undefined;

const hides = (value: string): boolean => value.includes('\u0000');

/** `%BUILDTIME%`, `@VERSION@`, `{{ version }}`, `__DATE__`: another tool puts the value in its place before the build. */
export function isPlaceholder(value: string): boolean {
  return /%[A-Z][A-Z_]*%|@[A-Z][A-Z_]*@|__[A-Z][A-Z_]*__|\{\{[^}]*\}\}|<%/.test(value);
}

/** What Docker puts into a label as it stands: it runs no commands there, and single quotes keep variables from being replaced. */
export function literalProblem(value: string): ValueProblem {
  if (/\$\([^)]*\)|`[^`]+`/.test(value)) return `is \`${value.replaceAll('`', "'").replaceAll('\u0000', '…')}\` as it stands: nothing runs a command in LABEL`;
  return /^\$(?:\w+|\{\w+\})$/.test(value) ? `is \`${value}\` as it stands: single quotes, or a backslash, keep a variable from being replaced` : undefined;
}

/** RFC 3339, section 5.6, with days that the month has; a leap second is let pass at 23:59:60 UTC and its local times. */
export function dateTimeProblem(value: string): ValueProblem {
  if (hides(value)) return undefined;
  const found = /^(\d{4})-(\d\d)-(\d\d)[Tt ](\d\d):(\d\d):(\d\d)(?:\.\d+)?(?:[Zz]|([+-])(\d\d):(\d\d))$/.exec(value);
  if (found === null) return 'is not a date and time as RFC 3339 has it, such as `2026-11-23T09:00:00Z`';
  const number = (group: number): number => Number(found[group] ?? 0);
  const [year, month, day, second, offsetMinute] = [number(1), number(2), number(3), number(6), number(9)];
  if (month < 1 || month > 12) return `has no month ${found[2] ?? ''}`;
  if (day < 1 || day > daysOf(year, month)) return `names a day that is not in the calendar: ${found[1] ?? ''}-${found[2] ?? ''}-${found[3] ?? ''}`;
  if (number(4) > 23 || number(5) > 59 || second > 60) return 'names a time that no clock shows';
  const utcMinute = (number(5) + (found[7] === '-' ? offsetMinute : 60 - offsetMinute)) % 60;
  if (second === 60 && utcMinute !== 59) return 'names a time that no clock shows';
  return number(8) > 23 || offsetMinute > 59 ? 'has an offset that no time zone has' : undefined;
}

function daysOf(year: number, month: number): number {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** An absolute URL of the web. */
export function urlProblem(value: string): ValueProblem {
  if (/^\u0000/.test(value)) return undefined;
  if (!/^https?:\/\//i.test(value)) {
    return hides(value) && 'https://'.startsWith((value.split('\u0000')[0] ?? '').toLowerCase().slice(0, 8)) ? undefined : 'is not an absolute `http://` or `https://` URL';
  }
  if (hides(value)) return /\s/.test(value) ? 'is not an absolute `http://` or `https://` URL' : undefined;
  return !/\s/.test(value) && URL.canParse(value) && /^https?:\/\/[^/?#]/i.test(value) ? undefined : 'is not an absolute `http://` or `https://` URL';
}

/** Digest lengths in hexadecimal digits by algorithm (source: image-spec, descriptor.md). */
const digestLengths: Readonly<Record<string, number>> = { sha256: 64, sha384: 96, sha512: 128, blake3: 64 };

export function digestProblem(value: string): ValueProblem {
  if (hides(value)) return undefined;
  const found = /^([a-z0-9]+(?:[+._-][a-z0-9]+)*):([A-Za-z0-9=_-]+)$/.exec(value);
  const algorithm = found?.[1];
  const encoded = found?.[2];
  if (algorithm === undefined || encoded === undefined) return 'is not a digest, such as `sha256:` with 64 hexadecimal digits';
  const length = Object.hasOwn(digestLengths, algorithm) ? digestLengths[algorithm] : undefined;
  if (length === undefined) return undefined;
  if (!/^[0-9a-f]+$/.test(encoded)) return `has something else than lower-case hexadecimal digits after \`${algorithm}:\``;
  return encoded.length === length ? undefined : `has ${String(encoded.length)} digits after \`${algorithm}:\`, not ${String(length)}`;
}

/** A full reference: registry, path, and a tag or digest at most. `docker.io/library/debian:12`. */
export function imageProblem(value: string): ValueProblem {
  return hides(value) ? undefined : imageReferenceProblem(value);
}

/** A git object name, 7 to 40 hexadecimal digits (SHA-1) or 64 (SHA-256); `full`: 40 or 64 of them. */
export function gitHashProblem(value: string, full = false): ValueProblem {
  if (hides(value)) return undefined;
  if (!/^(?:[0-9a-f]{7,40}|[0-9a-f]{64})$/i.test(value)) return 'is not the hash of a git commit';
  return full && value.length !== 40 && value.length !== 64 ? `is an abbreviated hash of ${String(value.length)} digits` : undefined;
}

/** Semantic Versioning 2.0.0; a `v` in front is not part of it. */
export function semanticVersionProblem(value: string): ValueProblem {
  if (hides(value)) return undefined;
  const number = '(?:0|[1-9]\\d*)';
  const identifier = `(?:${number}|\\d*[A-Za-z-][0-9A-Za-z-]*)`;
  const grammar = new RegExp(`^${number}\\.${number}\\.${number}(?:-${identifier}(?:\\.${identifier})*)?(?:\\+[0-9A-Za-z-]+(?:\\.[0-9A-Za-z-]+)*)?$`);
  if (value.length <= 256 && grammar.test(value)) return undefined;
  return /^v\d/.test(value) && value.length <= 256 && grammar.test(value.slice(1)) ? 'has a `v` in front of the version' : 'is not a semantic version, such as `1.4.2`';
}

/** An address as people use it: one `@`, no blanks, a domain with a dot. `Name <address>` is no address. */
export function emailProblem(value: string): ValueProblem {
  if (hides(value)) return undefined;
  const [local, domain, more] = value.split('@');
  const good = more === undefined && local !== undefined && domain !== undefined && /^[^\s<>(),;:\\"[\]]+$/.test(local) && !/^\.|\.\.|\.$/.test(local)
    && domain.length <= 253 && domain.includes('.') && domain.split('.').every((label) => /^[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?$/u.test(label));
  return good ? undefined : 'is not an e-mail address';
}

export function emptyProblem(value: string): ValueProblem {
  return value.trim() === '' ? 'is empty' : undefined;
}
