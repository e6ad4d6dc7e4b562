import { cacheSeeds } from './cache.ts';
import { artifactSeeds } from './cargo-artifacts.ts';
import { driftSeeds } from './cargo-drift.ts';
import { structureSeeds } from './cargo-structure.ts';
import { contextSeeds } from './context.ts';
import { fileSeeds } from './files.ts';
import { runFileSeeds } from './run-files.ts';
import type { Seed } from './model.ts';

/** Every kind of mistake that is seeded, in the order in which it is printed. */
export const seeds: readonly Seed[] = [...structureSeeds, ...driftSeeds, ...artifactSeeds, ...cacheSeeds, ...contextSeeds, ...fileSeeds, ...runFileSeeds];
