import type { Facts, ImageFamily } from './family.ts';
import { alpine, debianSlim, officialDropping, onAlpine, onDebian, onRpm, onUbuntu, tagged, windowsFlavour } from './flavours.ts';

const tags = { source: 'docker-library/official-images; official-images README on dropping privileges', date: '2026-08-21' } as const;
/** gosu is fetched with a wget that is removed again. */
const debianServer: Facts = { ...onDebian, minimal: false, buildTools: false, curl: false, wget: false };
const dropping: Facts = { ...officialDropping, entrypoint: ['docker-entrypoint.sh'] };

export const databases: readonly ImageFamily[] = [
  {
    ...tags, names: ['postgres'], facts: { ...dropping, labels: [] }, product: { name: 'postgresql', digits: 1 },
    flavours: [tagged('alpine', { ...onAlpine, bash: true, curl: false, buildTools: false })], otherwise: debianServer,
  },
  {
    ...tags, names: ['mysql'], facts: dropping, product: { name: 'mysql', digits: 2 },
    flavours: [tagged(['debian', 'bookworm', 'bullseye', 'buster'], debianServer)], otherwise: { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, minimal: false },
  },
  {
    ...tags, names: ['mariadb'], facts: dropping, product: { name: 'mariadb', digits: 2 },
    flavours: [tagged('ubi', { ...onRpm, packageManager: 'microdnf', distribution: { name: 'ubi', release: undefined } })], otherwise: { ...onUbuntu, curl: false, wget: false },
  },
  { ...tags, names: ['mongo'], facts: dropping, product: { name: 'mongodb', digits: 2 }, flavours: [windowsFlavour], otherwise: onUbuntu },
  {
    ...tags, names: ['redis'], facts: { ...dropping, workdir: '/data', labels: [] }, product: { name: 'redis', digits: 2 }, users: [{ name: 'redis', uid: 999 }],
    flavours: [tagged('alpine', alpine)], otherwise: { ...debianSlim, minimal: false },
  },
  { ...tags, names: ['cassandra'], facts: dropping, product: { name: 'apache-cassandra', digits: 2 }, flavours: [], otherwise: onUbuntuOrDebian() },
  { ...tags, names: ['neo4j'], facts: { ...officialDropping, workdir: undefined }, product: { name: 'neo4j', digits: 1 }, flavours: [tagged('ubi', { ...onRpm, distribution: { name: 'ubi', release: undefined } })], otherwise: { ...onDebian, minimal: false } },
  { ...tags, names: ['influxdb'], facts: officialDropping, product: { name: 'influxdb', digits: 1 }, flavours: [tagged('alpine', onAlpine)], otherwise: { operatingSystem: 'linux', minimal: false } },
  { ...tags, names: ['couchdb', 'zookeeper'], facts: officialDropping, flavours: [], otherwise: { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, minimal: false } },
  {
    ...tags, source: 'docker-library/repo-info, elasticsearch', date: '2026-09-16', names: ['elasticsearch'],
    facts: {
      user: '1000', dropsPrivileges: false, workdir: '/usr/share/elasticsearch', healthcheck: false, operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, minimal: false,
      entrypoint: ['/bin/tini', '--', '/usr/local/bin/docker-entrypoint.sh'],
    },
    flavours: [], otherwise: {}, product: { name: 'elasticsearch', digits: 1 },
    // 6 and 7 started as root and changed the user in the entrypoint.
    refine: (_found, release) => (Number(release) >= 8 ? {} : { user: undefined, dropsPrivileges: undefined, entrypoint: undefined }),
  },
];

function onUbuntuOrDebian(): Facts {
  return { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, packageManager: 'apt', shellDialect: 'dash', minimal: false };
}
