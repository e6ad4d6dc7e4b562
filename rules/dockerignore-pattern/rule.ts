import { distance } from 'fastest-levenshtein';
import type { BuildContext, IgnorePattern, IgnoreRules } from '../../src/context/model.ts';
import { contextSources } from '../../src/image/questions/context-copies.ts';
import { removePattern } from '../../src/image/questions/ignore-file-edits.ts';
import { ignoredLocks } from '../../src/image/questions/ignored-locks.ts';
import { nearPath } from '../../src/image/questions/near-path.ts';
import { rootOnlyPatterns } from '../../src/image/questions/root-only.ts';
import { isLeftover } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Finding } from '../../src/rule.ts';
import { misread, rewrite } from './shape.ts';

export default defineRule({
  id: 'dockerignore-pattern',
  summary: 'Write patterns in .dockerignore as Docker reads them.',
  category: 'correctness',
  needs: ['context'],
  fixable: true,
  faults: {
    broken: { severity: 'error', summary: 'Docker refuses the pattern, and the build fails.', since: '2026-11' },
    several: { severity: 'warning', summary: 'Several patterns on one line, or in braces, are one pattern, which matches nothing.', since: '2026-11' },
    comment: { severity: 'warning', summary: 'A `#` that does not begin the line is a part of the pattern.', since: '2026-11' },
    backslash: { severity: 'warning', summary: 'A backslash escapes; folders are parted by `/`.', since: '2026-11' },
    'lock-file': { severity: 'warning', summary: 'The pattern leaves out the file that says which versions are installed.', since: '2026-11' },
    'root-only': { severity: 'info', summary: 'The pattern matches at the root of the context only, and files below match it too.', since: '2026-11' },
    cancelled: { severity: 'warning', summary: 'A pattern below takes the exception back.', since: '2026-11' },
    repeated: { severity: 'info', summary: 'The pattern stands here twice.', since: '2026-11' },
    typo: { severity: 'info', summary: 'The pattern matches nothing, and is almost the name of something that is there.', since: '2026-11' },
    useless: { severity: 'off', summary: 'The pattern matches nothing in the context. Not asked of patterns with `**`.', since: '2026-11' },
  },

  *check({ context, dockerfile }) {
    if (contextSources(dockerfile).length === 0) return;
    const { ignoreRules: rules } = context;
    if (rules === undefined) return;
    const deeper = rootOnlyPatterns(rules, context, contextSources(dockerfile));
    const repeats = repeatedPatterns(rules);
    const locks = ignoredLocks(context, dockerfile);
    for (const pattern of rules.patterns) {
      const found = misread(pattern, context) ?? cancelled(pattern, rules) ?? lockFile(pattern, locks.get(pattern)) ?? rootOnly(pattern, deeper.get(pattern.index)) ?? repeated(pattern, repeats.get(pattern)) ?? useless(pattern, rules, context);
      yield found ?? { kind: 'proof', at: pattern, message: `\`${pattern.raw}\` is read as it is written` };
    }
  },
});

