import { expect, test } from '@jest/globals';
import { tomlMistake } from '../../src/cargo/toml-mistake.ts';

test.each<[string, number | undefined]>([
  ['', undefined], ['[package]\nname = "a" # ]\r\n[[bin]]\nname = \'b\'\n', undefined], ['a = """x\n[ " \n"""\nb = 1', undefined], ["a = 'c:\\'", undefined], ['a = [\n  "b", # c ]\n]\nd.e = { f = 1 }', undefined],
  ['[target.\'cfg(unix)\'.dependencies]\n"a b" = 1', undefined], ['a = "\\""', undefined],
  ['[package\nname = ', 1], ['a = [1,\n2', 2], ['x = 1\na = "b', 2], ['a b c', 1], ['a = ]', 1], ['<<<<<<< HEAD\na = 1', 1],
])('%j: line %s', (text, line) => {
  expect(tomlMistake(text)).toBe(line);
});
