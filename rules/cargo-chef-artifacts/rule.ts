import { isBelow } from '../../src/container-path.ts';
import { chainAbove, stageTitle } from '../../src/cargo/chain.ts';
import { isElsewhere } from '../../src/cargo/elsewhere.ts';
import type { CargoStep, CargoWork, Cooked } from '../../src/cargo/model.ts';
import { cacheMountOver, compilerCacheMount, downloadMount, usesCompilerCache } from '../../src/cargo/mounts.ts';
import { sentTarget } from '../../src/cargo/sent-target.ts';
import { bringsSources, sourcesOf } from '../../src/cargo/sources.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { foldersOfPlanners } from '../../src/cargo/structure.ts';
import type { Related } from '../../src/diagnostic.ts';
import { defineRule, type Build, type Finding, type Observation } from '../../src/rule.ts';

const since = '2026-11';

export default defineRule({
  id: 'cargo-chef-artifacts',
  summary: 'Let the build find what `cargo chef cook` compiled.',
  category: 'cache',
  needs: ['context'],
  faults: {
    'not-copied': { severity: 'warning', since, summary: 'The build runs in a stage that has nothing of what was cooked.' },
    'other-path': { severity: 'warning', since, summary: 'What was cooked is copied to another path than it was compiled in.' },
    'shadowed': { severity: 'warning', since, summary: 'A cache mount lies over the folder that was cooked, so its layer is not seen.' },
    'never-stored': { severity: 'warning', since, summary: '`cook` compiles into a cache mount, and its layer stays empty.' },
    'mount-only': { severity: 'info', since, summary: 'Both compile into one cache mount: the cooked layer is empty, and a builder without that cache starts over.' },
    'download-mount': { severity: 'info', since, summary: 'Only one of the two has a cache mount for what cargo downloads.' },
    'wrapper-mount': { severity: 'info', since, summary: 'Only one of the two has a cache mount for what sccache keeps.' },
    'sources-first': { severity: 'info', since, summary: 'Cooked artifacts are copied behind the sources, so that every edit copies them again.' },
    'target-in-context': { severity: 'warning', since, summary: 'The build context sends a `target` folder, which overwrites what was cooked.' },
  },

  *check(build) {
    const work = cargoWork(build);
    if (work.cooks.length === 0) return;
    const told = new Set<string>();
    const used = new Set<CargoStep>();
    let found = false;
    for (const step of work.builds) {
      const cooked = work.cookedFor(step);
      for (const { cook } of cooked) used.add(cook);
      const findings = cooked.length === 0 || isElsewhere(step, cooked) ? [] : [...judgeStep(build, step, cooked)];
      for (const finding of findings) {
        found = true;
        const key = `${finding.fault} ${String(finding.at.place.span.start)}`;
        if (!told.has(key)) yield finding;
        told.add(key);
      }
      if (cooked.length > 0 && findings.length === 0) yield { kind: 'proof', at: step.at, message: `\`${step.title}\` finds what \`cargo chef cook\` compiled` };
    }
    if (!found) yield* judgeUnused(build, work, used);
  },
});

function* judgeStep(build: Build, step: CargoStep, cooked: readonly Cooked[]): Iterable<Finding> {
  // The cook that was nearest: others may be for other builds.
  const one = cooked.find(({ path }) => path !== undefined && path === step.targetDir.path) ?? cooked.at(-1);
  if (one === undefined) return;
  yield* judgePath(step, one);
  yield* judgeMounts(step, one);
  if (one.copy !== undefined) yield* judgeOrder(build, step, one.copy.index, one);
  yield* judgeContext(build, step, one);
}

function* judgePath(step: CargoStep, { cook, copy, path }: Cooked): Iterable<Finding> {
  if (copy === undefined || path === undefined || cook.targetDir.path === undefined) return;
  const wanted = step.targetDir.path;
  if (path === cook.targetDir.path && (wanted === undefined || path === wanted)) return;
  const lost = wanted !== undefined && path !== wanted;
  yield {
    fault: 'other-path', at: copy.destination ?? copy,
    message: lost ? `what was cooked lies in \`${path}\` then, and \`${step.title}\` looks in \`${wanted}\`` : `what was compiled in \`${cook.targetDir.path}\` is copied to \`${path}\`: cargo notes absolute paths, and compiles again`,
    help: 'Cook and build in the same folder, and copy its `target` to the same path.',
    related: [{ place: cook.at.place, message: 'cooked here' }, { place: step.at.place, message: 'built here' }],
  };
}

