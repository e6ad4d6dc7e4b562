import type { IgnoreRules } from '../../src/context/model.ts';
import { isRemoteSource } from '../../src/programs/archives.ts';
import { defineRule } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'copy-ignored',
  summary: 'Copy only what the ignore file leaves in the build context.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    ignored: { severity: 'error', summary: 'A source of COPY or ADD is left out of the build context: the build fails.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'CopyIgnoredFile', level: 'warning' }] },
    'ignored-after-all': { severity: 'error', summary: 'The same, with exceptions in the ignore file, where BuildKit says nothing.', since: '2026-11' },
  },

  *check({ dockerfile, context }) {
    for (const copy of dockerfile.all('COPY', 'ADD')) {
      if (copy.from !== undefined || copy.onbuild !== undefined) continue;
      for (const source of copy.sources) {
        const rules = context.ignoreRules;
        if (rules === undefined) {
          if (context.ignoreFile.is === 'absent') yield { kind: 'proof', at: source, message: 'no ignore file leaves anything out' };
          else yield { kind: 'doubt', at: source, message: 'which ignore file counts is not known' };
        } else if (source.value === undefined) yield { kind: 'doubt', at: source, message: `only the build knows what \`${source.raw}\` is` };
        else if (!isRemoteSource(source.value)) yield judge(source, source.value, rules);
      }
    }
  },
});

function judge(source: Word, value: string, rules: IgnoreRules) {
  const path = value.replace(/^(?:\.?\/)+/, '').replace(/\/+$/, '');
  const pattern = decidingPattern(path === '.' ? '' : path, rules);
  if (pattern === undefined) return { kind: 'proof' as const, at: source, message: `\`${value}\` is not left out` };
  const exceptions = rules.patterns.some(({ negated }) => negated);
  return {
    fault: exceptions ? 'ignored-after-all' : 'ignored', at: source,
    message: `\`${value}\` is left out of the build context by \`${pattern.place.source.path}\`, so there is nothing to copy`,
    help: `Remove \`${pattern.raw}\` there, or add the exception \`!${path === '' ? '…' : path}\` below it.`,
    related: [{ place: pattern.place, message: 'this pattern leaves it out' }],
  };
}

/** The pattern that leaves a source out; of the whole context the one that leaves everything out. */
function decidingPattern(path: string, rules: IgnoreRules) {
  if (path !== '') return rules.ignores(path) && !rules.hasExceptionsBelow(path) ? rules.decidedBy(path) : undefined;
  const anything = ['a', 'a.b', 'a/b.c'];
  return anything.every((name) => rules.ignores(name)) && !rules.patterns.some(({ negated }) => negated) ? rules.decidedBy('a') : undefined;
}
