import type { BaseImage, Tri } from './model.ts';

/** Distribution, release, version of glibc (sources: packages.debian.org, packages.ubuntu.com, docker-library/repo-info for RPM distributions; 2026-11-23). */
const versions: readonly (readonly [string, string, string])[] = [
  ['debian', '8', '2.19'], ['debian', '9', '2.24'], ['debian', '10', '2.28'], ['debian', '11', '2.31'], ['debian', '12', '2.36'], ['debian', '13', '2.41'],
  ['ubuntu', '14.04', '2.19'], ['ubuntu', '16.04', '2.23'], ['ubuntu', '18.04', '2.27'], ['ubuntu', '20.04', '2.31'], ['ubuntu', '22.04', '2.35'], ['ubuntu', '24.04', '2.39'],
  ['ubi', '7', '2.17'], ['ubi', '8', '2.28'], ['ubi', '9', '2.34'], ['ubi', '10', '2.39'], ['centos', '7', '2.17'], ['centos', '8', '2.28'], ['centos-stream', '8', '2.28'], ['centos-stream', '9', '2.34'],
  ['rockylinux', '8', '2.28'], ['rockylinux', '9', '2.34'], ['rockylinux', '10', '2.39'], ['almalinux', '8', '2.28'], ['almalinux', '9', '2.34'], ['almalinux', '10', '2.39'],
  ['oraclelinux', '7', '2.17'], ['oraclelinux', '8', '2.28'], ['oraclelinux', '9', '2.34'], ['amazonlinux', '2', '2.26'], ['amazonlinux', '2023', '2.34'],
];

/** The glibc of an image, `2.36`; undefined when the release is not known, or the image has another C library or none. */
export function glibcVersion(base: BaseImage): string | undefined {
  const { name, release } = base.distribution ?? {};
  if (base.libc !== 'glibc' || name === undefined || release === undefined) return undefined;
  return versions.find(([distribution, version]) => distribution === name && version === release)?.[2];
}

/** What `runsOn` says: yes, no with the reason, or not known. */
export interface Compatibility {
  readonly runs: Tri;
  /** A piece of a sentence about the builder and the runtime, when `runs` is false. */
  readonly why: string | undefined;
}

/**
 * Can a program that was linked to the builder's C library start on the runtime? A program may be linked statically, so `false`
 * only says that a dynamically linked one cannot: that is the asker's to know. A builder with a newer glibc makes programs that
 * may ask for symbols an older one does not have.
 */
export function runsOn(builder: BaseImage, runtime: BaseImage): Compatibility {
  if (builder.libc === undefined || runtime.libc === undefined) return { runs: undefined, why: undefined };
  if (runtime.libc === 'none') return { runs: false, why: `\`${runtime.image}\` has no C library` };
  if (builder.libc !== runtime.libc) return { runs: false, why: `it is linked to ${builder.libc}, and \`${runtime.image}\` has ${runtime.libc}` };
  if (builder.libc === 'musl') return { runs: true, why: undefined };
  const [built, there] = [glibcVersion(builder), glibcVersion(runtime)];
  if (built === undefined || there === undefined) return { runs: undefined, why: undefined };
  return compareVersions(built, there) <= 0 ? { runs: true, why: undefined } : { runs: false, why: `it is built with glibc ${built}, and \`${runtime.image}\` has ${there}` };
}

/** Below, at or above zero, as the first version is older than, equal to or newer than the second; parts count as numbers. */
export function compareVersions(left: string, right: string): number {
  const [mine, others] = [left.split('.').map(Number), right.split('.').map(Number)];
  for (let index = 0; index < Math.max(mine.length, others.length); index++) {
    const difference = (mine[index] ?? 0) - (others[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}
