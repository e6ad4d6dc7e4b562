import type { Document, Node, Pair } from 'yaml';
import type { Position } from '../source.ts';
import { Source } from '../source.ts';
import { ConfigError } from './error.ts';

/** Keys and indexes from the root to a value. */
export type Path = readonly (string | number)[];

/** A config or policy file as data, with the places of its keys and values. */
export interface ConfigDocument {
  readonly path: string;
  readonly text: string;
  /** Null for an empty file. */
  readonly value: unknown;
  /** Where a value begins, or the key that it stands behind; the nearest value around it when there is none. */
  locate(path: Path, part?: 'key' | 'value'): Position;
}

/**
 * Reads YAML, and JSON as a part of it (a trailing comma and comments are let pass).
 * @throws ConfigError with every syntax error and its place.
 */
export async function readDocument(path: string, text: string): Promise<ConfigDocument> {
  const { parseDocument, isMap, isSeq, isScalar } = await import('yaml');
  const source = new Source(path, text);
  const document = parseDocument(text, { prettyErrors: false, merge: true });
  if (document.errors.length > 0) {
    throw new ConfigError(
      path,
      document.errors.slice(0, 10).map(({ message, pos, code }) => ({ message: `this is not valid YAML: ${sentences.get(code) ?? lowerFirst(message)}`, position: source.position(pos[0]) })),
    );
  }
  const locate = (at: Path, part: 'key' | 'value' = 'value'): Position => {
    let node: unknown = document.contents;
    let found = startOf(node) ?? 0;
    for (const [index, step] of at.entries()) {
      if (isMap(node)) {
        const pair: Pair | undefined = node.items.find(({ key }) => (isScalar(key) ? String(key.value) : undefined) === String(step));
        if (pair === undefined) break;
        const last = index === at.length - 1;
        found = (last && part === 'key' ? startOf(pair.key) : startOf(pair.value)) ?? startOf(pair.key) ?? found;
        node = pair.value;
      } else if (isSeq(node)) {
        node = node.items[Number(step)];
        found = startOf(node) ?? found;
      } else break;
    }
    return source.position(found);
  };
  return { path, text, value: toValue(path, document), locate };
}

function toValue(path: string, document: Document): unknown {
  try {
    return document.toJS();
  } catch (error) {
    throw new ConfigError(path, [{ message: `this YAML cannot be resolved: ${lowerFirst(error instanceof Error ? error.message : String(error))}` }]);
  }
}

function startOf(node: unknown): number | undefined {
  if (!isNode(node)) return undefined;
  return node.range?.[0];
}

function isNode(node: unknown): node is Node & { readonly range?: readonly [number, number, number] | null } {
  return typeof node === 'object' && node !== null && 'range' in node;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

/** What the parser's commonest errors mean to somebody who does not know the parser. */
const sentences: ReadonlyMap<string, string> = new Map([
  ['DUPLICATE_KEY', 'this key is there twice'],
  ['MULTIPLE_DOCS', 'it holds several documents; keep one'],
  ['TAB_AS_INDENT', 'tabs cannot indent; use spaces'],
]);
