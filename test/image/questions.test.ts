import { describe, expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { stageReferences, unusedStages, nearStage } from '../../src/image/questions/stage-uses.ts';
import { copiedImages, isWithin, lastPieceAt, pinningOf } from '../../src/image/questions/used-images.ts';
import { defaultImage, nearVariable, variableUses } from '../../src/image/questions/variable-uses.ts';
import { Source } from '../../src/source.ts';

const read = (text: string) => parseDockerfile(new Source('Dockerfile', text));

describe('pinningOf', () => {
  test.each([
    ['FROM debian', 'nothing'], ['FROM debian:13', 'tag'], ['FROM localhost:5000/app', 'nothing'], [`FROM debian:13@sha256:${'a'.repeat(64)}`, 'digest'],
    ['ARG V\nFROM debian:$V', 'unknown'], ['ARG V\nFROM $V', 'unknown'], ['ARG V\nFROM $V/app', 'nothing'], ['ARG V\nFROM debian@$V', 'digest'], ['ARG V=\nFROM debian:1@$V', 'unknown'],
  ])('%s', (text, by) => {
    const pulls = read(text).stages[0]?.pulls;
    expect(pulls && pinningOf(pulls).by).toBe(by);
  });

  test('the end of a value is written in the word or in an ARG', () => {
    const [inArg, inWord] = read('ARG B=debian:13\nARG R=reg.example\nFROM $B\nFROM $R/app').stages.map(({ from }) => from.image);
    expect(inArg && isWithin(lastPieceAt(inArg), inArg)).toBe(false);
    expect(inWord && isWithin(lastPieceAt(inWord), inWord)).toBe(true);
  });
});

describe('copiedImages', () => {
  test('names of images, and names that may be contexts', () => {
    const found = copiedImages(read('FROM debian AS base\nFROM base\nCOPY --from=base a b\nCOPY --from=0 a b\nCOPY --from=busybox a b\nCOPY --from=config a b\nRUN --mount=from=x/y,target=/z true\nRUN --mount=type=secret,id=a true'));
    expect(found.map(({ word, isImage }) => [word.raw, isImage])).toEqual([['busybox', true], ['config', undefined], ['x/y', true]]);
  });
});

describe('stages', () => {
  test('that nothing uses', () => {
    const unused = unusedStages(read('FROM a AS one\nFROM b AS two-x\nFROM c AS three\nFROM two-$TARGETARCH\nCOPY --from=one a b'));
    expect(unused.map(({ index }) => index)).toEqual([2, 3]);
  });
  test('are named in any case', () => {
    expect(stageReferences(read('FROM a AS One\nFROM ONE\nCOPY --from=one a b')).get('one')?.map(({ raw }) => raw)).toEqual(['ONE', 'one']);
  });
  test('that are meant', () => {
    const dockerfile = read('FROM a AS builder\nFROM b AS run');
    expect(nearStage('bulider', dockerfile)?.index).toBe(0);
    expect(nearStage('rum', dockerfile)).toBeUndefined();
    expect(nearStage('composer', dockerfile)).toBeUndefined();
  });
});

describe('variables', () => {
  test('that the build replaces', () => {
    const { instructions } = read('ARG G\nFROM $G\nCOPY --chown=$U:${V:-1} $A b\nENV X=$Y Z=\'$N\'\nRUN echo $S\nHEALTHCHECK CMD $H');
    expect(instructions.map((instruction) => variableUses(instruction).map(({ name }) => name))).toEqual([[], ['G'], ['U', 'V', 'A'], ['Y'], [], []]);
  });
  test('that are meant', () => {
    expect(nearVariable('DIR_ASSET', ['DIR_ASSETS', 'DIR'])).toBe('DIR_ASSETS');
    expect(nearVariable('DIR', ['DIRS'])).toBeUndefined();
  });
  test.each([
    ['ARG B\nFROM $B', '', true], ['ARG V\nFROM a:$V-b', 'a:-b', true], ['ARG V\nFROM a:b$V', 'a:b', false], ['ARG V\nFROM a:${V:-1}', 'a:1', false],
    ['ARG R\nARG B=$R/x\nFROM $B', '/x', true], ['FROM b-$TARGETARCH', 'b-x', false],
  ])('the image of %j by default', (text, image, isFault) => {
    const dockerfile = read(text);
    const [from] = dockerfile.all('FROM');
    const found = from && defaultImage(from, dockerfile);
    expect(found?.text).toBe(image);
    expect(found?.fault !== undefined).toBe(isFault);
  });
});
