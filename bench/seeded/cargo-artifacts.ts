import { handlesTarget, pairOf, wholeCopy, type Pair } from './cargo-places.ts';
import { above, addFlag, below, endOf, inside, remove, replace, startOf } from './edits.ts';
import type { Candidate, Mutant, Seed, World } from './model.ts';
import type { Edit } from '../../src/diagnostic.ts';
import { installedCrates } from '../../src/programs/cargo-install.ts';
import { copiedOutputs } from '../../src/cargo/outputs.ts';
import { cacheMounts } from '../../src/cargo/mounts.ts';
import { rustImageOf } from '../../src/cargo/rust-image.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import { workOf } from './cargo-places.ts';

const corpora = ['cargo-chef'] as const;
const artifacts = 'cargo-chef-artifacts';
const image = 'cargo-chef-image';

export const artifactSeeds: readonly Seed[] = [
  { rule: artifacts, corpora, faults: ['not-copied'], mutate: (candidate) => split(candidate, () => '') },
  { rule: artifacts, corpora, faults: ['other-path'], mutate: (candidate) => split(candidate, ({ cook }) => `\nCOPY --from=seeded ${cook.targetDir.path ?? ''} /elsewhere/target`) },
  { rule: artifacts, corpora, faults: ['sources-first'], mutate: (candidate) => split(candidate, ({ cook }) => `\nCOPY . .\nCOPY --from=seeded ${cook.targetDir.path ?? ''} ${cook.targetDir.path ?? ''}`) },
  { rule: artifacts, corpora, faults: ['shadowed'], mutate: (candidate) => mounted(candidate, ['step']) },
  { rule: artifacts, corpora, faults: ['never-stored'], mutate: (candidate) => mounted(candidate, ['cook']) },
  { rule: artifacts, corpora, faults: ['mount-only'], mutate: (candidate) => mounted(candidate, ['cook', 'step']) },
  { rule: artifacts, corpora, faults: ['download-mount'], way: 'build', mutate: (candidate) => mounted(candidate, ['step'], '/usr/local/cargo/registry') },
  { rule: artifacts, corpora, faults: ['download-mount'], way: 'cook', mutate: (candidate) => mounted(candidate, ['cook'], '/usr/local/cargo/registry') },
  { rule: artifacts, corpora, faults: ['target-in-context'], way: 'not ignored', mutate: targetSent },
  { rule: image, corpora, faults: ['different-images'], way: 'Rust', mutate: (candidate) => otherImage(candidate, 'rust:1.60-bookworm') },
  { rule: image, corpora, faults: ['different-images'], way: 'Debian', mutate: (candidate) => otherImage(candidate, 'rust:1-bullseye') },
  { rule: image, corpora, faults: ['different-images'], way: 'Alpine', mutate: (candidate) => otherImage(candidate, 'rust:1-alpine3.18') },
  { rule: image, corpora, faults: ['floating'], way: 'latest-rust-1', mutate: (candidate) => floating(candidate, 'lukemathwalker/cargo-chef:latest-rust-1') },
  { rule: 'base-pinned', corpora, faults: ['latest'], way: 'cargo-chef', mutate: (candidate) => floating(candidate, 'lukemathwalker/cargo-chef:latest') },
  { rule: image, corpora, faults: ['toolchain-file'], mutate: toolchainFile },
  { rule: image, corpora, faults: ['install-unlocked'], mutate: (candidate) => installed(candidate, 'RUN cargo install cargo-chef') },
  { rule: image, corpora, faults: ['install-after-sources'], mutate: installedLate },
  { rule: image, corpora, faults: ['install-repeated'], mutate: installedTwice },
  { rule: 'cargo-output-path', corpora, faults: ['other-folder'], way: 'profile', mutate: (candidate) => otherFolder(candidate, 'debug') },
  { rule: 'cargo-output-path', corpora, faults: ['other-folder'], way: 'target', mutate: (candidate) => otherFolder(candidate, 'x86_64-unknown-linux-musl/release') },
  { rule: 'cargo-output-path', corpora, faults: ['cache-mounted'], mutate: outputMounted },
  { rule: 'binary-libc', corpora, faults: ['other-libc'], way: 'alpine', mutate: (candidate) => otherRuntime(candidate, 'alpine:3.22') },
  { rule: 'binary-libc', corpora, faults: ['other-libc'], way: 'static', mutate: (candidate) => otherRuntime(candidate, 'gcr.io/distroless/static-debian12') },
  { rule: 'binary-libc', corpora, faults: ['older-glibc'], mutate: (candidate) => otherRuntime(candidate, 'debian:buster-slim') },
];

/** What a stage is built FROM, as written. */
function fromOf(stage: Stage | undefined): string | undefined {
  return stage?.from.image?.raw;
}

