import { containerPath } from '../container-path.ts';
import type { FileFact } from '../image/files/model.ts';
import type { Build } from '../rule.ts';
import type { Word } from '../word.ts';
import type { CargoStep } from './model.ts';
import type { RecipeOrigin } from './recipe.ts';

/** A recipe without the lock file that its `cook` insists on. */
export interface MissingLock {
  readonly option: Word;
  readonly prepare: CargoStep;
  readonly fact: Extract<FileFact, { readonly is: 'absent' }>;
}

/**
 * What `cargo chef cook --locked` stops for; undefined when only the build can tell. The recipe holds the `Cargo.lock` that lies in the folder of
 * `prepare`, which makes none (source: cargo-chef 0.1.77).
 */
export function missingLock(build: Build, cook: CargoStep, origin: RecipeOrigin): MissingLock | undefined {
  const option = cook.command.option('--locked', '--frozen')?.word;
  const prepares = origin.is === 'stage' ? origin.prepares : origin.is === 'prepared' ? [origin.prepare] : [];
  const [prepare, ...others] = prepares;
  if (option === undefined || prepare === undefined || others.length > 0) return undefined;
  const { stage, workdir, run } = prepare;
  // A mount may bring it.
  if (stage === undefined || workdir === undefined || run.mounts.some(({ type }) => type === undefined || type === 'bind')) return undefined;
  const fact = build.files(stage).at(containerPath('Cargo.lock', workdir));
  return fact.is === 'absent' ? { option, prepare, fact } : undefined;
}
