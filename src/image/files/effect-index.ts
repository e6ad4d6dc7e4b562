import { containerPath, foldersAbove, isBelow } from '../../container-path.ts';
import type { Effect } from './model.ts';

type Of<K extends Effect['does']> = Extract<Effect, { does: K }>;

/** Effects of one kind by path, newest last. */
type ByPath<K extends Effect['does']> = Map<string, Numbered<Of<K>>[]>;

export interface Numbered<T = Effect> {
  readonly number: number;
  readonly effect: T;
}

/** More than these at one path are not told apart: the newest ones count. */
const MOST_AT_A_PATH = 64;

/** The effects of one stage, found by path. Adding one costs as much as its path is deep. */
export class EffectIndex {
  readonly effects: Effect[] = [];
  readonly #made = new Map<string, Numbered<Of<'makes'>>>();
  /** Of each folder what made it when it was not there: what comes later leaves it as it is. What a FROM brings is not among them. */
  readonly #folders = new Map<string, Numbered<Of<'makes'>>>();
  /** The newest effect that makes something below the path. */
  readonly #below = new Map<string, Numbered>();
  readonly #fills: ByPath<'fills'> = new Map();
  readonly #copies: ByPath<'copies'> = new Map();
  readonly #removes: ByPath<'removes'> = new Map();
  readonly #changes: ByPath<'changes'> = new Map();
  readonly #mounts: ByPath<'mounts'> = new Map();
  readonly #programs = new Map<string, Numbered<Of<'installs'>>>();
  readonly #installs: Numbered<Of<'installs'>>[] = [];
  readonly #named = new Map<string, string>();
  #anything: Numbered<Of<'anything'>> | undefined;
  #lastRemoval = -1;

  add(effect: Effect): void {
    const number = this.effects.length;
    this.effects.push(effect);
    switch (effect.does) {
      case 'makes':
        this.#made.set(effect.path, { number, effect });
        if (effect.kind !== 'directory') this.#named.set(baseName(effect.path), effect.path);
        else if (effect.by.keyword !== 'FROM' && !this.#isThere(effect.path)) this.#folders.set(effect.path, { number, effect });
        this.#markAbove(effect.path, { number, effect });
        break;
      case 'fills':
        this.#keep(note(this.#fills, effect.path, { number, effect }));
        if (effect.folder) this.#markAbove(effect.path, { number, effect });
        break;
      case 'copies':
        this.#keep(note(this.#copies, effect.path, { number, effect }));
        this.#named.set(baseName(effect.path), effect.path);
        if (effect.name !== undefined && effect.name !== '' && effect.name !== baseName(effect.path)) this.#named.set(effect.name, containerPath(effect.name, effect.path));
        this.#markAbove(effect.path, { number, effect });
        break;
      case 'removes':
        note(this.#removes, effect.path, { number, effect });
        this.#lastRemoval = number;
        break;
      case 'changes': note(this.#changes, effect.path, { number, effect }); break;
      case 'mounts': note(this.#mounts, effect.path, { number, effect }); break;
      case 'installs':
        for (const program of effect.programs) this.#programs.set(program, { number, effect });
        this.#keep(push(this.#installs, { number, effect }));
        break;
      case 'anything': this.#anything = { number, effect }; break;
    }
  }

  /** What falls out of a list that is too long leaves a doubt about everything. */
  #keep(dropped: Numbered | undefined): void {
    if (dropped === undefined || this.#anything !== undefined) return;
    const { at, by } = dropped.effect;
    this.#anything = { number: dropped.number, effect: { does: 'anything', why: 'too much is done here to follow', at, by } };
  }

  #markAbove(path: string, made: Numbered): void {
    for (const folder of foldersAbove(path)) {
      const known = this.#below.get(folder);
      this.#below.set(folder, made);
      // What was made above is there still when nothing was taken away since.
      if (known !== undefined && known.number > this.#lastRemoval) break;
    }
  }

  /** Everything that has a say about the path, newest first. */
  about(path: string): readonly Numbered[] {
    const found: Numbered[] = [];
    const made = this.#made.get(path);
    if (made !== undefined) found.push(made);
    const below = this.#below.get(path);
    if (below !== undefined) found.push(below);
    for (const folder of [path, ...foldersAbove(path)]) {
      for (const lists of [this.#fills, this.#copies, this.#removes, this.#changes, this.#mounts]) {
        const list = lists.get(folder);
        if (list !== undefined) found.push(...list);
      }
    }
    const installed = this.#programs.get(baseName(path));
    if (installed !== undefined) found.push(installed);
    found.push(...this.#installs);
    if (this.#anything !== undefined) found.push(this.#anything);
    return found.sort((one, other) => other.number - one.number);
  }

  /** Whether a folder that was made is surely there still. */
  #isThere(folder: string): boolean {
    const made = this.#folders.get(folder)?.number ?? -1;
    const since = ({ number }: Numbered): boolean => number > made;
    return made !== -1 && (this.#anything?.number ?? -1) < made && ![folder, ...foldersAbove(folder)].some((path) => this.#removes.get(path)?.some(since));
  }

  /** What says whose a folder is, oldest first: what made it, and what changed or removed it since. */
  ownership(folder: string): readonly Effect[] {
    const found: Numbered[] = [this.#folders.get(folder), this.#anything].filter((one) => one !== undefined);
    for (const path of [folder, ...foldersAbove(folder)]) found.push(...this.#removes.get(path) ?? [], ...this.#changes.get(path) ?? []);
    return found.sort((one, other) => one.number - other.number).map(({ effect }) => effect);
  }

  /** Whether a program of this name may have come: a cheap answer before the PATH is searched. */
  mayBring(program: string): boolean {
    return this.#programs.has(program);
  }

  /** Names of what was made somewhere. */
  get names(): Iterable<string> {
    return this.#named.keys();
  }

  /** A file of this name that was made somewhere. */
  named(name: string): string | undefined {
    return this.#named.get(name);
  }
}

function note<T>(into: Map<string, T[]>, path: string, value: T): T | undefined {
  const list = into.get(path);
  if (list !== undefined) return push(list, value);
  into.set(path, [value]);
  return undefined;
}

/** Adds to the list, and answers what has to go for it. */
function push<T>(list: T[], value: T): T | undefined {
  list.push(value);
  return list.length > MOST_AT_A_PATH ? list.shift() : undefined;
}

export function baseName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The part of the path below the folder, without a slash at its beginning; '' for the folder itself. */
export function partBelow(path: string, folder: string): string | undefined {
  if (!isBelow(path, folder)) return undefined;
  return path === folder ? '' : path.slice(folder === '/' ? 1 : folder.length + 1);
}
