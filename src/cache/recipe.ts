import type { RunInstruction } from '../dockerfile/model.ts';
import { containerPath } from '../container-path.ts';

/**
 * Files that a cargo-chef recipe is made of: manifests, the lock file, cargo's configuration and the toolchain file.
 * Sources are not: `prepare` only looks which targets exist (cargo-chef 0.1.77, `skeleton/mod.rs`, read 2026-03).
 */
export function entersRecipe(file: string): boolean {
  return /(?:^|\/)(?:Cargo\.(?:toml|lock)|\.cargo\/config(?:\.toml)?|rust-toolchain(?:\.toml)?)$/.test(file);
}

/** A recipe that a RUN writes. */
export interface Recipe {
  /** Absolute. */
  readonly path: string;
  /** Preparing it is all that the RUN does to files. */
  readonly alone: boolean;
}

/** Undefined for a RUN that prepares none. */
export function recipeWritten(run: RunInstruction, workdir: string): Recipe | undefined {
  let path: string | undefined;
  let alone = true;
  for (const command of run.commands) {
    const words = command.words.map((word) => word.value ?? '').filter((word) => !word.startsWith('+'));
    const chef = command.name === 'cargo' ? words[1] === 'chef' && words[2] === 'prepare' : command.name === 'cargo-chef' && words.includes('prepare');
    if (chef) path = containerPath(recipePath(words), workdir);
    else alone = false;
  }
  return path === undefined ? undefined : { path, alone };
}

function recipePath(words: readonly string[]): string {
  for (const [index, word] of words.entries()) {
    if (word === '--recipe-path') return words[index + 1] ?? 'recipe.json';
    if (word.startsWith('--recipe-path=')) return word.slice('--recipe-path='.length);
  }
  return 'recipe.json';
}
