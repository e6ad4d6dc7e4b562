import type { HclExpression } from './hcl-expression.ts';

/** A value of a Bake file. `unknown`: only the build, or a function that is not known here, can tell. */
export type HclValue = string | number | boolean | null | readonly HclValue[] | ReadonlyMap<string, HclValue> | typeof unknown;

/** The value that is not known. */
export const unknown: unique symbol = Symbol('unknown');

/** What a name stands for; `unknown` when nothing is known of it. */
export interface HclNames {
  (name: string): HclValue;
  /** A function that the file defines itself; undefined for any other. */
  readonly call?: (name: string, operands: readonly HclValue[]) => HclValue | undefined;
}

/** The longest text an expression may make: nested repetition must not fill the memory. UTF-16 units. */
const LONGEST = 100_000;
const LONGEST_LIST = 10_000;

/** The value of an expression. Never throws. */
export function evaluate(expression: HclExpression, names: HclNames): HclValue {
  switch (expression.is) {
    case 'value': return expression.value;
    case 'name': return names(expression.name);
    case 'list': return expression.items.map((item) => evaluate(item, names));
    case 'object': return objectOf(expression.entries, names);
    case 'template': return textOfParts(expression.parts.map((part) => evaluate(part, names)));
    case 'member': return memberOf(evaluate(expression.of, names), evaluate(expression.key, names));
    case 'call': {
      const operands = expression.operands.map((operand) => evaluate(operand, names));
      return names.call?.(expression.name, operands) ?? call(expression.name, operands);
    }
    case 'operation': return operate(expression.operator, expression.operands.map((operand) => evaluate(operand, names)));
    case 'choice': {
      const condition = evaluate(expression.condition, names);
      return typeof condition === 'boolean' ? evaluate(condition ? expression.yes : expression.no, names) : unknown;
    }
    case 'unknown': return unknown;
  }
}

/** A value as text; undefined for lists, objects and what is not known. Null is no text either. */
export function asText(value: HclValue): string | undefined {
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' ? String(value) : undefined;
}

export function isList(value: HclValue | undefined): value is readonly HclValue[] {
  return Array.isArray(value);
}

function objectOf(entries: readonly (readonly [HclExpression, HclExpression])[], names: HclNames): HclValue {
  const object = new Map<string, HclValue>();
  for (const [key, value] of entries) {
    const name = asText(evaluate(key, names));
    if (name !== undefined) object.set(name, evaluate(value, names));
  }
  return object;
}

function textOfParts(parts: readonly HclValue[]): HclValue {
  let text = '';
  for (const part of parts) {
    const known = asText(part);
    if (known === undefined || text.length + known.length > LONGEST) return unknown;
    text += known;
  }
  return text;
}

function memberOf(of: HclValue, key: HclValue): HclValue {
  if (isList(of)) return of[Number(asText(key))] ?? unknown;
  return of instanceof Map ? (of.get(asText(key) ?? '') ?? unknown) : unknown;
}

function operate(operator: string, operands: readonly HclValue[]): HclValue {
  const [left = unknown, right = unknown] = operands;
  if (operator === '!') return typeof left === 'boolean' ? !left : unknown;
  if (operator === '&&' || operator === '||') {
    // One side may decide alone.
    const decides = operator === '||';
    if (left === decides || right === decides) return decides;
    return typeof left === 'boolean' && typeof right === 'boolean' ? !decides : unknown;
  }
  if (operator !== '==' && operator !== '!=') return unknown;
  const isPlain = (value: HclValue): boolean => value === null || asText(value) !== undefined;
  return isPlain(left) && isPlain(right) ? (left === right) === (operator === '==') : unknown;
}

