import parseExpression from 'spdx-expression-parse';
import licenseIds from 'spdx-license-ids/index.json' with { type: 'json' };
import { distance } from 'fastest-levenshtein';

/**
 * What keeps a value from being an SPDX licence expression; `MIT OR Apache-2.0` is one. A piece of a sentence, undefined when it is
 * right or has unknown pieces (NUL). This module carries the licence lists: import it only where licences are checked.
 */
export function spdxProblem(value: string): { readonly problem: string; readonly suggestion: string | undefined } | undefined {
  if (value.includes('\u0000')) return undefined;
  const text = value.trim();
  if (text === '') return { problem: 'is empty', suggestion: undefined };
  if (text.length > 2000 || nesting(text) > 50) return { problem: 'is too long for an SPDX licence expression', suggestion: undefined };
  if (isExpression(text)) return undefined;
  return { problem: 'is not an SPDX licence expression', suggestion: correction(text) };
}

/** The parser reads parentheses by recursion: the depth is bounded before it is called. */
function nesting(text: string): number {
  return text.split('(').length - 1 + text.split(/\s(?:AND|OR)\s/).length - 1;
}

function isExpression(text: string): boolean {
  try {
    parseExpression(text);
    return true;
  } catch {
    return isReference(text);
  }
}

/** `NONE` and `NOASSERTION` are values of SPDX fields, `LicenseRef-…` names a licence that is not on the list. */
function isReference(text: string): boolean {
  return text === 'NONE' || text === 'NOASSERTION' || /^LicenseRef-[A-Za-z0-9.-]+$/.test(text);
}

/** Ways in which licences are written, and their identifiers. */
const spellings: Readonly<Record<string, string>> = {
  apache: 'Apache-2.0', 'apache 2': 'Apache-2.0', 'apache 2.0': 'Apache-2.0', 'apache2': 'Apache-2.0', 'apache license 2.0': 'Apache-2.0', 'apache license, version 2.0': 'Apache-2.0', 'apache-2': 'Apache-2.0',
  'asl 2.0': 'Apache-2.0', 'mit license': 'MIT', 'the mit license': 'MIT', bsd: 'BSD-3-Clause', 'bsd-3': 'BSD-3-Clause', 'bsd 3-clause': 'BSD-3-Clause', 'bsd-2': 'BSD-2-Clause',
  gpl: 'GPL-3.0-only', gplv2: 'GPL-2.0-only', gplv3: 'GPL-3.0-only', 'gpl-2': 'GPL-2.0-only', 'gpl-3': 'GPL-3.0-only', 'gplv3+': 'GPL-3.0-or-later', 'gplv2+': 'GPL-2.0-or-later',
  lgplv3: 'LGPL-3.0-only', agpl: 'AGPL-3.0-only', agplv3: 'AGPL-3.0-only', 'agpl-3': 'AGPL-3.0-only', mpl: 'MPL-2.0', 'mpl 2.0': 'MPL-2.0', mpl2: 'MPL-2.0', 'mit/apache-2.0': 'MIT OR Apache-2.0', 'apache-2.0/mit': 'Apache-2.0 OR MIT',
  'mit or apache 2.0': 'MIT OR Apache-2.0', cc0: 'CC0-1.0', proprietary: 'LicenseRef-Proprietary', commercial: 'LicenseRef-Commercial',
};

function correction(text: string): string | undefined {
  const lower = text.toLowerCase();
  if (Object.hasOwn(spellings, lower)) return spellings[lower];
  // Operators are capitals in SPDX, and a comma or slash between licences mostly means a choice: that is not guessed.
  const capitals = text.replace(/\b(and|or|with)\b/gi, (operator) => operator.toUpperCase());
  const cased = capitals.split(/([\s()]+)/).map(rightCase).join('');
  if (cased !== text && isExpression(cased)) return cased;
  return text.length > 40 ? undefined : nearestLicense(lower);
}

function rightCase(word: string): string {
  const lower = word.toLowerCase();
  return licenseIds.find((id) => id.toLowerCase() === lower) ?? word;
}

function nearestLicense(lower: string): string | undefined {
  let best: string | undefined;
  let least = lower.length < 6 ? 2 : 3;
  for (const id of licenseIds) {
    const away = Math.abs(id.length - lower.length) < least ? distance(lower, id.toLowerCase()) : least;
    if (away < least) [best, least] = [id, away];
  }
  return best;
}
