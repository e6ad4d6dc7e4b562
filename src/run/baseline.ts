import { statSync } from 'node:fs';
import path from 'node:path';
import { ConfigError } from '../config/error.ts';
import { showRevision } from '../context/git-revision.ts';
import type { FoundFile } from '../discover.ts';
import { decodeSource, readSource } from '../read-source.ts';
import type { Source } from '../source.ts';
import type { RunOptions } from './options.ts';

/**
 * The Dockerfile that `--against` names: a file, or the same path at a git revision. Undefined without `--against`.
 * Throws `ConfigError` when it is neither.
 */
export function readBaseline(options: RunOptions, file: FoundFile): Source | undefined {
  const { against } = options;
  if (against === undefined) return undefined;
  const named = path.resolve(options.folder, against);
  if (statSync(named, { throwIfNoEntry: false })?.isFile() === true) return readSource(named, against);
  const shown = showRevision(against, file.file);
  if (shown.is === 'failed') throw new ConfigError('--against', [{ message: `\`${against}\` is neither a file nor a revision that has ${file.shownAs}: ${shown.why}` }]);
  return decodeSource(shown.bytes, `${file.shownAs} at ${against}`);
}
