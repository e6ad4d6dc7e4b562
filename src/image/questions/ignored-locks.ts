import type { BuildContext, IgnorePattern } from '../../context/model.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { lockFiles } from '../../knowledge/lock-files.ts';
import { contextSources } from './context-copies.ts';

/**
 * Patterns that leave out a lock file which lies beside a manifest that is sent, of each by its index the path of that file: where COPY takes the whole folder, and the
 * build runs the program that reads it. A lock file that COPY names is told of by `copy-ignored`.
 */
export function ignoredLocks(context: BuildContext, dockerfile: Dockerfile): ReadonlyMap<IgnorePattern, string> {
  const found = new Map<IgnorePattern, string>();
  const { ignoreRules } = context;
  if (ignoreRules === undefined) return found;
  const folders = new Set(contextSources(dockerfile).flatMap(({ path, wildcard, instruction }) => (path === undefined || wildcard || instruction.keyword === 'RUN' ? [] : [path])));
  for (const { name, manifest, programs } of lockFiles) {
    if (!ignoreRules.patterns.some(({ negated }) => !negated) || dockerfile.commands(...programs).length === 0) continue;
    for (const folder of folders) {
      const beside = folder === '' ? '' : `${folder}/`;
      const path = `${beside}${name}`;
      const pattern = folders.has(path) || !context.ignores(path) || context.ignores(`${beside}${manifest}`) ? undefined : ignoreRules.decidedBy(path);
      if (pattern === undefined || found.has(pattern) || context.entry(path).is !== 'file' || context.entry(`${beside}${manifest}`).is !== 'file') continue;
      found.set(pattern, path);
    }
  }
  return found;
}
