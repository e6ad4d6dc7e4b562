import { isBuiltOn, isSameStep, stageTitle } from '../../src/cargo/chain.ts';
import type { CargoStep, CargoWork } from '../../src/cargo/model.ts';
import { imageDifference, rustFloats, rustImageOf } from '../../src/cargo/rust-image.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { sourcesAbove } from '../../src/cargo/structure.ts';
import { lateToolchainFile } from '../../src/cargo/toolchain-file.ts';
import { installedCrates, type InstalledCrate } from '../../src/programs/cargo-install.ts';
import { defineRule, type Build, type Finding, type Observation } from '../../src/rule.ts';

const since = '2026-11';

export default defineRule({
  id: 'cargo-chef-image',
  summary: 'Cook and build with the same Rust on the same distribution.',
  category: 'cache',
  needs: ['context'],
  fixable: true,
  faults: {
    'different-images': { severity: 'warning', since, summary: 'Dependencies are cooked on one image and used on another.' },
    'floating': { severity: 'warning', since, summary: 'The tag of the cargo-chef image moves from one Rust to the next.' },
    'toolchain-file': { severity: 'warning', since, summary: 'The toolchain file comes behind `cook`, so that the build runs with another Rust.' },
    'install-unlocked': { severity: 'info', since, summary: '`cargo install cargo-chef` without `--locked` takes other dependencies than it was released with.' },
    'install-unpinned': { severity: 'off', since, summary: '`cargo install cargo-chef` without a version takes the newest one.' },
    'install-after-sources': { severity: 'warning', since, summary: 'cargo-chef is installed behind the sources, and compiled again after every edit.' },
    'install-repeated': { severity: 'info', since, summary: 'cargo-chef is compiled in several stages.' },
  },

  *check(build) {
    const work = cargoWork(build);
    if (work.cooks.length === 0) {
      // An image for others to cook in.
      yield* judgeInstalls(build, work);
      return;
    }
    const told = new Set<number>();
    for (const step of work.builds) {
      for (const observation of [...judgeImages(build, work, step), ...judgeToolchain(build, work, step)]) {
        const start = observation.at.place.span.start;
        if (!told.has(start) || observation.kind === 'proof') yield observation;
        told.add(start);
      }
    }
    yield* judgeTags(build);
    yield* judgeInstalls(build, work);
  },
});

function* judgeImages(build: Build, work: CargoWork, step: CargoStep): Iterable<Observation> {
  for (const { cook, copy } of work.cookedFor(step)) {
    if (copy === undefined || isBuiltOn(step.stage, cook.stage)) continue;
    const [one, other] = [rustImageOf(build, cook.stage), rustImageOf(build, step.stage)];
    const from = step.stage?.from;
    if (from === undefined) continue;
    if (one === undefined || other === undefined) {
      yield* judgeDistributions(build, cook, step);
      continue;
    }
    const difference = imageDifference(one, other);
    if (difference === undefined) {
      yield { kind: 'proof', at: step.at, message: `cooked and built on \`${other.shown}\`` };
      continue;
    }
    const consequence = difference.what === 'distribution' ? 'what was linked on the one may not run on the other' : 'another Rust compiles every dependency again';
    yield {
      fault: 'different-images', at: other.reference.word,
      ...(one.distribution === undefined && other.distribution === CURRENT_DEBIAN ? { severity: 'info' as const } : {}),
      message: `\`${one.shown}\` cooks and \`${other.shown}\` builds (${difference.text}): ${consequence}`,
      help: 'Build every stage that compiles FROM one image: a stage `chef` of which the others are FROM.',
      related: [{ place: (cook.stage?.from.image ?? cook.at).place, message: 'cooked on this' }],
    };
  }
}

/** Rust may come from anywhere on other images: only their distributions are compared. */
function* judgeDistributions(build: Build, cook: CargoStep, step: CargoStep): Iterable<Observation> {
  if (cook.stage === undefined || step.stage === undefined) return;
  const [one, other] = [build.image.base(cook.stage)?.distribution, build.image.base(step.stage)?.distribution];
  const at = build.image.baseReference(step.stage)?.word;
  if (one?.release === undefined || other?.release === undefined || at === undefined || (one.name === other.name && one.release === other.release)) return;
  yield {
    fault: 'different-images', at,
    message: `dependencies are cooked on ${one.name} ${one.release} and used on ${other.name} ${other.release}: what was linked on the one may not run on the other`,
    help: 'Build every stage that compiles FROM one image: a stage `chef` of which the others are FROM.',
    related: [{ place: (cook.stage.from.image ?? cook.at).place, message: 'cooked on this' }],
  };
}

