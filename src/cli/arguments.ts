import { parseArgs } from 'node:util';
import { nearest } from '../catalogue.ts';

/** A mistake on the command line: the message is a sentence, the exit code 2. */
export class UsageError extends Error {}

/** Every option, once: its type, its place in `--help`. `many`: repeatable. */
export const optionTable = {
  policy: { type: 'string', many: true, value: 'NAME|FILE', help: 'hold the files against a policy (repeatable)' },
  config: { type: 'string', short: 'c', value: 'FILE', help: 'use this configuration' },
  'no-config': { type: 'boolean', help: 'use no configuration' },
  'print-config': { type: 'boolean', help: 'print the configuration that each file gets' },
  preset: { type: 'string', value: 'NAME', help: 'recommended (the default), strict, hadolint, buildkit, security or all' },
  context: { type: 'string', value: 'DIR', help: 'the build context' },
  'context-files': { type: 'string', value: 'FILE', help: 'a list of the paths of the build context, one a line' },
  target: { type: 'string', value: 'STAGE', help: 'the stage that is shipped; the last one by default' },
  'build-arg': { type: 'string', many: true, value: 'K=V', help: 'a build argument (repeatable)' },
  against: { type: 'string', value: 'REV|FILE', help: 'what ENTRYPOINT and CMD are compared with' },
  'stdin-filename': { type: 'string', value: 'NAME', help: 'the name of what `-` reads; Dockerfile by default' },
  exclude: { type: 'string', many: true, value: 'GLOB', help: 'leave files out, named ones too (repeatable)' },
  ignore: { type: 'string', many: true, value: 'RULE', help: 'switch a rule off; several with commas (repeatable)' },
  rule: { type: 'string', many: true, value: 'ID=LEVEL', help: 'set a rule to error, warning, info, style, off or on, its own level (repeatable)' },
  format: { type: 'string', short: 'f', many: true, value: 'FORMAT', help: 'text by default; the formats are below (repeatable)' },
  output: { type: 'string', short: 'o', many: true, value: 'FILE', help: 'write the report there; one for each --format (repeatable)' },
  'fail-on': { type: 'string', value: 'LEVEL', help: 'warning by default; error, info, style or never' },
  'failure-threshold': { type: 'string', short: 't', value: 'LEVEL', help: 'like --fail-on, with the names of hadolint' },
  fix: { type: 'boolean', help: 'apply safe fixes' },
  unsafe: { type: 'boolean', help: 'apply unsafe fixes too' },
  diff: { type: 'boolean', help: 'show what --fix would change; exit 1 if it would' },
  quiet: { type: 'boolean', short: 'q', help: 'print findings of level error only' },
  color: { type: 'string', value: 'WHEN', help: 'auto, always or never' },
  'no-color': { type: 'boolean', help: 'like --color never' },
  language: { type: 'string', value: 'LANG', help: 'en (the default) or ko: the titles of criteria' },
  today: { type: 'string', value: 'DATE', help: 'YYYY-MM-DD: what counts as today' },
  shellcheck: { type: 'string', value: 'WHEN', help: 'off (the default), auto or required' },
  'shellcheck-path': { type: 'string', value: 'FILE', help: 'the ShellCheck to run' },
  'trust-config': { type: 'boolean', help: 'let `shellcheckPath` of a config name the program to run' },
  'no-inline-ignores': { type: 'boolean', help: 'ignore comments count for nothing' },
  'disable-ignore-pragma': { type: 'boolean', help: 'like --no-inline-ignores' },
  'no-fail': { type: 'boolean', help: 'like --fail-on never' },
  error: { type: 'string', many: true, value: 'RULE', help: 'set a rule to error; several with commas (repeatable)' },
  warning: { type: 'string', many: true, value: 'RULE', help: 'set a rule to warning (repeatable)' },
  info: { type: 'string', many: true, value: 'RULE', help: 'set a rule to info (repeatable)' },
  style: { type: 'string', many: true, value: 'RULE', help: 'set a rule to style, an info that only --fail-on style counts (repeatable)' },
  'trusted-registry': { type: 'string', many: true, value: 'REGISTRY', help: 'a registry that images may come from (repeatable)' },
  'require-label': { type: 'string', many: true, value: 'KEY[:TYPE]', help: 'a label that must be there, of a type such as url (repeatable)' },
  'strict-labels': { type: 'boolean', help: 'only the required labels may be there' },
  'file-path-in-report': { type: 'string', value: 'PATH', help: 'the path that reports show' },
  jobs: { type: 'string', short: 'j', value: 'N', help: 'worker threads; by default as many as pay' },
  cache: { type: 'boolean', help: 'keep results by content and configuration' },
  'cache-location': { type: 'string', value: 'FILE', help: 'where --cache keeps them; .ironlintcache by default' },
  changed: { type: 'string', many: true, value: 'PATH', help: 'for `cache`: a file of the context that was edited (repeatable)' },
  verbose: { type: 'boolean', short: 'V', help: 'say which configuration and context were used' },
  version: { type: 'boolean', short: 'v', help: 'print the version' },
  help: { type: 'boolean', short: 'h', help: 'print this help' },
} as const satisfies Record<string, OptionRow>;

