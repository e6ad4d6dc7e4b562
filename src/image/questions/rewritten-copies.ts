import { isBelow } from '../../container-path.ts';
import type { AddInstruction, CopyInstruction } from '../../dockerfile/model.ts';
import { isRemoteSource } from '../../programs/archives.ts';
import type { Build } from '../../rule.ts';
import type { Located } from '../../source.ts';
import type { Effect } from '../files/model.ts';

/** A RUN of the shipped image that sets the owner or the mode of what a COPY above it brought: the layer of that RUN holds all of it again. */
export interface RewrittenCopy {
  /** The path that is changed, where it is written. */
  readonly at: Located;
  readonly path: string;
  readonly what: 'owner' | 'mode';
  /** To whom, with the group, or to what, as the command says; undefined when only the build knows it. */
  readonly to: string | undefined;
  readonly copies: readonly (CopyInstruction | AddInstruction)[];
  /** The command changes other paths too. */
  readonly amongOthers: boolean;
}

interface Landed {
  readonly path: string;
  readonly effect: Effect;
  readonly copy: CopyInstruction | AddInstruction;
}

type Change = Effect & { readonly does: 'changes' };

/** Of what came to one path again and again the last ones are told. */
const mostAtAPath = 3;

/** Each such RUN once, for its first path. Files alone out of the build context are mostly scripts and settings, whose size is nothing. */
export function rewrittenCopies(build: Build): readonly RewrittenCopy[] {
  const { target, image, dockerfile } = build;
  if (target === undefined || dockerfile.all('COPY', 'ADD').length === 0 || !dockerfile.all('RUN').some(({ rest }) => /\bch(?:own|mod)\b/.test(rest.text))) return [];
  if (image.base(target)?.operatingSystem === 'windows') return [];
  const found = new Map<number, RewrittenCopy>();
  const landed = new LandedCopies();
  for (const effect of build.files(target).effects) {
    const { by } = effect;
    if (by.keyword === 'COPY' || by.keyword === 'ADD') {
      const path = landingPath(effect);
      if (path !== undefined && isLarge(build, by)) landed.add({ path, effect, copy: by });
    }
    else if (effect.does === 'removes') landed.remove(effect.path);
    else if (effect.does === 'changes' && effect.path !== '/' && by.keyword === 'RUN' && !found.has(by.index)) {
      const copies = landed.reachedBy(effect, build).filter((one) => isChanged(effect, one)).map(({ copy }) => copy);
      const what = effect.owner !== undefined ? 'owner' : effect.mode !== undefined ? 'mode' : undefined;
      const command = by.commands.find(({ place }) => place === effect.at.place);
      if (copies.length === 0 || what === undefined || command?.conditional !== false) continue;
      const to = what === 'owner' ? command.operands()[0]?.value?.replace(/[:.]$/, '').replace('.', ':') : effect.mode;
      found.set(by.index, { at: effect.at, path: effect.path, what, to, copies: [...new Set(copies)], amongOthers: command.operands().length > 2 });
    }
  }
  return [...found.values()];
}

/**
 * Whether a file is another one afterwards. Of one that is as it was BuildKit's own layers hold nothing (`sameDirent` of its util/overlay, 2026-11), and those of
 * Docker's older image store all of it. COPY gives files to root, or to whom `--chown` names; nearly all can be read by everybody, and programs of another
 * stage executed. What ADD downloads is 600.
 */
function isChanged({ owner, mode, recursive }: Change, { effect, copy }: Landed): boolean {
  if (owner !== undefined) {
    const given = 'owner' in effect ? effect.owner : undefined;
    const isComparable = copy.flag('chown') === undefined || (given !== undefined && /^\d+$/.test(given) === /^\d+$/.test(owner));
    return isComparable && given !== owner;
  }
  if (mode === undefined || mode === copy.flag('chmod')?.value?.value || /^[ugoa]*[+=][rX]+$/.test(mode)) return false;
  const onlyExecutable = /^(?:[ugoa]*\+[rxX]+|0?[75][75][75])$/.test(mode);
  return recursive || !onlyExecutable || copy.sources.some(({ value }) => value !== undefined && isRemoteSource(value));
}

/** What COPY and ADD brought so far, by the path that it has. */
class LandedCopies {
  readonly #byPath = new Map<string, Landed[]>();

  add(one: Landed): void {
    const same = this.#byPath.get(one.path) ?? [];
    this.#byPath.set(one.path, [...same.slice(1 - mostAtAPath), one]);
  }

  remove(folder: string): void {
    for (const path of this.#byPath.keys()) if (isBelow(path, folder)) this.#byPath.delete(path);
  }

  /** In the order in which they came. */
  reachedBy(change: Change, build: Build): readonly Landed[] {
    const same = this.#byPath.get(change.path) ?? [];
    if (!change.recursive) return same.length > 0 && isFile(build, change) ? same : [];
    return [...this.#byPath.values()].flat().filter((one) => one.path === change.path || reaches(change, one)).sort((one, other) => one.copy.index - other.copy.index);
  }
}

/** Of a folder that COPY filled, a folder below it may have been made since: it has to be known that COPY brought it. */
function reaches(change: Change, { path, effect }: Landed): boolean {
  if (isBelow(path, change.path)) return true;
  return isBelow(change.path, path) && effect.does === 'copies' && (effect.name ?? '') === '' && effect.has(change.path.slice(path === '/' ? 1 : path.length + 1), { steps: 1000 }).is === 'present';
}

/** Without `-R` only a file itself is written again. Of what another stage compiled it is seldom known whether it is one: programs lie in folders of their own. */
function isFile({ files, target }: Build, { path, mode }: Change): boolean {
  const fact = target === undefined ? undefined : files(target).at(path);
  if (fact?.is !== 'present' || fact.kind === 'directory') return false;
  return fact.kind === 'file' || /x/.test(mode ?? '') || /\/s?bin\/[^/]+$/.test(path);
}

function landingPath(effect: Effect): string | undefined {
  if (effect.does === 'copies') return (effect.name ?? '') === '' ? effect.path : `${effect.path === '/' ? '' : effect.path}/${effect.name}`;
  return effect.does === 'makes' || effect.does === 'fills' ? effect.path : undefined;
}

function isLarge({ context }: Build, { from, sources }: CopyInstruction | AddInstruction): boolean {
  if (from !== undefined) return !sources.every(({ raw }) => isSmall(raw));
  return sources.some(({ value }) => value !== undefined && ((isRemoteSource(value) && !isSmall(value)) || /^\.?\/?$/.test(value) || context.entry(value.replace(/^(?:\.?\/)+|\/+$/g, '')).is === 'directory'));
}

/** Scripts, settings and texts. */
function isSmall(source: string): boolean {
  return /\.(?:sh|bash|py|json|ya?ml|toml|conf|cfg|ini|xml|txt|md|env|pem|crt)$/.test(source);
}
