import { isBelow } from '../container-path.ts';
import type { CargoConfiguration } from '../image/files/cargo-configuration.ts';
import { knownValue } from '../word.ts';
import type { Word } from '../word.ts';
import { opaqueWords, profileOf, targetsOf } from './choices.ts';
import type { Manifests } from './manifests.ts';
import type { CargoStep, Cooked } from './model.ts';
import { sameVariable, type SettingKind, type SettingNames } from './settings.ts';
import { sameText, sameWord, sameWords, valuesOf } from './words.ts';

/** In what a `cook` and a build differ, so that the build compiles dependencies once more. */
export type Drift = 'profile' | 'target' | 'features' | 'packages' | 'manifest' | 'uncooked-targets' | 'mode' | 'compiler' | 'toolchain' | 'workdir' | 'target-dir' | SettingKind;

export interface Difference {
  readonly drift: Drift;
  /** What `cook` does, and what the build does: ends of the sentence "`cargo chef cook` … and `cargo build` …". */
  readonly cook: string;
  readonly build: string;
  /** The word of `cook` that chooses, when there is one. */
  readonly at: Word | undefined;
  /** An argument that `cook` lacks. */
  readonly lacks?: string;
  /** How far apart the two are, where there are degrees; 1 without it. */
  readonly distance?: number;
}

export interface Compared {
  readonly differences: readonly Difference[];
  /** What only the build, or the manifests, can tell. */
  readonly doubts: readonly string[];
}

export interface Comparison {
  /** Everything that reaches the build. */
  readonly cooked: readonly Cooked[];
  readonly settings: readonly SettingNames[];
  readonly manifests: Manifests | undefined;
  /** A build of these packages compiles every member of the workspace. */
  takesWorkspace?(packages: ReadonlySet<string>): boolean;
  /** `prepare --bin`: the recipe holds what one binary needs, whatever packages are named later. */
  readonly preparedForBinary: boolean;
  /** The configuration of the project, which the recipe holds as well. */
  readonly configuration?: CargoConfiguration | undefined;
}

type Judge = (cook: CargoStep, build: CargoStep, comparison: Comparison, one: Cooked) => Difference | { readonly doubt: string } | undefined | readonly Difference[];

/** Compares a `cook` with a build that finds what it compiled. */
export function compareSteps(one: Cooked, build: CargoStep, comparison: Comparison): Compared {
  const { cook } = one;
  const differences: Difference[] = [];
  const doubts: string[] = [];
  const opaque = [opaqueWords(cook), opaqueWords(build)] as const;
  if (opaque[0].join(' ') !== opaque[1].join(' ')) return { differences, doubts: [`only the build knows what \`${[...opaque[0], ...opaque[1]].join(' ')}\` is`] };
  for (const judge of JUDGES) {
    const found = judge(cook, build, comparison, one);
    if (found === undefined) continue;
    if ('doubt' in found) doubts.push(found.doubt);
    else if ('drift' in found) differences.push(found);
    else differences.push(...found);
  }
  return { differences, doubts };
}

const JUDGES: readonly Judge[] = [profile, target, mode, compiler, toolchain, unstable, features, packages, manifest, extraTargets, workdir, targetDir, settings];

function profile(cook: CargoStep, build: CargoStep): ReturnType<Judge> {
  const [one, other] = [profileOf(cook), profileOf(build)];
  const same = sameText(one.text, other.text) ?? (one.word !== undefined && one.word.raw === other.word?.raw ? true : undefined);
  if (same === true) return undefined;
  if (same === undefined) return { doubt: 'only the build knows the profiles' };
  const lacks = one.word === undefined && other.word !== undefined ? (other.name === 'release' && build.invocation.profile === undefined ? '--release' : `--profile ${other.name ?? ''}`) : undefined;
  return { drift: 'profile', cook: `compiles for \`${one.name ?? ''}\``, build: `for \`${other.name ?? ''}\``, at: one.word, ...(lacks === undefined ? {} : { lacks }) };
}