/** What `rust` without a distribution is built on (docker-library/official-images, rust, 2026-11). */
const CURRENT_DEBIAN = 'trixie';

function* judgeToolchain(build: Build, work: CargoWork, step: CargoStep): Iterable<Observation> {
  for (const { cook } of work.cookedFor(step)) {
    const late = lateToolchainFile(build, cook, step);
    if (late === undefined) continue;
    const { path, channel } = late.file;
    const related = [{ place: step.at.place, message: 'built here' }];
    if (channel === 'stable') {
      yield {
        fault: 'toolchain-file', at: cook.at, severity: 'info', related,
        message: `\`${path}\` asks for the newest stable Rust and comes behind \`cargo chef cook\`, which runs with Rust ${late.image ?? ''}: once there is a newer one, the build compiles all dependencies again`,
        help: `Name the version of the image in \`${path}\`, or copy it into the stage before \`cargo chef cook\`.`,
      };
    } else {
      yield {
        fault: 'toolchain-file', at: cook.at, related,
        message: `\`${path}\` asks for Rust ${channel} and comes behind \`cargo chef cook\`, which runs with ${late.image === undefined ? 'the Rust of the image' : `Rust ${late.image}`}: the build compiles all dependencies again`,
        help: `Copy \`${path}\` into the stage before \`cargo chef cook\`.`,
      };
    }
  }
}

function* judgeTags(build: Build): Iterable<Finding> {
  const told = new Set<string>();
  for (const { from } of build.dockerfile.stages) {
    const image = from.stage?.pulls === undefined ? undefined : rustImageOf(build, from.stage);
    // `latest` and no tag at all are told of by `base-pinned`, of whatever image.
    if (image?.chef !== true || !rustFloats(image) || image.reference.tag === undefined || image.reference.tag === 'latest' || told.has(image.shown)) continue;
    told.add(image.shown);
    const place = image.reference.tagAt ?? image.reference.word.place;
    yield {
      fault: 'floating', at: { place },
      message: `\`${image.shown}\` is another Rust${image.distribution === undefined ? ', another Debian' : ''} and another cargo-chef from one day to the next`,
      help: `Name them: \`lukemathwalker/cargo-chef:0.1.77-rust-1.93-${image.distribution ?? 'bookworm'}\`.`,
    };
  }
}

function* judgeInstalls(build: Build, work: CargoWork): Iterable<Finding> {
  const installs: InstalledCrate[] = [];
  for (const command of build.dockerfile.commands('cargo')) {
    const crate = installedCrates(command).find(({ name }) => name === 'cargo-chef');
    const run = command.instruction;
    if (crate === undefined || run.keyword !== 'RUN' || run.onbuild !== undefined || installs.length > 50) continue;
    if (!crate.invocation.locked) {
      yield {
        fault: 'install-unlocked', at: crate.word,
        message: '`cargo install cargo-chef` without `--locked` compiles it with dependencies that it was not released with',
        help: 'Add `--locked`.',
        fixes: [{ title: 'Add `--locked`', safety: 'unsafe', edits: [command.insertAfter(crate.invocation.subcommandAt, '--locked')] }],
      };
    }
    if (crate.version === undefined && crate.invocation.version === undefined) {
      yield { fault: 'install-unpinned', at: crate.word, message: '`cargo install cargo-chef` takes whichever version is the newest', help: 'Name one: `cargo install --locked cargo-chef@0.1.77`.' };
    }
    const [sources] = sourcesAbove(build, work, { run });
    if (sources !== undefined) {
      yield { fault: 'install-after-sources', at: crate.word, message: `cargo-chef is installed behind \`${sources.shown}\`: every edit compiles it again`, help: 'Install it before anything is copied, in a stage of its own.', related: [{ place: sources.place, message: 'sources are copied here' }] };
    }
    const before = installs.find(({ invocation: { command: { instruction } } }) => instruction.stage !== run.stage && !(instruction.keyword === 'RUN' && isSameStep(build, instruction, run)));
    if (before !== undefined) {
      yield { fault: 'install-repeated', at: crate.word, message: `cargo-chef is compiled in \`${stageTitle(run.stage)}\` as it was in \`${stageTitle(before.invocation.command.instruction.stage)}\``, help: 'Install it once, in a stage that the others are built FROM.', related: [{ place: before.word.place, message: 'installed here' }] };
    }
    installs.push(crate);
  }
}
