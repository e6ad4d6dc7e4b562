import { containerPath, isBelow } from '../../container-path.ts';
import type { Mount, RunInstruction } from '../../dockerfile/model.ts';

/**
 * The mount of a RUN that stands over a folder (absolute), so that what is written there stays out of the layer: a cache, a
 * tmpfs, a bind. `unknown`: the target of a mount is known to the build alone.
 */
export function mountOver(run: RunInstruction, folder: string): Mount | 'unknown' | undefined {
  let unknown = false;
  for (const mount of run.mounts) {
    if (mount.type !== 'cache' && mount.type !== 'tmpfs' && mount.type !== 'bind') continue;
    const target = mount.options.get('target')?.value;
    if (target === undefined) unknown ||= mount.options.has('target');
    else if (isBelow(folder, containerPath(target))) return mount;
  }
  return unknown ? 'unknown' : undefined;
}
