import { isRecord } from '../is-record.ts';
import { onceEach } from '../once-each.ts';
import type { Place, Source } from '../source.ts';
import type { DeclarationProblem } from './declaration.ts';
import { readHclTemplate, type HclExpression } from './hcl-expression.ts';
import { readHcl } from './hcl.ts';

/** A `target` or `group` as it is written. */
export interface BakeBlock {
  readonly name: string;
  readonly place: Place;
  readonly attributes: ReadonlyMap<string, HclExpression>;
}

/** The content of one Bake file, HCL or JSON. */
export interface BakeFile {
  readonly targets: readonly BakeBlock[];
  readonly groups: readonly BakeBlock[];
  /** Attributes at the top, and the defaults of `variable` blocks; a variable without a default is not among them. */
  readonly variables: ReadonlyMap<string, HclExpression>;
  /** `function "name" { params = [a], result = … }`. */
  readonly functions: ReadonlyMap<string, BakeFunction>;
  readonly problem: DeclarationProblem | undefined;
}

export interface BakeFunction {
  readonly parameters: readonly string[];
  /** The parameter that takes all further operands, as a list. */
  readonly rest: string | undefined;
  readonly result: HclExpression;
}

/** Reads a Bake file, a source that is asked for again but once. What stands before a mistake in HCL is read; broken JSON is nothing. Never throws. */
export const readBakeFile = onceEach((source: Source): BakeFile => (source.path.endsWith('.json') ? readJson(source) : readFromHcl(source)));

function readFromHcl(source: Source): BakeFile {
  const file = readHcl(source.text);
  const blocks = (type: string): readonly BakeBlock[] =>
    file.blocks.flatMap((block) => {
      const name = block.labels[0];
      if (block.type !== type || name === undefined) return [];
      // `args { A = "b" }` is an old spelling of `args = { A = "b" }`.
      const inner = block.body.blocks.map((each) => [each.type, { is: 'object', entries: entriesOf(each.body.attributes) }] as const);
      return [{ name, place: source.place(block.start, block.end), attributes: new Map<string, HclExpression>([...inner, ...block.body.attributes]) }];
    });
  const variables = new Map(file.attributes);
  for (const block of file.blocks) {
    const [name] = block.labels;
    const value = block.body.attributes.get('default');
    if (block.type === 'variable' && name !== undefined && value !== undefined) variables.set(name, value);
  }
  const functions = new Map<string, BakeFunction>();
  for (const { type, labels, body } of file.blocks) {
    const [name] = labels;
    const result = body.attributes.get('result');
    const [rest] = namesIn(body.attributes.get('variadic_params'));
    if (type === 'function' && name !== undefined && result !== undefined) functions.set(name, { parameters: namesIn(body.attributes.get('params')), rest, result });
  }
  const problem = file.problem === undefined ? undefined : { place: source.place(file.problem.at, Math.min(file.problem.at + 1, source.text.length)), message: `this Bake file cannot be read: ${file.problem.message}` };
  return { targets: blocks('target'), groups: blocks('group'), variables, functions, problem };
}

/** The names in a list: `[a, b]`, or one alone. */
function namesIn(expression: HclExpression | undefined): readonly string[] {
  const items = expression?.is === 'list' ? expression.items : expression === undefined ? [] : [expression];
  return items.flatMap((item) => (item.is === 'name' ? [item.name] : []));
}

function entriesOf(attributes: ReadonlyMap<string, HclExpression>): readonly (readonly [HclExpression, HclExpression])[] {
  return [...attributes].map(([name, value]) => [{ is: 'value', value: name }, value]);
}

function readJson(source: Source): BakeFile {
  let root: unknown;
  try {
    root = JSON.parse(source.text);
  } catch (thrown) {
    return { targets: [], groups: [], variables: new Map(), functions: new Map(), problem: { place: source.place(0, 0), message: `this is not JSON that can be read: ${thrown instanceof Error ? thrown.message.replace(/\n[^]*/, '') : ''}` } };
  }
  const blocks = (type: string): readonly BakeBlock[] =>
    Object.entries(recordOf(recordOf(root)[type])).map(([name, value]) => ({ name, place: placeOf(source, type, name), attributes: attributesOf(value) }));
  const variables = new Map<string, HclExpression>();
  for (const [name, value] of Object.entries(recordOf(recordOf(root)['variable']))) {
    const given = recordOf(value)['default'];
    if (given !== undefined) variables.set(name, expressionOf(given, 0));
  }
  return { targets: blocks('target'), groups: blocks('group'), variables, functions: new Map(), problem: undefined };
}

/** JSON.parse keeps no places: the key is looked for behind the key it stands in. */
function placeOf(source: Source, type: string, name: string): Place {
  const from = source.text.indexOf(JSON.stringify(type));
  const key = JSON.stringify(name);
  const start = source.text.indexOf(key, Math.max(from, 0));
  return start === -1 ? source.place(0, 0) : source.place(start, start + key.length);
}

function attributesOf(value: unknown): ReadonlyMap<string, HclExpression> {
  return new Map(Object.entries(recordOf(value)).map(([name, each]) => [name, expressionOf(each, 0)] as const));
}

const DEEPEST = 60;

function expressionOf(value: unknown, depth: number): HclExpression {
  if (typeof value === 'string') return readHclTemplate(value);
  if (typeof value === 'number' || typeof value === 'boolean' || value === null) return { is: 'value', value };
  if (depth >= DEEPEST) return { is: 'unknown' };
  if (Array.isArray(value)) return { is: 'list', items: value.map((item) => expressionOf(item, depth + 1)) };
  return { is: 'object', entries: Object.entries(recordOf(value)).map(([name, each]) => [{ is: 'value', value: name }, expressionOf(each, depth + 1)] as const) };
}

function recordOf(value: unknown): Readonly<Record<string, unknown>> {
  return isRecord(value) ? value : {};
}
