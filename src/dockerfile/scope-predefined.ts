import type { Value } from '../word.ts';

/** What every FROM knows without an ARG, and a stage after `ARG NAME`. Source: dockerfile2llb `defaultArgs`, read 2026-11. */
export const platformArguments: ReadonlySet<string> = new Set([
  'BUILDPLATFORM', 'BUILDOS', 'BUILDOSVERSION', 'BUILDARCH', 'BUILDVARIANT',
  'TARGETPLATFORM', 'TARGETOS', 'TARGETOSVERSION', 'TARGETARCH', 'TARGETVARIANT',
  'TARGETSTAGE',
]);

/** What RUN may be given without an ARG. Source: Dockerfile reference, "Predefined ARGs"; dockerfile2llb `proxyEnvFromBuildArgs`. */
const proxyArguments: ReadonlySet<string> = new Set([
  'HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'FTP_PROXY', 'ftp_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy',
]);

/** Arguments that steer the build and never become variables. Source: dockerfile2llb `nonEnvArgs`. */
export const steeringArguments: ReadonlySet<string> = new Set(['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE']);

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
