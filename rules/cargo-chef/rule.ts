import { defineRule, type Build, type Finding, type Observation } from '../../src/rule.ts';
import { stageTitle } from '../../src/cargo/chain.ts';
import { isKeptOtherwise } from '../../src/cargo/kept-otherwise.ts';
import type { CargoStep, CargoWork } from '../../src/cargo/model.ts';
import { targetsAreNamed } from '../../src/cargo/members.ts';
import { CHEF_PATTERN } from '../../src/cargo/pattern.ts';
import { recipeOrigin, recipePath, type RecipeOrigin } from '../../src/cargo/recipe.ts';
import { hiddenCargo } from '../../src/cargo/scripts.ts';
import { buildsSkeleton } from '../../src/cargo/skeleton.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { hiddenFailure, isTurnedAround, plannerSources, sourcesAbove } from '../../src/cargo/structure.ts';
import { whyNotUsed } from '../../src/cargo/unused-cook.ts';
import { volatileAbove } from '../../src/cargo/volatile.ts';
import { lineOf } from '../../src/source.ts';
import { judgeCrates, judgeDummies, judgeLock } from './missing-files.ts';

interface Options {
  readonly stages: number;
  readonly required: boolean;
}

export default defineRule<Options>({
  id: 'cargo-chef',
  summary: 'Use cargo-chef so that an edit of the sources leaves the dependencies compiled.',
  category: 'cache',
  needs: ['context'],
  faults: {
    'missing': { severity: 'warning', since: '2026-11', summary: 'The rule is told to require cargo-chef, and the build does without.' },
    'stage-count': { severity: 'warning', since: '2026-11', summary: 'The build has another number of stages than the rule is told to expect.' },
    'not-used': { severity: 'warning', since: '2026-11', summary: 'The rule is told to require cargo-chef, and the build uses nothing of what was cooked.' },
    'sources-before-cook': { severity: 'warning', since: '2026-11', summary: 'Sources are copied above `cargo chef cook`, so every edit cooks again.' },
    'no-planner': { severity: 'warning', since: '2026-11', summary: '`prepare` and `cook` run in the same stage, behind the sources.' },
    'recipe-missing': { severity: 'warning', since: '2026-11', summary: '`cargo chef cook` finds no recipe.' },
    'recipe-path': { severity: 'warning', since: '2026-11', summary: 'The recipe is written to one path and read from another.' },
    'recipe-committed': { severity: 'info', since: '2026-11', summary: '`cargo chef cook` takes its recipe out of the build context, where nothing of the build renews it.' },
    'lock-missing': { severity: 'warning', since: '2026-11', summary: '`cargo chef cook` is told to keep to a lock file that the planner does not have.' },
    'planner-without-sources': { severity: 'info', since: '2026-11', summary: 'The planner has manifests only, and cannot see the targets of the crates.' },
    'crate-missing': { severity: 'warning', since: '2026-11', summary: 'The manifests name a crate that the planner does not get, so that `prepare` fails.' },
    'crate-not-copied': { severity: 'warning', since: '2026-11', summary: 'The build lacks a crate that one of its crates depends on, and compiles the dummy that `cook` left, or fails.' },
    'sources-missing': { severity: 'warning', since: '2026-11', summary: 'No sources come behind `cook`: the build compiles the empty program that it left.' },
    'volatile-variable': { severity: 'info', since: '2026-11', summary: 'A variable that changes from build to build stands above `cargo chef cook` and makes it run again.' },
    'failure-hidden': { severity: 'info', since: '2026-11', summary: 'A failure of cargo is passed over (`|| true`, `; exit 0`), and the layer of what it left is cached.' },
  },
  options: {
    defaults: { stages: 0, required: false },
    schema: {
      stages: { description: 'How many stages the build is to have, counted over those that the shipped image needs; 0 for any number.', type: 'integer', minimum: 0 },
      required: { description: 'A build without cargo-chef is a finding.', type: 'boolean' },
    },
  },

  *check(build, options) {
    const work = cargoWork(build);
    const needed = (step: CargoStep): boolean => step.stage === undefined || build.image.isBuilt(step.stage);
    const findings: Observation[] = work.cooks.length + work.prepares.length === 0 ? [] : [...judgeStructure(build, work)];
    const found = work.cooks.some(needed);
    if (!found && options.required) findings.push(missing(build, work));
    const stages = build.dockerfile.stages.filter((stage) => build.image.isBuilt(stage));
    const shown = stages.map((stage) => `${stageTitle(stage)} (${String(lineOf(stage.from.place))})`).join(' → ');
    if (found && options.stages > 0 && stages.length !== options.stages && build.target !== undefined) {
      findings.push({ fault: 'stage-count', at: build.target.from.image ?? build.target.from, message: `the build has ${String(stages.length)} ${stages.length === 1 ? 'stage' : 'stages'}, not ${String(options.stages)}: ${shown}`, help: CHEF_PATTERN });
    }
    if (found && options.required && findings.length === 0) findings.push(...judgeUse(build, work, needed));
    yield* findings;
    const last = work.builds.find((step) => needed(step) && work.cookedFor(step).length > 0);
    if (findings.length > 0 || !found) return;
    const cook = work.cooks.find(needed);
    // Several stand in branches, of which one surely runs.
    if (cook?.command.conditional === true && work.cooks.filter(needed).length === 1) yield { kind: 'doubt', at: cook.at, message: 'other commands decide whether `cargo chef cook` runs' };
    else if (last !== undefined) yield { kind: 'proof', at: last.at, message: shown };
    else if (cook !== undefined) yield { kind: 'doubt', at: cook.at, message: 'no `cargo build` of this file finds what `cargo chef cook` compiled' };
  },
});

