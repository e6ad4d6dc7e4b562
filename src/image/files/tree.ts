import { containerPath } from '../../container-path.ts';
import { suggest } from '../../dockerfile/suggest.ts';
import type { Command } from '../../shell/model.ts';
import { systemManagerOf } from '../../knowledge/package-managers.ts';
import type { Located } from '../../source.ts';
import { AbsentFile } from './absent-file.ts';
import type { CargoConfiguration } from './cargo-configuration.ts';
import type { BaseFiles } from './base-files.ts';
import { answer } from './effect-answer.ts';
import type { Way } from './effect-answer.ts';
import { EffectIndex, baseName } from './effect-index.ts';
import type { Budget, Effect, FileFact, FileTree, Need, RefusedWrite } from './model.ts';

export interface TreeInput {
  /** The stage that FROM names. */
  readonly below: StageTree | undefined;
  readonly base: BaseFiles;
  /** Where doubts about the base are shown. */
  readonly from: Located;
  readonly searchPath: () => SearchPath;
  /** What holds before the first instruction; asked only without `below`. */
  readonly surroundings: () => Surroundings;
}

/** The working directory, and the name or number of the user (`root` for each of root's); undefined when not known. */
export interface Surroundings {
  readonly workdir: string | undefined;
  readonly user: string | undefined;
  /** Absolute paths that variables name as places to write to. */
  readonly places: readonly string[];
}

/** The folders of the final PATH, first first; `complete` when these are all. */
export interface SearchPath {
  readonly folders: readonly string[];
  readonly complete: boolean;
}

/** One look-up may visit so many stages: those that copy from each other, again and again, end in a doubt. */
const MOST_STEPS = 300;
/** Names beyond these are not compared with one that is missing. */
const MOST_NAMES = 500;

/** The files of a stage: its own effects over the tree it is built FROM. Grows while the stage is read; look-ups answer for what is there so far. */
export class StageTree implements FileTree {
  readonly #input: TreeInput;
  /** Where the stage is, and as whom: kept here so that no stage walks down to its base at every instruction. */
  surroundings: Surroundings;
  readonly #index = new EffectIndex();

  constructor(input: TreeInput) {
    this.#input = input;
    this.surroundings = input.below?.surroundings ?? input.surroundings();
  }

  /** The image that the chain of stages rests on, and where it is named. */
  get bottom(): Pick<TreeInput, 'base' | 'from'> {
    return this.#input;
  }

  readonly needs: Need[] = [];
  readonly refused: RefusedWrite[] = [];
  readonly cargoConfigurations = new Map<Command, CargoConfiguration>();
  /** Names and paths of programs that RUNs called and that were there, or may have been. */
  readonly called = new Set<string>();

  add(effect: Effect): void {
    this.#index.add(effect);
  }

