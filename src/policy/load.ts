import { readFileSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../catalogue.ts';
import { didYouMean, nearest } from '../catalogue.ts';
import { ConfigError, readFailure } from '../config/error.ts';
import type { Validators } from '../config/validators.ts';
import { builtValidators } from '../config/validators.ts';
import type { Policy } from './model.ts';
import { readPolicy } from './read.ts';

export interface PolicyRequest {
  /** The folder that a relative file is seen from: the current one, or that of the config that names the policy. Absolute. */
  readonly folder: string;
  /** The current folder: errors show paths as they are seen from it. */
  readonly currentFolder: string;
  /** The config that names the policy; the command line without it. */
  readonly namedBy?: string;
  /** For tests; what ships otherwise. */
  readonly validators?: Validators;
  readonly shipped?: Readonly<Record<string, Policy>>;
}

/**
 * A policy that ships, by its name, or one from a file. A name with a `/` or an ending `.yaml`, `.yml`, `.json` is a file.
 * @throws ConfigError when there is no such policy, or it cannot be used.
 */
export async function loadPolicy(nameOrFile: string, catalogue: Catalogue, request: PolicyRequest): Promise<Policy> {
  const shipped = request.shipped ?? (await import('./shipped.generated.ts')).shippedPolicies;
  if (!/[\\/]|\.(?:ya?ml|json)$/.test(nameOrFile)) {
    const name = Object.keys(shipped).find((each) => each.toLowerCase() === nameOrFile.toLowerCase());
    const policy = name === undefined ? undefined : shipped[name];
    if (policy !== undefined) return policy;
    const known = Object.keys(shipped);
    const remedy = didYouMean(nearest(nameOrFile, known)) || `; those that ship: ${known.map((each) => `\`${each}\``).join(', ') || 'none'}; the path of a file ends with \`.yaml\``;
    throw new ConfigError(request.namedBy ?? '--policy', [{ message: `no policy is named \`${nameOrFile}\`${remedy}` }]);
  }
  const path = resolve(request.folder, nameOrFile);
  const shown = shownPath(path, request.currentFolder);
  return readPolicy(shown, read(path, shown, request.namedBy), { catalogue, validators: request.validators ?? (await builtValidators()) });
}

function read(path: string, shown: string, namedBy: string | undefined): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigError(shown, [{ message: `this policy${namedBy === undefined ? '' : `, which ${namedBy} names,`} cannot be used: ${readFailure(error)}` }]);
  }
}

function shownPath(path: string, currentFolder: string): string {
  const seen = relative(currentFolder, path);
  return (seen.startsWith('..') || isAbsolute(seen) ? path : seen).split(sep).join('/');
}
