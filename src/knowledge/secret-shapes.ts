/** A text that is a secret by its shape, wherever it stands. */
export interface SecretShape {
  readonly what: string;
  readonly pattern: RegExp;
  /** Each such secret contains one of them, which is looked for first: it takes a tenth of the time. */
  readonly marks: readonly string[];
  /** And this, too. */
  readonly beside?: string;
}

/** From the documentation of the services that issue them (GitHub, GitLab, AWS, Slack, Stripe, npm, Google), 2026-09. Each begins with letters that nothing else begins with. */
const secretShapes: readonly SecretShape[] = [
  { what: 'a private key', pattern: /-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/g, marks: ['-----BEGIN '] },
  { what: 'an access key of AWS', pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/g, marks: ['AKIA', 'ASIA'] },
  { what: 'a token of GitHub', pattern: /\b(?:gh[pousr]_[A-Za-z0-9]{36,}|github_pat_[A-Za-z0-9_]{50,})\b/g, marks: ['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_', 'github_pat_'] },
  { what: 'a token of GitLab', pattern: /\bglpat-[A-Za-z0-9_-]{20,}/g, marks: ['glpat-'] },
  { what: 'a token of Slack', pattern: /\bxox[abprs]-[A-Za-z0-9-]{10,}/g, marks: ['xox'] },
  { what: 'a live key of Stripe', pattern: /\b[rs]k_live_[A-Za-z0-9]{20,}\b/g, marks: ['k_live_'] },
  { what: 'a token of npm', pattern: /\bnpm_[A-Za-z0-9]{36}\b/g, marks: ['npm_'] },
  { what: 'a key of Google', pattern: /\bAIza[0-9A-Za-z_-]{35}\b/g, marks: ['AIza'] },
  { what: 'a password in a URL', pattern: /\b[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/:@"'$<>{}%*]{1,64}:[^\s/@"'$<>{}%*]{3,64}@(?=[A-Za-z0-9])/gi, marks: ['://'], beside: '@' },
];

/** Whether a text may hold a secret at all: `secretsIn` finds none in its parts otherwise. */
export function mayHoldSecrets(text: string): boolean {
  return secretShapes.some((shape) => mayBeIn(shape, text));
}

function mayBeIn({ marks, beside }: SecretShape, text: string): boolean {
  return marks.some((mark) => text.includes(mark)) && (beside === undefined || text.includes(beside));
}

/** The secrets in a text: what they are, and where (offsets in the text). Examples of documentation are none. */
export function secretsIn(text: string): readonly { readonly what: string; readonly start: number; readonly end: number }[] {
  if (text.length > 200_000) return [];
  const possible = secretShapes.filter((shape) => mayBeIn(shape, text));
  return possible.flatMap(({ what, pattern }) => [...text.matchAll(pattern)].flatMap((match) => {
    const [found] = match;
    if (/EXAMPLE|x{6,}|:(?:password|passwd|pass|secret|token|changeme|placeholder|pwd|x-oauth-basic)@/i.test(found)) return [];
    return [{ what, start: match.index, end: match.index + found.length }];
  }));
}
