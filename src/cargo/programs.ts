import { suggest } from '../dockerfile/suggest.ts';
import type { BuildContext } from '../context/model.ts';
import { tablesIn, textIn, tomlTable } from '../context/toml.ts';
import { containerPath } from '../container-path.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import type { CargoStep } from './model.ts';

export interface ProgramNames {
  readonly names: ReadonlySet<string>;
  /** These are all: the context can be listed, and each of its manifests can be read. */
  readonly complete: boolean;
}

/**
 * Every name that a program of the context may have: its package's, that of a `[[bin]]`, that of a file or folder in `src/bin` (the Cargo book,
 * "Cargo targets").
 */
export const programNames = onceEach((context: BuildContext): ProgramNames => {
  const names = new Set<string>();
  const files = context.list();
  let complete = files !== undefined;
  for (const { path } of files ?? []) {
    const found = /(?:^|\/)src\/bin\/([^/]+?)(?:\.rs|\/main\.rs)$/.exec(path)?.[1];
    if (found !== undefined) names.add(found);
    if (path !== 'Cargo.toml' && !path.endsWith('/Cargo.toml')) continue;
    const table = tomlTable(context, path);
    if (table === undefined) complete = false;
    for (const name of [textIn(table, 'package', 'name'), ...tablesIn(table, 'bin').map((bin) => textIn(bin, 'name'))]) if (name !== undefined) names.add(name);
  }
  return { names, complete };
});

export interface PackageNames {
  /** Those of the manifests, which are meant. */
  readonly own: ReadonlySet<string>;
  /** With those of the lock file, which can be asked for as well. */
  readonly all: ReadonlySet<string>;
  readonly complete: boolean;
}

/** Every package that `--package` may name (the Cargo book, "Package ID specifications"). Without a lock file only cargo knows all. */
export const packageNames = onceEach((context: BuildContext): PackageNames => {
  const own = new Set<string>();
  const files = context.list();
  const lock = tomlTable(context, 'Cargo.lock');
  let complete = files !== undefined && lock !== undefined;
  for (const { path } of files ?? []) {
    if (path !== 'Cargo.toml' && !path.endsWith('/Cargo.toml')) continue;
    const table = tomlTable(context, path);
    if (table === undefined) complete = false;
    const name = textIn(table, 'package', 'name');
    if (name !== undefined) own.add(name);
  }
  return { own, all: new Set([...own, ...tablesIn(lock, 'package').flatMap((one) => textIn(one, 'name') ?? [])]), complete };
});

/** Whether cargo reads its manifest out of the context, so that the programs that it can build are known. */
export function readsContext(build: Build, { stage, workdir, invocation }: CargoStep): boolean {
  if (stage === undefined || !build.dockerfile.stages.includes(stage) || workdir === undefined || invocation.manifestPath !== undefined) return false;
  const manifest = build.files(stage).at(containerPath('Cargo.toml', workdir));
  return manifest.is === 'present' && manifest.contextPath !== undefined;
}

/** The name that a mistyped one most likely means. */
export function nearProgram(name: string, names: ReadonlySet<string>): string | undefined {
  return suggest(name, [...names]);
}
