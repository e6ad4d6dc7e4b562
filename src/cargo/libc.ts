import type { Build } from '../rule.ts';
import { knownValue, pattern } from '../word.ts';
import { configurationOf, choosesLinking, targetOf } from './configuration.ts';
import type { CargoStep } from './model.ts';
import { rustImageOf } from './rust-image.ts';

/** What a compiled program needs to start: the loader of a C library, or nothing. */
export type Linked = 'glibc' | 'musl' | 'static';

/** How the programs of a build are linked; undefined when it is not known. */
export function linkedOf(build: Build, step: CargoStep): Linked | undefined {
  const target = targetOf(build, step);
  if (target === undefined || step.stage === undefined || step.command.name === 'xx-cargo' || step.command.name === 'cross') return undefined;
  const flags = flagsOf(step, target.name);
  if (flags === undefined || choosesLinking(configurationOf(build, step))) return undefined;
  const { name } = target;
  const libc = name === undefined || name === 'host-tuple' ? hostLibc(build, step) : /-musl/.test(name) ? 'musl' : /-gnu/.test(name) ? 'glibc' : undefined;
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

/** Targets that a build without `--target` has, on the machines that most images are built on. */
const usualHosts: readonly string[] = ['x86_64-unknown-linux-gnu', 'aarch64-unknown-linux-gnu', 'x86_64-unknown-linux-musl', 'aarch64-unknown-linux-musl'];

function flagsOf(step: CargoStep, target: string | undefined): string | undefined {
  const targets = target === undefined ? usualHosts : [target];
  let flags = '';
  for (const name of ['RUSTFLAGS', 'CARGO_BUILD_RUSTFLAGS', 'CARGO_ENCODED_RUSTFLAGS', ...targets.map((one) => `CARGO_TARGET_${one.toUpperCase().replace(/[-.]/g, '_')}_RUSTFLAGS`)]) {
    const variable = step.variable(name);
    if (variable.is === 'unknown') return undefined;
    if (variable.is === 'set') {
      if (knownValue(variable.text) === undefined) return undefined;
      flags += pattern(variable.text);
    }
  }
  return flags;
}
