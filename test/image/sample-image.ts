import type { Instruction, Stage } from '../../src/dockerfile/model.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { createImage } from '../../src/image/image.ts';
import type { Fact, Image, StageState } from '../../src/image/model.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { Source } from '../../src/source.ts';

const nothingKnown: BaseImage = {
  image: 'debian', tag: '12', source: 'the example', date: '2026-11-01', user: undefined, dropsPrivileges: undefined, users: undefined, workdir: undefined, shell: undefined,
  shellDialect: undefined, bash: undefined, packageManager: undefined, curl: undefined, wget: undefined, healthcheck: undefined, entrypoint: undefined, minimal: undefined,
  buildTools: undefined, libc: undefined, operatingSystem: undefined, distribution: undefined, product: undefined, labels: undefined,
};

/** The base images that examples may name; of every other nothing is known. */
export const bases: Readonly<Record<string, BaseImage>> = {
  debian: { ...nothingKnown, user: 'root', workdir: '/', dropsPrivileges: false, healthcheck: false, entrypoint: [], labels: [], shell: true },
  distroless: { ...nothingKnown, image: 'distroless', tag: undefined, user: 'nonroot', workdir: '/home/nonroot', shell: false },
  postgres: { ...nothingKnown, image: 'postgres', user: 'root', dropsPrivileges: true, entrypoint: ['docker-entrypoint.sh'], labels: ['org.example.base'], healthcheck: true },
  nano: { ...nothingKnown, image: 'nano', operatingSystem: 'windows', workdir: 'C:\\' },
};

/** The image of an example; `target` names its stage, the last one without it. */
export function image(lines: readonly string[], target?: string): Image {
  const dockerfile = parseDockerfile(new Source('Dockerfile', `${lines.join('\n')}\n`));
  return createImage(dockerfile, {
    ...(target === undefined ? {} : { target: dockerfile.stage(target) }),
    baseImage: (reference) => bases[reference.repository ?? ''],
  });
}

/** What an example ships. */
export function shipped(lines: readonly string[]): StageState {
  const state = image(lines).shipped;
  if (state === undefined) throw new Error('the example has no stage');
  return state;
}

/** The value of a fact that is present, else how it is. */
export function show<T>(fact: Fact<T>, value: (value: T) => unknown = (known) => known): unknown {
  return fact.is === 'present' ? value(fact.value) : fact.is;
}

/** An instruction of an example, counted from the end when negative. */
export function at(of: Image, index: number): Instruction {
  const instruction = of.dockerfile.instructions.at(index);
  if (instruction === undefined) throw new Error('the example has too few instructions');
  return instruction;
}

export function stageAt(of: Image, index: number): Stage {
  const stage = of.dockerfile.stages[index];
  if (stage === undefined) throw new Error('the example has too few stages');
  return stage;
}