/**
 * A stage that cooks and builds becomes two: `seeded` cooks, and another of the old name builds, FROM what the first was FROM.
 * `more` is what it copies first.
 */
function split(candidate: Candidate, more: (pair: Pair) => string, base?: string): Mutant | undefined {
  const pair = pairOf(candidate);
  const { cook, step } = pair ?? {};
  const name = cook?.stage?.name;
  const from = base ?? fromOf(cook?.stage);
  if (pair === undefined || cook?.stage === undefined || step === undefined || name === undefined || from === undefined) return undefined;
  if (step.stage !== cook.stage || step.run === cook.run || cook.targetDir.path === undefined || cacheMounts(cook).length > 0 || cacheMounts(step).length > 0) return undefined;
  const workdir = base === undefined && cook.stage.parent !== undefined ? '' : `\nWORKDIR ${cook.workdir ?? '/'}`;
  const text = `FROM ${from} AS ${name.raw}${workdir}${more(pair)}`;
  return { edits: [replace(name, 'seeded'), below(cook.run, text)], at: [endOf(cook.run), inside(step.run)] };
}

function mounted(candidate: Candidate, on: readonly ('cook' | 'step')[], path?: string): Mutant | undefined {
  const pair = pairOf(candidate);
  if (pair === undefined || pair.cook.run === pair.step.run || pair.one.copy !== undefined || pair.builds.length > 1) return undefined;
  const { cook, step } = pair;
  const target = path ?? cook.targetDir.path;
  // A relative mount, or one that is there already, would be another case.
  if (target === undefined || step.targetDir.path !== cook.targetDir.path || [cook, step].some((one) => cacheMounts(one).length > 0)) return undefined;
  return { edits: on.map((which) => addFlag(pair[which].run, `--mount=type=cache,target=${target}`)), at: [inside(cook.run), inside(step.run)] };
}

/** The line of the ignore file that keeps `target` out is lost, and there is a target folder. */
function targetSent(candidate: Candidate): Mutant | undefined {
  const pair = pairOf(candidate);
  const { world } = candidate;
  const whole = wholeCopy(pair?.step.stage?.instructions ?? []);
  const text = world?.files.get('.dockerignore');
  const { ignoreRules } = candidate.build.context;
  if (pair === undefined || world === undefined || whole === undefined || ignoreRules === undefined || text === undefined || whole.copy.index < pair.cook.run.index || whole.copy.index > pair.step.run.index) return undefined;
  const patterns = ignoreRules.patterns.filter((one) => !one.negated && ignoreRules.matches(one, 'target/release/deps/app'));
  if (patterns.length === 0 || !world.files.has('Cargo.toml') || !pair.step.targetDir.assumed || patterns.some(({ raw }) => !raw.includes('target'))) return undefined;
  const edited = text.split('\n').filter((line) => !patterns.some(({ raw }) => raw === line.trim())).join('\n');
  return { edits: [], at: [inside(whole.copy)], world: (old: World) => ({ ...old, files: new Map([...old.files, ['.dockerignore', edited], ['target/release/deps/app', '']]) }) };
}

/** The build runs on another image than `cook`, and takes its target folder from there. */
function otherImage(candidate: Candidate, base: string): Mutant | undefined {
  const cook = pairOf(candidate)?.cook;
  const old = cook === undefined ? undefined : rustImageOf(candidate.build, cook.stage);
  if (cook === undefined || old === undefined) return undefined;
  const distribution = candidate.build.image.base(cook.stage ?? candidate.build.dockerfile.stages[0] ?? raise())?.distribution;
  if (base === 'rust:1-bullseye' && (distribution?.name !== 'debian' || distribution.release === '11')) return undefined;
  if (base === 'rust:1-alpine3.18' && distribution?.name !== 'debian') return undefined;
  return split(candidate, ({ cook: { targetDir } }) => `\nCOPY --from=seeded ${targetDir.path ?? ''} ${targetDir.path ?? ''}`, base);
}

function raise(): never {
  throw new Error('a file without stages has no cook');
}

function floating(candidate: Candidate, reference: string): Mutant | undefined {
  const { build } = candidate;
  const cook = pairOf(candidate)?.cook;
  let stage = cook?.stage;
  while (stage?.parent !== undefined) stage = stage.parent;
  const word = stage?.from.image;
  if (stage === undefined || word === undefined || rustImageOf(build, stage) === undefined) return undefined;
  return { edits: [replace(word, reference)], at: [inside(stage.from)] };
}

