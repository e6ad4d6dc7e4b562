import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { brokenJson } from '../../../src/image/questions/broken-json.ts';

test.each<[string, readonly string[] | undefined]>([
  ["['a', 'b c']", ['a', 'b c']], ['["a", "b",]', ['a', 'b']], ['[“a”, “b”]', ['a', 'b']], ['[a, -b]', ['a', '-b']], ["[ 'a' ]", ['a']],
  ['["a" "b"]', undefined], ['["a", "b', undefined], ['["a"] && b', undefined], ['["C:\\Ruby"]', undefined], ['["a",, "b"]', undefined],
])('%s was meant as an array', (text, meant) => { expect(brokenJson(text)).toMatchObject({ meant }); });

test.each(['[ -f a ] && b', '[[ a == b ]]', '[ "$A" = "b" ]', '[ "$A" ] && b', 'a [b]', '', '['])('%s is for a shell', (text) => { expect(brokenJson(text)).toBeUndefined(); });

test('any text can be asked, long ones at once', () => {
  fc.assert(fc.property(fc.string(), (text) => { brokenJson(`[${text}`); brokenJson(`["${text}`); }));
  expect(brokenJson(`["${'a",'.repeat(100_000)}`)).toBeUndefined();
});
