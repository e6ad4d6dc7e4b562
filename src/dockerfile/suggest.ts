import { distance } from 'fastest-levenshtein';

/** The candidate that a mistyped or cut-off word most likely means; undefined when none is close. Case does not count. */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  if (word.length < 2 || word.length > 24) return undefined;
  const wanted = word.toLowerCase();
  let nearest: string | undefined;
  // A third of the word may be wrong, two letters at most.
  let best = Math.min(2, Math.ceil(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= best) continue;
    const edits = distance(wanted, candidate.toLowerCase());
    if (edits < best) {
      best = edits;
      nearest = candidate;
    }
  }
  if (nearest !== undefined || wanted.length < 3) return nearest;
  const longer = [...candidates].filter((candidate) => candidate.toLowerCase().startsWith(wanted));
  return longer.length === 1 ? longer[0] : undefined;
}

/** `Did you mean …?` for a close candidate, else the list of all. */
export function meaning(word: string, candidates: readonly string[], kind: string): string {
  const suggestion = suggest(word, candidates);
  if (suggestion !== undefined) return `Did you mean \`${suggestion}\`?`;
  return `${kind}: ${candidates.map((candidate) => `\`${candidate}\``).join(', ')}.`;
}
