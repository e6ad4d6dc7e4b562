import type { Facts, ImageUser, TaggedFacts } from './family.ts';

/** `/etc/passwd` of Debian's and Ubuntu's base-passwd (read in both packages; uid of `_apt` differs by release). */
const debianUsers: readonly ImageUser[] = [
  { name: 'root', uid: 0 }, { name: 'daemon', uid: 1 }, { name: 'bin', uid: 2 }, { name: 'sys', uid: 3 }, { name: 'sync', uid: 4 },
  { name: 'games', uid: 5 }, { name: 'man', uid: 6 }, { name: 'lp', uid: 7 }, { name: 'mail', uid: 8 }, { name: 'news', uid: 9 },
  { name: 'uucp', uid: 10 }, { name: 'proxy', uid: 13 }, { name: 'www-data', uid: 33 }, { name: 'backup', uid: 34 }, { name: 'list', uid: 38 },
  { name: 'irc', uid: 39 }, { name: 'gnats', uid: 41 }, { name: '_apt', uid: undefined }, { name: 'nobody', uid: 65534 },
];

/** `/etc/passwd` of alpine-baselayout: the union of its releases, of which 3.20 and later have fewer. */
const alpineUsers: readonly ImageUser[] = [
  { name: 'root', uid: 0 }, { name: 'bin', uid: 1 }, { name: 'daemon', uid: 2 }, { name: 'adm', uid: 3 }, { name: 'lp', uid: 4 },
  { name: 'sync', uid: 5 }, { name: 'shutdown', uid: 6 }, { name: 'halt', uid: 7 }, { name: 'mail', uid: 8 }, { name: 'news', uid: 9 },
  { name: 'uucp', uid: 10 }, { name: 'operator', uid: 11 }, { name: 'man', uid: 13 }, { name: 'postmaster', uid: 14 }, { name: 'cron', uid: 16 },
  { name: 'ftp', uid: 21 }, { name: 'sshd', uid: 22 }, { name: 'at', uid: 25 }, { name: 'squid', uid: 31 }, { name: 'xfs', uid: 33 },
  { name: 'games', uid: 35 }, { name: 'postgres', uid: 70 }, { name: 'cyrus', uid: 85 }, { name: 'vpopmail', uid: 89 }, { name: 'ntp', uid: 123 }, { name: 'smmsp', uid: 209 },
  { name: 'guest', uid: 405 }, { name: 'nobody', uid: 65534 },
];

const glibcLinux = { shell: true, bash: true, libc: 'glibc', operatingSystem: 'linux' } as const satisfies Facts;

/** A Debian of which only the distribution is known: nothing about fetchers and compilers. */
export const onDebian: Facts = { ...glibcLinux, shellDialect: 'dash', packageManager: 'apt', distribution: { name: 'debian', release: undefined }, users: debianUsers };

/** debian:*: no fetchers, no compilers. Not counted as minimal: it has a `-slim`. */
export const debian: Facts = { ...onDebian, curl: false, wget: false, minimal: false, buildTools: false };

/** debian:*-slim and what is built on it without keeping a fetcher. */
export const debianSlim: Facts = { ...debian, minimal: true };

/** buildpack-deps and what is built on it: curl, wget, git, compilers. */
export const buildpack: Facts = { ...onDebian, curl: true, wget: true, minimal: false, buildTools: true };

export const onUbuntu: Facts = { ...glibcLinux, shellDialect: 'dash', packageManager: 'apt', distribution: { name: 'ubuntu', release: undefined }, minimal: false };

/** ubuntu:*: no fetchers, no compilers. */
export const ubuntu: Facts = { ...onUbuntu, curl: false, wget: false, buildTools: false, users: debianUsers };

export const onAlpine: Facts = {
  shell: true, shellDialect: 'ash', packageManager: 'apk', wget: true, minimal: true, libc: 'musl', operatingSystem: 'linux',
  distribution: { name: 'alpine', release: undefined }, users: alpineUsers,
};

/** alpine:* and what is built on it without adding bash, curl or compilers. */
export const alpine: Facts = { ...onAlpine, bash: false, curl: false, buildTools: false };

/** A distribution of RPM packages, of which `/bin/sh` is bash. */
export const onRpm: Facts = { ...glibcLinux, shellDialect: 'bash', minimal: false };

/** No shell, no package manager, no fetcher. */
export const shellLess: Facts = { shell: false, bash: false, packageManager: 'none', curl: false, wget: false, minimal: true, buildTools: false, operatingSystem: 'linux' };

/** Windows: who runs, and which shell there is, depends on the image below. */
export const windows: Facts = { operatingSystem: 'windows', healthcheck: false };

export const windowsFlavour: TaggedFacts = { tag: [['windowsservercore', 'nanoserver', 'windows']], facts: windows };

export function tagged(word: string | readonly string[], facts: Facts): TaggedFacts {
  return { tag: [typeof word === 'string' ? [word] : word], facts };
}

export function beside(word: string | readonly string[], facts: Facts): TaggedFacts {
  return { ...tagged(word, facts), beside: true };
}

/** Official images of Docker run as root unless their table says otherwise, and have no HEALTHCHECK by policy (docker-library/healthcheck). */
export const official: Facts = { user: 'root', dropsPrivileges: false, healthcheck: false };

/** Root at first; the entrypoint goes on as another user (gosu, su-exec, setpriv). */
export const officialDropping: Facts = { user: 'root', dropsPrivileges: true, healthcheck: false };
