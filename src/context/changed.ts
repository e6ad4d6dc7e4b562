import type { Source } from '../source.ts';
import { readIgnoreFile } from './ignore-file.ts';
import { createIgnoreRules } from './ignore-match.ts';
import type { BuildContext } from './model.ts';

/** The context as it would be with another ignore file: what a fix made of it, before anything is written. */
export function withIgnoreFile(context: BuildContext, source: Source): BuildContext {
  const rules = createIgnoreRules(readIgnoreFile(source));
  return {
    folder: context.folder,
    ignoreFile: { is: 'present', source },
    ignoreRules: rules,
    ignores: (path) => rules.ignores(path),
    entry: (path) => context.entry(path),
    list: (options) => (options?.sentOnly === true ? context.list()?.filter(({ path }) => !rules.ignores(path)) : context.list()),
    takes: (pattern, options) => {
      const taken = context.takes(pattern, options);
      if (taken === undefined) return undefined;
      const all = taken.files === undefined || taken.ignored === undefined ? undefined : [...taken.files, ...taken.ignored];
      return {
        wildcard: taken.wildcard,
        roots: taken.roots.map((root) => ({ ...root, ignored: rules.ignores(root.path) })),
        files: all?.filter(({ path }) => !rules.ignores(path)),
        ignored: all?.filter(({ path }) => rules.ignores(path)),
      };
    },
    problems: context.problems,
    read: (path) => context.read(path),
  };
}
