import { didYouMean, nearest } from '../catalogue.ts';
import { isKnownImage } from '../knowledge/base-images.ts';
import type { BaseImageEntry } from '../knowledge/model.ts';
import type { Position } from '../source.ts';
import { readDocument } from './document.ts';
import type { ConfigDocument, Path } from './document.ts';
import { ConfigError } from './error.ts';
import type { ConfigFile, FailOn, Override, Preset, RuleSetting, RuleSettings, ShellCheckMode } from './model.ts';
import { presets } from './model.ts';
import type { DataProblem } from './problems.ts';
import { describeErrors } from './problems.ts';
import type { RuleChecks } from './rule-settings.ts';
import { checkRule, ruleSetting } from './rule-settings.ts';
import { isRecord } from '../is-record.ts';

/**
 * Reads and checks one config file; what it extends is left to `load`.
 * @throws ConfigError with everything that is wrong, each at its place.
 */
export async function readConfigFile(path: string, folder: string, text: string, checks: RuleChecks): Promise<ConfigFile> {
  const document = await readDocument(path, text);
  const value = withoutEmpty(document.value ?? {});
  const problems = describeErrors(checks.validators.check('config', value), value, knownKeys);
  if (!isRecord(value) || problems.length > 0) throw located(document, problems.map(withHint));
  const wrong: DataProblem[] = [];
  const rules = settingsOf(value['rules'], ['rules'], checks, wrong);
  const overrides = listOf(value['overrides']).flatMap((override, index): readonly Override[] =>
    isRecord(override) ? [{ files: textsOf(override['files']), rules: settingsOf(override['rules'], ['overrides', index, 'rules'], checks, wrong) }] : [],
  );
  const extended = extendedBy(value['extends'], document, wrong);
  const baseImages = listOf(value['baseImages']).filter(isBaseImageEntry);
  for (const [index, { like }] of baseImages.entries()) {
    if (like !== undefined && !isKnownImage(like)) wrong.push({ path: ['baseImages', index, 'like'], part: 'value', message: `nothing is known of \`${like}\`; \`like\` takes an image that ironlint knows, such as \`debian:13\`` });
  }
  const noInlineIgnores = value['noInlineIgnores'];
  for (const [index, name] of textsOf(noInlineIgnores).entries()) {
    wrong.push(...checkRule(checks, name, undefined, { name: ['noInlineIgnores', index], options: [] }).map((problem) => ({ ...problem, part: 'value' as const })));
  }
  if (wrong.length > 0) throw located(document, wrong);
  return {
    path,
    folder,
    ...extended,
    rules,
    overrides,
    policies: textsOf(value['policies']),
    exclude: textsOf(value['exclude']),
    baseImages,
    buildArgs: Object.fromEntries(Object.entries(isRecord(value['buildArgs']) ? value['buildArgs'] : {}).map(([name, argument]) => [name, String(argument)])),
    ...optional('edition', textOf(value['edition'])),
    ...optional('shellcheck', oneOf<ShellCheckMode>(value['shellcheck'], ['off', 'auto', 'required'])),
    ...optional('shellcheckPath', textOf(value['shellcheckPath'])),
    ...optional('noInlineIgnores', typeof noInlineIgnores === 'boolean' ? noInlineIgnores : noInlineIgnores === undefined ? undefined : textsOf(noInlineIgnores)),
    ...optional('failOn', oneOf<FailOn>(value['failOn'], ['error', 'warning', 'info', 'style', 'never'])),
    ...optional('context', textOf(value['context'])),
    ...optional('target', textOf(value['target'])),
  };
}

/** `rules:` with nothing but comments behind it says nothing, as when it is not there. */
function withoutEmpty(value: unknown): unknown {
  return isRecord(value) ? Object.fromEntries(Object.entries(value).filter(([key, written]) => written !== null || !configKeys.some((known) => known === key))) : value;
}

/** Problems of data as an error with places. */
export function located(document: ConfigDocument, problems: readonly DataProblem[]): ConfigError {
  const sorted = problems
    .map(({ path, part, message }) => ({ message, position: document.locate(path, part) }))
    .sort((one, other) => one.position.line - other.position.line || one.position.column - other.position.column);
  return new ConfigError(document.path, sorted);
}

