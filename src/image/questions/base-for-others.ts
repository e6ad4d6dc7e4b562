import type { Build } from '../../rule.ts';

/**
 * Whether the image is there to build or to develop with, so that compilers are what it is for: as the name of the file or of its folder says
 * (`Dockerfile.builder`, `.devcontainer/Dockerfile`), or its base, which is one for dev containers.
 */
export function isForBuilding({ dockerfile, image, target }: Build): boolean {
  const named = dockerfile.source.path.split(/[\\/]/).slice(-2).some((part) => /(?:^|[._-])(?:builder|devcontainer|toolchain|toolbox)(?:[._-]|$)/i.test(part));
  return named || (target !== undefined && /^(?:(?:vscode\/)?devcontainers|gitpod)\//.test(image.baseReference(target)?.repository ?? ''));
}

/**
 * Whether the image is there to be built on, as the name of the file or of its folder says (`Dockerfile.base`, `base/Dockerfile`), or as ONBUILD
 * does: what it starts may be put in place by those that are built on it.
 */
export function isBaseForOthers({ dockerfile }: Build): boolean {
  const named = dockerfile.source.path.split(/[\\/]/).slice(-2).some((part) => /(?:^|[._-])(?:base|builder|common)(?:[._-]|$)/i.test(part));
  return named || dockerfile.all('ONBUILD').length > 0;
}
