import type { Fix } from '../../src/diagnostic.ts';
import type { IgnorePattern, IgnoreRules } from '../../src/context/model.ts';
import { isLeftover } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';

export default defineRule({
  id: 'dockerignore-pattern',
  summary: 'Write patterns in .dockerignore as Docker reads them.',
  category: 'correctness',
  needs: ['context'],
  fixable: true,
  faults: {
    broken: { severity: 'error', summary: 'Docker refuses the pattern, and the build fails.', since: '2026-11' },
    several: { severity: 'warning', summary: 'Several patterns on one line are one pattern, which matches nothing.', since: '2026-11' },
    comment: { severity: 'warning', summary: 'A `#` behind a pattern is a part of it: comments stand on lines of their own.', since: '2026-11' },
    'root-only': { severity: 'info', summary: 'The pattern matches at the root of the context only, and files below match it too.', since: '2026-11' },
    cancelled: { severity: 'warning', summary: 'A pattern below takes the exception back.', since: '2026-11' },
    repeated: { severity: 'info', summary: 'The pattern stands here twice.', since: '2026-11' },
    useless: { severity: 'off', summary: 'The pattern matches nothing in the context.', since: '2026-11' },
  },

  *check({ context, dockerfile }) {
    const { ignoreRules: rules } = context;
    if (rules === undefined || dockerfile.all('COPY', 'ADD').every(({ from }) => from !== undefined)) return;
    const seen = new Set<string>();
    const counts = patternCounts(context, rules);
    for (const pattern of rules.patterns) {
      const found = shape(pattern) ?? place(pattern, rules, context) ?? (seen.has(`${String(pattern.negated)} ${pattern.pattern}`) ? repeated(pattern) : undefined) ?? useless(pattern, counts);
      seen.add(`${String(pattern.negated)} ${pattern.pattern}`);
      yield found ?? { kind: 'proof', at: pattern, message: `\`${pattern.raw}\` is read as it is written` };
    }
  },
});

function shape(pattern: IgnorePattern): Finding | undefined {
  const { raw } = pattern;
  if (pattern.error !== undefined) return { fault: 'broken', at: pattern, message: `Docker refuses this pattern: ${pattern.error.message}`, help: 'Correct it, or put a backslash before the character that is meant as it is.' };
  if (/\s#/.test(raw)) {
    const bare = raw.replace(/\s+#.*$/, '');
    return { fault: 'comment', at: pattern, message: `\`${raw}\` is one pattern, the \`#\` and what follows included`, help: 'Put the comment on a line of its own.', fixes: replace(pattern, `Write \`${bare}\``, bare) };
  }
  if (/[^\\],\s*\S/.test(raw) && !/[{[]/.test(raw)) {
    const parts = raw.split(/,\s*/).filter((part) => part !== '');
    return { fault: 'several', at: pattern, message: `\`${raw}\` is one pattern, not ${String(parts.length)}`, help: 'Write one pattern a line.', fixes: replace(pattern, 'Write one pattern a line', parts.join('\n')) };
  }
  return undefined;
}

/** Patterns that mean something else than their writer thought, by the files that are there. */
function place(pattern: IgnorePattern, rules: IgnoreRules, context: Build['context']): Finding | undefined {
  if (pattern.negated) {
    const later = /[*?[]/.test(pattern.pattern) ? undefined : rules.decidedBy(pattern.pattern);
    if (later === undefined || later.index <= pattern.index || later.negated) return undefined;
    return { fault: 'cancelled', at: pattern, message: `\`${later.raw}\` below leaves out again what this lets in`, help: 'Put the exception behind it.', related: [{ place: later.place, message: 'it is left out again here' }] };
  }
  // A name such as `Dockerfile` is mostly meant where it stands; wildcards and the leftovers of tools are meant everywhere.
  if (pattern.raw.startsWith('/') || pattern.pattern.includes('/') || pattern.pattern === '*' || pattern.pattern.startsWith('**')) return undefined;
  if (!/[*?]/.test(pattern.pattern) && !isLeftover(pattern.pattern)) return undefined;
  const deeper = context.list()?.find(({ path }) => path.includes('/') && !rules.ignores(path) && !rules.matches(pattern, path) && path.split('/').slice(1).some((_, index, parts) => rules.matches(pattern, parts.slice(index).join('/'))));
  if (deeper === undefined) return undefined;
  const wider = `**/${pattern.raw.replace(/^\.?\//, '')}`;
  return { fault: 'root-only', at: pattern, message: `\`${pattern.raw}\` matches at the root only: \`${deeper.path}\` stays in the context`, help: `Write \`${wider}\` to mean all folders, as in \`.gitignore\`.`, fixes: replace(pattern, `Write \`${wider}\``, wider) };
}

function repeated(pattern: IgnorePattern): Finding {
  return { fault: 'repeated', at: pattern, message: `\`${pattern.raw}\` stands here twice`, help: 'Remove one of them.' };
}

function patternCounts({ list }: Build['context'], rules: IgnoreRules): readonly number[] | undefined {
  const files = list();
  return files === undefined ? undefined : rules.count(files.map(({ path }) => path));
}

function useless(pattern: IgnorePattern, counts: readonly number[] | undefined): Finding | undefined {
  return counts?.[pattern.index] === 0 ? { fault: 'useless', at: pattern, message: `\`${pattern.raw}\` matches nothing in the build context`, help: 'Remove it, or correct it.' } : undefined;
}

/** Another pattern leaves out other files: never safe. */
function replace({ place: at }: IgnorePattern, title: string, text: string): readonly Fix[] {
  return [{ title, safety: 'unsafe', edits: [{ place: at, text }] }];
}