function target(cook: CargoStep, build: CargoStep, { configuration }: Comparison): ReturnType<Judge> {
  if (cook.command.name.startsWith('xx-') || build.command.name.startsWith('xx-')) return undefined;
  const [one, other] = [targetsOf(cook), targetsOf(build)];
  if (one.unknown || other.unknown) return { doubt: 'only the build knows the targets' };
  const targets = configuration?.targets ?? [];
  const isConfigured = ({ texts }: typeof one): boolean => texts.length === 0 || (texts.length === targets.length && texts.every((text) => targets.includes(knownValue(text) ?? '')));
  if (targets.length > 0 && isConfigured(one) && isConfigured(other)) return undefined;
  const written = sameWords(one.words, other.words);
  if (written === true && (one.words.length > 0 || one.texts.length === other.texts.length)) return undefined;
  const verdicts = other.texts.map((text) => one.texts.map((mine) => sameText(text, mine)));
  if (other.texts.length > 0 && verdicts.every((mine) => mine.includes(true))) return undefined;
  if (one.texts.length === 0 && other.texts.length === 0) return undefined;
  if (one.texts.length > 0 && verdicts.some((mine) => mine.includes(undefined)) || written === undefined && one.texts.length > 0 && other.texts.length > 0) return { doubt: 'only the build knows the targets' };
  const said = (choice: typeof one): string => (choice.words.length > 0 ? `for \`${choice.words.map(({ raw }) => raw).join(' ')}\`` : choice.texts.length > 0 ? 'for the target of `CARGO_BUILD_TARGET`' : targets.length > 0 ? `for \`${targets.join(' ')}\`, as its configuration says` : 'for the host');
  const only = other.words.length === 1 && one.texts.length === 0 ? other.words[0] : undefined;
  return { drift: 'target', cook: `compiles ${said(one)}`, build: said(other), at: one.words[0], ...(only === undefined ? {} : { lacks: `--target ${only.raw}` }) };
}

function mode(cook: CargoStep): ReturnType<Judge> {
  const option = cook.command.option('--check', '--clippy', '--no-build');
  if (option === undefined) return undefined;
  return { drift: 'mode', cook: `${option.name === '--no-build' ? 'compiles nothing' : 'only checks'} (\`${option.name}\`)`, build: 'needs compiled crates', at: option.word };
}

function compiler(cook: CargoStep, build: CargoStep): ReturnType<Judge> {
  const [one, other] = [compilerOf(cook), compilerOf(build)];
  if (one === other) return undefined;
  const said = (name: string, instead: string): string => (name === 'cargo' ? `without ${instead}` : `by way of ${name}`);
  return { drift: 'compiler', cook: `compiles ${said(one, other)}`, build: said(other, one), at: cook.command.option('--zigbuild')?.word, ...(other === 'zig' ? { lacks: '--zigbuild' } : {}) };
}

function compilerOf(step: CargoStep): string {
  const { command, invocation } = step;
  if (invocation.subcommand === 'zigbuild' || command.name === 'cargo-zigbuild' || command.option('--zigbuild') !== undefined) return 'zig';
  return command.name === 'xx-cargo' ? 'xx' : command.name === 'cross' ? 'cross' : 'cargo';
}

function toolchain(cook: CargoStep, build: CargoStep): ReturnType<Judge> {
  const [one, other] = [cook.invocation.toolchain, build.invocation.toolchain];
  const variables = sameVariable(cook.variable('RUSTUP_TOOLCHAIN'), build.variable('RUSTUP_TOOLCHAIN'));
  if (one === undefined && other === undefined) {
    if (variables === false) return { drift: 'toolchain', cook: 'runs with another `RUSTUP_TOOLCHAIN`', build: 'with its own', at: undefined };
    return undefined;
  }
  if (one !== undefined && other !== undefined) {
    const same = sameWord(one, other);
    if (same !== false) return same === undefined ? { doubt: 'only the build knows the toolchains' } : undefined;
  }
  // `+nightly` on one side and RUSTUP_TOOLCHAIN on both may be the same toolchain.
  if (cook.variable('RUSTUP_TOOLCHAIN').is !== 'unset') return undefined;
  return { drift: 'toolchain', cook: one === undefined ? 'compiles with the default toolchain' : `compiles with \`${one.raw}\``, build: other === undefined ? 'with the default one' : `with \`${other.raw}\``, at: one };
}

