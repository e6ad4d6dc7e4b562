/** The code of a system error (`ENOENT`); empty for anything else. Works on errors of other realms too. */
export function errorCode(error: unknown): string {
  return typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
}
