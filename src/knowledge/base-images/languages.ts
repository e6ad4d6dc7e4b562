import { debianOfCargoChef, debianOfRust } from '../rust-distributions.ts';
import type { Facts, ImageFamily, TaggedFacts } from './family.ts';
import { alpine, beside, buildpack, debianSlim, official, onAlpine, onDebian, onUbuntu, tagged, windows, windowsFlavour } from './flavours.ts';

const read = { source: 'Dockerfiles of the images (docker-library, rust-lang/docker-rust) and base-images tables', date: '2026-11-23' } as const;
const tags = { source: 'docker-library/official-images, variants of the tags', date: '2026-08-21' } as const;

const atRoot: Facts = { ...official, workdir: '/', entrypoint: [], labels: [] };
const compilers: Facts = { buildTools: true };

/** What windows changes: another user, another workdir, no labels known. */
const noWindowsFacts: Facts = { user: undefined, dropsPrivileges: undefined, workdir: undefined, entrypoint: undefined, labels: undefined };
const windowsVariant: TaggedFacts = { tag: windowsFlavour.tag, facts: { ...windows, ...noWindowsFacts } };

/** Node.js: codename of a long-term line, major (source: nodejs/Release, 2026-11-23). */
const nodeLines: readonly (readonly [string, string])[] = [
  ['argon', '4'], ['boron', '6'], ['carbon', '8'], ['dubnium', '10'], ['erbium', '12'], ['fermium', '14'], ['gallium', '16'],
  ['hydrogen', '18'], ['iron', '20'], ['jod', '22'], ['krypton', '24'],
];

const rust = {
  ...read, users: [], flavours: [tagged('slim', { ...debianSlim, ...compilers }), tagged('alpine', { ...alpine, ...compilers })], otherwise: buildpack,
} as const satisfies Omit<ImageFamily, 'names' | 'facts'>;

export const languages: readonly ImageFamily[] = [
  {
    ...read, names: ['python'], facts: atRoot, users: [], product: { name: 'python', digits: 2 },
    flavours: [tagged('slim', debianSlim), tagged('alpine', alpine), windowsVariant], otherwise: buildpack,
  },
  {
    ...read, names: ['node'], facts: { ...official, workdir: '/', entrypoint: ['docker-entrypoint.sh'], labels: [] }, users: [{ name: 'node', uid: 1000 }],
    product: { name: 'nodejs', digits: 1, aliases: nodeLines }, flavours: [tagged('slim', debianSlim), tagged('alpine', alpine)], otherwise: buildpack,
  },
  {
    ...read, names: ['golang'], facts: { ...atRoot, workdir: '/go' }, users: [], product: { name: 'go', digits: 2 },
    flavours: [tagged('alpine', { ...alpine, ...compilers }), windowsVariant], otherwise: buildpack,
  },
  { ...rust, names: ['rust'], unnamedDebian: debianOfRust, facts: { ...atRoot, labels: ['org.opencontainers.image.source'] }, product: { name: 'rust', digits: 2 } },
  { ...rust, names: ['rustlang/rust'], facts: { ...official, workdir: '/', entrypoint: [] } },
  // Built FROM rust:*; its tags have the Rust variant at the end: `0.1.77-rust-1.93-slim-bookworm`, `latest-rust-1-alpine3.22`.
  { ...rust, names: ['lukemathwalker/cargo-chef'], unnamedDebian: debianOfCargoChef, facts: { ...official, workdir: '/', entrypoint: [], labels: ['org.opencontainers.image.source'] }, source: 'LukeMathWalker/cargo-chef, docker/Dockerfile' },
  { ...tags, names: ['clux/muslrust'], facts: { user: 'root', dropsPrivileges: false, shell: true, bash: true, libc: 'glibc', operatingSystem: 'linux', buildTools: true, minimal: false, packageManager: 'apt' }, flavours: [], otherwise: {} },
  {
    ...read, names: ['ruby'], facts: atRoot, users: [], product: { name: 'ruby', digits: 2 },
    flavours: [tagged('slim', debianSlim), tagged('alpine', alpine)], otherwise: buildpack,
  },
  {
    ...read, names: ['php'], facts: { ...official, entrypoint: ['docker-php-entrypoint'], labels: [], workdir: '/' }, users: [], product: { name: 'php', digits: 2 },
    flavours: [tagged('alpine', { ...alpine, curl: true })],
    // phpize's compilers stay in the Debian variants on purpose.
    otherwise: { ...onDebian, curl: true, wget: false, minimal: false, buildTools: true },
    traits: [{ tag: [['fpm', 'apache']], facts: { workdir: '/var/www/html' } }],
    refine: (found) => (found.libc === 'musl' && found.users ? { users: [...found.users, { name: 'www-data', uid: 82 }] } : {}),
  },
  { ...tags, names: ['perl'], facts: official, flavours: [tagged('slim', debianSlim)], otherwise: buildpack, users: [] },
  { ...tags, names: ['elixir', 'erlang'], facts: { ...official, workdir: '/' }, flavours: [tagged('slim', { ...onDebian, minimal: true }), tagged('alpine', onAlpine)], otherwise: buildpack },
  { ...tags, names: ['haskell'], facts: official, flavours: [tagged('slim', { ...onDebian, minimal: true, buildTools: true })], otherwise: { ...onDebian, minimal: false, buildTools: true } },
  {
    ...tags, names: ['swift'], facts: official, product: { name: 'swift', digits: 2 },
    flavours: [
      { tag: [['bookworm'], ['slim']], facts: { ...onDebian, minimal: true, buildTools: false } },
      tagged('slim', { ...onUbuntu, distribution: undefined, packageManager: undefined, minimal: true, buildTools: false, shellDialect: undefined }),
      beside('bookworm', { ...onDebian, minimal: false, buildTools: true }), tagged('ubi', { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, minimal: false, buildTools: true }), windowsVariant,
    ],
    otherwise: { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, minimal: false, buildTools: true },
  },
  { ...tags, names: ['julia'], facts: official, flavours: [tagged('alpine', onAlpine), windowsVariant], otherwise: { ...onDebian, minimal: false } },
  { ...tags, names: ['gcc'], facts: { ...official, workdir: '/', labels: [] }, flavours: [], otherwise: buildpack, users: [], product: { name: 'gcc', digits: 1 } },
  { ...tags, names: ['pypy'], facts: official, flavours: [tagged('slim', { ...onDebian, minimal: true, curl: false, wget: false }), windowsVariant], otherwise: buildpack },
  { ...tags, names: ['dart'], facts: official, flavours: [], otherwise: { ...onDebian, minimal: false, buildTools: true } },
  { ...tags, names: ['oven/bun'], facts: { user: 'root', dropsPrivileges: false, healthcheck: false }, flavours: [tagged('distroless', { shell: false, bash: false, packageManager: 'none', minimal: true, operatingSystem: 'linux', curl: false, wget: false, buildTools: false }), tagged('slim', { ...onDebian, minimal: true }), tagged('alpine', onAlpine)], otherwise: { ...onDebian, minimal: false } },
];
