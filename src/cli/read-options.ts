import path from 'node:path';
import { presets } from '../config/model.ts';
import { labelTypes } from '../knowledge/label-types.ts';
import type { FailOn, Preset, ShellCheckMode } from '../config/model.ts';
import type { RunOptions } from '../run/options.ts';
import type { Invocation } from './arguments.ts';
import type { OptionName } from './option-table.ts';
import { UsageError } from './usage-error.ts';

/** The command line as the options of one run. `program`: the path that ironlint was called by. Throws `UsageError`. */
export function readOptions(invocation: Invocation, folder: string, program?: string): RunOptions {
  if (invocation.list('config').length > 1) throw new UsageError('--config is given more than once: one config can extend the other (`extends`)');
  const choice = <T extends string>(name: OptionName, choices: readonly T[]): T | undefined => chosen(invocation.text(name), name, choices);
  return {
    folder,
    names: invocation.names,
    stdinFilename: invocation.text('stdin-filename') ?? 'Dockerfile',
    exclude: invocation.list('exclude'),
    config: invocation.text('config'),
    noConfig: invocation.flag('no-config'),
    preset: choice<Preset>('preset', presets),
    policies: invocation.list('policy'),
    context: invocation.text('context'),
    contextFiles: invocation.text('context-files'),
    target: invocation.text('target'),
    buildArgs: buildArgs(invocation.list('build-arg')),
    against: invocation.text('against'),
    rules: rulesOf(invocation),
    ignored: invocation.list('ignore'),
    failOn: failOn(invocation),
    noInlineIgnores: invocation.flag('no-inline-ignores') || invocation.flag('disable-ignore-pragma'),
    shellcheck: choice<ShellCheckMode>('shellcheck', ['off', 'auto', 'required']),
    shellcheckPath: invocation.text('shellcheck-path'),
    trustConfig: invocation.flag('trust-config'),
    language: choice('language', ['en', 'ko']) ?? 'en',
    today: today(invocation.text('today')),
    fix: invocation.flag('fix') || invocation.flag('diff') || invocation.flag('unsafe') ? (invocation.flag('unsafe') ? 'unsafe' : 'safe') : 'none',
    diff: invocation.flag('diff'),
    cache: invocation.flag('cache') ? path.resolve(folder, invocation.text('cache-location') ?? '.ironlintcache') : undefined,
    asHadolint: program !== undefined && /^hadolint(?:\.\w+)?$/.test(path.basename(program)),
    notes: [],
    filePathInReport: invocation.text('file-path-in-report'),
    hadolint: {
      trustedRegistries: invocation.list('trusted-registry'),
      requiredLabels: requiredLabels(invocation.list('require-label')),
      strictLabels: invocation.flag('strict-labels'),
    },
  };
}

function chosen<T extends string>(given: string | undefined, name: string, choices: readonly T[]): T | undefined {
  if (given === undefined) return undefined;
  const found = choices.find((choice) => choice === given);
  if (found === undefined) throw new UsageError(`--${name} is one of ${choices.join(', ')}, not \`${given}\``);
  return found;
}

/** hadolint's `ignore` and `none` are our never. */
function failOn(invocation: Invocation): FailOn | undefined {
  if (invocation.flag('no-fail')) return 'never';
  const own = chosen<FailOn>(invocation.text('fail-on'), 'fail-on', ['error', 'warning', 'info', 'style', 'never']);
  const threshold = chosen(invocation.text('failure-threshold'), 'failure-threshold', ['error', 'warning', 'info', 'style', 'ignore', 'none']);
  if (own !== undefined || threshold === undefined) return own;
  return threshold === 'ignore' || threshold === 'none' ? 'never' : threshold;
}

function rulesOf(invocation: Invocation): readonly string[] {
  const levels = (['error', 'warning', 'info', 'style'] as const).flatMap((level) =>
    invocation.list(level).flatMap((names) => names.split(',')).filter((name) => name.trim() !== '').map((name) => `${name.trim()}=${level}`));
  return [...levels, ...invocation.list('rule')];
}

/** `KEY` or `KEY:TYPE`, the type being `text` without one. */
function requiredLabels(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(given.map((label) => {
    const colon = label.lastIndexOf(':');
    if (colon === -1) return [label, 'text'];
    const type = chosen(label.slice(colon + 1), 'require-label KEY:TYPE', labelTypes);
    return [label.slice(0, colon), type ?? 'text'];
  }));
}

function buildArgs(given: readonly string[]): ReadonlyMap<string, string> {
  return new Map(given.map((argument) => {
    const equals = argument.indexOf('=');
    if (equals < 1) throw new UsageError(`--build-arg is NAME=VALUE, not \`${argument}\``);
    return [argument.slice(0, equals), argument.slice(equals + 1)];
  }));
}

function today(given: string | undefined): string {
  if (given === undefined) return dateOf(Math.floor(Date.now() / 86_400_000));
  if (!/^\d{4}-\d{2}-\d{2}$/.test(given) || !isDay(given)) throw new UsageError(`--today is a date such as 2026-11-01, not \`${given}\``);
  return given;
}

/** `Date.parse` takes the 31st of February. */
function isDay(given: string): boolean {
  const time = Date.parse(given);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(given);
}

/** A day, counted from 1970-01-01, as YYYY-MM-DD. The first `Date` object loads time zones, which takes longer than linting a file. */
export function dateOf(days: number): string {
  const length = (year: number): number => (year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 366 : 365);
  let year = 1970;
  let rest = days;
  for (; rest >= length(year); year++) rest -= length(year);
  let month = 1;
  for (const count of [31, length(year) - 337, 31, 30, 31, 30, 31, 31, 30, 31, 30]) {
    if (rest < count) break;
    rest -= count;
    month++;
  }
  return [year, month, rest + 1].map((part) => String(part).padStart(2, '0')).join('-');
}