/** The keys that a config has. The schema has the same: a test compares them. */
export const configKeys = [
  'extends', 'edition', 'rules', 'overrides', 'policies', 'exclude', 'baseImages', 'shellcheck', 'shellcheckPath', 'noInlineIgnores', 'failOn', 'context', 'target', 'buildArgs',
] as const;

/** The keys of an entry of `baseImages`; the schema has the same. */
export const baseImageKeys = [
  'image', 'like', 'user', 'users', 'workdir', 'shell', 'bash', 'packageManager', 'packages', 'curl', 'wget', 'healthcheck', 'entrypoint', 'minimal',
  'buildTools', 'libc', 'labels', 'platforms',
] as const satisfies readonly (keyof BaseImageEntry)[];

function knownKeys(path: Path): readonly string[] {
  if (path.length === 0) return configKeys;
  if (path[0] === 'baseImages' && path.length === 2) return baseImageKeys;
  return path[0] === 'overrides' && path.length === 2 ? ['files', 'rules'] : [];
}

/** What people who know other linters write, and what it is called here. */
const hints: ReadonlyMap<string, string> = new Map([
  ['preset', '; presets are named under `extends`'],
  ['presets', '; presets are named under `extends`'],
  ['ignored', '; `rules: {NAME: off}` switches a rule off'],
  ['ignore', '; `rules: {NAME: off}` switches a rule off, `exclude` leaves files out'],
  ['failure-threshold', '; it is `failOn` here'],
  ['trustedRegistries', '; `ironlint migrate hadolint` turns a hadolint config into this one'],
  ['files', '; `exclude` leaves files out, and `overrides` has settings for some'],
  ['extend', '; did you mean `extends`?'],
]);

function withHint(problem: DataProblem): DataProblem {
  if (problem.path[0] === 'edition' && problem.part === 'value') return { ...problem, message: '`edition` takes a month such as `2026-11`' };
  const hint = problem.part === 'key' && problem.path.length === 1 ? hints.get(String(problem.path[0])) : undefined;
  return hint === undefined ? problem : { ...problem, message: problem.message.replace(/; did you mean .*$/, '') + hint };
}

function settingsOf(value: unknown, at: Path, checks: RuleChecks, wrong: DataProblem[]): RuleSettings {
  const settings = new Map<string, RuleSetting>();
  for (const [name, written] of Object.entries(isRecord(value) ? value : {})) {
    const setting = ruleSetting(written);
    if (setting === undefined) continue;
    wrong.push(...checkRule(checks, name, setting.options, { name: [...at, name], options: Array.isArray(written) ? [...at, name, 1] : [...at, name] }));
    settings.set(name, setting);
  }
  return settings;
}

function extendedBy(value: unknown, document: ConfigDocument, wrong: DataProblem[]): Pick<ConfigFile, 'presets' | 'extendedFiles'> {
  const named: Preset[] = [];
  const files: { path: string; position: Position }[] = [];
  for (const [index, name] of textsOf(value).entries()) {
    const preset = presets.find((each) => each === name);
    const at = typeof value === 'string' ? ['extends'] : ['extends', index];
    if (preset !== undefined) named.push(preset);
    else if (/^\.{1,2}\//.test(name) || /\.(?:ya?ml|json)$/.test(name)) files.push({ path: name, position: document.locate(at) });
    else wrong.push({ path: at, part: 'value', message: `\`${name}\` is neither a preset (${presets.join(', ')}) nor a file${didYouMean(nearest(name, presets))}` });
  }
  return { presets: named, extendedFiles: files };
}

function optional<K extends string, V>(key: K, value: V | undefined): { readonly [key in K]?: V };
function optional(key: string, value: unknown): object {
  return value === undefined ? {} : { [key]: value };
}

/** The schema has seen to the rest. */
function isBaseImageEntry(value: unknown): value is BaseImageEntry {
  return isRecord(value) && typeof value['image'] === 'string';
}

function oneOf<T extends string>(value: unknown, choices: readonly T[]): T | undefined {
  return choices.find((choice) => choice === value);
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function textsOf(value: unknown): readonly string[] {
  return (typeof value === 'string' ? [value] : listOf(value)).filter((item) => typeof item === 'string');
}
