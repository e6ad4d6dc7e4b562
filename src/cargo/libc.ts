import type { Build } from '../rule.ts';
import { knownValue, pattern } from '../word.ts';
import { targetsOf } from './choices.ts';
import { configurationOf, configuredTarget, choosesLinking } from './configuration.ts';
import type { CargoStep } from './model.ts';
import { rustImageOf } from './rust-image.ts';

/** What a compiled program needs to start: the loader of a C library, or nothing. */
export type Linked = 'glibc' | 'musl' | 'static';

/** How the programs of a build are linked; undefined when it is not known. */
export function linkedOf(build: Build, step: CargoStep): Linked | undefined {
  const { texts, unknown } = targetsOf(step);
  if (unknown || texts.length > 1 || step.stage === undefined || step.command.name === 'xx-cargo' || step.command.name === 'cross') return undefined;
  const flags = flagsOf(step);
  const configuration = configurationOf(build, step);
  if (flags === undefined || choosesLinking(configuration)) return undefined;
  const target = texts[0] === undefined ? configuredTarget(configuration) : knownValue(texts[0]);
  if (texts[0] !== undefined && target === undefined) return undefined;
  const libc = target === undefined ? hostLibc(build, step) : /-musl/.test(target) ? 'musl' : /-gnu/.test(target) ? 'glibc' : undefined;
  if (libc === 'glibc') return /\+crt-static/.test(flags) ? 'static' : 'glibc';
  // Rust's musl targets link statically unless they are told not to (rustc book, "Linkage").
  return libc === 'musl' ? (/-crt-static/.test(flags) ? 'musl' : 'static') : undefined;
}

/** The C library that a build without `--target` links to. Distributions build their own Rust for musl, which links dynamically. */
function hostLibc(build: Build, step: CargoStep): 'glibc' | 'musl' | undefined {
  const base = step.stage === undefined ? undefined : build.image.base(step.stage);
  const libc = base?.libc;
  // That image is Debian, and compiles for musl by its configuration of cargo.
  if (libc === 'glibc') return base?.image === 'clux/muslrust' ? undefined : 'glibc';
  return libc === 'musl' && rustImageOf(build, step.stage) !== undefined ? 'musl' : undefined;
}

function flagsOf(step: CargoStep): string | undefined {
  let flags = '';
  for (const name of ['RUSTFLAGS', 'CARGO_BUILD_RUSTFLAGS', 'CARGO_ENCODED_RUSTFLAGS']) {
    const variable = step.variable(name);
    if (variable.is === 'unknown') return undefined;
    if (variable.is === 'set') {
      if (knownValue(variable.text) === undefined) return undefined;
      flags += pattern(variable.text);
    }
  }
  return flags;
}
