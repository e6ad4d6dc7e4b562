import path from 'node:path';
import { formats, isFormat } from '../reporters/index.ts';
import type { Format } from '../reporters/index.ts';
import type { RunResult } from '../run.ts';
import type { RunOptions } from '../run/options.ts';
import type { ReportRequest } from './arguments.ts';
import { UsageError } from './usage-error.ts';

export interface Wanted {
  readonly format: Format;
  /** Undefined: standard output. */
  readonly output: string | undefined;
}

/** What the command line asks for; one report without an output goes to standard output. Throws `UsageError`. */
export function wantedReports(requests: readonly ReportRequest[], { asHadolint, folder }: RunOptions): readonly Wanted[] {
  const wanted = requests.map(({ format: name = 'text', output }) => {
    const format = asHadolint && name === 'json' ? 'json-hadolint' : (aliases[name] ?? name);
    if (!isFormat(format)) throw new UsageError(`there is no format \`${name}\`; there are ${formats.join(', ')}`);
    return { format, output: output === '-' ? undefined : output };
  });
  if (requests.length > 1 && requests.some(({ format }) => format === undefined)) throw new UsageError('there are more --output than --format: they go in pairs');
  if (wanted.filter(({ output }) => output === undefined).length > 1) throw new UsageError('only one --format goes to standard output: give the others an --output');
  const files = wanted.flatMap(({ output }) => (output === undefined ? [] : path.resolve(folder, output)));
  const twice = files.find((file, index) => files.indexOf(file) < index && !file.startsWith('/dev/'));
  if (twice !== undefined) throw new UsageError(`--output ${path.relative(folder, twice)} is given more than once: the later report would replace the other`);
  return wanted;
}

/** hadolint's names of formats that are ours under another name. */
const aliases: Readonly<Record<string, Format>> = { gitlab_codeclimate: 'gitlab' };

/** The format that a hadolint config names, where the command line names none. */
export function formatOf(configs: RunResult['configs'], { asHadolint }: RunOptions): Format {
  const name = configs.find(({ format }) => format !== undefined)?.format ?? (asHadolint ? 'tty' : 'text');
  return isFormat(name) ? name : 'text';
}
