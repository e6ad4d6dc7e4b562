import type { BakeBlock, BakeFunction } from './bake-file.ts';
import { evaluate, unknown, type HclNames, type HclValue } from './hcl-evaluate.ts';
import type { HclExpression } from './hcl-expression.ts';

/** Variables that rest on each other, and functions that call each other, in a row: more are not followed. */
const LONGEST_CHAIN = 20;
/** Values that are worked out for one set of files: functions that call each other twice would never end. */
const MOST_CALLS = 10_000;

/** What Bake sets itself when it is called without more. */
const PREDEFINED: ReadonlyMap<string, HclValue> = new Map([['BAKE_CMD_CONTEXT', 'cwd://']]);

/**
 * The names of Bake files: variables by their defaults, as nobody has set another value yet; `target`, the attributes of all
 * targets; and their own functions. What rests on itself is not known.
 */
export function createNames(variables: ReadonlyMap<string, HclExpression>, functions: ReadonlyMap<string, BakeFunction>, targets: ReadonlyMap<string, BakeBlock>): HclNames {
  const values = new Map<string, HclValue>(PREDEFINED);
  let depth = 0;
  let calls = 0;
  const deeper = (make: () => HclValue): HclValue => {
    depth++;
    try {
      return make();
    } finally {
      depth--;
    }
  };
  const valueOf = (name: string): HclValue => {
    const known = values.get(name);
    if (known !== undefined) return known;
    const expression = variables.get(name);
    if ((expression === undefined && name !== 'target') || depth >= LONGEST_CHAIN) return unknown;
    values.set(name, unknown);
    const value = deeper(() => (expression === undefined ? attributesOf(targets, names) : evaluate(expression, names)));
    values.set(name, value);
    return value;
  };
  const call = (name: string, operands: readonly HclValue[]): HclValue | undefined => {
    const own = functions.get(name);
    if (own === undefined) return undefined;
    if (depth >= LONGEST_CHAIN || ++calls > MOST_CALLS) return unknown;
    const { parameters, rest, result } = own;
    const given = new Map<string, HclValue>(parameters.map((parameter, index) => [parameter, operands[index] ?? unknown]));
    if (rest !== undefined) given.set(rest, operands.slice(parameters.length));
    const inner: HclNames = Object.assign((inside: string) => given.get(inside) ?? valueOf(inside), { call });
    return deeper(() => evaluate(result, inner));
  };
  const names: HclNames = Object.assign(valueOf, { call });
  return names;
}

function attributesOf(targets: ReadonlyMap<string, BakeBlock>, names: HclNames): HclValue {
  return new Map([...targets].map(([name, { attributes }]) => [name, new Map([...attributes].map(([key, expression]) => [key, evaluate(expression, names)] as const))] as const));
}
