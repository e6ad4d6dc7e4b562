import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import type { Build } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';
import { watch } from './candidates.ts';

describe('a rule has met a candidate', () => {
  test.each<[string, boolean, (build: Build) => unknown]>([
    ['when its search found something', true, ({ dockerfile }) => dockerfile.all('FROM')],
    ['not when its search found nothing', false, ({ dockerfile }) => dockerfile.all('COPY')],
    ['not when it looked for commands that are not there', false, ({ dockerfile }) => dockerfile.commands('curl')],
    ['not when it knew the target and then found nothing', false, ({ dockerfile, target }) => [target, dockerfile.all('COPY')]],
    ['when it walks the instructions', true, ({ dockerfile }) => dockerfile.instructions],
    ['when it asks the image', true, ({ image }) => image.shipped],
    ['not when it asks nothing', false, () => undefined],
  ])('%s', (_name, met, ask) => {
    const watched = watch(createBuild({ source: new Source('Dockerfile', 'FROM debian:12\nRUN true\n'), today: '2026-11-01' }));
    ask(watched.build);
    expect(watched.metCandidate()).toBe(met);
  });
});
