import type { BaseImage, Tri } from './model.ts';

/**
 * Distributions that mark their Python as managed by them, from which release on: its pip refuses to install (source: PEP 668; Debian 12, release
 * notes 5.2.2; Ubuntu 23.04 by its python3.11; alpinelinux/docker-alpine issue 361 for Alpine 3.19; 2026-11-28).
 */
const since: Readonly<Record<string, readonly [major: number, minor: number]>> = { debian: [12, 0], ubuntu: [23, 4], alpine: [3, 19] };

/** Tags of the distributions themselves that are whatever is newest: all of them are marked by now. */
const newest = /^(?:latest|stable|testing|unstable|sid|rolling|edge|devel)(?:-slim|-\d.*)?$/;

/** Whether pip of the distribution's own Python refuses to install there; undefined when the release is not known. */
export function refusesPip(base: BaseImage): Tri {
  const { distribution, image, tag, product } = base;
  const first = distribution === undefined || !Object.hasOwn(since, distribution.name) ? undefined : since[distribution.name];
  // Images that are there for Python have one of their own, which is not marked.
  if (distribution === undefined || first === undefined || product?.name === 'python' || /python|pypy|conda|mamba|jupyter|torch|tensorflow/.test(image)) return undefined;
  if (distribution.release === undefined) return image === distribution.name && newest.test(tag ?? 'latest') ? true : undefined;
  const [major = 0, minor = 0] = distribution.release.split('.').map(Number);
  return major > first[0] || (major === first[0] && minor >= first[1]);
}