function* judgeMounts(step: CargoStep, { cook, copy, path }: Cooked): Iterable<Finding> {
  const over = cacheMountOver(step, step.targetDir.path);
  const under = cacheMountOver(cook, cook.targetDir.path);
  const related = (other: CargoStep): readonly Related[] => [{ place: other.at.place, message: other.does === 'cook' ? 'cooked here' : 'built here' }];
  if (over !== undefined && under === undefined && path === step.targetDir.path) {
    yield { fault: 'shadowed', at: over.mount, message: `the cache mount lies over \`${step.targetDir.path ?? ''}\`, where \`cargo chef cook\` left what it compiled`, help: 'Take the mount away, or give it to `cargo chef cook` too.', related: related(cook) };
  } else if (under !== undefined && (over === undefined || under.id !== over.id)) {
    yield { fault: 'never-stored', at: under.mount, message: over === undefined ? '`cargo chef cook` compiles into a cache mount, and nothing of it is in the layer that the build sees' : `\`cargo chef cook\` compiles into the cache \`${under.id ?? ''}\`, the build into \`${over.id ?? ''}\``, help: 'Take the mount away, or give the same one to both.', related: related(step) };
  } else if (under !== undefined && copy === undefined) {
    yield { fault: 'mount-only', at: under.mount, message: 'what is cooked lies in a cache mount only: on a builder without that cache (most CI runners) the cached layer of `cargo chef cook` is empty', help: 'Without the mount of the target folder the layer itself holds what was cooked; with it, `cargo build` alone does as much.', related: related(step) };
  }
  if (usesCompilerCache(cook) && usesCompilerCache(step)) {
    const [mine, theirs] = [compilerCacheMount(cook), compilerCacheMount(step)];
    if ((mine === undefined) !== (theirs === undefined)) {
      const without = mine === undefined ? cook : step;
      yield { fault: 'wrapper-mount', at: without.at, message: `sccache starts empty for \`${without.title}\`, and keeps what \`${(without === cook ? step : cook).title}\` compiles in a cache mount`, help: 'Give both the same cache mount.', related: [{ place: ((mine ?? theirs)?.mount ?? without.at).place, message: 'the mount' }] };
    }
  }
  const [one, other] = [downloadMount(cook), downloadMount(step)];
  if ((one === undefined) === (other === undefined)) return;
  const lacking = one === undefined ? cook : step;
  yield { fault: 'download-mount', at: lacking.at, message: `\`${lacking.title}\` downloads without the cache mount that \`${(lacking === cook ? step : cook).title}\` has`, help: 'Give both the same cache mounts.', related: [{ place: ((one ?? other)?.mount ?? lacking.at).place, message: 'the mount' }] };
}

function* judgeOrder(build: Build, step: CargoStep, index: number, { copy, cook }: Cooked): Iterable<Finding> {
  if (copy === undefined || copy.stage === cook.stage) return;
  const planned = foldersOfPlanners(build, cargoWork(build));
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.index >= index || instruction.stage !== copy.stage || instruction.keyword === 'RUN') continue;
    const sources = sourcesOf(instruction).find((one) => bringsSources(one) || (one.kind === 'folder' && planned.has(one.path ?? '')));
    if (sources === undefined) continue;
    yield { fault: 'sources-first', at: copy.from ?? copy, message: 'cooked artifacts are copied behind the sources: every edit copies all of them again', help: 'Copy what changes least first: the artifacts, then the sources.', related: [{ place: sources.place, message: 'sources are copied here' }] };
    return;
  }
}

function* judgeContext(build: Build, step: CargoStep, { path }: Cooked): Iterable<Finding> {
  if (path === undefined || path !== step.targetDir.path) return;
  const sent = sentTarget(build, step);
  // Without an ignore file all sorts of things are sent: that is what `dockerignore` says.
  if (sent === undefined || (!sent.present && build.context.ignoreFile.is === 'absent')) return;
  const { source, folder, present } = sent;
  yield {
    fault: 'target-in-context', at: source, ...(present ? {} : { severity: 'info' as const }),
    message: `the build context is sent with \`${folder}\`${present ? '' : ', once there is one'}: it overwrites what was cooked, and makes every build send it`,
    help: `Write \`${folder}/\` into \`.dockerignore\`.`,
  };
}

/** Cooks that no build of the file finds, when there are builds: a file that only cooks is used by another one. */
function* judgeUnused(build: Build, work: CargoWork, used: ReadonlySet<CargoStep>): Iterable<Observation> {
  const lonely = work.builds.filter((step) => work.cookedFor(step).length === 0);
  const cook = work.cooks.findLast((one) => !used.has(one) && one.command.option('--no-build') === undefined);
  const [step] = lonely.filter(({ order }) => cook !== undefined && order > cook.order);
  if (cook === undefined || step === undefined || used.size > 0 || !isFollowed(build, step)) return;
  const home = step.stage?.instructions.find((one) => one.keyword === 'COPY' && one.from?.value !== undefined && build.dockerfile.stage(one.from.value, step.stage) === cook.stage);
  const cooked = cook.targetDir.path ?? '/app/target';
  yield {
    fault: 'not-copied', at: step.at,
    message: home === undefined ? `\`${step.title}\` runs in \`${stageTitle(step.stage)}\`, which has nothing of what \`${stageTitle(cook.stage)}\` cooked` : `of \`${stageTitle(cook.stage)}\` other files are copied, and not the \`${cooked.slice(cooked.lastIndexOf('/') + 1)}\` that it cooked: \`${step.title}\` compiles the dependencies again`,
    help: `Build FROM the stage that cooks, or copy its target folder: \`COPY --from=${stageTitle(cook.stage)} ${cooked} ${targetFrom(step)}\`.`,
    related: [{ place: cook.at.place, message: 'cooked here' }],
  };
}

/** Every image below the build is known: one that only the registry knows may hold cooked dependencies. */
function isFollowed(build: Build, step: CargoStep): boolean {
  return step.stage !== undefined && build.image.base(step.stage) !== undefined;
}

/** The target folder of a step as it is written in its folder. */
function targetFrom({ workdir, targetDir: { path } }: CargoStep): string {
  if (path === undefined) return 'target';
  return workdir !== undefined && workdir !== '/' && isBelow(path, workdir) ? path.slice(workdir.length + 1) : path;
}
