import { optionWord } from './cargo-words.ts';
import { pairOf, type Pair } from './cargo-places.ts';
import { above, dropOption, inside, replace } from './edits.ts';
import type { Candidate, Mutant, Seed } from './model.ts';
import type { Edit } from '../../src/diagnostic.ts';
import { isBelow } from '../../src/container-path.ts';
import type { CargoStep } from '../../src/cargo/model.ts';

const corpora = ['cargo-chef'] as const;
const rule = 'cargo-chef-drift';

function seed(fault: string, way: string | undefined, edit: (pair: Pair, candidate: Candidate) => readonly Edit[] | undefined): Seed {
  return { rule, corpora, faults: [fault], ...(way === undefined ? {} : { way }), mutate: (candidate) => drifted(candidate, edit) };
}

/** The mistake may be told of `cook` or of any build that uses it. */
function drifted(candidate: Candidate, edit: (pair: Pair, candidate: Candidate) => readonly Edit[] | undefined): Mutant | undefined {
  const pair = pairOf(candidate);
  const edits = pair === undefined ? undefined : edit(pair, candidate);
  return pair === undefined || edits === undefined ? undefined : { edits, at: [pair.cook, ...pair.builds].map(({ run }) => inside(run)) };
}

const add = (step: CargoStep, argument: string): readonly Edit[] => [step.command.insertAfter(step.at, argument)];
const has = (step: CargoStep, ...names: readonly string[]): boolean => step.command.option(...names) !== undefined;
const aboveBuild = (name: string, line: string) => ({ cook, step }: Pair, { source }: Candidate): readonly Edit[] | undefined =>
  (cook.run === step.run || source.text.includes(name) ? undefined : [above(step.run, line)]);
const selection = ['-p', '--package', '--workspace', '--all', '--bin', '--bins', '--manifest-path'] as const;