/** What was cooked is to reach the build: a stage that cooks for nobody is none of cargo-chef. */
function* judgeUse(build: Build, work: CargoWork, needed: (step: CargoStep) => boolean): Iterable<Finding> {
  const steps = work.builds.filter(needed);
  const help = 'Cook and build with the same choices, and copy the target folder to the same path: docs/cargo-chef.md lists what can go wrong.';
  for (const step of steps) {
    const why = whyNotUsed(build, work, step);
    if (why !== undefined) yield { fault: 'not-used', at: step.at, message: `\`${step.title}\` uses nothing of what was cooked: ${why}`, help };
  }
  const [first] = steps;
  // An image that only the registry knows may hold cooked dependencies.
  if (first?.stage === undefined || steps.some((step) => work.cookedFor(step).length > 0 || step.stage === undefined || build.image.base(step.stage) === undefined)) return;
  yield { fault: 'not-used', at: first.at, message: `\`${first.title}\` finds nothing of what \`cargo chef cook\` compiled`, help };
}

function missing(build: Build, work: CargoWork): Observation {
  const compile = work.builds.find(({ stage }) => stage === undefined || build.image.isBuilt(stage));
  const from = build.target?.from;
  const hidden = hiddenCargo(build, work);
  if (hidden !== undefined) return { kind: 'doubt', at: hidden, message: `whether \`${hidden.name}\` runs \`cargo chef cook\` is not known: no other step does` };
  if (compile !== undefined) {
    const consequence = work.builds.some((step) => isKeptOtherwise(build, step)) ? 'keeps its dependencies in another way' : 'compiles every dependency again after any edit';
    return { fault: 'missing', at: compile.at, message: `\`${compile.title}\` ${consequence}: the build does without cargo-chef`, help: CHEF_PATTERN };
  }
  if (from === undefined) return { kind: 'doubt', at: { place: build.dockerfile.source.place(0, 0) }, message: 'there is no stage' };
  return { fault: 'missing', at: from.image ?? from, message: 'no stage of the build runs cargo-chef', help: CHEF_PATTERN };
}

function* judgeStructure(build: Build, work: CargoWork): Iterable<Observation> {
  const told = new Set<number>();
  const once = function* (findings: Iterable<Finding>): Iterable<Finding> {
    for (const finding of findings) {
      if (told.has(finding.at.place.span.start)) continue;
      told.add(finding.at.place.span.start);
      yield finding;
    }
  };
  for (const cook of work.cooks) {
    const origin = recipeOrigin(build, work, cook);
    yield* once(judgeOrder(build, work, cook, origin));
    yield* once(judgeRecipe(cook, origin));
    yield* once(judgeLock(build, cook, origin));
    yield* once(judgeVariables(build, cook));
    if (origin.is === 'unknown') yield { kind: 'doubt', at: cook.at, message: origin.why };
  }
  for (const step of [...work.cooks, ...work.builds]) yield* judgeFailure(build, step);
  for (const step of work.builds) if (work.cookedFor(step).length > 0) yield* once(judgeDummies(build, step));
  for (const step of work.builds) if (buildsSkeleton(build, work, step)) yield* once([skeletonBuilt(step)]);
  for (const prepare of work.prepares) {
    yield* once(judgeCrates(build, prepare));
    if (plannerSources(build, prepare) !== 'manifests' || targetsAreNamed(build, prepare)) continue;
    yield* once([{
      fault: 'planner-without-sources', at: prepare.at,
      message: '`cargo chef prepare` sees manifests only: targets that are found by their files are not in the recipe',
      help: 'Copy the sources too (`COPY . .`): nothing of the planner is cached or shipped but the recipe.',
    }]);
  }
}