/** An exception that the last word of a pattern below it takes back. Its own text stands for what it matches, where that pattern covers such. */
function cancelled(pattern: IgnorePattern, rules: IgnoreRules): Finding | undefined {
  const later = pattern.negated ? rules.decidedBy(pattern.pattern) : undefined;
  if (later === undefined || later.index <= pattern.index || later.negated) return undefined;
  if (/[*?[]/.test(pattern.pattern) && /[?[\\]/.test(later.pattern)) return undefined;
  const { source, span } = later.place;
  const newline = source.text.indexOf('\n', span.end);
  const below = newline === -1 ? source.text.length : newline + 1;
  const text = newline === -1 ? `${source.lineEnd}${pattern.raw}` : `${pattern.raw}${source.lineEnd}`;
  return {
    fault: 'cancelled', at: pattern, message: `\`${later.raw}\` below leaves out again what this lets in`, help: 'Put the exception behind it.',
    related: [{ place: later.place, message: 'it is left out again here' }],
    fixes: [{ title: `Move \`${pattern.raw}\` below \`${later.raw}\``, safety: 'unsafe', edits: [removePattern(pattern), { place: source.place(below, below), text }] }],
  };
}

function lockFile(pattern: IgnorePattern, path: string | undefined): Finding | undefined {
  return path === undefined ? undefined : {
    fault: 'lock-file', at: pattern, message: `\`${pattern.raw}\` leaves out \`${path}\`: the build does without the versions that it holds`, help: 'Let it into the context, so that the build installs what was tested.',
  };
}

function rootOnly(pattern: IgnorePattern, deeper: string | undefined): Finding | undefined {
  const wider = `**/${pattern.raw}`;
  return deeper === undefined ? undefined : {
    fault: 'root-only', at: pattern, message: `\`${pattern.raw}\` matches at the root only: \`${deeper}\` stays in the context`,
    help: `Write \`${wider}\` to mean all folders, as in \`.gitignore\`.`, fixes: rewrite(pattern, `Write \`${wider}\``, wider),
  };
}

interface Repeat {
  readonly first: IgnorePattern;
  /** The one that changes nothing: the first, when something between the two turns it round. */
  readonly idle: IgnorePattern;
}

function repeatedPatterns(rules: IgnoreRules): ReadonlyMap<IgnorePattern, Repeat> {
  const repeats = new Map<IgnorePattern, Repeat>();
  const earlier = new Map<string, IgnorePattern>();
  const last = { exception: -1, pattern: -1 };
  for (const pattern of rules.patterns) {
    if (pattern.error !== undefined) continue;
    const key = `${pattern.negated ? '!' : ' '}${pattern.pattern}`;
    const first = earlier.get(key);
    const isTurned = first !== undefined && first.index < (pattern.negated ? last.pattern : last.exception);
    if (first !== undefined) repeats.set(pattern, { first, idle: isTurned ? first : pattern });
    earlier.set(key, pattern);
    last[pattern.negated ? 'exception' : 'pattern'] = pattern.index;
  }
  return repeats;
}

function repeated(pattern: IgnorePattern, repeat: Repeat | undefined): Finding | undefined {
  return repeat === undefined ? undefined : {
    fault: 'repeated', at: pattern, message: `\`${pattern.raw}\` stands here twice`, help: 'Remove one of them.',
    related: [{ place: repeat.first.place, message: 'it stands here already' }],
    fixes: [{ title: `Remove the ${repeat.idle === pattern ? 'second' : 'first'}`, safety: 'safe', edits: [removePattern(repeat.idle)] }],
  };
}

function useless(pattern: IgnorePattern, rules: IgnoreRules, context: BuildContext): Finding | undefined {
  const path = pattern.pattern;
  if (path.includes('**') || path.includes('\\') || path === '.' || context.takes(path)?.roots.length !== 0) return undefined;
  const near = /[*?[]/.test(path) || isLeftover(path) ? undefined : nearPath(context, path);
  if (near === undefined || !isSlip(path, near) || rules.decidedBy(near) !== undefined) return { fault: 'useless', at: pattern, message: `\`${pattern.raw}\` matches nothing in the build context`, help: 'Remove it, or correct it.' };
  const correct = pattern.raw.replace(path, near);
  return { fault: 'typo', at: pattern, message: `\`${pattern.raw}\` matches nothing in the build context`, help: `Did you mean \`${correct}\`?`, fixes: rewrite(pattern, `Write \`${correct}\``, correct) };
}

/**
 * One letter of a name is wrong, missing or too much, or the capitals are. What builds make is called almost as its sources are
 * (`app` and `app.c`, `Makefile.in` and `Makefile.am`, `.coverage` and `.coveragerc`), and is not there before.
 */
function isSlip(written: string, near: string): boolean {
  const [one, other] = [written, near].map((path) => path.split('/'));
  return (one ?? []).every((name, index) => isSlipOfName(name, other?.[index] ?? ''));
}

function isSlipOfName(written: string, near: string): boolean {
  if (written.toLowerCase() === near.toLowerCase()) return true;
  const ending = (name: string): string => (/[^.](\.[^.]*)$/.exec(name)?.[1] ?? '').replace('.yaml', '.yml');
  if (written[0] !== near[0] || ending(written) !== ending(near)) return false;
  if (near.startsWith(written) || written.startsWith(near)) return /^s$/.test(near.slice(written.length) || written.slice(near.length));
  return [...written].sort().join('') === [...near].sort().join('') || distance(written, near) === 1;
}
