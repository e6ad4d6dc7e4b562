import { containerPath, isBelow } from '../container-path.ts';
import type { Mount } from '../dockerfile/model.ts';
import { knownValue } from '../word.ts';
import type { CargoStep } from './model.ts';

/** A cache mount of a step: where it lies and which cache it is. */
export interface CacheMount {
  readonly mount: Mount;
  /** Absolute; undefined when only the build knows. */
  readonly target: string | undefined;
  /** `id`, which is the target without one. */
  readonly id: string | undefined;
}

export function cacheMounts(step: CargoStep): readonly CacheMount[] {
  return step.run.mounts.flatMap((mount): readonly CacheMount[] => {
    if (mount.type !== 'cache') return [];
    const written = mount.options.get('target');
    const target = written?.value === undefined ? undefined : mountTarget(written.value, step);
    const id = mount.options.get('id');
    return [{ mount, target, id: id === undefined ? target : (id.value ?? id.raw) }];
  });
}

/** The cache mount that a path lies in. */
export function cacheMountOver(step: CargoStep, path: string | undefined): CacheMount | undefined {
  return path === undefined ? undefined : cacheMounts(step).find(({ target }) => target !== undefined && isBelow(path, target));
}

/** A cache mount over what cargo downloads: its registry, or all of its home. */
export function downloadMount(step: CargoStep): CacheMount | undefined {
  return cacheMounts(step).find(({ target, mount }) => /(?:^|\/)\.?cargo(?:\/registry(?:\/(?:index|cache|src))?|\/git(?:\/db)?)?$|^\$\{?CARGO_HOME/.test(target ?? mount.options.get('target')?.raw ?? ''));
}

/** The cache mount over the folder in which sccache keeps what it compiled; undefined too where it keeps that elsewhere, or is not used. */
export function compilerCacheMount(step: CargoStep): CacheMount | undefined {
  const folder = step.variable('SCCACHE_DIR');
  const path = folder.is === 'set' ? knownValue(folder.text) : folder.is === 'unset' ? '/root/.cache/sccache' : undefined;
  return usesCompilerCache(step) ? cacheMountOver(step, path) : undefined;
}

/** sccache is set for the step, by the environment. */
export function usesCompilerCache(step: CargoStep): boolean {
  return ['RUSTC_WRAPPER', 'CARGO_BUILD_RUSTC_WRAPPER'].some((name) => {
    const wrapper = step.variable(name);
    return wrapper.is === 'set' && /(?:^|\/)sccache$/.test(knownValue(wrapper.text) ?? '');
  });
}

/** A relative target is relative to the workdir of the RUN, whatever `cd` does; that of a script without `cd` is the same. */
function mountTarget(path: string, step: CargoStep): string | undefined {
  if (path.startsWith('/')) return containerPath(path);
  return step.workdir === undefined ? undefined : containerPath(path, step.workdir);
}
