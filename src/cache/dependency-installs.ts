import { onceEach } from '../once-each.ts';
import type { AddInstruction, CopyInstruction, Instruction, RunInstruction, Stage } from '../dockerfile/model.ts';
import type { DependencyManager } from '../knowledge/dependency-managers.ts';
import { dependencyManagers, sourceFolders } from '../knowledge/dependency-managers.ts';
import type { Build } from '../rule.ts';
import { installedPackages } from '../programs/system-packages.ts';
import type { Command } from '../shell/model.ts';
import { fileKind } from './file-kinds.ts';
import type { Step } from './model.ts';
import { planCache } from './plan.ts';

/** A step that installs what the project's manifest lists. */
export interface DependencyInstall {
  readonly manager: DependencyManager;
  readonly command: Command;
  readonly run: RunInstruction;
}

/** What an edit of the project's sources does to an install. */
export type InstallFate =
  | { readonly is: 'runs'; readonly edited: string; readonly voidedBy: CopyInstruction | AddInstruction | undefined; readonly step: Step }
  | { readonly is: 'cached'; readonly edited: string; readonly step: Step }
  | { readonly is: 'unknown'; readonly why: string };

/** Installs of dependencies in stages that the target needs; a RUN with a cache mount is left out, since it downloads nothing again. */
export function dependencyInstalls(build: Build): readonly DependencyInstall[] {
  const installs: DependencyInstall[] = [];
  for (const stage of build.dockerfile.stages) {
    if (!build.image.isBuilt(stage)) continue;
    for (const run of stage.instructions) {
      if (run.keyword !== 'RUN' || run.mounts.some(({ type }) => type === 'cache')) continue;
      for (const command of run.commands) {
        const manager = managerOf(command);
        if (manager !== undefined) installs.push({ manager, command, run });
      }
    }
  }
  return installs;
}

/** Commands of a stage that take long because they download: installs of dependencies, and of packages of the system. */
export const installsIn = onceEach((stage: Stage): readonly { readonly run: RunInstruction; readonly command: Command }[] => {
  return stage.instructions.flatMap((run) => {
    if (run.keyword !== 'RUN') return [];
    const command = run.commands.find((one) => managerOf(one) !== undefined || (installedPackages(one)?.packages.length ?? 0) > 0);
    return command === undefined ? [] : [{ run, command }];
  });
});

/** Undefined when nothing that the stage copies is known to hold sources. */
export function installFate(build: Build, { manager, run }: DependencyInstall): InstallFate | undefined {
  const { stage } = run;
  const edited = stage === undefined ? undefined : editedFile(build, stage, manager);
  const plan = edited === undefined ? undefined : planOf(build, edited);
  const step = plan?.steps.get(run);
  if (stage === undefined || edited === undefined || step === undefined) return undefined;
  if (step.outcome === 'unknown') return { is: 'unknown', why: step.why };
  if (step.outcome === 'cached') return { is: 'cached', edited, step };
  const earliest = plan?.firstRuns.get(stage)?.instruction;
  const first = earliest !== undefined && earliest.index < run.index ? earliest : undefined;
  return { is: 'runs', edited, step, voidedBy: first?.keyword === 'COPY' || first?.keyword === 'ADD' ? first : undefined };
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
const planned = new WeakMap<Build, Planned>();

/** Files whose edit is planned for one build. Nobody has as many; a file that does costs no more than this. */
const mostPlans = 40;

function plannedFor(build: Build): Planned {
  let known = planned.get(build);
  if (known === undefined) {
    known = { edited: new Map(), plans: new Map() };
    planned.set(build, known);
  }
  return known;
}

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
  if (!ofStage.has(manager)) ofStage.set(manager, sourceFile(build, stage, manager));
  return ofStage.get(manager);
}

let managers: ReadonlyMap<string, DependencyManager> | undefined;

function managerOf(command: Command): DependencyManager | undefined {
  managers ??= new Map(dependencyManagers.flatMap((one) => one.programs.map((program) => [program, one])));
  const { name } = command;
  const manager = managers.get(name.startsWith('pip') ? name.replace(/^pip\d[\d.]*$/, 'pip') : name);
  if (manager === undefined || command.option('-g', '--global') !== undefined) return undefined;
  if (manager.needs !== undefined && command.option(...manager.needs) === undefined) return undefined;
  const subcommand = command.subcommand()?.value ?? '';
  if (!manager.installs.includes(subcommand)) return undefined;
  const operands = command.operands();
  // `go mod download`; anything else that is named is a package, not the manifest.
  if (subcommand === 'mod') return operands[0]?.value === 'download' ? manager : undefined;
  return operands.length === 0 ? manager : undefined;
}

/** A source file of the project that the stage's chain copies: a real one where the context is known, else one that would be taken. */
function sourceFile(build: Build, stage: Stage, manager: DependencyManager): string | undefined {
  const copies: (CopyInstruction | AddInstruction)[] = [];
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) if ((instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && instruction.from === undefined) copies.push(instruction);
  }
  const folders = [...new Set(copies.flatMap((copy) => copy.sources.flatMap(({ value }) => sourceFolder(value) ?? [])))];
  const listed = build.context.list({ sentOnly: true });
  for (const folder of folders) {
    const inside = folder === '' ? '' : `${folder}/`;
    const sources = listed?.filter(({ path }) => path.startsWith(inside) && fileKind(path) === 'sources' && !manager.reads.test(path)) ?? [];
    // TypeScript and templates are sources of a JavaScript project too.
    const real = sources.find(({ path }) => path.endsWith(manager.sources)) ?? sources[0];
    if (real !== undefined) return real.path;
    if (listed === undefined) return `${inside}example${manager.sources}`;
  }
  return undefined;
}

/** '' for the whole context, a folder that by its name holds sources; undefined for anything else. */
function sourceFolder(source: string | undefined): string | undefined {
  if (source === undefined) return undefined;
  const folder = source.replace(/^\.?\/+/, '').replace(/\/+$/, '');
  if (folder === '' || folder === '.') return '';
  return sourceFolders.has(folder) ? folder : undefined;
}
