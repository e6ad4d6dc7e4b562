import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { memoryContext } from '../../src/context/memory.ts';
import { parseToml, tableIn, tablesIn, textIn, textsIn, tomlFile, tomlTable, valueIn } from '../../src/context/toml.ts';

const text = '\uFEFF[package]\r\nname = "app"\r\nversion.workspace = true\r\n[[bin]]\r\nname = \'one\'\r\n[[bin]]\r\nname = "two"\r\n[features]\r\ndefault = [\r\n  "tls", # on\r\n]\r\n';

test('a file is read with its byte order mark, its line ends and its dotted keys', () => {
  const table = tomlTable(memoryContext({ files: { 'Cargo.toml': text } }), 'Cargo.toml');
  expect(textIn(table, 'package', 'name')).toBe('app');
  expect(valueIn(table, 'package', 'version', 'workspace')).toBe(true);
  expect(tablesIn(table, 'bin').map((bin) => textIn(bin, 'name'))).toEqual(['one', 'two']);
  expect(textsIn(table, 'features', 'default')).toEqual(['tls']);
});

test('what is something else is not there', () => {
  const table = tableIn({ one: { name: 1, list: ['a', 2] } }, 'one');
  expect([textIn(table, 'name'), textsIn(table, 'name'), textsIn(table, 'list'), tableIn(table, 'list'), valueIn(table, 'toString'), tablesIn(table, 'name')]).toEqual([undefined, undefined, ['a'], undefined, undefined, []]);
});

test('an integer of 64 bits breaks nothing', () => {
  const read = parseToml('[package]\nname = "app"\n[package.metadata]\nseed = 9223372036854775807\n');
  expect(read.is === 'read' && textIn(read.table, 'package', 'name')).toBe('app');
});

test('a broken file says where, and holds no table', () => {
  const context = memoryContext({ files: { 'Cargo.toml': '[package]\nname = ' } });
  expect(tomlFile(context, 'Cargo.toml')).toEqual({ is: 'broken', line: 2 });
  expect(tomlTable(context, 'Cargo.toml')).toBeUndefined();
  expect(tomlFile(context, 'other.toml')).toBeUndefined();
});

test('any text is read or broken on one of its lines', () => {
  fc.assert(fc.property(fc.string({ unit: fc.constantFrom('[', ']', '{', '}', '=', '"', "'", '#', '\n', '\r', '.', ',', 'a', '1', ' ', '\\', '\u0000', '\uFEFF', 'é') }), (sample) => {
    const read = parseToml(sample);
    if (read.is === 'broken') expect([read.line >= 1, read.line <= sample.split(/\r\n|\n/).length]).toEqual([true, true]);
    else expect(typeof read.table).toBe('object');
  }));
});
