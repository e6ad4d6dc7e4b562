import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { isSameLine, isSameProgram, plainWords } from '../../../src/image/questions/command-lines.ts';
import type { ComparedLine } from '../../../src/image/questions/command-lines.ts';

const exec = (...words: readonly (string | undefined)[]): ComparedLine => ({ form: 'exec', words });
const shell = (script: string): ComparedLine => ({ form: 'shell', script });

describe('the same command line', () => {
  test.each<[ComparedLine, ComparedLine, boolean, boolean | undefined]>([
    [exec('server'), exec('/usr/local/bin/server'), true, true],
    [exec('/usr/local/bin/server'), exec('server'), true, true],
    [exec('/bin/server'), exec('/usr/bin/server'), true, false],
    [exec('server'), exec('/usr/local/bin/server'), false, false],
    [exec('server', '-v'), exec('server'), true, false],
    [exec('server'), shell('server'), true, false],
    [shell('exec server -v'), exec('server', '-v'), true, true],
    [shell('server $PORT'), exec('server', '$PORT'), true, false],
    [shell('server && other'), shell('server && other'), true, true],
    [exec('server', undefined), exec('server', 'a'), true, undefined],
  ])('%j and %j', (wanted, now, startsProgram, same) => { expect(isSameLine(wanted, now, startsProgram)).toBe(same); });

  test('a part of a name is another program', () => {
    expect(isSameProgram('server', '/bin/my-server')).toBe(false);
    expect(isSameProgram('', '/bin/')).toBe(false);
  });
});

test('words of a script that a shell would change are not plain', () => {
  for (const script of ['a $b', 'a > b', 'a; b', 'A=1 b', 'cd /srv', '"a"', 'a *', '~/a', '', 'exec -a x y']) expect([script, plainWords(script)]).toEqual([script, undefined]);
  expect(plainWords(' exec  /bin/a -b=c ')).toEqual(['/bin/a', '-b=c']);
});

test('a line is the same as itself, whatever it holds', () => {
  fc.assert(fc.property(fc.array(fc.string()), (words) => isSameLine(exec(...words), exec(...words), true) === true));
});
