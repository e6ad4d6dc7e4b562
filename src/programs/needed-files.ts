import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { pipInstall } from './python.ts';

/** A path that a command reads as it is written: without it the command fails. */
export interface NeededPath {
  readonly word: Word;
  /** A bare name, which the shell looks for in the folders of PATH before the working directory (POSIX, `dot`; bash). */
  readonly inPath: boolean;
}

/** A file of a project, which the command looks for in its folder and in those above. */
export interface NeededManifest {
  /** The command's word that shows where it is needed. */
  readonly word: Word;
  /** Any of these names will do. */
  readonly names: readonly string[];
  /** The option that names another folder to begin in. */
  readonly folder: Word | undefined;
  /** Environment variables that may make it another file. */
  readonly variables: readonly string[];
}

type Reader = (command: Command) => readonly Word[];

const behindFirst: Reader = (command) => (command.option('-f', '--silent', '--quiet', '--reference') === undefined ? command.operands().slice(1) : []);
const all: Reader = (command) => command.operands();

/** `sh FILE`, `python FILE`: the first argument, when it is no option. */
const script: Reader = ({ words }) => (words[1] === undefined || /^[-+]/.test(words[1].raw) ? [] : [words[1]]);
/** A module may be named without its ending. */
const moduleOfNode: Reader = (command) => script(command).filter(({ value }) => /\.[cm]?js$/.test(value ?? ''));
const sources: Reader = (command) => (command.option('-t', '--target-directory', '--reference', '-d', '--directory') === undefined ? command.operands().slice(0, -1) : []);

const archive: Reader = (command) => {
  const file = command.option('-f')?.value;
  return file === undefined || file.value === '-' || command.option('-x', '-t') === undefined ? [] : [file];
};

const edited: Reader = (command) => {
  if (command.option('-i') === undefined || command.option('-f') !== undefined) return [];
  return command.option('-e') === undefined ? command.operands().slice(1) : command.operands();
};

