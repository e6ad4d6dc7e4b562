import { containerPath, isBelow } from '../../container-path.ts';
import type { Mount } from '../../dockerfile/model.ts';
import type { Step } from './step.ts';
import { targetOfMount } from './target.ts';

/** What a mount of a RUN shows at a path: a file of the build context, nothing, or what only the build knows. */
export type MountedFile = { readonly is: 'file'; readonly contextPath: string } | { readonly is: 'absent' } | { readonly is: 'unknown' };

/** What the mounts of its RUN show to a command at a path; undefined where none lies over it. */
export function mountedFile({ by, build, tree }: Step, path: string): MountedFile | undefined {
  let nearest: { readonly mount: Mount; readonly at: string } | undefined;
  for (const mount of by.mounts) {
    const target = mount.type === 'ssh' ? undefined : targetOfMount(mount, tree.surroundings.workdir);
    if (target === undefined) continue;
    if (target.is !== 'path') return { is: 'unknown' };
    if (isBelow(path, target.path) && target.path.length >= (nearest?.at.length ?? 0)) nearest = { mount, at: target.path };
  }
  if (nearest === undefined) return undefined;
  const { mount: { type, options }, at } = nearest;
  const source = options.get('source');
  if ((type !== undefined && type !== 'bind') || options.has('from') || (source !== undefined && source.value === undefined)) return { is: 'unknown' };
  const contextPath = containerPath(`.${path.slice(at === '/' ? 0 : at.length)}`, containerPath(source?.value ?? '/')).slice(1);
  const { is } = build.context.entry(contextPath);
  if (is === 'unknown') return { is: 'unknown' };
  return is === 'file' && !build.context.ignores(contextPath) ? { is: 'file', contextPath } : { is: 'absent' };
}