export const driftSeeds: readonly Seed[] = [
  seed('profile', 'cook without --release', ({ cook, step }) => (has(cook, '--release', '-r') && has(step, '--release', '-r') ? dropOption(cook.command, '--release', '-r') : undefined)),
  seed('profile', 'build without --release', ({ cook, step }) => (has(cook, '--release', '-r') && has(step, '--release', '-r') ? dropOption(step.command, '--release', '-r') : undefined)),
  seed('profile', 'another profile', ({ cook, step }) => {
    const word = optionWord(step, '--release') ?? optionWord(step, '-r');
    return has(cook, '--release', '-r') && word !== undefined ? [replace(word, '--profile seeded')] : undefined;
  }),
  seed('profile-twice', undefined, ({ cook }) => (has(cook, '--release', '-r') ? add(cook, '--profile dist') : undefined)),
  seed('target', 'of the build', ({ cook, step }) => (noTarget(cook) && noTarget(step) ? add(step, '--target x86_64-unknown-linux-musl') : undefined)),
  seed('target', 'of cook', ({ cook, step }) => (noTarget(cook) && noTarget(step) ? add(cook, '--target aarch64-unknown-linux-gnu') : undefined)),
  seed('features', '--no-default-features', ({ cook, step }) => (has(cook, '--no-default-features', '--all-features') || has(step, '--no-default-features', '--all-features') ? undefined : add(step, '--no-default-features'))),
  seed('features', '--all-features', ({ cook, step }) => (has(cook, '--all-features') || has(step, '--all-features') ? undefined : add(step, '--all-features'))),
  seed('features', 'one that brings a dependency', ({ cook, step }, candidate) => {
    const feature = dependencyFeature(candidate);
    return feature === undefined || has(cook, '--all-features', '--features', '-F') || has(step, '--all-features', '--features', '-F') ? undefined : add(step, `--features ${feature}`);
  }),
  seed('packages', undefined, ({ cook, step, work }, candidate) => {
    const member = virtualMember(candidate);
    return member === undefined || has(cook, ...selection) || has(step, ...selection) || work.prepares.some((prepare) => has(prepare, '--bin')) ? undefined : add(step, `--package ${member}`);
  }),
  seed('manifest', undefined, ({ cook, step }, { world }) => {
    const manifest = [...(world?.files.keys() ?? [])].find((path) => path.endsWith('/Cargo.toml') && !path.includes('example'));
    return manifest === undefined || has(cook, '--manifest-path') || has(step, '--manifest-path') ? undefined : add(cook, `--manifest-path ${manifest}`);
  }),
  seed('uncooked-targets', '--tests', ({ cook, step }) => (has(cook, '--tests', '--all-targets', '--benches', '--examples') || has(step, '--tests', '--all-targets') ? undefined : add(step, '--tests'))),
  seed('uncooked-targets', 'cargo test', ({ cook, step }) => (has(cook, '--tests', '--all-targets') || has(step, '--tests') ? undefined : [replace(step.at, 'test')])),
  seed('mode', undefined, ({ cook }) => (has(cook, '--check', '--clippy', '--zigbuild') ? undefined : add(cook, '--check'))),
  seed('compiler', undefined, ({ cook, step }) => (has(cook, '--zigbuild') ? undefined : [replace(step.at, 'zigbuild')])),
  seed('toolchain', '+nightly', ({ cook, step }) => (cook.invocation.toolchain !== undefined || step.invocation.toolchain !== undefined || cook.variable('RUSTUP_TOOLCHAIN').is !== 'unset' ? undefined : [step.command.insertAfter(step.command.program, '+nightly')])),
  seed('toolchain', 'RUSTUP_TOOLCHAIN', aboveBuild('RUSTUP_TOOLCHAIN', 'ENV RUSTUP_TOOLCHAIN=nightly-2025-01-01')),
  seed('workdir', undefined, ({ cook, step, one }) => {
    if (one.copy !== undefined || cook.run === step.run || cook.workdir === undefined || has(cook, '--manifest-path', '--target-dir') || has(step, '--manifest-path', '--target-dir')) return undefined;
    return isBelow('/seeded', cook.workdir) || !cook.targetDir.assumed ? undefined : [above(step.run, 'WORKDIR /seeded')];
  }),
  seed('target-dir', '--target-dir', ({ cook, step, one }) => (one.copy !== undefined || has(cook, '--target-dir') || has(step, '--target-dir') ? undefined : add(step, '--target-dir /tmp/seeded'))),
  seed('target-dir', 'ENV', (pair, candidate) => (pair.one.copy === undefined ? aboveBuild('CARGO_TARGET_DIR', 'ENV CARGO_TARGET_DIR=/tmp/seeded')(pair, candidate) : undefined)),
  seed('flags', 'ENV', aboveBuild('RUSTFLAGS', 'ENV RUSTFLAGS="-C target-cpu=native"')),
  seed('flags', 'inline', ({ step }, { source }) => (source.text.includes('RUSTFLAGS') || step.command.wrappers.length > 0 ? undefined : [{ place: source.place(step.command.program.place.span.start, step.command.program.place.span.start), text: 'RUSTFLAGS="-C target-cpu=native" ' }])),
  seed('flags', 'profile', aboveBuild('CARGO_PROFILE', 'ENV CARGO_PROFILE_RELEASE_LTO=true')),
  seed('wrapper', undefined, aboveBuild('RUSTC_WRAPPER', 'ENV RUSTC_WRAPPER=sccache')),
  seed('build-script', undefined, aboveBuild('OPENSSL_STATIC', 'ENV OPENSSL_STATIC=1')),
];

function noTarget(step: CargoStep): boolean {
  return !has(step, '--target') && step.variable('CARGO_BUILD_TARGET').is === 'unset' && step.command.name === 'cargo';
}

/** A feature of the root package that brings an optional crate, and is not on by default. */
function dependencyFeature({ world }: Candidate): string | undefined {
  const root = world?.files.get('Cargo.toml');
  const section = root === undefined ? undefined : /^\[features\]\n([^[]*(?:\[[^\]]*\][^[]*)*?)(?=^\[|$(?![^]))/m.exec(root)?.[1];
  const usual = /^default\s*=\s*\[([^\]]*)\]/m.exec(section ?? '')?.[1] ?? '';
  return [...(section ?? '').matchAll(/^([\w-]+)\s*=\s*\[([^\]]*)\]/gm)].find(([, name, list]) => name !== 'default' && list?.includes('"dep:') === true && !usual.includes(`"${name ?? ''}"`))?.[1];
}

/** A package of a workspace whose root is none itself: naming it changes which features dependencies are compiled with. */
function virtualMember({ world }: Candidate): string | undefined {
  const root = world?.files.get('Cargo.toml');
  if (world === undefined || root === undefined || /^\[package\]/m.test(root)) return undefined;
  const names = [...world.files].flatMap(([path, text]) => (path.endsWith('/Cargo.toml') ? (/^\[package\][^[]*?^name\s*=\s*"([\w-]+)"/m.exec(text ?? '')?.[1] ?? []) : []));
  return names.length > 1 ? names[0] : undefined;
}
