import type { Catalogue } from '../catalogue.ts';
import { didYouMean, nearest } from '../catalogue.ts';
import type { AnyRule } from '../rule.ts';
import { configKeys, located } from './config-file.ts';
import { readDocument } from './document.ts';
import type { ConfigDocument, Path } from './document.ts';
import { emptyConfig } from './merge.ts';
import type { Config, FailOn, RuleLevel, RuleOptions, RuleSetting } from './model.ts';
import type { DataProblem } from './problems.ts';
import { isRecord } from '../is-record.ts';

/** A hadolint config in our terms. Keys by hadolint's README and its behaviour as of 2.15.1. */
interface HadolintSettings {
  readonly failOn: FailOn;
  /** By hadolint's ids; an empty level keeps the one it has. */
  readonly rules: ReadonlyMap<string, RuleSetting>;
  readonly noInlineIgnores: boolean;
  readonly format: string | undefined;
  readonly noColor: boolean;
  readonly notes: readonly string[];
}

/**
 * What a `.hadolint.yaml` means here: hadolint's checks at hadolint's levels, its threshold (`info` when it names none).
 * @throws ConfigError when it is broken; hadolint itself would go on without it.
 */
export async function readHadolintConfig(path: string, folder: string, text: string, catalogue: Catalogue): Promise<Config> {
  const document = await readDocument(path, text);
  const { rules, failOn, noInlineIgnores, format, noColor, notes } = settingsOf(document, catalogue);
  return {
    ...emptyConfig,
    files: [path],
    presets: ['hadolint'],
    layers: [{ path, folder, rules, overrides: [] }],
    shellcheck: 'auto',
    failOn,
    noInlineIgnores,
    ...(format === undefined ? {} : { format }),
    ...(noColor ? { noColor } : {}),
    notes,
  };
}

/**
 * The `ironlint.yaml` that means the same as a `.hadolint.yaml`. What has no counterpart is told in comments.
 * @throws ConfigError as `readHadolintConfig` does.
 */
export async function migrateHadolint(text: string, catalogue: Catalogue, path = '.hadolint.yaml'): Promise<string> {
  const { stringify } = await import('yaml');
  const document = await readDocument(path, text);
  const { rules, failOn, noInlineIgnores, format, noColor, notes } = settingsOf(document, catalogue);
  const written = Object.fromEntries([...rules].map(([name, { level, options }]) => [name, level === undefined ? options : options === undefined ? level : [level, options]]));
  const remarks = [
    `Written from ${path.replace(/^.*[\\/]/, '')}.`,
    ...notes,
    ...(format === undefined ? [] : [`Its \`format\` is \`--format ${format}\` on the command line.`]),
    ...(noColor ? ['`no-color` is `--color=never` on the command line, or the variable NO_COLOR.'] : []),
  ];
  const config = {
    extends: 'hadolint',
    failOn,
    ...(noInlineIgnores ? { noInlineIgnores } : {}),
    ...(rules.size === 0 ? {} : { rules: written }),
  };
  return `${remarks.map((remark) => `# ${remark}\n`).join('')}${stringify(config, { aliasDuplicateObjects: false })}`;
}

/** Whether a config of any name is one of hadolint: it has keys that hadolint has, and none that is ours. */
export async function isHadolintConfig(path: string, text: string): Promise<boolean> {
  const { value } = await readDocument(path, text);
  const names = isRecord(value) ? Object.keys(value) : [];
  return names.some((name) => keys.some((key) => key === name)) && !names.some((name) => configKeys.some((key) => key === name));
}

