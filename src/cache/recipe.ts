import type { RunInstruction } from '../dockerfile/model.ts';
import { containerPath } from '../container-path.ts';

/**
 * Files that a cargo-chef recipe is made of: manifests, the lock file, cargo's configuration and the toolchain file.
 * Sources are not: `prepare` only looks which targets exist (cargo-chef 0.1.77, `skeleton/mod.rs`, read 2026-03).
 */
export function entersRecipe(file: string): boolean {
  return /(?:^|\/)(?:Cargo\.(?:toml|lock)|\.cargo\/config(?:\.toml)?|rust-toolchain(?:\.toml)?)$/.test(file);
}

/** The recipe that a RUN writes when preparing it is all that it does to files; undefined for any other RUN. */
export function recipeWritten(run: RunInstruction, workdir: string): string | undefined {
  let recipe: string | undefined;
  for (const command of run.commands) {
    if (command.name !== 'cargo' && command.name !== 'cargo-chef') return undefined;
    const words = command.words.map((word) => word.value ?? '').filter((word) => !word.startsWith('+'));
    const chef = command.name === 'cargo' ? words[1] === 'chef' && words[2] === 'prepare' : words.includes('prepare');
    if (!chef) return undefined;
    recipe = containerPath(recipePath(words), workdir);
  }
  return recipe;
}

function recipePath(words: readonly string[]): string {
  for (const [index, word] of words.entries()) {
    if (word === '--recipe-path') return words[index + 1] ?? 'recipe.json';
    if (word.startsWith('--recipe-path=')) return word.slice('--recipe-path='.length);
  }
  return 'recipe.json';
}
