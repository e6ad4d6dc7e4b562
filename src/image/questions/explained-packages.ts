import type { Dockerfile, RunInstruction } from '../../dockerfile/model.ts';
import { isHeaders } from '../../knowledge/build-tools.ts';
import type { PackageRequest } from '../../programs/package-request.ts';
import { lineOf } from '../../source.ts';
import type { Word } from '../../word.ts';

/**
 * Those packages of an install of which a comment says that something needs their programs when the container runs: `# jlink needs
 * objcopy`. It names the package, above or in the RUN, or stands directly above the line that has this package alone: over a list it
 * is a heading. Headers serve nothing but a build, whatever a comment says.
 */
export function explainedPackages({ comments }: Dockerfile, run: RunInstruction, packages: readonly PackageRequest[]): ReadonlySet<PackageRequest> {
  const needs = [...run.comments, ...comments.filter(({ instruction, inside }) => inside && instruction === run)].map(({ text }) => text).filter(saysNeed);
  const onLine = new Map<number, number>();
  for (const { word } of packages) onLine.set(lineOf(word.place), (onLine.get(lineOf(word.place)) ?? 0) + 1);
  const isAlone = (word: Word): boolean => onLine.get(lineOf(word.place)) === 1;
  return new Set(packages.filter(({ name, word }) => !isHeaders(name) && (needs.some((text) => names(text, name)) || (isAlone(word) && saysNeed(linesAbove(word).join(' '))))));
}

/** Words of English by which people say that something is needed, and that it is needed to build only. */
function saysNeed(text: string): boolean {
  const atRunTime = /\brun[- ]?time\b/i.test(text);
  if (/\b(?:not|no longer|never|until|todo|remove)\b|n't\b/i.test(text)) return false;
  return atRunTime || (/\b(?:need(?:s|ed)?|require[sd]?|used)\b/i.test(text) && !/\b(?:build|built|compil|install|wheel|header)/i.test(text));
}

function names(text: string, name: string): boolean {
  const at = text.indexOf(name);
  return at !== -1 && !/[\w-]/.test(text.charAt(at - 1)) && !/[\w-]/.test(text.charAt(at + name.length));
}

/** The comment lines that end right above a word's line, in a RUN or in its heredoc. */
function linesAbove({ place }: Word): readonly string[] {
  const found: string[] = [];
  for (let line = lineOf(place) - 1; line > 0; line--) {
    const text = place.source.line(line).trim();
    if (!text.startsWith('#')) break;
    found.unshift(text);
  }
  return found;
}