function unstable(cook: CargoStep, build: CargoStep): ReturnType<Judge> {
  const flags = (step: CargoStep): readonly Word[] => step.command.options().flatMap(({ name, value }) => (name === '-Z' && value !== undefined && /^build-std/.test(value.raw) ? [value] : []));
  const [one, other] = [flags(cook), flags(build)];
  if (sameWords(one, other) !== false) return undefined;
  const said = (words: readonly Word[]): string => (words.length === 0 ? 'without `-Z build-std`' : `with \`-Z ${words.map(({ raw }) => raw).join(' -Z ')}\``);
  return { drift: 'toolchain', cook: `compiles ${said(one)}`, build: said(other), at: one[0] };
}

function features(cook: CargoStep, build: CargoStep, { manifests }: Comparison): ReturnType<Judge> {
  const [one, other] = [cook.invocation, build.invocation];
  const at = cook.command.option('--features', '-F', '--all-features', '--no-default-features')?.word;
  if (one.allFeatures !== other.allFeatures) {
    return { drift: 'features', cook: one.allFeatures ? 'compiles with all features' : 'compiles with some of the features', build: other.allFeatures ? 'with all' : 'with some', at };
  }
  if (one.allFeatures) return undefined;
  if (one.noDefaultFeatures !== other.noDefaultFeatures) {
    return { drift: 'features', cook: `compiles ${one.noDefaultFeatures ? 'without' : 'with'} the default features`, build: `${other.noDefaultFeatures ? 'without' : 'with'} them`, at };
  }
  const same = sameWords(one.features, other.features);
  if (same === true) return undefined;
  const [mine, theirs] = [valuesOf(one.features), valuesOf(other.features)];
  if (mine === undefined || theirs === undefined) return { doubt: 'only the build knows the features' };
  const differing = [...mine, ...theirs].filter((name) => mine.has(name) !== theirs.has(name) && name !== 'default' && !name.endsWith('/default'));
  const matters = differing.filter((name) => manifests?.reachesDependencies(name) !== false && !(manifests?.isDefault(name) === true && !one.noDefaultFeatures));
  if (matters.length === 0) return undefined;
  if (manifests === undefined || matters.every((name) => manifests.reachesDependencies(name) === undefined)) {
    return { doubt: `whether ${list(matters)} change what dependencies are compiled with is said in Cargo.toml` };
  }
  const [more, fewer] = [matters.filter((name) => theirs.has(name)), matters.filter((name) => mine.has(name))];
  const pronoun = matters.length === 1 ? 'it' : 'them';
  if (more.length === 0) return { drift: 'features', cook: `compiles with ${list(fewer)}`, build: `without ${pronoun}`, at, distance: matters.length };
  return { drift: 'features', cook: fewer.length === 0 ? `compiles without ${list(more)}` : `compiles with ${list(fewer)}`, build: fewer.length === 0 ? `with ${pronoun}` : `with ${list(more)}`, at, distance: matters.length };
}

function list(names: readonly string[]): string {
  return names.map((name) => `\`${name}\``).join(', ');
}

function packages(cook: CargoStep, build: CargoStep, { manifests, cooked, preparedForBinary, takesWorkspace }: Comparison): ReturnType<Judge> {
  if (build.invocation.subcommand === 'install' || preparedForBinary) return undefined;
  const [one, other] = [cook.invocation, build.invocation];
  if (sameWords(one.packages, other.packages) === true && one.workspace === other.workspace) return undefined;
  const [mine, theirs] = [valuesOf(one.packages), valuesOf(other.packages)];
  if (mine === undefined || theirs === undefined) return { doubt: 'only the build knows the packages' };
  const at = cook.command.option('-p', '--package', '--workspace', '--all')?.word;
  const said = (set: ReadonlySet<string>, all: boolean): string => (set.size > 0 ? `of ${list([...set])}` : all || manifests?.virtual === true ? 'of the whole workspace' : 'of the package in its folder');
  const difference: Difference = { drift: 'packages', cook: `compiles the dependencies ${said(mine, one.workspace)}`, build: `those ${said(theirs, other.workspace)}`, at };
  if (mine.size > 0 && theirs.size > 0) {
    // Several cooks may share the work: `cook -p a && cook -p b`.
    const all = new Set(cooked.flatMap(({ cook: any }) => [...(valuesOf(any.invocation.packages) ?? [])]));
    return [...theirs].every((name) => all.has(name)) ? undefined : difference;
  }
  if (manifests === undefined) return { doubt: 'whether the choice of packages changes the features of dependencies is said in Cargo.toml' };
  if (manifests.members.size < 2) return undefined;
  const isAll = (names: ReadonlySet<string>, all: boolean): boolean => (names.size > 0 ? takesWorkspace?.(names) === true : all || manifests.virtual);
  if (isAll(mine, one.workspace) && isAll(theirs, other.workspace)) return undefined;
  return manifests.virtual || mine.size > 0 ? difference : undefined;
}

