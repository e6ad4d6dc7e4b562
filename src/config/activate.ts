import { posix } from 'node:path';
import type { Catalogue } from '../catalogue.ts';
import type { Diagnostic, Level } from '../diagnostic.ts';
import type { ActiveRule } from '../lint.ts';
import type { AnyRule } from '../rule.ts';
import { ConfigError } from './error.ts';
import { compileGlob } from './glob.ts';
import type { Config, Layer, RuleLevel, RuleOptions, RuleSettings } from './model.ts';
import { presetLevel } from './presets.ts';
import { isLevel } from './rule-settings.ts';
import { isRecord } from '../is-record.ts';

/** `--rule NAME=LEVEL` and `--ignore NAME`, names checked. They come after everything that configs say. */
export interface CommandLineRules {
  readonly rules: RuleSettings;
  /** Names that hadolint may know, and ironlint does not: a hook that is moved here goes on. */
  readonly notes?: readonly string[];
}

export interface Activation {
  /** Rules of which at least one fault is on, in the order of the catalogue. */
  readonly active: readonly ActiveRule[];
  /** What every fault is set to, of rules that are wholly off too. */
  level(rule: string, fault: string): Level;
  /** The options of a rule, complete, whether it is on or off. */
  options(rule: AnyRule): object;
  /**
   * Applies levels that were set for an id which shares its fault with others (a ShellCheck code): only findings tell which id
   * they carry. Undefined when that is off.
   */
  refine(diagnostic: Diagnostic): Diagnostic | undefined;
  /** Rules that would have reported more, were the edition newer. */
  readonly newer: readonly string[];
}

const noCommandLine: CommandLineRules = { rules: new Map() };

/**
 * What runs for one file, at which levels, with which options. `path` is absolute, with `/`: overrides are matched against it as
 * it is seen from the folder of their config. Within one set of settings an id or `rule/fault` says more than a rule's name,
 * whatever their order; of several sets the later wins: presets, configs as they extend each other, overrides, the command line.
 */
export function activate(catalogue: Catalogue, config: Config, path: string, commandLine: CommandLineRules = noCommandLine): Activation {
  const levels = new Map<string, Level>();
  const styles = new Set<string>();
  const newer: string[] = [];
  for (const rule of catalogue.rules) {
    let later = false;
    for (const [name, fault] of Object.entries(rule.faults)) {
      const level = presetLevel(config.presets, rule, fault);
      const pinned = config.edition !== undefined && fault.since > config.edition;
      levels.set(`${rule.id}/${name}`, pinned ? 'off' : severityOf(level));
      if (level === 'style') styles.add(`${rule.id}/${name}`);
      later ||= pinned && level !== 'off';
    }
    if (later) newer.push(rule.id);
  }
  const options = new Map<AnyRule, object>();
  const ids = new Map<string, RuleLevel>();
  for (const settings of settingsFor(config.layers, path)) apply(catalogue, settings, { levels, styles, options, ids });
  apply(catalogue, commandLine.rules, { levels, styles, options, ids });

  const level = (rule: string, fault: string): Level => levels.get(`${rule}/${fault}`) ?? 'off';
  const optionsOf = (rule: AnyRule): object => options.get(rule) ?? rule.options?.defaults ?? {};
  const active = catalogue.rules
    .filter((rule) => Object.keys(rule.faults).some((fault) => level(rule.id, fault) !== 'off'))
    .map((rule) => ({ rule, options: optionsOf(rule), level: (fault: string) => level(rule.id, fault) }));
  return { active, level, options: optionsOf, refine: (diagnostic) => (ids.size === 0 && styles.size === 0 ? diagnostic : refine(diagnostic, ids, styles)), newer };
}

/** Sets of settings that count for a file, the strongest last. An override of a config counts over its own rules. */
function settingsFor(layers: readonly Layer[], path: string): readonly RuleSettings[] {
  return layers.flatMap(({ folder, rules, overrides }) => {
    if (overrides.length === 0) return [rules];
    const seen = posix.relative(folder, path);
    const matching = overrides.filter(({ files }) => files.some((glob) => compileGlob(glob)(seen)));
    return [rules, ...matching.map((override) => override.rules)];
  });
}

const specificity = { rule: 0, id: 1, fault: 2 } as const;

interface Settled {
  /** By `rule/fault`. */
  readonly levels: Map<string, Level>;
  /** `rule/fault` of hadolint's level `style`, which is an info besides. */
  readonly styles: Set<string>;
  readonly options: Map<AnyRule, object>;
  /** Of ids that share their fault with others. */
  readonly ids: Map<string, RuleLevel>;
}