interface OptionRow {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly many?: boolean;
  readonly value?: string;
  readonly help: string;
}

export type OptionName = keyof typeof optionTable;

/** What was asked for: lists for what may be repeated, the last one of anything else. */
export interface Invocation {
  readonly command: string | undefined;
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

export const subcommands: readonly string[] = ['explain', 'rules', 'init', 'cache', 'stages', 'migrate', 'lint'];

/** Reads argv (without node and script). Throws `UsageError`. A subcommand wins over a folder of its name; `./rules` is the folder. */
export function parseArguments(argv: readonly string[]): Invocation {
  const options: Record<string, { type: 'string' | 'boolean'; short?: string; multiple: boolean }> = {};
  for (const [name, row] of Object.entries<OptionRow>(optionTable)) {
    options[name] = { type: row.type, multiple: row.type === 'string', ...(row.short === undefined ? {} : { short: row.short }) };
  }
  const { values, positionals, tokens } = parse(argv, options);
  const first = positionals[0];
  const command = first !== undefined && subcommands.includes(first) ? first : undefined;
  const list = (name: OptionName): readonly string[] => {
    const value = values[name];
    if (Array.isArray(value)) return value.map(String).flatMap((entry) => (commaLists.has(name) ? entry.split(',').filter((part) => part !== '') : [entry]));
    return [];
  };
  return {
    command: command === 'lint' ? undefined : command,
    names: command === undefined ? positionals : positionals.slice(1),
    text: (name) => list(name).at(-1),
    list,
    flag: (name) => values[name] === true,
    reports: pairsOf(tokens),
  };
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
    throw new UsageError(unknownOption(argv) ?? (error instanceof Error ? `${lowerFirst(error.message.replace(/\.? To specify a positional.*$/s, ''))}; see ironlint --help` : String(error)));
  }
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

/** The text of `--help`. */
export function helpText(version: string): string {
  const rows = Object.entries<OptionRow>(optionTable).map(([name, row]) => {
    const short = row.short === undefined ? '    ' : `-${row.short}, `;
    return `  ${`${short}--${name}${row.value === undefined ? '' : ` ${row.value}`}`.padEnd(34)} ${row.help}`;
  });
  return [
    `ironlint ${version}: the Dockerfile linter and policy checker that understands the build`,
    '',
    'Usage: ironlint [options] [file|directory|glob|-]…',
    '       ironlint explain RULE|FILE:LINE   a rule with its reasons, or what is known at a line',
    '       ironlint rules                    all rules, with their ids',
    '       ironlint init                     write an ironlint.yaml',
    '       ironlint stages FILE              the stages, and the state of each',
    '       ironlint cache FILE               which steps run again when a file changes',
    '       ironlint migrate hadolint [FILE]  turn .hadolint.yaml into ironlint.yaml',
    '',
    'Options:',
    ...rows,
    '',
    'Formats: text, json, sarif, github, gitlab, junit, checkstyle, codeclimate, sonarqube, gnu, tty, json-hadolint, rdjson, markdown;',
    '`rules` has text and json, `stages` text, json and mermaid, `cache` text and json.',
    'Without a file, Dockerfiles below the current folder are found; `-` is standard input.',
    'Exit code: 0 accepted, 1 not accepted, 2 could not run.',
    '',
  ].join('\n');
}
