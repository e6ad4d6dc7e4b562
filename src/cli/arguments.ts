import { parseArgs } from 'node:util';
import { nearest } from '../catalogue.ts';
import { isRecord } from '../is-record.ts';
import { checkCombination } from './combinations.ts';
import type { CommandName, OptionName, OptionRow } from './option-table.ts';
import { commandNames, optionTable } from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** What was asked for: lists for what may be repeated, the last one of anything else. */
export interface Invocation {
  readonly command: CommandName;
  readonly names: readonly string[];
  text(name: OptionName): string | undefined;
  list(name: OptionName): readonly string[];
  flag(name: OptionName): boolean;
  /** `--format` and `--output`, as they go together; one of the two may be missing. */
  readonly reports: readonly ReportRequest[];
}

export interface ReportRequest {
  readonly format: string | undefined;
  readonly output: string | undefined;
}

/** Reads argv (without node and script). Throws `UsageError`. A command wins over a folder of its name; `./rules` is the folder, and so is `rules` behind `--`. */
export function parseArguments(argv: readonly string[]): Invocation {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple: boolean }> = {};
  for (const [name, row] of Object.entries<OptionRow>(optionTable)) {
    options[name] = { type: row.type, multiple: row.type === 'string', ...(row.short === undefined ? {} : { short: row.short }) };
  }
  const { values, positionals, tokens } = parse(argv, options);
  const named = commandNames.find((name) => name === positionals[0] && isBeforeTerminator(tokens));
  const command = named ?? 'lint';
  const given = tokens.flatMap(({ kind, name, value }) => (kind === 'option' && isOption(name) ? [{ name, value }] : []));
  const names = named === undefined ? positionals : positionals.slice(1);
  checkCombination({ command, given, names });
  const list = (name: OptionName): readonly string[] => {
    const value = values[name];
    if (Array.isArray(value)) return value.map(String).flatMap((entry) => (commaLists.has(name) ? entry.split(',').filter((part) => part !== '') : [entry]));
    return [];
  };
  return {
    command,
    names,
    text: (name) => list(name).at(-1),
    list,
    flag: (name) => values[name] === true,
    reports: pairsOf(tokens),
  };
}

/** Behind `--` stand files, whatever they are called. */
function isBeforeTerminator(tokens: readonly Token[]): boolean {
  return tokens.find(({ kind }) => kind === 'positional' || kind === 'option-terminator')?.kind === 'positional';
}

function isOption(name: string | undefined): name is OptionName {
  return name !== undefined && Object.hasOwn(optionTable, name);
}

/**
 * As many outputs as formats go together in their order. Otherwise an output belongs to the format before it, or to the next one
 * where that has its own.
 */
function pairsOf(tokens: readonly Token[]): readonly ReportRequest[] {
  const given = (name: OptionName): readonly string[] => tokens.flatMap((token) => (token.kind === 'option' && token.name === name ? (token.value ?? '') : []));
  const formats = given('format');
  const outputs = given('output');
  if (formats.length === outputs.length) return formats.map((format, index) => ({ format, output: outputs[index] }));
  const pairs: ReportRequest[] = [];
  for (const { kind, name, value = '' } of tokens) {
    if (kind !== 'option') continue;
    const last = pairs.at(-1);
    if (name === 'format') {
      if (last !== undefined && last.format === undefined) pairs[pairs.length - 1] = { ...last, format: value };
      else pairs.push({ format: value, output: undefined });
    } else if (name === 'output') {
      if (last !== undefined && last.output === undefined) pairs[pairs.length - 1] = { ...last, output: value };
      else pairs.push({ format: undefined, output: value });
    }
  }
  return pairs;
}

const commaLists: ReadonlySet<OptionName> = new Set<OptionName>(['ignore']);

type Values = Record<string, string | boolean | (string | boolean)[] | undefined>;

interface Token {
  readonly kind: string;
  readonly name?: string;
  readonly value?: string | undefined;
}

function parse(
  argv: readonly string[],
  options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple: boolean }>,
): { values: Values; positionals: string[]; tokens: readonly Token[] } {
  try {
    return parseArgs({ args: [...argv], options, allowPositionals: true, strict: true, tokens: true });
  } catch (error) {
    throw new UsageError(unknownOption(argv) ?? `${refusal(error)}; see ironlint --help`);
  }
}

/** Node's own sentences: the first says what is wrong, the others how Node would have it. */
function refusal(error: unknown): string {
  const message = isRecord(error) && typeof error['message'] === 'string' ? error['message'] : String(error);
  const [first = ''] = message.replace(/\.? To specify a positional.*$/s, '').split('\n');
  const option = first.includes('is ambiguous') ? /--\w[\w-]*/.exec(first)?.[0] : undefined;
  return option === undefined ? lowerFirst(first) : `${option} has no value; one that begins with a dash is written ${option}=-VALUE`;
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1);
}

function unknownOption(argv: readonly string[]): string | undefined {
  for (const argument of argv) {
    if (argument === '--') return undefined;
    if (!argument.startsWith('--')) continue;
    const name = argument.slice(2).split('=')[0] ?? '';
    if (Object.hasOwn(optionTable, name)) continue;
    const near = Object.keys(optionTable).find((known) => known.startsWith(name)) ?? nearest(name, Object.keys(optionTable));
    return `there is no option --${name}${near === undefined ? '' : ` (did you mean --${near}?)`}; see ironlint --help`;
  }
  return undefined;
}
