import { containerPath, foldersAbove } from '../../container-path.ts';
import type { BuildContext } from '../../context/model.ts';
import { onceEach } from '../../once-each.ts';
import { cargoInvocation, targetFolderOf } from '../../programs/cargo.ts';
import type { CargoInvocation } from '../../programs/cargo.ts';
import { cargoConfiguration, unknownConfiguration } from './cargo-configuration.ts';
import type { CargoConfiguration } from './cargo-configuration.ts';
import { manifestAt, readWorkspace, selectedPackages } from './cargo-manifest.ts';
import type { CargoWorkspace } from './cargo-manifest.ts';
import { cargoInstallDeeds } from './commands-cargo-install.ts';
import { partBelow } from './effect-index.ts';
import { mentionedPlaces } from './mentioned-places.ts';
import type { Deed } from './model.ts';
import { fills, nothing, targetIn } from './step.ts';
import type { Step } from './step.ts';

const why = '`cargo` builds there';

/** What cargo does to the files; undefined for other programs, and for what it runs. */
export function cargoDeeds(step: Step): readonly Deed[] | undefined {
  const cargo = cargoInvocation(step.command);
  if (cargo === undefined) return undefined;
  const { subcommand } = cargo;
  const compiles = /^(?:build|rustc|zigbuild|auditable build|chef cook|check|clippy|test|bench|doc)$/.test(subcommand);
  if (compiles || /^(?:run|component build|chef prepare|install|binstall)$/.test(subcommand)) step.tree.cargoConfigurations.set(step.command, cargoConfiguration(step));
  if (subcommand === 'install' || subcommand === 'binstall') return cargoInstallDeeds(step, cargo);
  if (subcommand === 'chef prepare') return prepared(step, cargo);
  if (compiles) return compiled(step, cargo);
  if (subcommand === 'new' || subcommand === 'init') return begun(step, subcommand);
  if (/^(?:fetch|update|metadata|tree|vendor|generate-lockfile|add|clean|login|version|search|audit|deny|fmt|udeps|sweep|remove)$/.test(subcommand)) return subcommand === 'clean' ? nothing : [fills(step.folder, why), ...mentionedPlaces(step)];
  // `cargo run` and subcommands that others wrote.
  return undefined;
}

/** `cargo new app`: a folder with a manifest and one source, as a repository. */
function begun(step: Step, subcommand: 'new' | 'init'): readonly Deed[] {
  const [word] = step.command.operands().filter(({ value }) => value !== subcommand);
  const target = word === undefined ? { is: 'unknown' as const } : targetIn(step, word);
  const folder = word === undefined && subcommand === 'init' ? step.folder : target.is === 'path' ? target.path : undefined;
  if (folder === undefined) return [fills(step.folder, why)];
  return [{ does: 'fills', path: folder, folder: true, why, only: (path) => /^(?:src|Cargo\.(?:toml|lock)|\.git|\.gitignore|\.hg|\.hgignore)(?:\/|$)/.test(partBelow(path, folder) ?? '') }];
}

function prepared(step: Step, cargo: CargoInvocation): readonly Deed[] {
  const { recipePath } = cargo;
  if (recipePath === undefined) return step.folder === undefined ? [fills(undefined, why)] : [{ does: 'makes', path: containerPath('recipe.json', step.folder), kind: 'file', owner: step.user }];
  const target = targetIn(step, recipePath);
  return [target.is === 'path' ? { does: 'makes', path: target.path, kind: 'file', owner: step.user } : fills(undefined, why)];
}

/** The workspace that cargo finds from the folder it runs in. */
interface Project {
  /** Of the container; undefined when not known. */
  readonly root: string | undefined;
  readonly workspace: CargoWorkspace | undefined;
  /** Of the context. */
  readonly context: string | undefined;
}

