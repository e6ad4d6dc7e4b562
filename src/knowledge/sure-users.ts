import type { BaseImage } from './model.ts';

/** Users that only some releases have (source: base-passwd 3.5.26 to 3.6, alpine-baselayout 3.1 to 3.7; 2026-11-28). */
const ofSomeReleases: Readonly<Record<string, readonly string[]>> = {
  apt: ['gnats', '_apt'],
  apk: ['adm', 'operator', 'man', 'postmaster', 'cron', 'at', 'squid', 'xfs', 'games', 'postgres', 'cyrus', 'vpopmail', 'ntp', 'smmsp', 'sshd', 'ftp'],
};

/** Whether an image has a user whatever its release: its list of users may be that of several. */
export function hasUserForSure(base: BaseImage, name: string): boolean {
  if (base.users?.some((user) => user.name === name) !== true) return false;
  return !(ofSomeReleases[base.packageManager ?? ''] ?? []).includes(name);
}
