import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readConfigFile } from '../../src/config/config-file.ts';
import { ConfigError } from '../../src/config/error.ts';
import { compileGlob } from '../../src/config/glob.ts';
import { readHadolintConfig } from '../../src/config/hadolint.ts';
import { readPolicy } from '../../src/policy/read.ts';
import { catalogue, checks } from './rules-for-test.ts';

const word = fc.constantFrom('rules', 'user-root', 'overrides', 'files', 'extends', 'strict', 'DL3002', 'policies', 'criteria', 'id', 'title', 'ignored', 'override', 'error', 'off', '__proto__', 'constructor', '~1');
const data = fc.letrec((tie) => ({
  value: fc.oneof({ depthSize: 'small' }, word, fc.integer(), fc.boolean(), fc.constant(null), fc.array(tie('value'), { maxLength: 3 }), fc.dictionary(word, tie('value'), { maxKeys: 4 })),
})).value;
const text = fc.oneof(data.map((value) => JSON.stringify(value)), fc.string(), fc.array(fc.constantFrom('a', ': ', '\n', '  ', '- ', '{', '}', '[', ']', '&a ', '*a', '<<: ', '"', '#', '\t', '|', '---\n')).map((parts) => parts.join('')));

/** Anything but a sentence for people is a crash. */
async function speaksPlainly(read: () => Promise<unknown>): Promise<void> {
  try {
    await read();
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    expect(error.message).toMatch(/^file\.yaml(?::\d+:\d+)?: \S/);
  }
}

test('no text makes a reader fail otherwise than with a sentence', async () => {
  await fc.assert(fc.asyncProperty(text, async (given) => {
    await speaksPlainly(() => readConfigFile('file.yaml', '/', given, checks));
    await speaksPlainly(() => readHadolintConfig('file.yaml', '/', given, catalogue));
    await speaksPlainly(() => readPolicy('file.yaml', given, checks));
  }), { numRuns: 500 });
});

test('every glob is one', () => {
  fc.assert(fc.property(fc.string(), fc.string(), (glob, path) => {
    expect(typeof compileGlob(glob)(path)).toBe('boolean');
  }));
  fc.assert(fc.property(fc.stringMatching(/^[a-z][a-z.]{0,8}(?:\/[a-z][a-z.]{0,8}){0,3}$/), (path) => {
    expect(compileGlob(path)(path)).toBe(true);
    expect(compileGlob('**')(path)).toBe(true);
  }));
});
