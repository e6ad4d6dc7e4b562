import type { ImageFamily } from './family.ts';
import { beside, official, onAlpine, onDebian, onUbuntu, shellLess, tagged, windowsFlavour } from './flavours.ts';

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
  { ...read, names: ['bash'], facts: { ...official, workdir: '/', entrypoint: ['docker-entrypoint.sh'] }, flavours: [], otherwise: { ...onAlpine, bash: true, curl: false, buildTools: false } },
  {
    // NVIDIA's images on Ubuntu (`…-ubuntu22.04`), or on an RPM distribution.
    ...read, source: 'nvidia/container-images/cuda, Dockerfiles', names: ['nvidia/cuda', 'nvcr.io/nvidia/cuda'], facts: { user: 'root', dropsPrivileges: false, healthcheck: false },
    flavours: [
      tagged(['ubuntu16.04', 'ubuntu18.04', 'ubuntu20.04', 'ubuntu22.04', 'ubuntu24.04', 'ubuntu26.04'], onUbuntu),
      tagged(['centos', 'ubi', 'rockylinux'], { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, shellDialect: 'bash', minimal: false }),
    ],
    otherwise: { operatingSystem: 'linux', libc: 'glibc', shell: true, bash: true, minimal: false },
    traits: [{ tag: [['devel']], facts: { buildTools: true } }, { tag: [['base', 'runtime']], facts: { buildTools: false } }],
  },
  { ...read, names: ['curlimages/curl'], facts: { curl: true, operatingSystem: 'linux', minimal: true, user: 'curl_user', dropsPrivileges: false }, flavours: [], otherwise: { ...onAlpine, curl: true } },
];
