import type { Facts, ImageFamily } from './family.ts';
import { alpine, beside, debianSlim, official, onAlpine, onDebian, onRpm, onUbuntu, tagged, windowsFlavour } from './flavours.ts';

const tags = { source: 'docker-library/official-images, variants of the tags', date: '2026-08-21' } as const;
const read = { source: 'base-images tables, adoptium/containers#255', date: '2026-08-22' } as const;
const temurinUbuntu: Facts = { ...onUbuntu, curl: true, wget: true };
const jdk = { tag: [['jdk']], facts: { buildTools: true } } as const;
const jre = { tag: [['jre']], facts: { buildTools: false } } as const;
/** What the flavour says of compilers is about the distribution: without `jre` in its tag the image is the JDK. */
const alpineJdk: Facts = { ...alpine, buildTools: true };
const slimJdk: Facts = { ...debianSlim, buildTools: true };
const ubi: Facts = { ...onRpm, packageManager: 'microdnf', wget: true, distribution: { name: 'ubi', release: undefined } };

/** A Java image on some Linux: of it only what all its variants have in common is known. */
const someLinux: Facts = { operatingSystem: 'linux', shell: true, minimal: false };

export const java: readonly ImageFamily[] = [
  {
    ...read, names: ['eclipse-temurin'], facts: { ...official, workdir: '/', buildTools: true }, product: { name: 'eclipse-temurin', digits: 1 },
    flavours: [tagged('alpine', alpineJdk), tagged('ubi', ubi), windowsFlavour], otherwise: temurinUbuntu, traits: [jdk, jre],
    // Without `jre` the image is the JDK.
    refine: (found) => (found.operatingSystem === 'windows' ? { user: undefined, workdir: undefined } : {}),
  },
  {
    ...tags, names: ['openjdk'], facts: { ...official, workdir: '/', entrypoint: [], buildTools: true }, product: { name: 'openjdk', digits: 1 },
    flavours: [tagged('slim', slimJdk), tagged('alpine', alpineJdk), tagged(['oraclelinux', 'oracle'], { ...onRpm, packageManager: undefined, distribution: { name: 'oraclelinux', release: undefined } }), windowsFlavour],
    // Debian up to Java 11, Oracle Linux later, Debian again for early access: the tag alone does not say.
    otherwise: someLinux, traits: [jdk, jre],
    refine: (found) => (found.operatingSystem === 'windows' ? { user: undefined, workdir: undefined, entrypoint: undefined } : {}),
  },
  {
    ...tags, names: ['amazoncorretto'], facts: { ...official, workdir: '/', entrypoint: [], buildTools: true }, product: { name: 'amazon-corretto', digits: 1 },
    flavours: [tagged('alpine', alpineJdk), tagged('debian', onDebian)],
    otherwise: { ...onRpm, distribution: { name: 'amazonlinux', release: undefined } }, traits: [jdk, { tag: [['jre', 'headless']], facts: { buildTools: undefined } }],
  },
  { ...tags, names: ['ibm-semeru-runtimes'], facts: { ...official, buildTools: true }, flavours: [tagged('ubi', ubi)], otherwise: onUbuntu, traits: [jdk, jre] },
  { ...tags, names: ['sapmachine'], facts: { ...official, buildTools: true }, flavours: [tagged('alpine', onAlpine)], otherwise: onUbuntu, traits: [jdk, jre] },
  {
    ...tags, names: ['maven'], facts: { ...official, workdir: '/', buildTools: true, entrypoint: ['/usr/local/bin/mvn-entrypoint.sh'] }, product: { name: 'apache-maven', digits: 2 },
    flavours: [tagged('alpine', onAlpine), tagged('slim', { ...onDebian, minimal: true }), beside('temurin', temurinUbuntu)], otherwise: someLinux,
  },
  {
    ...tags, names: ['gradle'], facts: { ...official, workdir: '/home/gradle', buildTools: true, entrypoint: undefined }, product: { name: 'gradle', digits: 1 },
    flavours: [tagged('alpine', onAlpine), tagged('ubi', { ...ubi, wget: undefined })], otherwise: temurinUbuntu,
  },
  { ...tags, names: ['groovy'], facts: { healthcheck: false, buildTools: undefined }, flavours: [tagged('alpine', onAlpine)], otherwise: onUbuntu },
  { ...tags, names: ['clojure'], facts: { ...official, buildTools: true }, flavours: [tagged('alpine', onAlpine), tagged('slim', { ...onDebian, minimal: true })], otherwise: someLinux },
  {
    ...read, names: ['tomcat'], facts: { ...official, workdir: '/usr/local/tomcat', entrypoint: [] }, product: { name: 'tomcat', digits: 2 },
    flavours: [tagged('alpine', onAlpine), tagged('slim', { ...onDebian, minimal: true }), beside('temurin', temurinUbuntu)], otherwise: someLinux, traits: [jdk, jre],
  },
  {
    ...tags, source: 'jetty/jetty.docker, baseDockerfile', names: ['jetty'], facts: { user: 'jetty', dropsPrivileges: false, healthcheck: false, workdir: '/var/lib/jetty', entrypoint: ['/docker-entrypoint.sh'] },
    product: { name: 'jetty', digits: 1 }, flavours: [tagged('alpine', onAlpine)], otherwise: someLinux, traits: [jdk, jre],
  },
];
