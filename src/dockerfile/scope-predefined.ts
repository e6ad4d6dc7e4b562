import { platformArgs, proxyArgs } from '../knowledge/platform-args.ts';
import type { Value } from '../word.ts';

/** What every FROM knows without an ARG, and a stage after `ARG NAME`. */
export const platformArguments: ReadonlySet<string> = new Set(platformArgs);

/** What RUN may be given without an ARG. */
const proxyArguments: ReadonlySet<string> = new Set(proxyArgs);

/** The PATH of an image that sets none. Source: BuildKit `util/system`, `DefaultPathEnvUnix`. */
export const defaultPath = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

export function isProxyArgument(name: string): boolean {
  return proxyArguments.has(name);
}

export function platformValue(name: string): Value {
  return { is: 'unknown', why: `the builder sets \`${name}\``, cause: 'platform' };
}

export function proxyValue(name: string): Value {
  return { is: 'unknown', why: `\`--build-arg ${name}\` may set it`, cause: 'predefined' };
}
