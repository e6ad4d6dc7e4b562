import { isTable, parseToml, tableIn, textIn, textsIn, tomlTable } from '../../context/toml.ts';
import type { TomlTable } from '../../context/toml.ts';
import { containerPath, foldersAbove } from '../../container-path.ts';
import type { FileFact } from './model.ts';
import { mountedFile } from './mounted-files.ts';
import { targetIn } from './step.ts';
import type { Step } from './step.ts';

/** What the configuration of cargo says where a command runs, and when it runs (the Cargo book, "Configuration"). */
export interface CargoConfiguration {
  /** The targets that it is compiled for without `--target`. */
  readonly targets: readonly string[];
  /** Where to put what is compiled, absolute. */
  readonly targetDir: string | undefined;
  /** Options that are handed to the compiler, for any target. */
  readonly rustflags: string;
  /** What is set for build scripts (`[env]`). */
  readonly variables: readonly string[];
  /** The folders that `cargo install` may put `bin` into; undefined when only the build knows. */
  readonly installRoots: readonly string[] | undefined;
  /** There is, or may be, a file of which only the build knows what it says. What base images have is not counted. */
  readonly open: boolean;
  /** Of files that are there for sure and cannot be read the text that writes them, undefined where the Dockerfile does not have it. */
  readonly unread: readonly (string | undefined)[];
}

/** Of a command that is not followed nobody knows what it reads. */
export const unknownConfiguration: CargoConfiguration = { targets: [], targetDir: undefined, rustflags: '', variables: [], installRoots: undefined, open: true, unread: [] };

/** A table of settings. */
interface Settings {
  /** The folder that its relative paths count from. */
  readonly folder: string;
  readonly table: TomlTable;
}

interface Found {
  /** The first one that says something counts; lists are joined. */
  readonly settings: Settings[];
  readonly unread: (string | undefined)[];
  open: boolean;
}

/** What a command of cargo reads: `--config`, the files of its folder and of each above it, then that of CARGO_HOME. */
export function cargoConfiguration(step: Step): CargoConfiguration {
  if (step.folder === undefined) return { ...unknownConfiguration, installRoots: installRoots(step, { settings: [], unread: [], open: true }, homesOf(step)) };
  const found: Found = { settings: [], unread: [], open: false };
  readOptions(step, step.folder, found);
  const homes = homesOf(step);
  if (homes === undefined) found.open = true;
  const places = new Set([...[step.folder, ...foldersAbove(step.folder)].map((folder) => containerPath('.cargo', folder)), ...homes ?? []]);
  for (const place of places) {
    // Where both are there, only the first one is read.
    for (const name of ['config', 'config.toml']) if (readFile(step, containerPath(name, place), containerPath('..', place), found)) break;
  }
  const said = asSaid(found);
  return { ...said, installRoots: installRoots(step, found, homes) };
}

/** `--root`, CARGO_INSTALL_ROOT, `install.root`, CARGO_HOME, `$HOME/.cargo`: the first that is there (the Cargo book, "cargo install"; read 2026-11-29). */
function installRoots(step: Step, { settings, unread }: Found, homes: readonly string[] | undefined): readonly string[] | undefined {
  const option = step.command.option('--root')?.value;
  if (option !== undefined) {
    const target = targetIn(step, option);
    return target.is === 'path' ? [target.path] : undefined;
  }
  const set = step.variable('CARGO_INSTALL_ROOT');
  if (set !== null) return set === undefined || set === '' || (!set.startsWith('/') && step.folder === undefined) ? undefined : [containerPath(set, step.folder)];
  if (unread.some((text) => text === undefined || /\broot\s*=/.test(text))) return undefined;
  const [configured] = settings.flatMap((one) => {
    const root = textIn(one.table, 'install', 'root');
    return root === undefined ? [] : [containerPath(root, one.folder)];
  });
  return configured === undefined ? homes : [configured];
}

