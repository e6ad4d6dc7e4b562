import { statSync } from 'node:fs';

/** The folder that a script is given. Without one, or where there is none, it ends with its usage and exit code 2. */
export function givenFolder(given: string | undefined, usage: string): string {
  if (given !== undefined && statSync(given, { throwIfNoEntry: false })?.isDirectory() === true) return given;
  process.stderr.write(`${given === undefined ? '' : `${given}: there is no such folder\n`}usage: ${usage}\n`);
  process.exit(2);
}
