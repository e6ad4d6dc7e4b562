import type { Facts, ImageFamily, ImageUser, TaggedFacts } from './family.ts';
import { shellLess } from './flavours.ts';

const read = { source: 'GoogleContainerTools/distroless, README and base.bzl', date: '2026-11-23' } as const;
const users: readonly ImageUser[] = [{ name: 'root', uid: 0 }, { name: 'nobody', uid: 65534 }, { name: 'nonroot', uid: 65532 }];
const debian: Facts = { ...shellLess, users, distribution: { name: 'debian', release: undefined }, healthcheck: false, dropsPrivileges: false, user: 'root', workdir: '/' };

/** `:debug` has busybox, at /busybox. */
const debug: TaggedFacts = { tag: [['debug']], facts: { shell: true, shellDialect: 'ash', wget: true } };
const nonroot: TaggedFacts = { tag: [['nonroot']], facts: { user: '65532', workdir: '/home/nonroot' } };

function distrolessImage(names: string, facts: Facts): ImageFamily {
  return {
    ...read, names: [], pattern: new RegExp(`^gcr\\.io/distroless/(?:${names})(?:-debian(?<release>\\d+))?$`), facts: {}, users: [], flavours: [], otherwise: { ...debian, ...facts }, traits: [debug, nonroot],
  };
}

const chainguard = { source: 'Chainguard image documentation, through the base-images tables', date: '2026-08-22' } as const;

/** No shell without `-dev` (source: edu.chainguard.dev, getting started with Node and Python, migration tips, read 2026-11-29). */
const chainguardRuntimes: readonly (readonly [string, Facts])[] = [['node', { entrypoint: ['/usr/bin/node'] }], ['python', { entrypoint: ['/usr/bin/python'] }], ['nginx', {}]];

export const distroless: readonly ImageFamily[] = [
  distrolessImage('static', { libc: 'none', entrypoint: [] }),
  distrolessImage('base|base-nossl|cc', { libc: 'glibc', entrypoint: [] }),
  // The name says a Java or Node.js release, and `java-base` has none.
  { ...distrolessImage('java-base', { libc: 'glibc' }) },
  { ...distrolessImage('java(?<product>\\d+)|java', { libc: 'glibc', entrypoint: ['/usr/bin/java', '-jar'] }), product: { name: 'openjdk', digits: 1 } },
  { ...distrolessImage('nodejs(?<product>\\d+)|nodejs', { libc: 'glibc', entrypoint: ['/nodejs/bin/node'] }), product: { name: 'nodejs', digits: 1 } },
  distrolessImage('python3', { libc: 'glibc', entrypoint: ['/usr/bin/python3'] }),
  {
    ...chainguard, names: ['cgr.dev/chainguard/wolfi-base', 'chainguard/wolfi-base', 'cgr.dev/chainguard/chainguard-base'],
    facts: { user: 'root', dropsPrivileges: false, healthcheck: false, shell: true, shellDialect: 'ash', packageManager: 'apk', libc: 'glibc', operatingSystem: 'linux', distribution: { name: 'wolfi', release: undefined }, minimal: true, buildTools: false }, flavours: [], otherwise: {},
  },
  {
    ...chainguard, names: ['cgr.dev/chainguard/static'], users: [], flavours: [], otherwise: { ...shellLess, libc: undefined },
    facts: { user: '65532', dropsPrivileges: false, distribution: { name: 'wolfi', release: undefined } },
  },
  ...chainguardRuntimes.map(([name, facts]): ImageFamily => ({
    ...chainguard, names: [`cgr.dev/chainguard/${name}`, `chainguard/${name}`], facts: { dropsPrivileges: false, operatingSystem: 'linux', distribution: { name: 'wolfi', release: undefined }, ...facts },
    flavours: [{ tag: [['dev']], facts: { shell: true, packageManager: 'apk', minimal: true } }], otherwise: { ...shellLess, libc: undefined, distribution: { name: 'wolfi', release: undefined } },
  })),
  {
    ...chainguard, names: [], pattern: /^(?:cgr\.dev\/)?chainguard\/[\w./-]+$/, facts: { dropsPrivileges: false, operatingSystem: 'linux', distribution: { name: 'wolfi', release: undefined } },
    flavours: [{ tag: [['dev']], facts: { shell: true, packageManager: 'apk', minimal: true } }], otherwise: { minimal: true },
  },
];
