import { architectureOf } from './platform-args.ts';

/**
 * Where Docker's official images of one architecture are (source: docker-library/official-images README, "Architectures other than
 * amd64?", read 2026-11-28).
 */
const oneArchitecture: Readonly<Record<string, string>> = {
  amd64: 'linux/amd64', arm32v5: 'linux/arm', arm32v6: 'linux/arm', arm32v7: 'linux/arm', arm64v8: 'linux/arm64', i386: 'linux/386',
  mips64le: 'linux/mips64le', ppc64le: 'linux/ppc64le', riscv64: 'linux/riscv64', s390x: 'linux/s390x', winamd64: 'windows/amd64',
};

/** The platforms that the name of an image says: `arm64v8/debian` is for arm64 alone. Undefined when it says none. */
export function platformsOfName(name: string): readonly string[] | undefined {
  const [owner = '', , further] = name.replace(/^docker\.io\//, '').split('/');
  const platform = further === undefined && name.includes('/') && Object.hasOwn(oneArchitecture, owner) ? oneArchitecture[owner] : undefined;
  return platform === undefined ? undefined : [platform];
}

/** System and architecture, the two that BuildKit compares: `linux/arm64/v8` and `aarch64` are `linux/arm64`. Undefined for what names no architecture. */
export function comparablePlatform(text: string): string | undefined {
  const [first = '', second] = text.toLowerCase().split('/');
  const system = second === undefined ? 'linux' : first === 'macos' ? 'darwin' : first;
  const architecture = architectureOf(second ?? first);
  return architecture === undefined ? undefined : `${system}/${architecture}`;
}