/** What to say when variables are set that hadolint reads and ironlint does not; undefined when none is. */
export function hadolintVariablesNote(names: Iterable<string>): string | undefined {
  const read = [...names].filter((name) => name.startsWith('HADOLINT_')).sort();
  return read.length === 0 ? undefined : `${read.map((name) => `\`${name}\``).join(', ')}: variables of hadolint are not read`;
}

const keys = [
  'failure-threshold', 'format', 'ignored', 'label-schema', 'no-color', 'no-fail', 'override', 'strict-labels', 'disable-ignore-pragma', 'trustedRegistries',
] as const;
const overrideLevels: Readonly<Record<string, RuleLevel>> = { error: 'error', warning: 'warning', info: 'info', style: 'style' };
const thresholds: ReadonlyMap<string, FailOn> = new Map([
  ['error', 'error'], ['warning', 'warning'], ['info', 'info'], ['style', 'style'], ['ignore', 'never'], ['none', 'never'],
]);
/** hadolint's formats, and what they are called here. */
const formats: ReadonlyMap<string, string> = new Map([
  ['tty', 'tty'], ['json', 'json-hadolint'], ['checkstyle', 'checkstyle'], ['codeclimate', 'codeclimate'], ['gitlab_codeclimate', 'gitlab'], ['gnu', 'gnu'],
  ['sonarqube', 'sonarqube'], ['sarif', 'sarif'], ['junit', 'junit'],
]);
const labelTypes = ['text', 'rfc3339', 'semver', 'url', 'hash', 'spdx', 'email'] as const;

/** Which options of the rules with these ids take what a hadolint key holds. Of the options, a rule gets those that it has. */
const optionsOfKeys: readonly { readonly key: (typeof keys)[number]; readonly ids: readonly string[]; readonly options: (held: unknown) => RuleOptions }[] = [
  { key: 'trustedRegistries', ids: ['DL3026'], options: (registries) => ({ registries }) },
  {
    key: 'label-schema',
    ids: ['DL3049', 'DL3050', 'DL3051', 'DL3052', 'DL3053', 'DL3054', 'DL3055', 'DL3056', 'DL3058'],
    options: (schema) => ({ schema, keys: Object.keys(isRecord(schema) ? schema : {}), images: 'all' }),
  },
  { key: 'strict-labels', ids: ['DL3050'], options: (strict) => ({ strict }) },
];

function settingsOf(document: ConfigDocument, catalogue: Catalogue): HadolintSettings {
  const value = document.value ?? {};
  const problems: DataProblem[] = [];
  const wrong = (path: Path, message: string, part: 'key' | 'value' = 'value'): void => void problems.push({ path, part, message });
  if (!isRecord(value)) throw located(document, [{ path: [], part: 'value', message: 'a hadolint config is a map of keys' }]);
  for (const key of Object.keys(value)) if (!keys.some((known) => known === key)) wrong([key], `\`${key}\` is no key of a hadolint config${didYouMean(nearest(key, keys))}`, 'key');

  const notes: string[] = [];
  const rules = new Map<string, RuleSetting>();
  const setLevel = (id: string, at: Path, level: RuleLevel): void => {
    if (catalogue.resolve(id) !== undefined) rules.set(id, { ...rules.get(id), level });
    else if (/^(?:DL|SC)\d{4}$/.test(id)) notes.push(`\`${id}\` in ${document.path} is no check of ironlint`);
    else wrong(at, `no rule is named \`${id}\`${didYouMean(catalogue.suggest(id))}`);
  };
  const flag = (key: (typeof keys)[number]): boolean => {
    const given = value[key] ?? false;
    if (typeof given !== 'boolean') wrong([key], `\`${key}\` takes \`true\` or \`false\``);
    return given === true;
  };

  const override = value['override'] ?? {};
  if (!isRecord(override)) wrong(['override'], '`override` takes a map of levels');
  for (const [level, ids] of Object.entries(isRecord(override) ? override : {})) {
    const ours = overrideLevels[level];
    if (ours === undefined) wrong(['override', level], `\`${level}\` is no level of hadolint${didYouMean(nearest(level, Object.keys(overrideLevels)))}`, 'key');
    else for (const [index, id] of textsAt(ids, ['override', level], wrong).entries()) setLevel(id, ['override', level, index], ours);
  }
  for (const [index, id] of textsAt(value['ignored'], ['ignored'], wrong).entries()) setLevel(id, ['ignored', index], 'off');
  if (typeof value['trustedRegistries'] !== 'string') textsAt(value['trustedRegistries'], ['trustedRegistries'], wrong);
  checkLabelSchema(value['label-schema'], wrong);
  const strict = flag('strict-labels');
  for (const { key, ids, options } of optionsOfKeys) {
    const held = key === 'trustedRegistries' && typeof value[key] === 'string' ? [value[key]] : value[key];
    if (held === undefined || held === null || (key === 'strict-labels' && !strict)) continue;
    if (!setOptions(catalogue, rules, ids, options(held))) notes.push(`\`${key}\` in ${document.path} has no counterpart in ironlint`);
  }

  const threshold = value['failure-threshold'] ?? 'info';
  const failOn = typeof threshold === 'string' ? thresholds.get(threshold) : undefined;
  if (failOn === undefined) wrong(['failure-threshold'], `\`failure-threshold\` takes one of ${[...thresholds.keys()].map((each) => `\`${each}\``).join(', ')}`);
  const noFail = flag('no-fail');
  const noInlineIgnores = flag('disable-ignore-pragma');
  const noColor = flag('no-color');
  const named = value['format'] ?? undefined;
  const format = typeof named === 'string' ? formats.get(named) : undefined;
  if (named === 'codacy') notes.push(`\`format: codacy\` in ${document.path} has no counterpart in ironlint`);
  else if (named !== undefined && format === undefined) wrong(['format'], `\`format\` takes one of ${[...formats.keys()].map((each) => `\`${each}\``).join(', ')}`);
  if (problems.length > 0) throw located(document, problems);
  return { failOn: noFail ? 'never' : (failOn ?? 'info'), rules, noInlineIgnores, format, noColor, notes };
}

/** Sets for each rule those of the options that it has. False when no rule has any. */
function setOptions(catalogue: Catalogue, rules: Map<string, RuleSetting>, ids: readonly string[], options: RuleOptions): boolean {
  const done = new Set<AnyRule>();
  for (const id of ids) {
    for (const { rule } of catalogue.resolve(id)?.targets ?? []) {
      const taken = Object.entries(options).filter(([option]) => Object.hasOwn(rule.options?.schema ?? {}, option));
      if (done.has(rule) || taken.length === 0) continue;
      done.add(rule);
      const known = rules.get(rule.id);
      rules.set(rule.id, { ...known, options: { ...known?.options, ...Object.fromEntries(taken) } });
    }
  }
  return done.size > 0;
}

function checkLabelSchema(schema: unknown, wrong: (path: Path, message: string) => void): void {
  if (schema === undefined || schema === null) return;
  if (!isRecord(schema)) return wrong(['label-schema'], '`label-schema` takes a map of labels to types');
  for (const [label, type] of Object.entries(schema)) {
    if (labelTypes.some((known) => known === type)) continue;
    wrong(['label-schema', label], `\`${String(type)}\` is no type of a label: ${labelTypes.map((known) => `\`${known}\``).join(', ')}`);
  }
}

function textsAt(value: unknown, at: Path, wrong: (path: Path, message: string) => void): readonly string[] {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
  const stray = Array.isArray(value) ? value.findIndex((item) => typeof item !== 'string') : -1;
  wrong(stray === -1 ? at : [...at, stray], `\`${String(at.at(-1))}\` takes a list of names`);
  return [];
}
