import { folderOf } from '../cargo/folder.ts';
import type { AddInstruction, CopyInstruction, Instruction, RunInstruction, Stage } from '../dockerfile/model.ts';
import type { DependencyManager } from '../knowledge/dependency-managers.ts';
import { dependencyManagers } from '../knowledge/dependency-managers.ts';
import type { InstallCommand } from '../programs/dependency-install.ts';
import { installCommand } from '../programs/dependency-install.ts';
import { installedPackages } from '../programs/system-packages.ts';
import type { Build } from '../rule.ts';
import { onceEach } from '../once-each.ts';
import type { Command } from '../shell/model.ts';
import { sourceFile, sourceOfOtherStage, takesBuilt } from './copied-sources.ts';
import type { Step } from './model.ts';
import { planCache } from './plan.ts';
import { isForeignProject } from './project-folder.ts';

/** A step that installs what the project's manifest lists. */
export interface DependencyInstall extends InstallCommand {
  readonly command: Command;
  readonly run: RunInstruction;
}

/** What an edit of the project's sources does to an install. */
export type InstallFate =
  | { readonly is: 'runs'; readonly edited: string; readonly voidedBy: CopyInstruction | AddInstruction | undefined; readonly step: Step }
  | { readonly is: 'cached'; readonly edited: string; readonly step: Step }
  | { readonly is: 'unknown'; readonly why: string };

/**
 * Installs of dependencies in stages that the target needs, the first for each project: a later one in the same folder has little
 * left to do. A RUN with a cache mount is left out, since it downloads nothing again; so is all behind it.
 */
export function dependencyInstalls(build: Build): readonly DependencyInstall[] {
  const installs: DependencyInstall[] = [];
  const done = new Map<Stage, Set<string>>();
  for (const stage of build.dockerfile.stages) {
    if (!build.image.isBuilt(stage)) continue;
    const own = new Set(stage.parent === undefined ? [] : done.get(stage.parent));
    done.set(stage, own);
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'COPY' && instruction.from?.value !== undefined) for (const key of copiedFrom(build, instruction, done)) own.add(key);
      if (instruction.keyword !== 'RUN') continue;
      for (const install of installsOf(build, instruction)) {
        const family = familyOf(install.manager);
        const folder = folderIn(build, install);
        if (isForeignProject(build, { ...install, folder })) continue;
        const key = `${family} ${folder ?? ''}`;
        // What a build installs on the way is kept for all projects of the stage (`~/.m2`, `~/.nuget`).
        const isFirst = !own.has(key) && !own.has(`${family} *`) && !(install.implicit && [...own].some((earlier) => earlier.startsWith(`${family} `)));
        own.add(key);
        if (isFirst && !instruction.mounts.some(({ type }) => type === 'cache')) installs.push(install);
      }
    }
  }
  return installs;
}

/** What a build makes, and single files: no dependencies are in them. */
const WITHOUT_DEPENDENCIES = /(?:^|\/)(?:dist|build|out|public|static|assets|wwwroot|[\w*-]+\.[a-z][a-z0-9]*)\/?$/;

/** What another stage installed and is copied here counts in any folder. */
function copiedFrom(build: Build, copy: CopyInstruction, done: ReadonlyMap<Stage, ReadonlySet<string>>): readonly string[] {
  if (copy.sources.every(({ value }) => value !== undefined && WITHOUT_DEPENDENCIES.test(value))) return [];
  const stage = build.dockerfile.stage(copy.from?.value ?? '', copy.stage);
  return [...((stage && done.get(stage)) ?? [])].map((key) => key.replace(/ .*/, ' *'));
}

function installsOf(build: Build, run: RunInstruction): readonly DependencyInstall[] {
  return run.commands.flatMap((command) => {
    const install = installCommand(command);
    return install === undefined || (install.manager === 'go' && (makesModule(build, run) || (install.implicit && !downloadsModules(build)))) ? [] : [{ ...install, command, run }];
  });
}

/** `go build` of a module that has dependencies, and no copy of them. */
function downloadsModules({ context }: Build): boolean {
  return context.entry('go.sum').is === 'file' && context.entry('vendor/modules.txt').is === 'absent';
}

/** The module is made in the build: there is no `go.mod` to copy. */
function makesModule({ dockerfile }: Build, run: RunInstruction): boolean {
  return dockerfile.commands('go').some((command) => command.subcommand('mod') !== undefined && command.operands()[0]?.value === 'init' && command.instruction.stage === run.stage && command.instruction.index <= run.index);
}

/** Managers of one family do one another's work. */
function familyOf(manager: string): string {
  if (['npm', 'yarn', 'pnpm', 'bun'].includes(manager)) return 'javascript';
  return ['pip', 'pip project', 'pipenv', 'poetry', 'uv'].includes(manager) ? 'python' : manager;
}

