import type { Build } from '../../rule.ts';

/**
 * Whether the image is there to be built on, as the name of the file or of its folder says (`Dockerfile.base`, `base/Dockerfile`), or as ONBUILD
 * does: what it starts may be put in place by those that are built on it.
 */
export function isBaseForOthers({ dockerfile }: Build): boolean {
  const named = dockerfile.source.path.split(/[\\/]/).slice(-2).some((part) => /(?:^|[._-])(?:base|builder|common)(?:[._-]|$)/i.test(part));
  return named || dockerfile.all('ONBUILD').length > 0;
}
