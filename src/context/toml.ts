import { parse, TomlError } from 'smol-toml';
import { onceEach } from '../once-each.ts';
import type { BuildContext } from './model.ts';

/** A table of a TOML file: texts, numbers, booleans, dates, lists and tables. */
export interface TomlTable {
  readonly [key: string]: unknown;
}

/** A text as TOML, or the line (from 1 on) where it stops to be. */
export type Toml = { readonly is: 'read'; readonly table: TomlTable } | { readonly is: 'broken'; readonly line: number };

const filesOf = onceEach((_context: BuildContext) => new Map<string, Toml | undefined>());

/** A file of the context, whether it is sent or not; undefined when there is none, or its text is not known. */
export function tomlFile(context: BuildContext, path: string): Toml | undefined {
  const files = filesOf(context);
  if (!files.has(path)) {
    const text = context.read(path)?.text;
    files.set(path, text === undefined ? undefined : parseToml(text));
  }
  return files.get(path);
}

/** As `tomlFile`, for those who can do nothing with a broken one. */
export function tomlTable(context: BuildContext, path: string): TomlTable | undefined {
  const file = tomlFile(context, path);
  return file?.is === 'read' ? file.table : undefined;
}

export function parseToml(text: string): Toml {
  try {
    // Cargo reads 64 bits, of which a number of JavaScript has 53.
    return { is: 'read', table: parse(text.replace(/^\uFEFF/, ''), { integersAsBigInt: 'asNeeded' }) };
  } catch (error) {
    if (error instanceof TomlError) return { is: 'broken', line: error.line };
    throw error;
  }
}

export function isTable(value: unknown): value is TomlTable {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** What stands at the end of the keys; undefined when there is nothing. */
export function valueIn(table: TomlTable | undefined, ...keys: readonly string[]): unknown {
  let at: unknown = table;
  for (const key of keys) at = isTable(at) && Object.hasOwn(at, key) ? at[key] : undefined;
  return at;
}

export function tableIn(table: TomlTable | undefined, ...keys: readonly string[]): TomlTable | undefined {
  const value = valueIn(table, ...keys);
  return isTable(value) ? value : undefined;
}

export function textIn(table: TomlTable | undefined, ...keys: readonly string[]): string | undefined {
  const value = valueIn(table, ...keys);
  return typeof value === 'string' ? value : undefined;
}

/** The texts of a list; undefined when there is no list. */
export function textsIn(table: TomlTable | undefined, ...keys: readonly string[]): readonly string[] | undefined {
  const value = valueIn(table, ...keys);
  return Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined;
}

/** The tables of an array of tables: `[[bin]]`. */
export function tablesIn(table: TomlTable | undefined, ...keys: readonly string[]): readonly TomlTable[] {
  const value = valueIn(table, ...keys);
  return Array.isArray(value) ? value.filter(isTable) : [];
}
