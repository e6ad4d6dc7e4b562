/**
 * The glibc of a distribution's release (packages.debian.org, packages.ubuntu.com, release notes of Red Hat and Amazon; read
 * 2026-11-23). A program runs on the glibc it was linked with, and on newer ones.
 */
const releases: { readonly [distribution: string]: { readonly [release: string]: string } } = {
  debian: { '9': '2.24', '10': '2.28', '11': '2.31', '12': '2.36', '13': '2.41' },
  ubuntu: { '16.04': '2.23', '18.04': '2.27', '20.04': '2.31', '22.04': '2.35', '23.04': '2.37', '23.10': '2.38', '24.04': '2.39', '24.10': '2.40', '25.04': '2.41', '25.10': '2.42' },
  ubi: { '7': '2.17', '8': '2.28', '9': '2.34', '10': '2.39' },
  rockylinux: { '8': '2.28', '9': '2.34', '10': '2.39' },
  almalinux: { '8': '2.28', '9': '2.34', '10': '2.39' },
  oraclelinux: { '7': '2.17', '8': '2.28', '9': '2.34', '10': '2.39' },
  amazonlinux: { '2': '2.26', '2023': '2.34' },
};

/** `2.36` for Debian 12; undefined when it is not known. */
export function glibcOf(distribution: { readonly name: string; readonly release: string | undefined } | undefined): string | undefined {
  const versions = distribution === undefined || !Object.hasOwn(releases, distribution.name) ? undefined : releases[distribution.name];
  const release = distribution?.release;
  if (versions === undefined || release === undefined) return undefined;
  return versions[release] ?? versions[release.split('.')[0] ?? ''];
}

/** Whether one version of glibc is newer than the other. */
export function newerGlibc(one: string, other: string): boolean {
  return minor(one) > minor(other);
}

/**
 * Versions that brought what programs commonly ask for: functions of libm (2.29), `stat` (2.33), threads (2.34), `strtol` of C23 (2.38), `pidfd_spawnp` (2.39). What came
 * with the others hardly any program uses (release notes of glibc; rust-lang/docker-rust#89, flashbots/rbuilder#796, 2026-11-28).
 */
const asked: readonly string[] = ['2.27', '2.28', '2.29', '2.33', '2.34', '2.38', '2.39'];

/** Whether what one version has and the other lacks is something that programs commonly ask for. */
export function isAskedFor(built: string, run: string): boolean {
  return asked.some((version) => newerGlibc(version, run) && !newerGlibc(version, built));
}

function minor(version: string): number {
  return Number(version.split('.')[1] ?? 0);
}
