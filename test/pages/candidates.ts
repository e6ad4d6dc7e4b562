import type { Dockerfile } from '../../src/dockerfile/model.ts';
import type { Build } from '../../src/rule.ts';

/** A build that remembers what a rule asked of it. */
export interface Watched {
  readonly build: Build;
  /**
   * Whether the rule had anything to judge. What it searched for counts when something was found; a rule that searches for nothing
   * has met a candidate once it looks at stages, instructions or the image.
   */
  metCandidate(): boolean;
}

const searches: ReadonlySet<keyof Dockerfile> = new Set<keyof Dockerfile>(['all', 'commands', 'comments', 'directives', 'globalArgs', 'syntaxErrors', 'emptyContinuations']);
const everywhere: ReadonlySet<PropertyKey> = new Set<keyof Dockerfile | keyof Build>(['stages', 'instructions', 'stage', 'target', 'args']);
const deeper: ReadonlySet<PropertyKey> = new Set<keyof Build>(['image', 'files', 'context', 'baseline', 'git', 'shellcheck']);

/** Watches what is asked of a build, for telling a Good case that is right from one in which the rule never had anything to do. */
export function watch(build: Build): Watched {
  let searched = false;
  let found = false;
  let walked = false;
  let looked = false;
  const note = (key: PropertyKey, value: unknown): void => {
    if (searches.has(key as keyof Dockerfile)) {
      searched = true;
      if (Array.isArray(value) && value.length > 0) found = true;
    }
    if (everywhere.has(key)) walked = true;
    if (deeper.has(key) && value !== undefined) looked = true;
  };
  const dockerfile = watchObject(build.dockerfile, note);
  const watched = watchObject(build, note, new Map([['dockerfile', dockerfile]]));
  return { build: watched, metCandidate: () => found || looked || (walked && !searched) };
}

function watchObject<T extends object>(target: T, note: (key: PropertyKey, value: unknown) => void, replacements?: ReadonlyMap<PropertyKey, unknown>): T {
  return new Proxy(target, {
    get(object, key) {
      if (replacements?.has(key) === true) return replacements.get(key);
      const value: unknown = Reflect.get(object, key, object);
      if (typeof value !== 'function') {
        note(key, value);
        return value;
      }
      return (...args: readonly unknown[]): unknown => {
        const result: unknown = Reflect.apply(value as (...all: readonly unknown[]) => unknown, object, args);
        note(key, result);
        return result;
      };
    },
  });
}
