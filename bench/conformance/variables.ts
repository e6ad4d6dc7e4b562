/**
 * Holds `expand` against BuildKit's own cases of variable expansion.
 * Usage: `<shared folder>`. Prints what differs; exit 1 when anything does.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expand, expandWords } from '../../src/dockerfile/expand.ts';
import type { ExpandOptions } from '../../src/dockerfile/expand.ts';
import { parsePattern } from '../../src/dockerfile/expand-pattern.ts';
import { scopeOf } from '../../src/dockerfile/scope-of.ts';
import { MappedText } from '../../src/mapped-text.ts';
import { Source } from '../../src/source.ts';
import { knownValue } from '../../src/word.ts';
import type { Scope } from '../../src/word.ts';
import { givenFolder } from '../given-folder.ts';

interface Case {
  readonly word: string;
  readonly expected?: string;
  readonly expectError?: boolean;
  readonly matched?: readonly string[];
  readonly unmatched?: readonly string[];
}
interface EnvironmentCase extends Case { readonly line: number; readonly platform: 'A' | 'U' | 'W' }
interface MatchCase extends Case { readonly env: Readonly<Record<string, string>> }
interface WordsCase {
  readonly line: number;
  readonly env: readonly string[];
  readonly input: string;
  readonly expected?: readonly string[];
  readonly expectError?: boolean;
  readonly rawQuotesSkipUnset?: readonly string[];
  readonly rawQuotesSkipUnsetError?: string;
}
interface PatternCase { readonly pattern: string; readonly regexp?: string; readonly expectError?: boolean }
interface Data {
  readonly envVarTest: { readonly env: readonly string[]; readonly cases: readonly EnvironmentCase[] };
  readonly processWithMatches: readonly MatchCase[];
  readonly shellPatternToRegex: readonly PatternCase[];
  readonly wordsTest: readonly WordsCase[];
}

const options: ExpandOptions = { escape: '\\' };
const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED variables');
const data: Data = JSON.parse(readFileSync(join(shared, 'conformance', 'variable-expansion.json'), 'utf8'));
let total = 0;
let wrong = 0;

function check(name: string, actual: unknown, expected: unknown): void {
  total++;
  if (JSON.stringify(actual) === JSON.stringify(expected)) return;
  wrong++;
  console.log(`${name}: ${JSON.stringify(actual)}, BuildKit ${JSON.stringify(expected)}`);
}

function mapped(text: string): MappedText {
  const source = new Source('case', text);
  return MappedText.of(source, { start: 0, end: text.length });
}

function pairs(entries: readonly string[]): readonly (readonly [string, string])[] {
  return entries.map((entry) => [entry.slice(0, entry.indexOf('=')), entry.slice(entry.indexOf('=') + 1)] as const);
}

function checkWord(name: string, entry: Case, scope: Scope, withNames: boolean): void {
  const expansion = expand(mapped(entry.word), scope, options);
  const value = expansion.error === undefined ? knownValue(expansion.text) : 'error';
  check(`${name} ${entry.word}`, value, entry.expectError === true ? 'error' : (entry.expected ?? ''));
  if (!withNames) return;
  for (const [is, names] of [['set', entry.matched], ['unset', entry.unmatched]] as const) {
    const found = new Set(expansion.references.filter((reference) => reference.value.is === is).map((reference) => reference.name));
    check(`${name} ${entry.word} ${is}`, [...found].sort(), [...(names ?? [])].sort());
  }
}

function wordsOf(input: string, scope: Scope, extra: Partial<ExpandOptions>): readonly (string | undefined)[] | 'error' {
  const expansion = expandWords(mapped(input), scope, { ...options, ...extra });
  return expansion.error === undefined ? expansion.words.map((word) => knownValue(word.text)) : 'error';
}

/** The regular expression that BuildKit would write for the pattern, greedy and anchored. */
function regularExpression(pattern: string): string {
  const parsed = parsePattern(pattern);
  if ('error' in parsed) return 'error';
  const write = (point: number): string => String.fromCodePoint(point).replace(/[[\]{}.+()|^$*?\\]/, '\\$&');
  return `^${parsed.tokens.map((token) => (token === 'any' ? '.' : token === 'many' ? '.*' : write(token))).join('')}`;
}

for (const entry of data.envVarTest.cases) {
  for (const platform of entry.platform === 'A' ? ['U', 'W'] : [entry.platform]) {
    const scope = scopeOf(pairs(data.envVarTest.env), { ignoreCase: platform === 'W' });
    checkWord(`envVarTest ${String(entry.line)}${platform}`, entry, scope, entry.platform === 'A' && entry.expectError !== true);
  }
}
for (const entry of data.processWithMatches) checkWord('processWithMatches', entry, scopeOf(Object.entries(entry.env)), true);
for (const entry of data.shellPatternToRegex) check(`pattern ${entry.pattern}`, regularExpression(entry.pattern), entry.expectError === true ? 'error' : entry.regexp);
for (const entry of data.wordsTest) {
  const scope = scopeOf(pairs(entry.env));
  check(`wordsTest ${String(entry.line)}`, wordsOf(entry.input, scope, {}), entry.expectError === true ? 'error' : entry.expected);
  check(`wordsTest raw ${String(entry.line)}`, wordsOf(entry.input, scope, { rawQuotes: true, skipUnset: true }), entry.rawQuotesSkipUnsetError !== undefined ? 'error' : entry.rawQuotesSkipUnset);
}
console.log(`${String(total - wrong)} of ${String(total)} answers agree`);
process.exitCode = wrong === 0 ? 0 : 1;
