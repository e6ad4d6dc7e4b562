import type { BuildContext, IgnorePattern, IgnoreRules } from '../../context/model.ts';
import type { ContextSource } from './context-copies.ts';
import { isLeftover, isTestMaterial, junkFolder } from '../../knowledge/context-files.ts';

/**
 * Patterns that match at the root of the context only, where git's reading would match in every folder: of each, by its index, a
 * file that stays in the context for it. Names such as `Dockerfile*` and `build*` are mostly meant where they stand; endings (`*.log`) and what tools leave
 * behind are meant everywhere. Files of tests are no proof. What an exception below the pattern lets in is wanted, and so is a file that COPY names. The context is listed only when there is such a pattern.
 */
export function rootOnlyPatterns(rules: IgnoreRules, context: BuildContext, sources: readonly ContextSource[]): ReadonlyMap<number, string> {
  const found = new Map<number, string>();
  let open = rules.patterns.filter(isMeantEverywhere);
  if (open.length === 0) return found;
  const seen = new Set<string>();
  const named = new Set(sources.map(({ path }) => path));
  for (const { path } of context.list({ sentOnly: true }) ?? []) {
    if (named.has(path)) continue;
    for (let start = path.indexOf('/') + 1; start > 0 && open.length > 0; start = path.indexOf('/', start) + 1) {
      const end = path.indexOf('/', start);
      const name = path.slice(start, end === -1 ? path.length : end);
      if (seen.has(name)) continue;
      const matching = open.filter((pattern) => rules.matches(pattern, name));
      const decided = matching.length === 0 ? undefined : rules.decidedBy(path);
      const meant = matching.length === 0 || isTestMaterial(path) || junkFolder(path)?.endsWith('.git') === true ? [] : matching.filter(({ index }) => decided === undefined || decided.index < index);
      for (const { index } of meant) found.set(index, path);
      if (meant.length === matching.length) seen.add(name);
      open = open.filter(({ index }) => !found.has(index));
    }
    if (open.length === 0) break;
  }
  return found;
}

function isMeantEverywhere({ raw, pattern, negated, error }: IgnorePattern): boolean {
  if (negated || error !== undefined || raw.startsWith('/') || raw.startsWith('./') || pattern.includes('/') || /^[*.?]*$/.test(pattern)) return false;
  return (/^\*(?:\.\w+)+$|^\*~$|^\*\.(?:py\[\w+\]|\w+\*)$/.test(pattern) && !SOURCES.test(pattern)) || isLeftover(pattern);
}

/** Endings of files that some tools generate at the root, and people write in folders. */
const SOURCES = /\.(?:cmake|[ch](?:pp|xx)?|am|in|ac|m4|mk|sh|sql|go|rs|py|js|ts)$/i;