function projectOf(step: Step, folder: string | undefined): Project {
  const unknown: Project = { root: undefined, workspace: undefined, context: undefined };
  if (folder === undefined) return unknown;
  const here = contextFolder(step, folder);
  const { context } = step.build;
  const own = here === undefined ? undefined : manifestAt(context, here);
  // The lock file lies at the root of the workspace, and cargo stops where neither this folder nor one above has a manifest.
  if (here === undefined || own === undefined) {
    const isRoot = step.tree.at(containerPath('Cargo.lock', folder)).is === 'present' || (step.tree.at(containerPath('Cargo.toml', folder)).is !== 'absent' && foldersAbove(folder).every((above) => step.tree.at(containerPath('Cargo.toml', above)).is === 'absent'));
    return isRoot ? { root: folder, context: here, workspace: undefined } : unknown;
  }
  if (own.workspace) return { root: folder, context: here, workspace: readWorkspace(context, here, here) };
  for (const above of foldersAbove(folder)) {
    const fact = step.tree.at(containerPath('Cargo.toml', above));
    if (fact.is === 'unknown') return unknown;
    if (fact.is === 'absent') continue;
    const found = contextFolder(step, above);
    const manifest = found === undefined ? undefined : manifestAt(context, found);
    if (found === undefined || manifest === undefined) return unknown;
    if (manifest.workspace) return { root: above, context: found, workspace: readWorkspace(context, found, here) };
  }
  return { root: folder, context: here, workspace: readWorkspace(context, here, here) };
}

/** The folder of the context that the manifest of this folder was copied from. */
function contextFolder(step: Step, folder: string): string | undefined {
  const fact = step.tree.at(containerPath('Cargo.toml', folder));
  const path = fact.is === 'present' ? fact.contextPath : undefined;
  return path === undefined ? undefined : path === 'Cargo.toml' ? '' : path.endsWith('/Cargo.toml') ? path.slice(0, -'/Cargo.toml'.length) : undefined;
}

function compiled(step: Step, cargo: CargoInvocation): readonly Deed[] {
  const manifest = cargo.manifestPath;
  const target = manifest === undefined ? undefined : targetIn(step, manifest);
  const folder = target === undefined ? step.folder : target.is === 'path' ? containerPath('..', target.path) : undefined;
  const cook = cargo.subcommand === 'chef cook';
  // The skeleton that `cook` writes makes its own folder the workspace; its manifests are in the recipe.
  const project: Project = cook ? { root: folder, workspace: undefined, context: undefined } : projectOf(step, folder);
  const configuration = step.tree.cargoConfigurations.get(step.command) ?? unknownConfiguration;
  const deeds: Deed[] = [];
  const folders = targetFolders(step, cargo, folder, { project, configuration });
  if (folders === undefined) deeds.push({ does: 'anything', why: 'only the build knows where `cargo` builds' });
  for (const path of folders ?? []) deeds.push(...outputs(step, cargo, { project, configuration }, path, folders?.length === 1));
  // Build scripts, the lock file, and the skeleton that `cook` writes.
  const configured = !cook || mayHaveConfiguration(step.build.context);
  if (folder !== undefined) deeds.push({ does: 'fills', path: folder, folder: false, why, only: (path) => (configured || !isConfiguration(path)) && (folders ?? []).every((one) => partBelow(path, one) === undefined) && !isProgramOfTarget(partBelow(path, folder) ?? '') });
  // Build scripts see the variables too: `ASSET_OUT_DIR=/out/man`. Where a configuration that is not known may name the target folder, that may be any of them.
  const isAbove = (place: string): boolean => (folders ?? []).some((one) => one === place || partBelow(one, place) !== undefined);
  const isOpen = configuration.unread.includes(undefined) && step.command.option('--config') !== undefined;
  deeds.push(...mentionedPlaces(step).filter((deed) => isOpen || deed.does !== 'fills' || deed.path === undefined || !isAbove(deed.path)));
  const out = step.command.option('--artifact-dir', '--out-dir')?.value;
  if (out !== undefined) deeds.push(fills(targetPath(step, out), why));
  return deeds;
}

/** A recipe holds the configuration of the project. */
const mayHaveConfiguration = onceEach((context: BuildContext): boolean => context.list()?.some(({ path }) => isConfiguration(`/${path}`)) ?? true);

/** Where cargo puts programs unless it is told to use another folder: nothing else does. */
function isProgramOfTarget(path: string): boolean {
  return /^target\/(?:[^/]+\/)?(?:release|debug)\/[\w-]+$/.test(path);
}

function isConfiguration(path: string): boolean {
  return /\/\.cargo(?:\/config(?:\.toml)?)?$/.test(path);
}

function targetPath(step: Step, word: CargoInvocation['targetDir']): string | undefined {
  if (word === undefined) return undefined;
  const target = targetIn(step, word);
  return target.is === 'path' ? target.path : undefined;
}

/** What says where programs go, beside the command itself. */
interface Setting {
  readonly project: Project;
  readonly configuration: CargoConfiguration;
}

