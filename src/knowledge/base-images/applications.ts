import type { Facts, ImageFamily } from './family.ts';
import { official, onAlpine, onDebian, tagged } from './flavours.ts';

const tags = { source: 'base-images tables; Dockerfiles of the images', date: '2026-08-21' } as const;

/** Built on php: its compilers and its curl are in them. */
const onPhp: Facts = { ...onDebian, curl: true, minimal: false, buildTools: true };
const php = [tagged('alpine', { ...onAlpine, curl: true })] as const;

export const applications: readonly ImageFamily[] = [
  { ...tags, names: ['wordpress'], facts: { ...official, workdir: '/var/www/html', entrypoint: ['docker-entrypoint.sh'], dropsPrivileges: undefined }, flavours: [tagged('cli', { ...onAlpine, user: 'www-data', dropsPrivileges: false }), ...php], otherwise: onPhp },
  { ...tags, names: ['drupal'], facts: { ...official, dropsPrivileges: undefined, entrypoint: ['docker-php-entrypoint'] }, product: { name: 'drupal', digits: 2 }, flavours: php, otherwise: onPhp },
  { ...tags, names: ['nextcloud'], facts: { ...official, workdir: '/var/www/html', dropsPrivileges: undefined, entrypoint: ['/entrypoint.sh'] }, product: { name: 'nextcloud', digits: 1 }, flavours: php, otherwise: onPhp },
  { ...tags, names: ['ghost'], facts: { ...official, workdir: '/var/lib/ghost', dropsPrivileges: true, entrypoint: ['docker-entrypoint.sh'] }, flavours: [tagged('alpine', onAlpine)], otherwise: { ...onDebian, minimal: false } },
  { ...tags, names: ['adminer'], facts: { user: 'adminer', dropsPrivileges: false, healthcheck: false, workdir: '/var/www/html' }, flavours: [], otherwise: { ...onAlpine, curl: true } },
  { ...tags, names: ['sonarqube'], facts: { user: 'sonarqube', dropsPrivileges: false, healthcheck: false, operatingSystem: 'linux', shell: true }, flavours: [], otherwise: {} },
  { ...tags, names: ['solr'], facts: { user: '8983', dropsPrivileges: false, healthcheck: false, operatingSystem: 'linux', shell: true, bash: true, libc: 'glibc' }, flavours: [tagged('slim', { minimal: true })], otherwise: { minimal: false } },
  { ...tags, names: ['odoo'], facts: { user: 'odoo', dropsPrivileges: false, healthcheck: false, operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, packageManager: 'apt', minimal: false }, flavours: [], otherwise: {} },
  { ...tags, names: ['liquibase', 'liquibase/liquibase'], facts: { user: 'liquibase', dropsPrivileges: false, operatingSystem: 'linux' }, flavours: [tagged('alpine', onAlpine)], otherwise: { shell: true } },
  {
    ...tags, source: 'bitnami/containers, Dockerfiles', names: [], pattern: /^bitnami(?:legacy|secure)?\/(?!minideb$)[\w.-]+$/,
    // Nearly all of them run as 1001; some (minio-client, git, shells) do not, so it is only said of servers that were read.
    facts: { operatingSystem: 'linux' }, flavours: [], otherwise: {},
  },
  { ...tags, source: 'bitnami/containers, bitnami/nginx Dockerfile', names: ['bitnami/nginx', 'bitnamilegacy/nginx'], facts: { user: '1001', dropsPrivileges: false, workdir: '/app', entrypoint: ['/opt/bitnami/scripts/nginx/entrypoint.sh'] }, flavours: [], otherwise: { ...onDebian, curl: false, minimal: undefined } },
  { ...tags, names: ['bitnami/minideb'], facts: { user: 'root', dropsPrivileges: false, healthcheck: false, entrypoint: [] }, flavours: [], otherwise: { ...onDebian, minimal: true } },
];
