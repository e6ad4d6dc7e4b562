import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';
import { cacheMounts } from './mounts.ts';
import { sourcesOf } from './sources.ts';

/** What was compiled is kept without cargo-chef: a cache mount, a cache around the compiler, or a step that compiles before the sources come. */
export function isKeptOtherwise(build: Build, step: CargoStep): boolean {
  if (cacheMounts(step).length > 0 || ['RUSTC_WRAPPER', 'CARGO_BUILD_RUSTC_WRAPPER'].some((name) => step.variable(name).is !== 'unset')) return true;
  let broughtBelow = false;
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.keyword === 'RUN' && broughtBelow && instruction.commands.some(({ name, words }) => (name === 'cargo' || name === 'cross') && words.some(({ value }) => value !== undefined && /^(?:build|b|check|rustc|test|install)$/.test(value)) && !words.some(({ value }) => value === 'install'))) return true;
    if (sourcesOf(instruction).some(({ kind }) => kind === 'everything' || kind === 'sources' || kind === 'folder')) broughtBelow = true;
    if (instruction.keyword === 'COPY' && instruction.from !== undefined && instruction.sources.some(({ raw }) => /target|cargo|vendor/.test(raw))) return true;
  }
  return false;
}
