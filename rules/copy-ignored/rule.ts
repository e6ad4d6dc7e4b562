import type { BuildContext, IgnorePattern, IgnoreRules } from '../../src/context/model.ts';
import { contextSources, literalFolder } from '../../src/image/questions/context-copies.ts';
import type { ContextSource } from '../../src/image/questions/context-copies.ts';
import { appendPatterns, removePattern } from '../../src/image/questions/ignore-file-edits.ts';
import { isBuildOutput, isSecretFile } from '../../src/knowledge/context-files.ts';
import { defineRule } from '../../src/rule.ts';
import type { Fix } from '../../src/diagnostic.ts';
import type { Observation } from '../../src/rule.ts';

export default defineRule({
  id: 'copy-ignored',
  summary: 'Copy only what the ignore file leaves in the build context.',
  category: 'correctness',
  needs: ['context'],
  fixable: true,
  faults: {
    ignored: { severity: 'error', summary: 'A source of COPY or ADD is left out of the build context: the build fails, or copies nothing.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'CopyIgnoredFile', level: 'warning' }] },
    'ignored-after-all': { severity: 'error', summary: 'The same where BuildKit says nothing: with exceptions in the ignore file, in a bind mount, or file by file.', since: '2026-11' },
  },

  *check({ dockerfile, context, target }) {
    const sources = contextSources(dockerfile);
    if (sources.length === 0 && target !== undefined) yield { kind: 'proof', at: target.from.image ?? target.from, message: 'nothing is copied out of the build context' };
    const { ignoreRules: rules } = context;
    const [first] = sources;
    if (rules === undefined && context.ignoreFile.is !== 'absent' && first !== undefined) {
      yield { kind: 'doubt', at: first.word, message: context.folder.is === 'unknown' ? 'which ignore file counts is not known: which folder is the build context? (`--context DIR`)' : 'which ignore file counts is not known' };
      return;
    }
    for (const source of sources) {
      const { word: at, path } = source;
      if (rules === undefined) yield { kind: 'proof', at, message: 'no ignore file leaves anything out' };
      else if (path === undefined) yield { kind: 'doubt', at, message: `only the build knows what \`${at.raw}\` is` };
      else yield judge(source, path, rules, context);
    }
  },
});

function judge(source: ContextSource, path: string, rules: IgnoreRules, context: BuildContext): Observation {
  const { word: at, wildcard, instruction } = source;
  const pattern = path === '' ? wholePattern(rules) : wildcard ? wildcardPattern(source, path, rules, context) : literalPattern(source, path, rules, context);
  if (pattern === undefined) return { kind: 'proof', at, message: `\`${at.raw}\` is not left out` };
  if (pattern === 'unknown') return { kind: 'doubt', at, message: `whether the exceptions of the ignore file let in what \`${at.raw}\` takes is not known` };
  const hasExceptions = rules.patterns.some(({ negated }) => negated);
  const isSaid = !hasExceptions && instruction.keyword !== 'RUN' && (path === '' || rules.ignores(path));
  const isSecret = isSecretFile(path);
  const fails = path !== '' && !wildcard;
  return {
    fault: isSaid ? 'ignored' : 'ignored-after-all', at,
    message: `${path === '' ? 'everything' : `\`${at.raw}\``} is left out of the build context by \`${pattern.place.source.path}\`, so ${fails ? 'the build fails' : 'nothing is copied'}`,
    help: path === '' ? `Add an exception (\`!…\`) below \`${pattern.raw}\` for what the image needs.`
      : isSecret ? 'Give it to the step that needs it with `RUN --mount=type=secret`, or to the container when it runs.' : `Remove \`${pattern.raw}\` there, or add the exception \`!${path}\` below it.`,
    related: [{ place: pattern.place, message: 'this pattern leaves it out' }],
    fixes: path === '' || isSecret ? [] : fixesOf(pattern, path, context),
    ...(fails ? {} : { severity: 'warning' }),
  };
}

/** A pattern that names nothing but the source goes; any other gets an exception. */
function fixesOf(pattern: IgnorePattern, path: string, context: BuildContext): readonly Fix[] {
  if (pattern.pattern === path) return [{ title: `Remove \`${pattern.raw}\` from the ignore file`, safety: 'unsafe', edits: [removePattern(pattern)] }];
  const edit = appendPatterns(context, [`!${path}`]);
  return edit === undefined ? [] : [{ title: `Add \`!${path}\` to the ignore file`, safety: 'unsafe', edits: [edit] }];
}

/** The pattern that leaves the whole context out, whatever the names in it are. */
function wholePattern(rules: IgnoreRules): IgnorePattern | undefined {
  return !mayReach(rules, '') && ['a', 'a.b', 'a/b.c'].every((name) => rules.ignores(name)) ? rules.decidedBy('a') : undefined;
}

function literalPattern({ options }: ContextSource, path: string, rules: IgnoreRules, context: BuildContext): IgnorePattern | 'unknown' | undefined {
  if (!rules.ignores(path)) return undefined;
  if (!rules.hasExceptionsBelow(path)) return rules.decidedBy(path);
  const entry = context.entry(path);
  if (entry.is === 'file') return rules.decidedBy(path);
  const files = entry.is === 'directory' && !isBuildOutput(path) ? context.takes(path, options)?.files : undefined;
  if (files === undefined) return 'unknown';
  return files.length === 0 ? rules.decidedBy(path) : undefined;
}

function wildcardPattern({ options }: ContextSource, path: string, rules: IgnoreRules, context: BuildContext): IgnorePattern | 'unknown' | undefined {
  const folder = literalFolder(path);
  const roots = context.takes(path, options)?.roots ?? [];
  const [first] = roots;
  if (first !== undefined) {
    if (roots.some((root) => !root.ignored || (root.is === 'directory' && rules.hasExceptionsBelow(root.path)))) return undefined;
    return mayReach(rules, folder) && isBuildOutput(path) ? 'unknown' : rules.decidedBy(first.path);
  }
  if (!rules.ignores(path)) return undefined;
  return mayReach(rules, folder) ? 'unknown' : rules.decidedBy(path);
}

/** An exception may let in something below the folder. */
function mayReach(rules: IgnoreRules, folder: string): boolean {
  return folder === '' ? rules.patterns.some(({ negated, error }) => negated && error === undefined) : rules.hasExceptionsBelow(folder);
}
