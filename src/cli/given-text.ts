import { fstatSync, readFileSync } from 'node:fs';

/**
 * Who pipes a text through `--fix -` writes what comes back over it: when the options are wrong, before anything was read, it comes back as it was.
 * Empty for every other call.
 */
export function givenText(argv: readonly string[]): Uint8Array {
  const options = argv.slice(0, argv.indexOf('--') === -1 ? undefined : argv.indexOf('--'));
  if (!options.includes('--fix') || options.includes('--diff') || !argv.includes('-')) return new Uint8Array();
  try {
    return fstatSync(0).isCharacterDevice() ? new Uint8Array() : readFileSync(0);
  } catch {
    return new Uint8Array();
  }
}
