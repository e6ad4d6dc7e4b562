import { describe, expect, test } from '@jest/globals';
import { scratchImage } from '../../src/knowledge/base-images.ts';
import { bases, image } from './sample-image.ts';

describe('stages', () => {
  const lines = [
    'FROM debian AS base', 'FROM base AS Builder', 'FROM debian AS mounted', 'FROM debian AS unused', 'FROM debian AS numbered', 'FROM base AS last',
    'COPY --from=bUILDER /x /x', 'COPY --from=4 /x /x', 'RUN --mount=type=bind,from=mounted,target=/m x',
  ];

  test('shipped are the target and what it is FROM', () => {
    const of = image(lines);
    expect(of.shippedChain.map((stage) => stage.index)).toEqual([5, 0]);
    expect(of.dockerfile.stages.map((stage) => of.isShipped(stage))).toEqual([true, false, false, false, false, true]);
  });

  test('built is what the target copies and mounts as well', () => {
    const of = image(lines);
    expect(of.dockerfile.stages.map((stage) => of.isBuilt(stage))).toEqual([true, true, true, false, true, true]);
  });

  test('the target can be another one', () => {
    const of = image(lines, 'builder');
    expect(of.target?.index).toBe(1);
    expect(of.dockerfile.stages.map((stage) => of.isBuilt(stage))).toEqual([true, true, false, false, false, false]);
  });

  test('the base image is that at the bottom', () => {
    const of = image(['FROM debian:12 AS a', 'FROM a AS b', 'FROM scratch', 'FROM elsewhere']);
    expect(of.dockerfile.stages.map((stage) => of.baseReference(stage)?.repository)).toEqual(['debian', 'debian', undefined, 'elsewhere']);
    expect(of.dockerfile.stages.map((stage) => of.base(stage))).toEqual([bases['debian'], bases['debian'], scratchImage, undefined]);
  });

  test('a file without stages ships nothing', () => {
    const of = image(['ARG V']);
    expect([of.target, of.shipped, of.shippedChain]).toEqual([undefined, undefined, []]);
  });
});
