import { suggest } from '../dockerfile/suggest.ts';
import type { BuildContext } from '../context/model.ts';
import { textIn, tomlTable } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import { containerPath } from '../container-path.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { manifestTables, namesIn } from './manifests.ts';
import type { CargoStep } from './model.ts';

/** Names that a command may ask for. */
export interface KnownNames {
  /** Those that the manifests and the files of the project say, which are meant. */
  readonly own: ReadonlySet<string>;
  readonly all: ReadonlySet<string>;
  /** These are all: the context can be listed, and each file that names them can be read. */
  readonly complete: boolean;
}

/**
 * Every name that a program of the context may have: its package's, that of a `[[bin]]`, that of a file or folder in `src/bin` (the Cargo book,
 * "Cargo targets").
 */
export const programNames = onceEach((context: BuildContext): KnownNames => {
  const { tables, complete } = manifestTables(context);
  const files = (context.list() ?? []).flatMap(({ path }) => /(?:^|\/)src\/bin\/([^/]+?)(?:\.rs|\/main\.rs)$/.exec(path)?.[1] ?? []);
  const own = new Set([...files, ...tables.flatMap((table) => [...packageName(table), ...namesIn(table, 'bin')])]);
  return { own, all: own, complete };
});

/** Every package that `--package` may name, those of the lock file too (the Cargo book, "Package ID specifications"). Without a lock file only cargo knows all. */
export const packageNames = onceEach((context: BuildContext): KnownNames => {
  const { tables, complete } = manifestTables(context);
  const lock = tomlTable(context, 'Cargo.lock');
  const own = new Set(tables.flatMap(packageName));
  return { own, all: new Set([...own, ...namesIn(lock, 'package')]), complete: complete && lock !== undefined };
});

function packageName(manifest: TomlTable): readonly string[] {
  const name = textIn(manifest, 'package', 'name');
  return name === undefined ? [] : [name];
}

/** The manifest of the context that cargo reads in its folder, relative to the context: the programs that it can build are known. */
export function manifestOf(build: Build, { stage, workdir, invocation }: CargoStep): string | undefined {
  if (stage === undefined || !build.dockerfile.stages.includes(stage) || workdir === undefined || invocation.manifestPath !== undefined) return undefined;
  const manifest = build.files(stage).at(containerPath('Cargo.toml', workdir));
  return manifest.is === 'present' ? manifest.contextPath : undefined;
}

/** The name that a mistyped one most likely means. */
export function nearProgram(name: string, names: ReadonlySet<string>): string | undefined {
  return suggest(name, [...names]);
}