function manifest(cook: CargoStep, build: CargoStep): ReturnType<Judge> {
  const [one, other] = [cook.invocation.manifestPath, build.invocation.manifestPath];
  if (one === undefined && other === undefined) return undefined;
  if (one !== undefined && other !== undefined && sameWord(one, other) !== false) return undefined;
  const said = (word: Word | undefined): string => (word === undefined ? 'of its folder' : `\`${word.raw}\``);
  return { drift: 'manifest', cook: `compiles for the manifest ${said(one)}`, build: `for ${said(other)}`, at: one };
}

function extraTargets(cook: CargoStep, build: CargoStep): ReturnType<Judge> {
  const has = (step: CargoStep): boolean => step.command.option('--tests', '--test', '--benches', '--bench', '--examples', '--example', '--all-targets') !== undefined;
  if (has(cook)) return undefined;
  const option = build.command.option('--tests', '--test', '--benches', '--bench', '--examples', '--example', '--all-targets');
  const subcommand = build.invocation.subcommand;
  if (option === undefined && subcommand !== 'test' && subcommand !== 'bench') return undefined;
  return { drift: 'uncooked-targets', cook: 'compiles no dependencies of tests, benches and examples', build: `needs them (\`${option?.name ?? subcommand}\`)`, at: undefined };
}

function workdir(cook: CargoStep, build: CargoStep, _: Comparison, one: Cooked): ReturnType<Judge> {
  if (one.copy !== undefined || cook.workdir === undefined || build.workdir === undefined || cook.workdir === build.workdir) return undefined;
  if (cook.invocation.manifestPath !== undefined || build.invocation.manifestPath !== undefined) return undefined;
  // A member of the workspace is built in its folder below.
  if (isBelow(build.workdir, cook.workdir) && cook.workdir !== '/') return undefined;
  return { drift: 'workdir', cook: `runs in \`${cook.workdir}\``, build: `in \`${build.workdir}\``, at: undefined };
}

function targetDir(cook: CargoStep, build: CargoStep, _: Comparison, one: Cooked): ReturnType<Judge> {
  if (one.copy !== undefined || (cook.targetDir.assumed && build.targetDir.assumed)) return undefined;
  // `cargo install` compiles into a folder of its own, away from the target folder, only for crates of a registry.
  if (cook.targetDir.path === undefined || build.targetDir.path === undefined) {
    const words = [cook.targetDir.word, build.targetDir.word];
    return words[0] !== undefined && words[1] !== undefined && sameWord(words[0], words[1]) === true ? undefined : { doubt: 'only the build knows the target folders' };
  }
  if (cook.targetDir.path === build.targetDir.path) return undefined;
  return { drift: 'target-dir', cook: `compiles into \`${cook.targetDir.path}\``, build: `into \`${build.targetDir.path}\``, at: cook.targetDir.word };
}

function settings(cook: CargoStep, build: CargoStep, { settings: names }: Comparison): readonly Difference[] {
  return names.flatMap(({ kind, names: all }) => all.flatMap((name): readonly Difference[] => {
    const [one, other] = [cook.variable(name), build.variable(name)];
    if (sameVariable(one, other) !== false) return [];
    const said = (set: boolean): string => (set ? 'has' : 'lacks');
    const both = one.is === 'set' && other.is === 'set';
    return [{ drift: kind, cook: both ? `runs with one \`${name}\`` : `${said(one.is === 'set')} \`${name}\``, build: both ? 'with another' : `${said(other.is === 'set')} it`, at: one.is === 'set' ? one.from : undefined }];
  }));
}
