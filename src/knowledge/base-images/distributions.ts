import type { Facts, ImageFamily, TaggedFacts } from './family.ts';
import { alpine, buildpack, debian, debianSlim, official, onRpm, tagged, ubuntu, windows } from './flavours.ts';

const inventory = { source: 'docker-library/repo-info, installed packages', date: '2026-09-17' } as const;
const table = { source: 'docker-library/official-images and the Dockerfiles of the images', date: '2026-08-21' } as const;
const plain: Facts = { ...official, workdir: '/', entrypoint: [] };

/** The image `ubuntu` has a user of its own (uid 1000) since 23.04. */
function ubuntuUsers(found: Facts, release: string | undefined): Facts {
  if (release === undefined || found.users === undefined) return { users: undefined };
  return Number(release) >= 23.04 ? { users: [...found.users, { name: 'ubuntu', uid: 1000 }] } : {};
}

function rpm(distribution: string, more: Facts): Facts {
  return { ...onRpm, distribution: { name: distribution, release: undefined }, wget: false, buildTools: false, ...more };
}

/** Rocky and Alma: full, `-minimal` (microdnf) and `-micro` (no package manager was read). */
function rebuild(name: string, more: Facts): ImageFamily {
  return {
    ...table, names: [name], facts: plain, releaseDigits: 1,
    flavours: [
      tagged('minimal', rpm(name, { packageManager: 'microdnf', wget: undefined, minimal: true })),
      tagged('micro', rpm(name, { packageManager: undefined, bash: undefined, shell: undefined, shellDialect: undefined, wget: undefined, minimal: true })),
    ],
    otherwise: rpm(name, { packageManager: 'dnf', ...more }),
  };
}

const redHat = '^(?:registry\\.access\\.redhat\\.com/|registry\\.redhat\\.io/|redhat/)ubi(?<release>\\d+)(?:/ubi)?';

const core: Facts = { ...windows, user: 'ContainerAdministrator', dropsPrivileges: false, minimal: false };
const nano: Facts = { ...windows, user: 'ContainerUser', dropsPrivileges: false, minimal: true };

/** Releases that a tag of Windows names: `20H2-amd64`, `ltsc2022`. */
function windowsReleases(facts: Facts): readonly TaggedFacts[] {
  return ['1709', '1803', '1903', '1909', '2004', '20H2', 'ltsc2016', 'ltsc2019', 'ltsc2022', 'ltsc2025'].map((release) => tagged([release, release.toLowerCase()], { ...facts, distribution: { name: 'windows-server', release } }));
}

