import type { Facts, ImageFamily } from './family.ts';
import { alpine, beside, debianSlim, official, onAlpine, onDebian, onUbuntu, shellLess, tagged, windowsFlavour } from './flavours.ts';

const tags = { source: 'docker-library/official-images and the Dockerfiles of the images', date: '2026-08-21' } as const;
const debianServer: Facts = { ...onDebian, minimal: false, buildTools: false };
/** Fetchers are there while it is built only (source: the images' Dockerfiles, 2026-11-28). */
const bareServer: Facts = { ...debianServer, curl: false, wget: false };
const nginxDebian: Facts = { ...debianServer, curl: true, wget: false };
const nginxFlavours = [{ tag: [['alpine'], ['slim']], facts: alpine }, beside('alpine', { ...alpine, curl: true }), tagged('otel', { ...nginxDebian, curl: undefined })] as const;

export const servers: readonly ImageFamily[] = [
  {
    // The master runs as root, the workers as nginx: no USER is asked of who builds on it than of any root image.
    ...tags, names: ['nginx'], facts: { ...official, workdir: '/', entrypoint: ['/docker-entrypoint.sh'], labels: ['maintainer'] }, users: [{ name: 'nginx', uid: 101 }],
    product: { name: 'nginx', digits: 2 }, flavours: nginxFlavours, otherwise: nginxDebian,
  },
  {
    ...tags, source: 'nginxinc/docker-nginx-unprivileged, Dockerfile-debian.template', names: ['nginxinc/nginx-unprivileged'],
    facts: { user: '101', dropsPrivileges: false, workdir: '/', healthcheck: false, entrypoint: ['/docker-entrypoint.sh'], labels: ['maintainer'] },
    users: [{ name: 'nginx', uid: 101 }], product: { name: 'nginx', digits: 2 }, flavours: nginxFlavours, otherwise: nginxDebian,
  },
  {
    ...tags, names: ['httpd'], facts: { ...official, workdir: '/usr/local/apache2', entrypoint: [] }, product: { name: 'apache-http-server', digits: 2 },
    flavours: [tagged('alpine', alpine)], otherwise: bareServer,
  },
  { ...tags, names: ['caddy'], facts: { ...official, workdir: '/srv', entrypoint: [] }, product: { name: 'caddy', digits: 1 }, flavours: [tagged('builder', { ...onAlpine, buildTools: true, workdir: undefined }), windowsFlavour], otherwise: alpine },
  { ...tags, names: ['traefik'], facts: { ...official, workdir: '/', entrypoint: ['/entrypoint.sh'] }, product: { name: 'traefik', digits: 2 }, flavours: [windowsFlavour], otherwise: alpine },
  { ...tags, names: ['haproxy'], facts: { user: 'haproxy', dropsPrivileges: false, healthcheck: false, entrypoint: ['docker-entrypoint.sh'] }, product: { name: 'haproxy', digits: 2 }, flavours: [tagged('alpine', alpine)], otherwise: bareServer, users: [{ name: 'haproxy', uid: 99 }] },
  { ...tags, names: ['varnish'], facts: { user: 'varnish', dropsPrivileges: false, healthcheck: false }, flavours: [tagged('alpine', onAlpine)], otherwise: debianServer },
  { ...tags, source: 'docker-library/memcached, Dockerfile.template', names: ['memcached'], facts: { user: 'memcache', dropsPrivileges: false, healthcheck: false, workdir: '/', entrypoint: ['docker-entrypoint.sh'] }, users: [{ name: 'memcache', uid: 11211 }], flavours: [tagged('alpine', alpine)], otherwise: { ...debianSlim, minimal: false } },
  {
    ...tags, source: 'Kong/docker-kong, Dockerfile.deb', names: ['kong'], facts: { user: 'kong', dropsPrivileges: false, healthcheck: undefined, entrypoint: ['/docker-entrypoint.sh'] },
    flavours: [tagged('alpine', onAlpine)], otherwise: { operatingSystem: 'linux', shell: true },
  },
  { ...tags, names: ['nats'], facts: { ...official, workdir: undefined }, flavours: [tagged('alpine', onAlpine), windowsFlavour], otherwise: { ...shellLess, shell: undefined, minimal: true, libc: undefined } },
  { ...tags, names: ['rabbitmq'], facts: { user: 'root', dropsPrivileges: true, healthcheck: false, entrypoint: ['docker-entrypoint.sh'] }, product: { name: 'rabbitmq', digits: 2 }, flavours: [tagged('alpine', onAlpine)], otherwise: onUbuntu },
  { ...tags, names: ['krakend', 'devopsfaith/krakend'], facts: { user: 'root', dropsPrivileges: true }, flavours: [], otherwise: onAlpine },
  {
    ...tags, source: 'jenkinsci/docker, debian Dockerfiles', names: ['jenkins/jenkins'],
    facts: { user: 'jenkins', dropsPrivileges: false, operatingSystem: 'linux', shell: true, bash: true, curl: true, entrypoint: ['/usr/bin/tini', '--', '/usr/local/bin/jenkins.sh'] },
    flavours: [tagged('alpine', onAlpine), tagged('slim', { ...onDebian, minimal: true })], otherwise: { minimal: false },
  },
];
