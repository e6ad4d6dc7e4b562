import type { Facts, ImageFamily } from './family.ts';
import { beside, onAlpine, onDebian, onUbuntu, shellLess, tagged, windowsFlavour } from './flavours.ts';

const read = { source: 'dotnet/dotnet-docker, Dockerfiles', date: '2026-08-21' } as const;
const glibc: Facts = { shell: true, bash: true, libc: 'glibc', operatingSystem: 'linux', packageManager: 'apt', shellDialect: 'dash', minimal: false };

/** Chiseled Ubuntu and distroless Azure Linux: user `app` (uid 1654, by `$APP_UID`; 101 before .NET 8), no shell, no other accounts than `root` and `app`. */
const chiseled: Facts = { ...shellLess, user: '1654', libc: 'glibc', users: [{ name: 'root', uid: 0 }, { name: 'app', uid: undefined }] };
/** From .NET 8 on `app` is in the others too, and the system's list alone does not say so. */
const users = undefined;
const asRoot: Facts = { user: 'root', dropsPrivileges: false, healthcheck: false, workdir: '/', entrypoint: [] };

function dotnetImage(name: string, more: Facts): ImageFamily {
  return {
    ...read, names: [`mcr.microsoft.com/dotnet/${name}`, `mcr.microsoft.com/dotnet/core/${name}`, `mcr.microsoft.com/dotnet/nightly/${name}`], facts: asRoot, users: [],
    flavours: [
      tagged('chiseled', { ...chiseled, distribution: { name: 'ubuntu', release: undefined } }), tagged('distroless', chiseled),
      tagged('alpine', { ...onAlpine, curl: undefined, ...more, users, minimal: true }),
      beside('slim', { ...onDebian, ...more, users, minimal: true }),
      beside(['azurelinux', 'mariner'], { shell: true, bash: true, libc: 'glibc', operatingSystem: 'linux', packageManager: undefined, minimal: false, buildTools: more.buildTools }),
      beside(['jammy', 'noble', 'focal', 'bionic', 'resolute', 'xenial'], { ...onUbuntu, ...more, users }),
      { tag: windowsFlavour.tag, facts: { ...windowsFlavour.facts, user: undefined, workdir: undefined, dropsPrivileges: undefined } },
    ],
    // Up to .NET 9 a bare version is Debian, from 10 on Ubuntu.
    otherwise: { ...glibc, ...more, users }, product: { name: 'dotnet', digits: 2 },
  };
}

const runtime: Facts = { curl: false, buildTools: false };

export const dotnet: readonly ImageFamily[] = [
  dotnetImage('runtime-deps', { ...runtime }),
  dotnetImage('runtime', { ...runtime }),
  dotnetImage('aspnet', { ...runtime }),
  dotnetImage('sdk', { curl: true, wget: true, buildTools: true }),
];