function* judgeOrder(build: Build, work: CargoWork, cook: CargoStep, origin: RecipeOrigin): Iterable<Finding> {
  if (origin.is === 'prepared') {
    // A recipe made of manifests alone is as lasting as they are; what such a planner misses is told of it.
    if (plannerSources(build, origin.prepare) === 'manifests') return;
    yield {
      fault: 'no-planner', at: cook.at,
      message: '`cargo chef cook` runs behind `cargo chef prepare` in the same image: every edit of the sources cooks again',
      help: CHEF_PATTERN,
      related: [{ place: origin.prepare.at.place, message: 'prepared here' }],
    };
    return;
  }
  for (const sources of sourcesAbove(build, work, cook)) {
    yield {
      fault: 'sources-before-cook', at: sources,
      message: `\`${sources.shown}\` stands above \`cargo chef cook\`: every edit of the sources compiles all dependencies again`,
      help: 'Copy nothing but the recipe before `cargo chef cook`, and the sources behind it.',
      related: [{ place: cook.at.place, message: 'cooked here' }],
    };
  }
}

function* judgeRecipe(cook: CargoStep, origin: RecipeOrigin): Iterable<Finding> {
  if (origin.is === 'missing') {
    yield { fault: 'recipe-missing', at: cook.at, message: `nothing puts a recipe at \`${origin.wanted}\`, where \`cargo chef cook\` reads it`, help: 'Copy it from the planner: `COPY --from=planner /app/recipe.json recipe.json`.' };
  } else if (origin.is === 'elsewhere') {
    yield { fault: 'recipe-path', at: origin.at, message: `the recipe is copied to \`${origin.path}\`, and \`cargo chef cook\` reads \`${origin.wanted}\``, help: 'Use one path for both.', related: [{ place: cook.at.place, message: 'read here' }] };
  } else if (origin.is === 'context') {
    yield { fault: 'recipe-committed', at: origin.at, message: '`cargo chef cook` reads a recipe out of the build context: it grows old there, for no step of the build prepares it', help: CHEF_PATTERN, related: [{ place: cook.at.place, message: 'cooked here' }] };
  } else if (origin.is === 'stage') {
    const written = origin.prepares.map(recipePath);
    const [first] = origin.prepares;
    if (first === undefined || written.some((path) => path === undefined || path === origin.sourcePath)) return;
    yield {
      fault: 'recipe-path', at: origin.at,
      message: `\`${stageTitle(origin.stage)}\` writes its recipe to \`${written[0] ?? ''}\`, and this copies \`${origin.sourcePath}\``,
      help: `Copy \`${written[0] ?? ''}\`.`,
      related: [{ place: first.at.place, message: 'written here' }],
    };
  }
}

function skeletonBuilt(step: CargoStep): Finding {
  return {
    fault: 'sources-missing', at: step.at,
    message: `no sources come into this stage: \`${step.title}\` compiles the empty program that \`cargo chef cook\` left`,
    help: 'Copy the sources behind `cargo chef cook`: `COPY . .`.',
  };
}

function* judgeVariables(build: Build, cook: CargoStep): Iterable<Finding> {
  for (const { name, pair, instruction } of volatileAbove(build, cook)) {
    yield {
      fault: 'volatile-variable', at: pair,
      message: `\`${instruction.keyword} ${name}\` stands above \`cargo chef cook\`, which then runs again whenever its value changes`,
      help: `Declare \`${name}\` behind \`cargo chef cook\`, where it is used.`,
      related: [{ place: cook.at.place, message: 'cooked here' }],
    };
  }
}

function* judgeFailure(build: Build, step: CargoStep): Iterable<Finding> {
  if (isTurnedAround(build, step)) {
    yield { fault: 'failure-hidden', at: step.at, message: `\`!\` turns around how \`${step.title}\` ends: the build stops when it ends well, and goes on when it fails`, help: 'Take the `!` away.' };
    return;
  }
  const hiding = hiddenFailure(build, step);
  if (hiding === undefined) return;
  yield {
    fault: 'failure-hidden', at: hiding,
    message: `when \`${step.title}\` fails nobody is told, and the layer of what it left is cached`,
    help: 'Let the step fail, or say why it may.',
    related: [{ place: step.at.place, message: 'this may fail' }],
  };
}
