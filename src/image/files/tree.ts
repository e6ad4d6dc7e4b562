import type { Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { Located } from '../../source.ts';
import type { Effect, FileFact, FileTree } from './model.ts';
import { containerPath, isBelow } from '../../container-path.ts';

/** What the base image says of a path: three values, `undefined` for unknown. */
export interface BaseFiles {
  readonly name: string;
  has(path: string): boolean | undefined;
  hasProgram(program: string): boolean | undefined;
}

/** Where programs are looked for when no ENV sets PATH (Docker's default for Linux). */
export const defaultPath: readonly string[] = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** The files of a stage at its end. */
export function createFileTree(build: Build, stage: Stage): FileTree {
  const base = build.image.baseReference(stage);
  const name = base === undefined ? '`scratch`' : `\`${base.word.raw}\``;
  return fileTree([], { name, has: () => undefined, hasProgram: () => undefined }, stage.from, undefined);
}

/** The tree of a stage from its effects, oldest first, over what its base image has. `from`: where doubts about the base are shown. */
export function fileTree(effects: readonly Effect[], base: BaseFiles, from: Located, searchPath: readonly string[] | undefined): FileTree {
  const at = (path: string): FileFact => lookUp(effects, base, from, containerPath(path));
  return { effects, at, program: (name) => findProgram(effects, base, from, searchPath, name, at) };
}

function lookUp(effects: readonly Effect[], base: BaseFiles, from: Located, path: string): FileFact {
  let doubt: { readonly why: string; readonly at: Located } | undefined;
  let owner: string | undefined;
  let mode: string | undefined;
  for (let index = effects.length - 1; index >= 0; index--) {
    const effect = effects[index];
    if (effect === undefined) continue;
    if (effect.does === 'makes' && isBelow(effect.path, path)) {
      const exact = effect.path === path;
      return {
        is: 'present', path, kind: exact ? effect.kind : 'directory', at: effect.at, by: effect.by,
        owner: owner ?? (exact ? effect.owner : undefined), mode: mode ?? (exact ? effect.mode : undefined),
      };
    }
    if (effect.does === 'changes' && (effect.path === path || (effect.recursive && isBelow(path, effect.path)))) {
      owner ??= effect.owner;
      mode ??= effect.mode;
    } else if (effect.does === 'removes' && isBelow(path, effect.path)) {
      if (doubt === undefined) return { is: 'absent', path, why: 'it is removed again', near: undefined };
      break;
    } else if (effect.does === 'fills' && isBelow(effect.path, path) && effect.path !== path) {
      return { is: 'present', path, kind: 'directory', at: effect.at, by: effect.by, owner, mode };
    } else if (effect.does === 'fills' && isBelow(path, effect.path)) {
      doubt ??= { why: effect.why, at: effect.at };
    } else if (effect.does === 'anything') doubt ??= { why: effect.why, at: effect.at };
  }
  return fromBase(effects, base, from, path, doubt, owner, mode);
}

function fromBase(
  effects: readonly Effect[], base: BaseFiles, from: Located, path: string,
  doubt: { readonly why: string; readonly at: Located } | undefined, owner: string | undefined, mode: string | undefined,
): FileFact {
  const has = base.has(path);
  if (has === true) return { is: 'present', path, kind: 'either', at: from, by: undefined, owner, mode };
  if (doubt !== undefined) return { is: 'unknown', path, why: doubt.why, at: doubt.at };
  if (has === undefined) return { is: 'unknown', path, why: `${base.name} may have it`, at: from };
  return { is: 'absent', path, why: `nothing makes it, and ${base.name} does not have it`, near: nearPath(effects, path) };
}

/** A path that something makes, with the same name in another folder. */
function nearPath(effects: readonly Effect[], path: string): string | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const near = effects.findLast((effect) => effect.does === 'makes' && effect.kind !== 'directory' && effect.path.endsWith(`/${name}`));
  return near?.does === 'makes' ? near.path : undefined;
}

function findProgram(
  effects: readonly Effect[], base: BaseFiles, from: Located, searchPath: readonly string[] | undefined, name: string, at: (path: string) => FileFact,
): FileFact {
  if (name.includes('/')) {
    const fact = at(name);
    const program = name.slice(name.lastIndexOf('/') + 1);
    // `/bin` is a link to `/usr/bin` in today's distributions, so either path of a base program is fine.
    if (fact.is !== 'present' && /^\/(?:usr\/)?s?bin\//.test(name) && base.hasProgram(program) === true) return presentInBase(name, from);
    return fact;
  }
  let doubt: FileFact | undefined;
  for (const folder of searchPath ?? defaultPath) {
    const fact = at(containerPath(name, folder));
    if (fact.is === 'present') return fact;
    if (fact.is === 'unknown' && fact.at !== from) doubt ??= fact;
  }
  const inBase = base.hasProgram(name);
  if (inBase === true) return presentInBase(name, from);
  if (doubt !== undefined) return doubt;
  if (inBase === undefined || searchPath === undefined) return { is: 'unknown', path: name, why: `${base.name} may have it`, at: from };
  return { is: 'absent', path: name, why: `nothing installs it, and ${base.name} does not have it`, near: nearPath(effects, `/${name}`) };
}

function presentInBase(path: string, from: Located): FileFact {
  return { is: 'present', path, kind: 'file', at: from, by: undefined, owner: undefined, mode: undefined };
}