function folderIn(build: Build, { command, run }: DependencyInstall): string | undefined {
  const { workdir } = build.image.before(run);
  return folderOf(command, workdir.is === 'present' ? workdir.value : undefined);
}

/** Commands of a stage that take long because they download: installs of dependencies, and of packages of the system. */
export const installsIn = onceEach((stage: Stage): readonly { readonly run: RunInstruction; readonly command: Command }[] => {
  return stage.instructions.flatMap((run) => {
    if (run.keyword !== 'RUN') return [];
    const command = run.commands.find((one) => installCommand(one)?.implicit === false || (installedPackages(one)?.packages.length ?? 0) > 0);
    return command === undefined ? [] : [{ run, command }];
  });
});

/** Undefined when nothing that the stage copies is known to hold sources. */
export function installFate(build: Build, { manager: id, run }: DependencyInstall): InstallFate | undefined {
  const { stage } = run;
  const manager = managerOf(id);
  const edited = stage === undefined || manager === undefined ? undefined : editedFile(build, stage, manager);
  const plan = edited === undefined ? undefined : planOf(build, edited);
  const step = plan?.steps.get(run);
  if (stage === undefined || edited === undefined || step === undefined) return undefined;
  if (step.outcome === 'unknown') return { is: 'unknown', why: step.why };
  if (step.outcome === 'cached') return { is: 'cached', edited, step };
  const earliest = plan?.firstRuns.get(stage)?.instruction;
  // What else another stage writes may stay the same: pruned manifests, exported lists.
  if (manager !== undefined && sourceFile(build, stage, manager) === undefined && !(earliest !== undefined && takesBuilt(earliest))) return undefined;
  const first = earliest !== undefined && earliest.index < run.index ? earliest : undefined;
  return { is: 'runs', edited, step, voidedBy: first?.keyword === 'COPY' || first?.keyword === 'ADD' ? first : undefined };
}

/** The COPY of the project's own sources in the stage of a RUN, or of what is built of them, that makes the RUN run again after an edit. */
export function sourcesFate(build: Build, run: RunInstruction, manager: DependencyManager): CopyInstruction | AddInstruction | undefined {
  const { stage } = run;
  const edited = stage === undefined ? undefined : editedFile(build, stage, manager);
  const plan = edited === undefined ? undefined : planOf(build, edited);
  if (stage === undefined || plan?.steps.get(run)?.outcome !== 'runs') return undefined;
  const first = plan.firstRuns.get(stage)?.instruction;
  if (first === undefined || first.index >= run.index || (first.keyword !== 'COPY' && first.keyword !== 'ADD')) return undefined;
  return first.from === undefined || takesBuilt(first) ? first : undefined;
}

interface Plan {
  readonly steps: ReadonlyMap<Instruction, Step>;
  /** The first step of each stage that surely runs again. */
  readonly firstRuns: ReadonlyMap<Stage, Step>;
}

interface Planned {
  readonly edited: Map<Stage, Map<DependencyManager, string | undefined>>;
  readonly plans: Map<string, Plan>;
}

/** Many installs share one plan: it is made once for each edited file. */
const plannedFor = onceEach((_build: Build): Planned => ({ edited: new Map(), plans: new Map() }));

/** Files whose edit is planned for one build. Nobody has as many; a file that does costs no more than this. */
const mostPlans = 40;

function planOf(build: Build, edited: string): Plan | undefined {
  const { plans } = plannedFor(build);
  const known = plans.get(edited);
  if (known !== undefined || plans.size >= mostPlans) return known;
  const steps = planCache(build, [edited]);
  const firstRuns = new Map<Stage, Step>();
  for (const step of steps) if (step.outcome === 'runs' && !firstRuns.has(step.stage)) firstRuns.set(step.stage, step);
  const plan: Plan = { steps: new Map(steps.map((step) => [step.instruction, step])), firstRuns };
  plans.set(edited, plan);
  return plan;
}

function editedFile(build: Build, stage: Stage, manager: DependencyManager): string | undefined {
  const { edited } = plannedFor(build);
  const ofStage = edited.get(stage) ?? new Map<DependencyManager, string | undefined>();
  edited.set(stage, ofStage);
  if (!ofStage.has(manager)) ofStage.set(manager, sourceFile(build, stage, manager) ?? sourceOfOtherStage(build, stage, manager));
  return ofStage.get(manager);
}

/** What is known of a manager: its manifests, its sources. */
export function managerOf(id: string): DependencyManager | undefined {
  return dependencyManagers.find((manager) => manager.id === id);
}
