import type { ImageFamily } from './family.ts';
import { beside, official, onAlpine, onDebian, shellLess, tagged, windowsFlavour } from './flavours.ts';

const read = { source: 'Dockerfiles of the images', date: '2026-11-23' } as const;

export const tools: readonly ImageFamily[] = [
  {
    ...read, names: ['composer', 'composer/composer'], facts: { ...official, workdir: '/app', entrypoint: ['/docker-entrypoint.sh'] }, product: { name: 'composer', digits: 1 },
    flavours: [tagged('bin', { ...shellLess, workdir: '/', entrypoint: [], libc: 'none' })], otherwise: { ...onAlpine, bash: true, curl: true },
  },
  { ...read, names: ['docker'], facts: { healthcheck: false, workdir: '/' }, flavours: [tagged('rootless', { ...onAlpine, user: 'rootless', dropsPrivileges: false }), windowsFlavour], otherwise: { ...onAlpine, user: 'root', dropsPrivileges: false } },
  {
    // Only /uv and /uvx: there to be copied from. Tags such as `debian` and `python3.12-bookworm` have a system below.
    ...read, source: 'astral-sh/uv, Dockerfile', names: ['ghcr.io/astral-sh/uv', 'astral/uv'], facts: { dropsPrivileges: false, user: 'root', healthcheck: false },
    flavours: [
      tagged('slim', { ...onDebian, minimal: true }), tagged('alpine', onAlpine),
      beside(['debian', 'bookworm', 'trixie', 'bullseye'], { ...onDebian, minimal: false }),
    ],
    otherwise: { ...shellLess, libc: 'none', workdir: '/io', entrypoint: ['/uv'] },
  },
  { ...read, names: ['curlimages/curl'], facts: { curl: true, operatingSystem: 'linux', minimal: true, user: 'curl_user', dropsPrivileges: false }, flavours: [], otherwise: { ...onAlpine, curl: true } },
];