const FUNCTIONS: Readonly<Record<string, (operands: readonly HclValue[]) => HclValue>> = {
  lower: ([text]) => (typeof text === 'string' ? text.toLowerCase() : unknown),
  upper: ([text]) => (typeof text === 'string' ? text.toUpperCase() : unknown),
  trimspace: ([text]) => (typeof text === 'string' ? text.trim() : unknown),
  trimprefix: ([text, prefix]) => (typeof text === 'string' && typeof prefix === 'string' ? (text.startsWith(prefix) ? text.slice(prefix.length) : text) : unknown),
  trimsuffix: ([text, suffix]) => (typeof text === 'string' && typeof suffix === 'string' ? (text.endsWith(suffix) ? text.slice(0, text.length - suffix.length) : text) : unknown),
  replace: ([text, from, to]) => (typeof text === 'string' && typeof from === 'string' && typeof to === 'string' && from !== '' && !from.startsWith('/') ? joined(text.split(from), to) : unknown),
  split: ([separator, text]) => (typeof text === 'string' && typeof separator === 'string' ? text.split(separator) : unknown),
  join: ([separator, ...lists]) => {
    const items = lists.flatMap((list) => (isList(list) ? list.map(asText) : [undefined]));
    const known = items.filter((item) => item !== undefined);
    return typeof separator === 'string' && known.length === items.length ? joined(known, separator) : unknown;
  },
  concat: (lists) => (lists.every(isList) && lists.reduce((length, list) => length + list.length, 0) <= LONGEST_LIST ? lists.flat() : unknown),
  coalesce: (operands) => operands.find((operand) => operand !== null && operand !== '') ?? unknown,
  contains: ([list, wanted = unknown]) => (isList(list) && asText(wanted) !== undefined && list.every((item) => asText(item) !== undefined) ? list.some((item) => asText(item) === asText(wanted)) : unknown),
  length: ([of]) => (isList(of) ? of.length : of instanceof Map ? of.size : unknown),
  element: ([list, index]) => (isList(list) && typeof index === 'number' && list.length > 0 ? (list[index % list.length] ?? unknown) : unknown),
  keys: ([of]) => (of instanceof Map ? [...of.keys()].toSorted() : unknown),
  lookup: ([of, key, otherwise = unknown]) => (of instanceof Map && typeof key === 'string' ? (of.get(key) ?? otherwise) : unknown),
  merge: (maps) => (maps.every((map) => map instanceof Map) ? new Map(maps.flatMap((map) => [...map])) : unknown),
  distinct: ([list]) => (isList(list) && list.every((item) => asText(item) !== undefined) ? [...new Set(list)] : unknown),
  substr: ([text, from, length]) => (typeof text === 'string' && typeof from === 'number' && typeof length === 'number' && from >= 0 ? (length < 0 ? text.slice(from) : text.slice(from, from + length)) : unknown),
  format: ([format, ...operands]) => (typeof format === 'string' ? formatted(format, operands) : unknown),
  basename: ([path]) => (typeof path === 'string' && /[^/]$/.test(path) ? path.slice(path.lastIndexOf('/') + 1) : unknown),
  dirname: ([path]) => (typeof path === 'string' && /.\/[^/]+$/.test(path) ? path.slice(0, path.lastIndexOf('/')) : unknown),
  equal: (operands) => operate('==', operands),
  notequal: (operands) => operate('!=', operands),
  and: (operands) => operate('&&', operands),
  or: (operands) => operate('||', operands),
  not: (operands) => operate('!', operands),
};

function call(name: string, operands: readonly HclValue[]): HclValue {
  return (Object.hasOwn(FUNCTIONS, name) ? FUNCTIONS[name]?.(operands) : undefined) ?? unknown;
}

/** Nothing is put together that is too long: a text of a few kilobytes may say how to make one of gigabytes. */
function joined(parts: readonly string[], separator: string): HclValue {
  const length = parts.reduce((sum, part) => sum + separator.length + part.length, 0);
  return length > LONGEST ? unknown : parts.join(separator);
}

/** `%s`, `%d`, `%v` and `%%`; anything else is not known. */
function formatted(format: string, operands: readonly HclValue[]): HclValue {
  const parts: string[] = [];
  let index = 0;
  let end = 0;
  for (const { 0: whole, index: start } of format.matchAll(/%[sdv%]?/g)) {
    const part = whole === '%%' ? '%' : whole === '%' ? undefined : asText(operands[index++] ?? unknown);
    if (part === undefined) return unknown;
    parts.push(format.slice(end, start), part);
    end = start + whole.length;
  }
  return joined([...parts, format.slice(end)], '');
}