/** A toolchain file that comes with the sources, and asks for another Rust than the image has. */
function toolchainFile(candidate: Candidate): Mutant | undefined {
  const pair = pairOf(candidate);
  const { world, source } = candidate;
  const whole = wholeCopy(pair?.step.stage?.instructions ?? []);
  if (pair === undefined || world === undefined || whole === undefined || whole.copy.index < pair.cook.run.index || whole.copy.index > pair.step.run.index) return undefined;
  if ([...world.files.keys()].some((path) => path.includes('rust-toolchain')) || /rustup|RUSTUP|rust-toolchain/.test(source.text) || candidate.build.context.ignores('rust-toolchain.toml')) return undefined;
  if (pair.cook.invocation.toolchain !== undefined || pair.step.invocation.toolchain !== undefined || rustImageOf(candidate.build, pair.cook.stage) === undefined) return undefined;
  const text = '[toolchain]\nchannel = "1.60.0"\ncomponents = ["rustfmt"]\n';
  return { edits: [], at: [inside(pair.cook.run)], world: (old: World) => ({ ...old, files: new Map([...old.files, ['rust-toolchain.toml', text]]) }) };
}

function bottom(stage: Stage | undefined): Stage | undefined {
  let one = stage;
  while (one?.parent !== undefined) one = one.parent;
  return one;
}

function installed(candidate: Candidate, line: string): Mutant | undefined {
  const stage = bottom(pairOf(candidate)?.cook.stage);
  if (stage === undefined || installOf(candidate) !== undefined) return undefined;
  return { edits: [below(stage.from, line)], at: [endOf(stage.from)] };
}

function installOf({ build }: Candidate) {
  return build.dockerfile.commands('cargo').find((command) => installedCrates(command).some(({ name }) => name === 'cargo-chef'));
}

function installedLate(candidate: Candidate): Mutant | undefined {
  const run = installOf(candidate)?.instruction;
  return run?.keyword !== 'RUN' || run.stage === undefined || pairOf(candidate) === undefined ? undefined : { edits: [above(run, 'COPY . .')], at: [inside(run)] };
}

function installedTwice(candidate: Candidate): Mutant | undefined {
  const cook = pairOf(candidate)?.cook;
  const install = installOf(candidate)?.instruction;
  if (cook === undefined || install?.keyword !== 'RUN' || install.stage === cook.stage) return undefined;
  return { edits: [above(cook.run, 'RUN cargo install --locked cargo-chef')], at: [startOf(cook.run)] };
}

function otherFolder(candidate: Candidate, folder: string): Mutant | undefined {
  const work = workOf(candidate);
  for (const { source, builds } of copiedOutputs(candidate.build, work)) {
    if (source.value === undefined || source.raw !== source.value || !source.raw.includes('/target/release/') || builds.some(handlesTarget)) continue;
    const all = builds.every((step) => step.command.option('--target') === undefined && step.variable('CARGO_BUILD_TARGET').is === 'unset' && step.command.name === 'cargo' && step.command.words.every(({ value }) => value !== undefined));
    if (all) return { edits: [replace(source, source.raw.replace('/release/', `/${folder}/`))], at: [inside(source)] };
  }
  return undefined;
}

function outputMounted(candidate: Candidate): Mutant | undefined {
  const pair = pairOf(candidate);
  if (pair === undefined || pair.builds.length > 1 || handlesTarget(pair.step) || cacheMounts(pair.step).length > 0 || pair.step.targetDir.path === undefined) return undefined;
  const folder = pair.step.targetDir.path;
  const output = copiedOutputs(candidate.build, pair.work).find(({ path, builds }) => path.startsWith(`${folder}/`) && builds.includes(pair.step));
  return output === undefined ? undefined : { edits: [addFlag(pair.step.run, `--mount=type=cache,target=${folder}`)], at: [inside(output.source)] };
}

/** The shipped stage is built on another image: one with another C library, or an older glibc. */
function otherRuntime(candidate: Candidate, base: string): Mutant | undefined {
  const { build, source } = candidate;
  const last = build.target;
  const word = last?.from.image;
  if (last === undefined || word === undefined || last.parent !== undefined || last.pulls === undefined || /musl|crt-static|xx-cargo/.test(source.text)) return undefined;
  const output = copiedOutputs(build, workOf(candidate)).find(({ copy, path }) => copy.stage === last && /\/target\/(?:[\w-]+\/)?[\w-]+\/[\w-]+$/.test(path));
  const made = output === undefined ? undefined : build.image.base(output.stage);
  if (output === undefined || made?.libc !== 'glibc' || build.image.base(last)?.libc !== 'glibc') return undefined;
  // Which glibc the programs are linked with, the tag of a floating image does not tell.
  if (base.startsWith('debian') && made.distribution?.release === undefined) return undefined;
  const edits: readonly Edit[] = [replace(word, base), ...last.instructions.filter(({ keyword }) => keyword === 'RUN').map(remove)];
  return { edits, at: [inside(output.copy)] };
}
