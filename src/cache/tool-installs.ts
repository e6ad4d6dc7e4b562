import type { AddInstruction, CopyInstruction, RunInstruction } from '../dockerfile/model.ts';
import type { DependencyManager } from '../knowledge/dependency-managers.ts';
import { installedCrates } from '../programs/cargo-install.ts';
import { installedPackages } from '../programs/system-packages.ts';
import type { Build } from '../rule.ts';
import type { Command } from '../shell/model.ts';
import { sourcesFate } from './dependency-installs.ts';

/** A step that installs packages of the system, or tools out of a registry, and reads nothing of the project. */
export interface ToolInstall {
  readonly run: RunInstruction;
  readonly command: Command;
  /** What brings the sources, so that the step runs again after every edit. */
  readonly voidedBy: CopyInstruction | AddInstruction;
}

/** Commands that stand around an install, and read nothing of the project either. */
const AROUND: ReadonlySet<string> = new Set(['apt-get', 'apt', 'apk', 'dnf', 'microdnf', 'yum', 'zypper', 'pacman', 'rm', 'set', 'true', 'echo', 'rustup']);

/** Whatever the project is written in: a tool reads none of it. */
const ANY_SOURCES: DependencyManager = { id: 'none', manifests: '', reads: /$^/, sources: [''] };

/** Installs behind the sources, the first of each stage that is built. */
export function* toolInstallsBehindSources(build: Build): Iterable<ToolInstall> {
  for (const stage of build.dockerfile.stages) {
    if (!build.image.isBuilt(stage)) continue;
    for (const run of stage.instructions) {
      if (run.keyword !== 'RUN' || run.onbuild !== undefined || run.mounts.length > 0 || run.heredocs.length > 0) continue;
      const command = run.commands.find(installsByName);
      if (command === undefined || !run.commands.every((one) => one.redirections.length === 0 && one.pipeline.length === 1 && (installsByName(one) || isAround(one)))) continue;
      const voidedBy = sourcesFate(build, run, ANY_SOURCES);
      if (voidedBy === undefined) continue;
      yield { run, command, voidedBy };
      break;
    }
  }
}

function installsByName(command: Command): boolean {
  const packages = installedPackages(command)?.packages ?? [];
  if (packages.length > 0) return packages.every(({ kind }) => kind === 'name' || kind === 'group');
  const crates = installedCrates(command);
  return crates.length > 0;
}

/** An update, a clean-up of lists and caches. */
function isAround(command: Command): boolean {
  if (!AROUND.has(command.name)) return false;
  if (command.name === 'rm') return command.operands().every(({ value }) => value?.startsWith('/var/') === true || value?.startsWith('/tmp/') === true);
  return installedPackages(command) === undefined;
}