/** Later ones count more. A word is a setting, or the path of a file. */
function readOptions(step: Step, folder: string, found: Found): void {
  const words = step.command.options().flatMap(({ name, value }) => (name === '--config' && value !== undefined ? [value] : []));
  for (const word of words.toReversed()) {
    const said = word.value?.includes('=') === true ? parseToml(word.value) : undefined;
    const target = targetIn(step, word);
    if (said?.is === 'read') found.settings.push({ folder, table: said.table });
    else if (said !== undefined || target.is !== 'path' || !readFile(step, target.path, containerPath('../..', target.path), found)) {
      found.unread.push(undefined);
      found.open = true;
    }
  }
}

/** The places that CARGO_HOME may have; undefined when only the build knows. */
function homesOf(step: Step): readonly string[] | undefined {
  const set = step.variable('CARGO_HOME');
  if (set === undefined || (typeof set === 'string' && set !== '' && !set.startsWith('/'))) return undefined;
  if (set !== null && set !== '') return [containerPath(set)];
  const home = step.home();
  return home === undefined ? undefined : ['/usr/local/cargo', containerPath('.cargo', home)];
}

/** Whether the file is there for sure. */
function readFile(step: Step, path: string, folder: string, found: Found): boolean {
  const mounted = mountedFile(step, path);
  if (mounted?.is === 'file') return readText(step, mounted.contextPath, folder, found);
  const fact = mounted === undefined ? step.tree.at(path) : mounted;
  if (fact.is === 'absent') return false;
  if (fact.is === 'unknown') {
    found.open ||= !('at' in fact) || !step.build.dockerfile.stages.some(({ from }) => fact.at === (from.image ?? from));
    return false;
  }
  if (fact.by === undefined) return true;
  return readText(step, fact.contextPath, folder, found, fact);
}

function readText({ build }: Step, contextPath: string | undefined, folder: string, found: Found, fact?: FileFact & { readonly is: 'present' }): true {
  const table = contextPath === undefined ? undefined : tomlTable(build.context, contextPath);
  if (table !== undefined) found.settings.push({ folder, table });
  else {
    found.open = true;
    found.unread.push(fact === undefined ? undefined : textWriting(fact));
  }
  return true;
}

/** The instruction that holds what it writes: `echo '[net]' > config.toml`, a heredoc. */
function textWriting({ by, at }: FileFact & { readonly is: 'present' }): string | undefined {
  if (by?.keyword === 'COPY' || by?.keyword === 'ADD') return by.heredocs.length === 0 ? undefined : by.heredocs.map(({ body }) => body.text).join('\n');
  if (by?.keyword !== 'RUN') return undefined;
  const name = by.commands.find(({ place }) => place === at.place)?.name;
  const text = [by.rest.text, ...by.heredocs.map(({ body }) => body.text)].join('\n');
  return name !== undefined && /^(?:echo|printf|cat|tee)$/.test(name) && /<<|\becho\b|\bprintf\b/.test(text) ? text : undefined;
}

function asSaid({ settings, open, unread }: Found): Omit<CargoConfiguration, 'installRoots'> {
  const targetDirs = settings.flatMap(({ folder, table }) => {
    const path = textIn(table, 'build', 'target-dir');
    return path === undefined || path === '' ? [] : [containerPath(path, folder)];
  });
  return {
    targets: targetsIn(settings), targetDir: targetDirs[0],
    rustflags: settings.flatMap(({ table }) => [tableIn(table, 'build'), ...Object.values(tableIn(table, 'target') ?? {}).filter(isTable)].flatMap(rustflagsIn)).join(' '),
    variables: settings.flatMap(({ table }) => Object.keys(tableIn(table, 'env') ?? {})),
    open, unread,
  };
}

function targetsIn(settings: readonly Settings[]): readonly string[] {
  const listed: string[] = [];
  for (const { table } of settings) {
    const target = textIn(table, 'build', 'target') ?? '';
    if (target !== '') return listed.length > 0 ? listed : [target];
    listed.push(...textsIn(table, 'build', 'target') ?? []);
  }
  return [...new Set(listed)];
}

function rustflagsIn(table: TomlTable | undefined): readonly string[] {
  return textsIn(table, 'rustflags') ?? [textIn(table, 'rustflags') ?? ''];
}