export const distributions: readonly ImageFamily[] = [
  { ...table, names: ['debian'], facts: { ...plain, labels: [] }, releaseDigits: 1, users: [], flavours: [tagged('slim', debianSlim)], otherwise: debian },
  {
    ...table, names: ['ubuntu'], facts: { ...plain, labels: ['org.opencontainers.image.ref.name', 'org.opencontainers.image.version'] }, releaseDigits: 2,
    users: [], flavours: [], otherwise: ubuntu, refine: ubuntuUsers,
  },
  { ...table, names: ['alpine'], facts: { ...plain, labels: [] }, releaseDigits: 2, users: [], flavours: [], otherwise: alpine },
  {
    ...table, names: ['busybox'], facts: { ...plain, shell: true, shellDialect: 'ash', bash: false, packageManager: 'none', curl: false, wget: true, minimal: true, buildTools: false, operatingSystem: 'linux', labels: [] },
    flavours: [tagged('musl', { libc: 'musl' }), tagged(['glibc', 'uclibc'], { libc: 'glibc' })], otherwise: {},
  },
  {
    ...table, names: ['buildpack-deps'], facts: { ...plain, labels: [] }, users: [],
    flavours: [tagged('curl', { ...buildpack, distribution: undefined, buildTools: false }), tagged('scm', { ...buildpack, distribution: undefined, buildTools: false })],
    otherwise: { ...buildpack, distribution: undefined },
    // Ubuntu's variants have Ubuntu's users, and the tag alone does not say which it is built on.
    refine: (found, release) => (found.distribution?.name === 'debian' && release !== undefined ? {} : { users: undefined }),
  },
  {
    ...inventory, names: ['amazonlinux'], facts: { ...plain, labels: [] }, releaseDigits: 1,
    flavours: [tagged('minimal', rpm('amazonlinux', { wget: undefined, minimal: true }))],
    otherwise: rpm('amazonlinux', { curl: true }),
    refine: (found, release) => ({ packageManager: found.minimal !== false ? undefined : release === '2023' ? 'dnf' : release === '1' || release === '2' || release === '2018' || release === '2017' ? 'yum' : undefined }),
  },
  { ...table, names: ['fedora'], facts: plain, releaseDigits: 1, flavours: [], otherwise: rpm('fedora', { packageManager: 'dnf', curl: undefined, labels: ['maintainer'] }) },
  { ...table, names: ['registry.fedoraproject.org/fedora-minimal', 'quay.io/fedora/fedora-minimal'], facts: plain, releaseDigits: 1, flavours: [], otherwise: rpm('fedora', { packageManager: undefined, wget: undefined, minimal: true }) },
  {
    ...table, names: ['centos'], facts: plain, releaseDigits: 1, 
    // The repository is no longer written to: `latest` is what it was in 2021.
    flavours: [tagged('stream', rpm('centos-stream', { packageManager: 'dnf', wget: undefined })), tagged('latest', rpm('centos', { packageManager: 'dnf', wget: undefined, distribution: { name: 'centos', release: '8' } }))],
    otherwise: rpm('centos', { packageManager: undefined, wget: undefined }),
    refine: (_found, release) => (release === '5' || release === '6' || release === '7' ? { packageManager: 'yum', curl: true } : release === '8' ? { packageManager: 'dnf' } : {}),
  },
  rebuild('rockylinux', {}),
  { ...rebuild('almalinux', { curl: true }), ...inventory },
  {
    ...inventory, names: ['oraclelinux'], facts: plain, releaseDigits: 1,
    flavours: [tagged('slim', rpm('oraclelinux', { packageManager: 'microdnf', wget: undefined, minimal: true }))],
    otherwise: rpm('oraclelinux', { packageManager: undefined, curl: true }),
    refine: (found, release) => (found.minimal !== false ? {} : { packageManager: release === '6' || release === '7' ? 'yum' : release === undefined ? undefined : 'dnf' }),
  },
  {
    ...table, names: [], pattern: new RegExp(`${redHat}(?:-init)?$`), facts: plain, flavours: [],
    otherwise: rpm('ubi', { packageManager: 'dnf', wget: undefined }),
  },
  {
    ...table, names: [], pattern: new RegExp(`${redHat}-minimal$`), facts: plain, flavours: [],
    otherwise: rpm('ubi', { packageManager: 'microdnf', minimal: true }),
  },
  {
    ...table, names: [], pattern: new RegExp(`${redHat}-micro$`), facts: plain, flavours: [],
    otherwise: { libc: 'glibc', operatingSystem: 'linux', packageManager: 'none', curl: false, wget: false, minimal: true, buildTools: false, distribution: { name: 'ubi', release: undefined } },
  },
  { ...table, names: ['opensuse/leap'], facts: plain, releaseDigits: 2, flavours: [], otherwise: rpm('opensuse-leap', { packageManager: 'zypper', wget: undefined }) },
  { ...table, names: ['opensuse/tumbleweed'], facts: plain, flavours: [], otherwise: rpm('opensuse-tumbleweed', { packageManager: 'zypper', wget: undefined }) },
  { ...table, names: ['archlinux'], facts: plain, flavours: [tagged('multilib-devel', rpm('archlinux', { packageManager: 'pacman', wget: undefined })), tagged('devel', rpm('archlinux', { packageManager: 'pacman', wget: undefined, buildTools: true }))], otherwise: rpm('archlinux', { packageManager: 'pacman', wget: undefined }) },
  { ...table, names: ['photon'], facts: { user: 'root', dropsPrivileges: false, healthcheck: false }, flavours: [], otherwise: { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true } },
  { ...table, names: ['mcr.microsoft.com/windows/servercore', 'mcr.microsoft.com/windows/server', 'mcr.microsoft.com/windows', 'microsoft/windowsservercore'], facts: {}, flavours: windowsReleases(core), otherwise: core },
  { ...table, names: ['mcr.microsoft.com/windows/nanoserver', 'microsoft/nanoserver'], facts: {}, flavours: windowsReleases(nano), otherwise: nano },
];