const localPackages: Reader = (command) => (command.subcommand('install', 'add') === undefined ? [] : command.operands().filter(({ value }) => /^\.{0,2}\//.test(value ?? '')));

/** From the manuals of the programs; those of busybox are among them. */
const readers: Readonly<Record<string, Reader>> = {
  chmod: (command) => (command.words.some(({ raw }) => /^-[rwxXst]+$/.test(raw)) ? [] : behindFirst(command)), chown: behindFirst, chgrp: behindFirst,
  cat: all, cp: sources, mv: sources, install: sources, sed: edited, tar: archive,
  sh: script, bash: script, dash: script, ash: script, python: script, python3: script, ruby: script, perl: script, php: script, node: moduleOfNode, '.': script, source: script,
  'apt-get': localPackages, apt: localPackages, apk: localPackages,
  unzip: (command) => command.operands().slice(0, 1).filter(({ value }) => /\.(?:zip|jar|whl)$/.test(value ?? '')),
  dpkg: (command) => (command.option('-i', '--install') === undefined ? [] : command.operands().filter(({ value }) => value?.endsWith('.deb') === true)),
  'apt-key': (command) => (command.operands()[0]?.value === 'add' ? command.operands().slice(1) : []),
};

/** What the command surely reads by the paths that it is called with. Nothing for what may be an address, standard input, or a name. */
export function neededPaths(command: Command): readonly NeededPath[] {
  const reader = Object.hasOwn(readers, command.name) ? readers[command.name] : undefined;
  const operands = [...reader?.(command) ?? [], ...(/^(?:pip|python|pypy|uv)/.test(command.name) ? (pipInstall(command)?.requirements ?? []) : [])];
  const inputs = command.redirections.flatMap(({ operator, target }) => (operator === '<' && target !== undefined ? [target] : []));
  return [...operands, ...inputs].filter(({ value }) => value !== undefined && value !== '' && value !== '-' && !/^[-+]|:\/\//.test(value)).map((word) => ({ word, inPath: /^(?:\.|source)$/.test(command.name) && word.value?.includes('/') !== true && operands.includes(word) }));
}

type Manifest = (command: Command) => readonly string[] | undefined;

const cargoVerbs = ['build', 'b', 'fetch', 'check', 'test', 'run', 'rustc', 'metadata', 'vendor'];
const goVerbs = ['download', 'tidy', 'vendor', 'verify'];

/** `go mod download MODULE@VERSION` works without a module of one's own, and `-modfile` names another file. */
function namesGoModule(command: Command): boolean {
  return command.words.some(({ raw }) => raw.includes('@') || /^--?modfile\b/.test(raw));
}

/** From the documentation of each program, 2026-11: what it stops without. */
const manifests: Readonly<Record<string, Manifest>> = {
  npm: (command) => (command.subcommand('ci') !== undefined ? ['package-lock.json', 'npm-shrinkwrap.json'] : command.subcommand('run', 'run-script', 'test') === undefined ? undefined : ['package.json']),
  pnpm: (command) => (command.subcommand('run') === undefined && (command.subcommand('install', 'i') === undefined || command.operands().length > 0) ? undefined : ['package.json', 'pnpm-workspace.yaml']),
  yarn: (command) => (command.subcommand('run', 'build') === undefined ? undefined : ['package.json']),
  cargo: (command) => (command.subcommand(...cargoVerbs) === undefined || command.option('--manifest-path') !== undefined ? undefined : ['Cargo.toml']),
  go: (command) => (command.subcommand('mod') !== undefined && goVerbs.includes(command.operands()[0]?.value ?? '') && !namesGoModule(command) ? ['go.mod', 'go.work'] : undefined),
  bundle: (command) => (command.subcommand('install') === undefined || command.option('--gemfile') !== undefined ? undefined : ['Gemfile', 'gems.rb']),
  composer: (command) => (command.subcommand('install', 'update') === undefined ? undefined : ['composer.json']),
  poetry: (command) => (command.subcommand('install') === undefined ? undefined : ['pyproject.toml']),
  uv: (command) => (command.subcommand('sync') === undefined || command.words.some(({ raw }) => raw.startsWith('--script')) ? undefined : ['pyproject.toml']),
  mvn: (command) => (command.operands().some(({ value }) => /^(?:compile|test|package|verify|install|deploy)$/.test(value ?? '')) && command.option('-f', '--file') === undefined ? ['pom.xml', '.mvn'] : undefined),
};

/** Variables that name another file, or another way. */
const variables: Readonly<Record<string, readonly string[]>> = { bundle: ['BUNDLE_GEMFILE'], composer: ['COMPOSER'], go: ['GOFLAGS', 'GOWORK'], uv: ['UV_PROJECT', 'UV_WORKING_DIRECTORY'], mvn: ['MAVEN_ARGS'] };

const folderOptions: readonly string[] = ['-C', '--prefix', '--cwd', '--dir', '--directory', '--project', '--working-dir', '-d'];

/** A lock file that an option insists on: the option, the subcommands that heed it, and the options that name another file. */
interface Insistence {
  readonly options: readonly string[];
  readonly subcommands: readonly string[];
  readonly names: readonly string[];
  readonly elsewhere: readonly string[];
}

/**
 * From the documentation and the messages of each program, 2026-11. Not here: yarn 1, which takes `--frozen-lockfile` without a lock file, and
 * `cargo install`, which only warns.
 */
const insistences: Readonly<Record<string, Insistence>> = {
  cargo: { options: ['--locked', '--frozen'], subcommands: [...cargoVerbs, 'bench', 'doc', 'clippy', 'tree'], names: ['Cargo.lock'], elsewhere: ['--lockfile-path', '--manifest-path'] },
  uv: { options: ['--locked', '--frozen'], subcommands: ['sync', 'export'], names: ['uv.lock'], elsewhere: ['--script'] },
  pnpm: { options: ['--frozen-lockfile'], subcommands: ['install', 'i'], names: ['pnpm-lock.yaml'], elsewhere: ['--lockfile-dir'] },
  yarn: { options: ['--immutable'], subcommands: ['install'], names: ['yarn.lock'], elsewhere: [] },
  bundle: { options: ['--deployment', '--frozen'], subcommands: ['install'], names: ['Gemfile.lock', 'gems.locked'], elsewhere: ['--gemfile'] },
};

function lockInsistedOn(command: Command): { readonly word: Word; readonly names: readonly string[] } | undefined {
  const found = Object.hasOwn(insistences, command.name) ? insistences[command.name] : undefined;
  if (found === undefined || command.subcommand(...found.subcommands) === undefined || command.option(...found.elsewhere) !== undefined) return undefined;
  const option = command.option(...found.options);
  return option === undefined || option.value?.value === 'false' ? undefined : { word: option.word, names: found.names };
}

/** The files of a project without which the command stops: its manifest, and the lock file that it is told to keep to. */
export function neededManifests(command: Command): readonly NeededManifest[] {
  // Most commands are none of these: their options are not read.
  if (!Object.hasOwn(manifests, command.name) && !Object.hasOwn(insistences, command.name)) return [];
  if (command.option('-g', '--global', '--help', '-h', '--version') !== undefined) return [];
  const names = Object.hasOwn(manifests, command.name) ? manifests[command.name]?.(command) : undefined;
  const shared = { folder: command.option(...folderOptions)?.value, variables: Object.hasOwn(variables, command.name) ? (variables[command.name] ?? []) : [] };
  const lock = lockInsistedOn(command);
  return [...(names === undefined ? [] : [{ word: command.program, names, ...shared }]), ...(lock === undefined ? [] : [{ ...lock, ...shared }])];
}
