import type { Located } from '../../source.ts';
import { baseName, partBelow } from './effect-index.ts';
import type { Numbered } from './effect-index.ts';
import type { Budget, Effect, FileFact } from './model.ts';

/** What a look-up knows on its way down. */
export interface Way {
  readonly path: string;
  readonly budget: Budget;
  doubt: { readonly why: string; readonly at: Located | undefined; readonly fails?: boolean | undefined } | undefined;
  owner: string | undefined;
  mode: string | undefined;
  /** Something changed the owner to nobody knows what. */
  ownerLost: boolean;
  mounted: string | undefined;
  ignored: boolean;
  removed: boolean;
}

/** What one effect says of the path: an answer, or something to remember. */
export function answer({ effect }: Numbered, way: Way): FileFact | undefined {
  const { path } = way;
  switch (effect.does) {
    case 'makes': return present(effect, way, effect.path === path ? effect.kind : 'directory', effect.path === path ? effect : undefined);
    case 'fills':
      if (effect.folder && partBelow(effect.path, path) !== undefined) return present(effect, way, effect.path === path ? 'either' : 'directory', undefined);
      if (partBelow(path, effect.path) !== undefined && effect.only?.(path) !== false) way.doubt ??= { why: effect.why, at: effect.at };
      if (path !== effect.path) way.ownerLost = true;
      return undefined;
    case 'copies': return copied(effect, way);
    case 'installs':
      if (effect.programs.includes(baseName(path)) && effect.folders.includes(path.slice(0, path.lastIndexOf('/')))) return present(effect, way, 'file', { owner: 'root', mode: undefined });
      if (effect.mayTouch(path)) way.doubt ??= { why: whyInstalled(effect.unknown), at: effect.at };
      return undefined;
    case 'removes': way.removed = true; return undefined;
    case 'changes':
      if (effect.path !== path && !effect.recursive) return undefined;
      if (effect.unknown === true) way.ownerLost = true;
      if (!way.ownerLost) {
        way.owner ??= effect.owner;
        way.mode ??= effect.mode;
      }
      return undefined;
    case 'mounts': way.mounted ??= effect.path; return undefined;
    case 'anything': way.doubt ??= { why: effect.why, at: effect.at }; way.ownerLost = true; return undefined;
  }
}

function copied(effect: Extract<Effect, { does: 'copies' }>, way: Way): FileFact | undefined {
  const below = partBelow(way.path, effect.path);
  if (below === undefined) return present(effect, way, 'directory', undefined);
  if (way.budget.steps-- <= 0) {
    way.doubt ??= { why: 'stages copy from each other too often to follow', at: undefined };
    return undefined;
  }
  const found = effect.has(below, way.budget);
  if (found.is === 'unknown') way.doubt ??= { why: found.why, at: found.at ?? effect.at, ...(found.fails === true ? { fails: true } : {}) };
  if (found.is === 'absent' && found.ignored === true) way.ignored = true;
  if (found.is !== 'present') return undefined;
  const fact = present(effect, way, found.kind, effect);
  return fact.is === 'present' && found.contextPath !== undefined ? { ...fact, contextPath: found.contextPath } : fact;
}

function present(effect: Effect, way: Way, kind: 'file' | 'directory' | 'either', made: { readonly owner?: string | undefined; readonly mode?: string | undefined; readonly contextPath?: string | undefined } | undefined): FileFact {
  return {
    is: 'present', path: way.path, kind, at: effect.at, by: effect.by,
    owner: way.owner ?? (way.ownerLost ? undefined : made?.owner), mode: way.mode ?? (way.ownerLost ? undefined : made?.mode),
    ...(made?.contextPath === undefined ? {} : { contextPath: made.contextPath }),
  };
}

function whyInstalled(unknown: readonly string[]): string {
  const [first] = unknown;
  return first === undefined ? 'what is installed may have made it' : `the package \`${first}\` may have made it`;
}