/** The folders that may be the target folder; undefined for any. */
function targetFolders(step: Step, cargo: CargoInvocation, folder: string | undefined, { project, configuration }: Setting): readonly string[] | undefined {
  if (cargo.targetDir !== undefined) {
    const path = targetPath(step, cargo.targetDir);
    return path === undefined ? undefined : [path];
  }
  for (const name of ['CARGO_TARGET_DIR', 'CARGO_BUILD_TARGET_DIR']) {
    const value = step.variable(name);
    if (value === undefined || (value !== null && value !== '' && !value.startsWith('/') && folder === undefined)) return undefined;
    if (value !== null && value !== '') return [containerPath(value, folder)];
  }
  if (folder === undefined) return undefined;
  if (configuration.targetDir !== undefined) return [configuration.targetDir];
  if (configuration.unread.some((text) => text?.includes('target-dir') === true)) return undefined;
  if (project.root !== undefined) return [containerPath('target', project.root)];
  return [folder, ...foldersAbove(folder)].map((at) => containerPath('target', at));
}

/** What lies in a target folder afterwards. `sure`: it is the one. */
function outputs(step: Step, cargo: CargoInvocation, { project, configuration }: Setting, folder: string, sure: boolean): readonly Deed[] {
  const profile = profileOf(cargo);
  const triples = triplesOf(step, cargo, configuration);
  if (profile === undefined || cargo.subcommand === 'doc') return [fills(folder, why)];
  // Without a file of settings in sight there may be a target in it.
  const settings: readonly Deed[] = triples === undefined ? [{ does: 'fills', path: folder, folder: false, why: 'which target it is built for is not known', only: (path) => /-/.test((partBelow(path, folder) ?? '').split('/')[0] ?? '') }] : [];
  const places = (triples ?? ['']).map((triple) => containerPath(`./${triple}/${profile}`, folder));
  return [...settings, ...places.flatMap((place) => programs(step, cargo, project, place, sure))];
}

function programs(step: Step, cargo: CargoInvocation, project: Project, place: string, sure: boolean): readonly Deed[] {
  const beside = (path: string): boolean => /^(?:lib|[^/]*[./])/.test(partBelow(path, place) ?? '');
  const others: Deed = { does: 'fills', path: place, folder: sure, why, only: beside };
  if (!sure) return [fills(place, why)];
  if (cargo.subcommand === 'chef cook' || /^(?:check|clippy|doc|test|bench)$/.test(cargo.subcommand)) return [others];
  const made = (name: string): Deed => ({ does: 'makes', path: containerPath(name, place), kind: 'file', owner: step.user });
  const named = cargo.bins.map((word) => word.value);
  if (named.length > 0) {
    const known = named.filter((name) => name !== undefined && !/[*?[]/.test(name));
    return [others, ...known.map((name) => made(name ?? '')), ...(known.length < named.length ? [fills(place, why, true)] : [])];
  }
  if (step.command.option('--lib', '--example', '--examples') !== undefined && !cargo.allBins) return [others];
  const packages = project.workspace === undefined ? undefined : selectedPackages(cargo, project.workspace);
  if (packages === undefined) return [fills(place, why, true)];
  return [others, ...packages.flatMap(({ bins }) => bins).map((bin): Deed => (bin.sure ? made(bin.name) : { does: 'fills', path: containerPath(bin.name, place), folder: false, why: 'it is built with some features only' }))];
}

function profileOf(cargo: CargoInvocation): string | undefined {
  if (cargo.profile === undefined) return cargo.release || cargo.subcommand === 'bench' ? 'release' : 'debug';
  const name = cargo.profile.value;
  return name === 'dev' || name === 'test' ? 'debug' : name === 'bench' ? 'release' : name;
}

/** Folders between the target folder and the profile's: `''` without `--target`. Undefined when not known. */
function triplesOf(step: Step, cargo: CargoInvocation, { targets, open }: CargoConfiguration): readonly string[] | undefined {
  if (step.command.name === 'xx-cargo') return undefined;
  if (cargo.target.length > 0) {
    return foldersOf(cargo.target.map(({ value }) => value));
  }
  const variable = step.variable('CARGO_BUILD_TARGET');
  if (variable === undefined) return undefined;
  if (variable !== null && variable !== '') return [variable];
  // What `cook` compiles for may stand in the recipe.
  if (targets.length === 0) return open || cargo.subcommand === 'chef cook' ? undefined : [''];
  return foldersOf(targets);
}

function foldersOf(targets: readonly (string | undefined)[]): readonly string[] | undefined {
  const folders = targets.map((target) => (target === undefined ? undefined : targetFolderOf(target)));
  const known = folders.flatMap((folder) => folder ?? []);
  return known.length < folders.length ? undefined : known;
}
