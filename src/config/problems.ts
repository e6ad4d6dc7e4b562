import { didYouMean, nearest } from '../catalogue.ts';
import type { Path } from './document.ts';
import type { SchemaError } from './validators.ts';

/** A problem in data, before it is known where that stands in a file. */
export interface DataProblem {
  readonly path: Path;
  /** `key`: it is about the name, not about what stands behind it. */
  readonly part: 'key' | 'value';
  readonly message: string;
}

/** Names that could have been meant by a key that is not known. */
export type KnownKeys = (path: Path) => readonly string[];

/** One sentence for each thing that is wrong; several errors of one alternative become one. */
export function describeErrors(errors: readonly SchemaError[], data: unknown, known: KnownKeys = () => []): readonly DataProblem[] {
  const alternatives = errors.filter(({ keyword }) => keyword === 'anyOf' || keyword === 'oneOf');
  const problems: DataProblem[] = [];
  for (const error of errors) {
    const around = alternatives.find((alternative) => alternative !== error && isPartOf(error, alternative));
    if (around !== undefined) continue;
    if (!alternatives.includes(error)) problems.push(describe(error, data, known));
    else problems.push(...describeAlternatives(error, errors, data, known));
  }
  return unique(problems);
}

/** Of the alternatives, the one whose kind fits is what was meant: its deeper errors tell more. */
function describeAlternatives(alternative: SchemaError, errors: readonly SchemaError[], data: unknown, known: KnownKeys): readonly DataProblem[] {
  const parts = errors.filter((error) => error !== alternative && isPartOf(error, alternative) && error.keyword !== 'anyOf');
  const deeper = parts.filter(({ instancePath, keyword }) => instancePath !== alternative.instancePath || !['type', 'enum', 'const'].includes(keyword));
  if (deeper.length > 0) return deeper.map((error) => describe(error, data, known));
  const wanted = [...new Set(parts.map((error) => wantedBy(error)))];
  const path = pathOf(alternative.instancePath);
  const value = valueAt(data, path);
  const choices = parts.flatMap(({ params }) => choicesOf(params)).filter((choice) => typeof choice === 'string');
  const suggestion = typeof value === 'string' ? didYouMean(nearest(value, choices)) : '';
  return [{ path, part: 'value', message: `${show(path)} takes ${wanted.join(', or ')}, not ${kindOf(value)}${suggestion}` }];
}

function isPartOf(error: SchemaError, alternative: SchemaError): boolean {
  return error.instancePath.startsWith(alternative.instancePath) && error.schemaPath.startsWith(`${alternative.schemaPath}/`);
}

function describe(error: SchemaError, data: unknown, known: KnownKeys): DataProblem {
  const { keyword, params } = error;
  const path = pathOf(error.instancePath);
  const value = valueAt(data, path);
  const problem = (message: string): DataProblem => ({ path, part: 'value', message });
  switch (keyword) {
    case 'additionalProperties': {
      const key = String(params['additionalProperty']);
      return { path: [...path, key], part: 'key', message: `\`${key}\` is not a key that is known here${didYouMean(nearest(key, known(path)))}` };
    }
    case 'required': return problem(`${show(path)} needs the key \`${String(params['missingProperty'])}\``);
    case 'type': return problem(`${show(path)} takes ${wantedBy(error)}, not ${kindOf(value)}`);
    case 'enum':
    case 'const': {
      const choices = choicesOf(params).filter((choice) => typeof choice === 'string');
      const suggestion = typeof value === 'string' ? didYouMean(nearest(value, choices)) : '';
      return problem(`${show(path)} takes ${wantedBy(error)}, not ${kindOf(value)}${suggestion}`);
    }
    case 'pattern': return problem(`${show(path)} is ${kindOf(value)}, which does not match \`${String(params['pattern'])}\``);
    case 'minLength': case 'minItems': case 'minProperties': return problem(`${show(path)} is too short: ${String(params['limit'])} at least`);
    case 'maxItems': case 'additionalItems': return problem(`${show(path)} is too long: ${String(params['limit'])} at most`);
    default: return problem(`${show(path)} ${error.message ?? 'is not allowed'}`);
  }
}

function wantedBy({ keyword, params, message }: SchemaError): string {
  if (keyword === 'type') return [params['type']].flat().map((type) => kinds.get(String(type)) ?? String(type)).join(' or ');
  const choices = choicesOf(params);
  return choices.length > 0 ? choices.map((choice) => `\`${String(choice)}\``).join(', ') : (message ?? 'something else');
}

function choicesOf(params: Readonly<Record<string, unknown>>): readonly unknown[] {
  const allowed = params['allowedValues'];
  return Array.isArray(allowed) ? allowed : 'allowedValue' in params ? [params['allowedValue']] : [];
}

const kinds: ReadonlyMap<string, string> = new Map([
  ['string', 'text'], ['array', 'a list'], ['object', 'a map'], ['boolean', '`true` or `false`'], ['number', 'a number'], ['integer', 'a whole number'], ['null', 'nothing'],
]);

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return 'nothing';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'object') return 'a map';
  return `\`${String(value).slice(0, 80)}\``;
}

/** How a sentence names what is wrong. */
function show(path: Path): string {
  const last = path.at(-1);
  if (last === undefined) return 'the file';
  return typeof last === 'string' ? `\`${last}\`` : `item ${last + 1} of ${show(path.slice(0, -1))}`;
}

function pathOf(pointer: string): Path {
  return pointer.split('/').slice(1).map((step) => {
    const name = step.replaceAll('~1', '/').replaceAll('~0', '~');
    return /^\d+$/.test(name) ? Number(name) : name;
  });
}

function valueAt(data: unknown, path: Path): unknown {
  let value = data;
  for (const step of path) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Object.getOwnPropertyDescriptor(value, String(step))?.value;
  }
  return value;
}

function unique(problems: readonly DataProblem[]): readonly DataProblem[] {
  const seen = new Set<string>();
  return problems.filter(({ path, message }) => {
    const key = `${path.join('/')}\n${message}`;
    return !seen.has(key) && seen.add(key);
  });
}
