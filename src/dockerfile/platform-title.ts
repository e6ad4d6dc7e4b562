import type { PlatformArguments } from './model.ts';

/** How a person tells platforms apart: the arguments that choose between the stages, as `docker build --build-arg` has them. Empty when there are none. */
export function platformTitle(platform: PlatformArguments | undefined): string {
  return [...platform ?? []].map(([name, value]) => `${name}=${value}`).join(' ');
}
