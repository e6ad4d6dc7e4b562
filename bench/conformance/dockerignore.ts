/**
 * Measures ignore files against recorded answers of moby/patternmatcher: `<shared folder>`. Prints each disagreement and how many cases agree; exit 1 when one does not.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanPath } from '../../src/context/go-path.ts';
import { readExpression } from '../../src/context/ignore-expression.ts';
import { cleanLine, patternOf, readIgnoreFile } from '../../src/context/ignore-file.ts';
import { createIgnoreRules } from '../../src/context/ignore-match.ts';
import type { IgnorePattern } from '../../src/context/model.ts';
import { Source } from '../../src/source.ts';
import { givenFolder } from '../given-folder.ts';

interface Cases {
  readonly clean: readonly { readonly patterns: readonly string[]; readonly cleaned: readonly string[]; readonly exclusions: boolean; readonly error?: string }[];
  readonly compile: readonly { readonly pattern: string; readonly clean: string; readonly matchType: string; readonly regexp?: string; readonly error?: string }[];
  readonly ignorefile: readonly { readonly content: string; readonly expected: readonly string[] }[];
  readonly matches: readonly { readonly patterns: readonly string[]; readonly path: string; readonly expected: boolean; readonly expectedError?: string; readonly matchesOrParentMatches: boolean | string }[];
}

const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED dockerignore');
const cases: Cases = JSON.parse(readFileSync(join(shared, 'conformance', 'dockerignore.json'), 'utf8'));
const nowhere = new Source('patterns', '').place(0, 0);
const compiled = (patterns: readonly string[]): readonly IgnorePattern[] =>
  patterns.filter((pattern) => pattern.trim() !== '').map((pattern, index) => patternOf(pattern, nowhere, index));
const written = ({ negated, pattern }: IgnorePattern): string => (negated ? '!' : '') + pattern;

/** What Go says: an empty exception and a bad pattern when the list is made, a bad expression when it is first matched. */
function errorOf(patterns: readonly IgnorePattern[]): { readonly when: 'new' | 'match'; readonly text: string } | undefined {
  const early = patterns.find(({ error }) => error?.kind === 'no-pattern' || error?.kind === 'bad-pattern');
  if (early !== undefined) return { when: 'new', text: early.error?.kind === 'no-pattern' ? 'illegal exclusion pattern: "!"' : 'syntax error in pattern' };
  return patterns.some(({ error }) => error !== undefined) ? { when: 'match', text: 'syntax error in pattern' } : undefined;
}

let right = 0;
let wrong = 0;
function compare(what: string, of: unknown, ours: unknown, theirs: unknown): void {
  if (JSON.stringify(ours) === JSON.stringify(theirs)) right++;
  else {
    wrong++;
    console.log(`${what} ${JSON.stringify(of)}\n  ours   ${JSON.stringify(ours)}\n  theirs ${JSON.stringify(theirs)}`);
  }
}

for (const each of cases.clean) {
  const patterns = compiled(each.patterns);
  const error = errorOf(patterns)?.text;
  const fine = error === undefined ? patterns : [];
  compare('clean', each.patterns, [fine.map(written), fine.some(({ negated }) => negated), error], [each.cleaned, each.exclusions, each.error]);
}
for (const each of cases.compile) {
  const clean = cleanPath(each.pattern);
  const expression = readExpression(clean);
  const ours = expression.ok ? [clean, expression.type, expression.regexp] : [clean, 'error'];
  compare('compile', each.pattern, ours, each.error === undefined ? [each.clean, each.matchType, each.regexp] : [each.clean, 'error']);
}
for (const each of cases.ignorefile) {
  const patterns = readIgnoreFile(new Source('.dockerignore', each.content));
  compare('ignorefile', each.content, patterns.map(({ raw }) => cleanLine(raw)), each.expected);
}
for (const each of cases.matches) {
  const patterns = compiled(each.patterns);
  const error = errorOf(patterns);
  const answer = createIgnoreRules(patterns).ignores(each.path);
  compare('matches', each, [error === undefined ? answer : false, error?.text], [each.expected, each.expectedError]);
  compare('parent', each, error === undefined ? answer : `${error.when} error: ${error.text}`, each.matchesOrParentMatches);
}
console.log(`${right} of ${right + wrong} agree`);
process.exitCode = wrong === 0 ? 0 : 1;
