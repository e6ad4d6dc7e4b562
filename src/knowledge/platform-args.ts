/** Arguments that BuildKit sets in the global scope; a stage has them after `ARG NAME` (source: Dockerfile reference, "Automatic platform ARGs in the global scope"). */
export const platformArgs: readonly string[] = [
  'TARGETPLATFORM', 'TARGETOS', 'TARGETARCH', 'TARGETVARIANT', 'TARGETOSVERSION', 'BUILDPLATFORM', 'BUILDOS', 'BUILDARCH', 'BUILDVARIANT', 'BUILDOSVERSION', 'TARGETSTAGE',
];

/** Arguments that may be given without an ARG, and are not kept in the image's history (source: Dockerfile reference, "Predefined ARGs"). */
export const proxyArgs: readonly string[] = ['HTTP_PROXY', 'http_proxy', 'HTTPS_PROXY', 'https_proxy', 'FTP_PROXY', 'ftp_proxy', 'NO_PROXY', 'no_proxy', 'ALL_PROXY', 'all_proxy'];

/** Arguments that change how BuildKit works (source: Dockerfile reference, "BuildKit built-in build args"). */
const buildkitArgs: readonly string[] = [
  'BUILDKIT_BUILD_NAME', 'BUILDKIT_CACHE_MOUNT_NS', 'BUILDKIT_CONTEXT_KEEP_GIT_DIR', 'BUILDKIT_HISTORY_PROVENANCE_V1', 'BUILDKIT_INLINE_CACHE', 'BUILDKIT_MULTI_PLATFORM',
  'BUILDKIT_SANDBOX_HOSTNAME', 'BUILDKIT_SYNTAX', 'BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE', 'BUILDKIT_DOCKERFILE_CHECK', 'SOURCE_DATE_EPOCH',
];

/** Architectures that `--platform` and TARGETARCH have (source: containerd/platforms). */
export const architectures: readonly string[] = ['386', 'amd64', 'arm', 'arm64', 'loong64', 'mips', 'mips64', 'mips64le', 'mipsle', 'ppc64', 'ppc64le', 'riscv64', 's390x', 'wasm'];
/** Other spellings that containerd takes for an architecture. */
const architectureNames: Readonly<Record<string, string>> = { i386: '386', x86_64: 'amd64', 'x86-64': 'amd64', aarch64: 'arm64', armhf: 'arm', armel: 'arm' };

/** The architecture as TARGETARCH has it: `x86_64` is `amd64`. Undefined for what is none. */
export function architectureOf(text: string): string | undefined {
  const lower = text.toLowerCase();
  const known = Object.hasOwn(architectureNames, lower) ? architectureNames[lower] : lower;
  return known !== undefined && architectures.includes(known) ? known : undefined;
}

/** Is the argument one that the builder knows without a declaration? */
export function isPredefinedArg(name: string): boolean {
  return proxyArgs.includes(name) || buildkitArgs.includes(name);
}

/** Arguments that steer the build and never become variables, ARG or not (source: dockerfile2llb `nonEnvArgs`). */
const steeringArgs: readonly string[] = ['BUILDKIT_SBOM_SCAN_CONTEXT', 'BUILDKIT_SBOM_SCAN_STAGE'];

export function steersBuild(name: string): boolean {
  return steeringArgs.includes(name);
}