  get effects(): readonly Effect[] {
    const layers: (readonly Effect[])[] = [];
    for (const layer of this.#layers()) layers.push(layer.#index.effects);
    return layers.reverse().flat();
  }

  /** What says whose a folder is, oldest first. */
  ownership(folder: string): readonly Effect[] {
    return [...this.#layers()].reverse().flatMap((layer) => layer.#index.ownership(folder));
  }

  at(path: string): FileFact {
    return this.look(path, { steps: MOST_STEPS });
  }

  /** As `at`, within a budget that is shared with the look-up that asks. */
  look(path: string, budget: Budget): FileFact {
    const clean = containerPath(path);
    const fact = this.#lookUp(clean, budget);
    const twin = fact.is === 'present' ? undefined : twinOf(clean);
    if (twin === undefined) return fact;
    const other = this.#lookUp(twin, budget);
    return other.is === 'absent' || (other.is === 'unknown' && fact.is === 'unknown') ? fact : { ...other, path: clean };
  }

  /** Whether the stage, or one below it, may have got the program: a cheap answer before `program`. */
  mayBring(program: string): boolean {
    for (const layer of this.#layers()) if (layer.#index.mayBring(program)) return true;
    return false;
  }

  program(name: string): FileFact {
    if (name.includes('/')) return this.#programAt(name);
    const { base, from } = this.#input;
    const searchPath = this.#input.searchPath();
    let doubt: FileFact | undefined;
    for (const folder of searchPath.folders) {
      const fact = this.at(containerPath(name, folder));
      if (fact.is === 'present' && fact.kind !== 'directory') return fact;
      // What the base has is asked of the base by the program's name.
      if (fact.is === 'unknown' && fact.at !== from) doubt ??= fact;
    }
    const inBase = base.hasProgram(name);
    if (inBase === true) return { is: 'present', path: name, kind: 'file', at: from, by: undefined, owner: undefined, mode: undefined };
    if (doubt !== undefined) return { ...doubt, path: name };
    // The package manager of another distribution lies in no folder, whatever PATH is.
    if (inBase === undefined || (!searchPath.complete && systemManagerOf(name) === undefined)) return { is: 'unknown', path: name, why: `${base.name} may have it`, at: from };
    const near = this.#near(name);
    const why = near === undefined ? `nothing installs it, and ${base.name} does not have it` : `\`${near}\` is in no folder of the PATH`;
    return { is: 'absent', path: name, why, near };
  }

  #programAt(name: string): FileFact {
    const workdir = name.startsWith('/') ? '/' : this.surroundings.workdir;
    if (workdir === undefined) return { is: 'unknown', path: name, why: 'the working directory is not known', at: this.#input.from };
    return this.at(containerPath(name, workdir));
  }

  #isFile(path: string): boolean {
    const fact = this.#lookUp(path, { steps: MOST_STEPS });
    return fact.is === 'present' && fact.kind !== 'directory';
  }

  *#layers(): Iterable<StageTree> {
    yield this;
    for (let layer = this.#input.below; layer !== undefined; layer = layer.#input.below) yield layer;
  }

  #lookUp(path: string, budget: Budget): FileFact {
    const way: Way = { path, budget, doubt: undefined, owner: undefined, mode: undefined, ownerLost: false, mounted: undefined, ignored: false, removed: false };
    for (const layer of this.#layers()) {
      if (budget.steps-- <= 0) return { is: 'unknown', path, why: 'stages copy from each other too often to follow', at: undefined };
      for (const numbered of layer.#index.about(path)) {
        const fact = answer(numbered, way);
        if (fact !== undefined) return fact;
        if (way.removed) break;
      }
      if (way.removed) break;
    }
    return this.#ofBase(way);
  }

  #ofBase(way: Way): FileFact {
    const { base, from } = this.#input;
    const { path, doubt } = way;
    if (way.removed) {
      if (doubt !== undefined) return { is: 'unknown', path, ...doubt };
      return this.#absent(path, 'it is removed again');
    }
    const has = base.has(path);
    if (has === true) return { is: 'present', path, kind: 'either', at: from, by: undefined, owner: way.owner, mode: way.mode };
    if (doubt !== undefined) return { is: 'unknown', path, ...doubt };
    if (has === undefined) return { is: 'unknown', path, why: `${base.name} may have it`, at: from };
    if (way.mounted !== undefined) return this.#absent(path, `\`${way.mounted}\` is a mount, and what is written there is not kept`);
    return this.#absent(path, way.ignored ? 'the ignore file leaves it out' : `nothing makes it, and ${base.name} does not have it`, way.ignored);
  }

  #absent(path: string, why: string, ignored = false): FileFact {
    return new AbsentFile(path, why, ignored, () => this.#near(path));
  }

  /** A file that is there in another folder under the same name, or under one that differs in a letter. */
  #near(path: string): string | undefined {
    for (const layer of this.#layers()) {
      const named = layer.#index.named(baseName(path));
      if (named !== undefined && named !== path && this.#isFile(named)) return named;
    }
    const name = baseName(path);
    if (name.length < 4) return undefined;
    for (const layer of this.#layers()) {
      const close = suggest(name, [...layer.#index.names].slice(0, MOST_NAMES));
      const named = close === undefined || close.startsWith(name) ? undefined : layer.#index.named(close);
      if (named !== undefined && this.#isFile(named)) return named;
    }
    return undefined;
  }
}

/** `/bin` is a link to `/usr/bin` in most of today's distributions: a file of the one is found in the other. */
function twinOf(path: string): string | undefined {
  if (/^\/(?:s?bin|lib)\//.test(path)) return `/usr${path}`;
  return /^\/usr\/(?:s?bin|lib)\//.test(path) ? path.slice(4) : undefined;
}