function apply(catalogue: Catalogue, settings: RuleSettings, { levels, styles, options, ids }: Settled): void {
  const resolved = [...settings].flatMap(([name, setting]) => {
    const resolution = catalogue.resolve(name);
    return resolution === undefined ? [] : [{ setting, ...resolution }];
  });
  for (const { setting, name, targets, partial = false, kind } of resolved.sort((one, other) => specificity[one.kind] - specificity[other.kind])) {
    if (partial && setting.level !== undefined) ids.set(name, setting.level);
    for (const { rule, faults } of targets) {
      for (const fault of faults) {
        const key = `${rule.id}/${fault}`;
        // An id that is one of several switches its fault on, and never off: `refine` does the rest.
        const settles = setting.level !== undefined && (!partial || (setting.level !== 'off' && levels.get(key) === 'off' && rule.id !== 'shellcheck'));
        if (settles) {
          levels.set(key, levelOf(setting.level, rule.faults[fault]?.severity));
          styles.delete(key);
          if (setting.level === 'style') styles.add(key);
        }
        if (kind !== 'id') forgetIds(ids, rule, fault);
      }
      if (setting.options !== undefined && rule.options !== undefined) options.set(rule, { ...(options.get(rule) ?? rule.options.defaults), ...(setting.joins === true ? joined(options.get(rule), setting.options) : setting.options) });
    }
  }
}

/** Lists and maps of both, in place of the later ones alone. */
function joined(before: object | undefined, options: RuleOptions): RuleOptions {
  const known: Readonly<Record<string, unknown>> = { ...before };
  return Object.fromEntries(Object.entries(options).map(([name, value]) => {
    const set = known[name];
    if (Array.isArray(value) && Array.isArray(set)) return [name, [...new Set<unknown>([...set, ...value])]];
    return [name, isRecord(value) && isRecord(set) ? { ...set, ...value } : value];
  }));
}

/** A later level for the whole fault replaces earlier ones for its ids. */
function forgetIds(ids: Map<string, RuleLevel>, rule: AnyRule, fault: string): void {
  if (ids.size > 0) for (const { id } of rule.faults[fault]?.aliases ?? []) ids.delete(id);
}

function refine(diagnostic: Diagnostic, ids: ReadonlyMap<string, RuleLevel>, styles: ReadonlySet<string>): Diagnostic | undefined {
  let { severity } = diagnostic;
  let isStyle = severity === 'info' && styles.has(`${diagnostic.rule}/${diagnostic.fault}`);
  for (const { id } of diagnostic.aliases) {
    const level = ids.get(id);
    if (level === 'off') return undefined;
    if (level === undefined || level === 'on') continue;
    severity = severityOf(level);
    isStyle = level === 'style';
  }
  if (severity === diagnostic.severity && !isStyle) return diagnostic;
  return { ...diagnostic, severity, ...(isStyle ? { style: true } : {}) };
}

function severityOf<L extends Level>(level: L | 'style'): L | 'info' {
  return level === 'style' ? 'info' : level;
}

function levelOf(level: RuleLevel, own: Level | undefined): Level {
  if (level !== 'on') return severityOf(level);
  return own === undefined || own === 'off' ? 'warning' : own;
}

/**
 * Reads `--rule NAME=LEVEL` and `--ignore NAME[,NAME]`.
 * @throws ConfigError that names the option.
 */
export function commandLineRules(catalogue: Catalogue, given: { readonly rules?: readonly string[]; readonly ignored?: readonly string[] }): CommandLineRules {
  const settings = new Map<string, { readonly level: RuleLevel }>();
  const notes: string[] = [];
  const set = (flag: string, name: string, level: RuleLevel): void => {
    if (catalogue.resolve(name) === undefined && /^(?:DL|SC)\d{4}$/.test(name)) return void notes.push(`\`${name}\` is no check of ironlint`);
    if (catalogue.resolve(name) === undefined) throw new ConfigError(flag, [{ message: catalogue.unknown(name) }]);
    // Set anew, so that of two for one name the later wins whatever its spelling.
    settings.delete(name);
    settings.set(name, { level });
  };
  for (const assignment of given.rules ?? []) {
    const [name = '', level] = assignment.split('=', 2);
    if (!isLevel(level)) throw new ConfigError('--rule', [{ message: `\`${assignment}\` is not of the form \`NAME=LEVEL\`, with a level of \`error\`, \`warning\`, \`info\`, \`style\`, \`off\` or \`on\`` }]);
    set('--rule', name, level);
  }
  for (const name of (given.ignored ?? []).flatMap((names) => names.split(',')).map((each) => each.trim()).filter((each) => each !== '')) set('--ignore', name, 'off');
  return { rules: settings, notes };
}

/** One line for the summary; undefined when nothing is newer. */
export function editionNote(newer: readonly string[]): string | undefined {
  if (newer.length === 0) return undefined;
  return newer.length === 1 ? '1 rule is newer than your edition' : `${newer.length} rules are newer than your edition`;
}
