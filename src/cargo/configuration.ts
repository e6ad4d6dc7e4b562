import { isTable, tableIn, textIn, textsIn, tomlTable } from '../context/toml.ts';
import type { TomlTable } from '../context/toml.ts';
import { containerPath, foldersAbove } from '../container-path.ts';
import type { FileFact } from '../image/files/model.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { knownValue } from '../word.ts';
import type { CargoStep } from './model.ts';

/** A configuration file of cargo that a step finds. */
interface ConfigurationFile {
  /** The folder that its relative paths count from. */
  readonly folder: string;
  readonly table: TomlTable;
}

/** What configuration files say (the Cargo book, "Configuration"): those of the folder and of each above it, then that of CARGO_HOME. */
export interface CargoConfiguration {
  /** Those whose text is known; the first one that says something counts. */
  readonly files: readonly ConfigurationFile[];
  /** There is, or may be, one of which only the build knows what it says. What base images have is not counted. */
  readonly open: boolean;
}

export function configurationOf(build: Build, step: CargoStep): CargoConfiguration {
  return configurationsOf(build)(step);
}

/** Every COPY out of a stage asks about each step of it. */
const configurationsOf = onceEach((build: Build) => onceEach((step: CargoStep) => readConfiguration(build, step)));

function readConfiguration(build: Build, step: CargoStep): CargoConfiguration {
  const { stage, workdir } = step;
  if (stage === undefined || workdir === undefined || !build.dockerfile.stages.includes(stage)) return { files: [], open: true };
  const home = step.variable('CARGO_HOME');
  const homes = home.is === 'set' ? [knownValue(home.text) ?? '/'] : ['/usr/local/cargo', '/root/.cargo'];
  const places = [...[workdir, ...foldersAbove(workdir)].map((folder) => containerPath('.cargo', folder)), ...homes];
  const files: ConfigurationFile[] = [];
  let open = false;
  for (const path of places.flatMap((place) => [containerPath('config', place), containerPath('config.toml', place)])) {
    const fact = build.files(stage).at(path);
    const table = fact.is === 'present' && fact.contextPath !== undefined ? tomlTable(build.context, fact.contextPath) : undefined;
    if (table !== undefined) files.push({ folder: containerPath('../..', path), table });
    else open ||= fact.is !== 'absent' && !isOfBase(build, fact);
  }
  return { files, open };
}

function isOfBase({ dockerfile }: Build, { at }: FileFact & { readonly is: 'present' | 'unknown' }): boolean {
  return dockerfile.stages.some(({ from }) => at === (from.image ?? from));
}

/** The target that they compile for; undefined when they name none. Several are joined by a comma. */
export function configuredTarget({ files }: CargoConfiguration): string | undefined {
  for (const { table } of files) {
    const target = textIn(table, 'build', 'target') ?? textsIn(table, 'build', 'target')?.join(',');
    if (target !== undefined) return target;
  }
  return undefined;
}

/** Where they put what is compiled; undefined when they do not say. Absolute. */
export function configuredTargetDir({ files }: CargoConfiguration): string | undefined {
  for (const { folder, table } of files) {
    const path = textIn(table, 'build', 'target-dir');
    if (path !== undefined) return containerPath(path, folder);
  }
  return undefined;
}

/** Whether options that they hand to the compiler, for any target, say how programs are linked: `+crt-static`, `link-arg=-static`. */
export function choosesLinking({ files }: CargoConfiguration): boolean {
  return files.some(({ table }) => {
    const targets = Object.values(tableIn(table, 'target') ?? {}).filter(isTable);
    return [tableIn(table, 'build'), ...targets].some((one) => /static/.test(textIn(one, 'rustflags') ?? textsIn(one, 'rustflags')?.join(' ') ?? ''));
  });
}
