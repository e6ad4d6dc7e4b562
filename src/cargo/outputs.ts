import { containerPath, isBelow } from '../container-path.ts';
import type { CopyInstruction, Stage } from '../dockerfile/model.ts';
import { baseName } from '../image/files/effect-index.ts';
import { targetFolderOf } from '../programs/cargo.ts';
import type { Build } from '../rule.ts';
import type { Word } from '../word.ts';
import { isBuiltOn } from './chain.ts';
import { configurationOf, targetOf } from './configuration.ts';
import { profileOf } from './choices.ts';
import { folderOf } from './folder.ts';
import type { CargoStep, CargoWork } from './model.ts';

/** A source of COPY --from in a stage where cargo compiles. */
export interface CopiedOutput {
  readonly copy: CopyInstruction;
  readonly source: Word;
  /** Absolute. */
  readonly path: string;
  readonly stage: Stage;
  /** What compiles in that stage, and in those it is built FROM. */
  readonly builds: readonly CargoStep[];
}

export function copiedOutputs(build: Build, work: CargoWork): readonly CopiedOutput[] {
  if (work.builds.length === 0) return [];
  return build.dockerfile.all('COPY').flatMap((copy) => {
    if (copy.from?.value === undefined || copy.onbuild !== undefined) return [];
    const stage = build.dockerfile.stage(copy.from.value, copy.stage);
    const builds = stage === undefined ? [] : work.builds.filter((step) => isBuiltOn(stage, step.stage));
    if (stage === undefined || builds.length === 0) return [];
    return copy.sources.flatMap((source) => (source.value === undefined ? [] : [{ copy, source, path: containerPath(source.value), stage, builds }]));
  });
}

/** What a script of the stage copied or moved to this path, out of a cache mount as a rule: `cp target/release/app /out/`. */
export function takenByScript(build: Build, stage: Stage, path: string): string | undefined {
  const fact = build.files(stage).at(path);
  const command = fact.is === 'present' && fact.by?.keyword === 'RUN' ? fact.by.commands.find((one) => one === fact.at) : undefined;
  if (command === undefined || !/^(?:cp|mv|install)$/.test(command.name)) return undefined;
  const { workdir } = build.image.before(command.instruction);
  const folder = folderOf(command, workdir.is === 'present' ? workdir.value : undefined);
  const operands = command.operands();
  const sources = command.option('-t') === undefined ? operands.slice(0, -1) : operands;
  const named = sources.filter(({ value }) => value !== undefined && path.endsWith(`/${baseName(value)}`));
  const source = (named[0] ?? (sources.length === 1 ? sources[0] : undefined))?.value;
  return source === undefined || !source.startsWith('/') && folder === undefined ? undefined : containerPath(source, folder);
}

/** The folder of a build's programs: `target/release`, `target/x86_64-unknown-linux-musl/release`. Undefined when only the build knows. */
export function outputFolder(build: Build, step: CargoStep): string | undefined {
  const target = targetOf(build, step);
  const profile = profileOf(step).folder;
  const base = step.targetDir.path;
  if (target === undefined || profile === undefined || base === undefined) return undefined;
  if (target.name === undefined) return containerPath(profile, base);
  const folder = targetFolderOf(target.name);
  return folder === undefined ? undefined : containerPath(`${folder}/${profile}`, base);
}

/** Where a step puts programs: `cargo install` into a folder for those, all others below the target folder. Undefined when only the build knows. */
export function programFolder(build: Build, step: CargoStep): string | undefined {
  if (step.invocation.subcommand !== 'install') return outputFolder(build, step);
  const [root, ...others] = configurationOf(build, step).installRoots ?? [];
  return root === undefined || others.length > 0 ? undefined : containerPath('bin', root);
}

/** Folders that a path of a target folder goes through, when it looks like one of cargo's: `release/app`, `<triple>/release/app`; without a name for all of `release/`. */
export function looksLikeOutput(path: string, targetDir: string): { readonly folder: string; readonly name: string } | undefined {
  if (!isBelow(path, targetDir) || path === targetDir) return undefined;
  const tail = path.slice(targetDir.length + 1);
  if (/^(?:[a-z0-9_]+-[a-z0-9_.-]+\/)?(?:release|debug)$/.test(tail)) return { folder: path, name: '' };
  const match = /^((?:[a-z0-9_]+-[a-z0-9_.-]+\/)?([a-z][a-z0-9_-]*))\/([^/]+)$/.exec(tail);
  if (match === null || ofOthers.has(match[2] ?? '') || isOfBuildScript(match[3] ?? '')) return undefined;
  return { folder: containerPath(match[1] ?? '', targetDir), name: match[3] ?? '' };
}

/** Folders of a target folder that other tools fill: maturin, cargo-deb, cargo-generate-rpm, cargo-leptos, rustdoc, tests, and build scripts (source: their documentation, 2026-11-29). */
const ofOthers: ReadonlySet<string> = new Set(['wheels', 'debian', 'generate-rpm', 'wix', 'bundle', 'package', 'site', 'front', 'doc', 'tmp', 'nextest', 'criterion', 'llvm-cov', 'tarpaulin', 'assets', 'man', 'man-pages', 'completions', 'shell-completions', 'generated']);

/** Cargo makes programs, which have no ending, and libraries; what else has one a build script writes. */
function isOfBuildScript(name: string): boolean {
  return /\.\w+$/.test(name) && !/[*?[]|\.(?:so|a|rlib|wasm|exe|dll|dylib|d)$/.test(name);
}
