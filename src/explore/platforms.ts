import { platformTitle } from '../dockerfile/platform-title.ts';
import type { Dockerfile } from '../dockerfile/model.ts';

/** For which platform the FROMs of a file choose their stages here, and how to see the others; empty where none chooses so. */
export function builtWith({ platform, platforms }: Dockerfile): string {
  if (platform === undefined) return '';
  const others = platforms.map(platformTitle).filter((title) => title !== platformTitle(platform));
  const options = others.map((title) => title.split(' ').map((argument) => `--build-arg ${argument}`).join(' '));
  return `, built with ${platformTitle(platform)}${options.length === 0 ? '' : ` (or: ${options.join('; ')})`}`;
}

/** The same as data. */
export function platformsJson({ platform, platforms }: Dockerfile): { readonly platform?: object; readonly platforms?: readonly object[] } {
  return platform === undefined ? {} : { platform: Object.fromEntries(platform), platforms: platforms.map((one) => Object.fromEntries(one)) };
}
