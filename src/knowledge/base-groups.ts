import type { BaseImage } from './model.ts';

/** `/etc/group` of Debian's and Ubuntu's base-passwd, and what packages of their images add (source: base-passwd 3.6, 2026-11-28). */
const ofDebian: readonly string[] = words(`root daemon bin sys adm tty disk lp mail news uucp man proxy kmem dialout fax voice cdrom floppy tape sudo audio dip www-data backup operator
  list irc src gnats shadow utmp video sasl plugdev staff games users nogroup crontab ssh _ssh netdev messagebus input sgx clock kvm render admin ssl-cert systemd-journal systemd-network systemd-resolve systemd-timesync`);

/** `/etc/group` of alpine-baselayout: the union of its releases (source: alpine-baselayout 3.4 to 3.7, 2026-11-28). */
const ofAlpine: readonly string[] = words(`root bin daemon sys adm tty disk lp kmem wheel floppy mail news uucp man cron audio cdrom dialout ftp sshd at tape video netdev kvm input squid xfs games
  shadow www-data postgres cyrus vpopmail ntp users smmsp abuild utmp ping locate readproc nogroup nobody guest`);

/** distroless (source: GoogleContainerTools/distroless, common/variables.bzl and base.bzl, 2026-11-28). */
const ofDistroless: readonly string[] = words('root nobody nonroot tty staff');

/** Users of Debian that are in other groups: `nobody` is in `nogroup` (source: base-passwd's passwd.master). */
const withoutGroup: readonly string[] = ['nobody', 'sync', '_apt'];

/** The groups of an image by name; a name that is not among them is not in it. Undefined when the list is not known to be complete. */
export function groupsOfImage(base: BaseImage): ReadonlySet<string> | undefined {
  if (base.users === undefined || base.source === 'baseImages of the config') return undefined;
  const system = base.image === 'scratch' ? [] : base.image.startsWith('mcr.microsoft.com/dotnet/') && base.packageManager === 'none' ? ['root'] : base.image.startsWith('gcr.io/distroless/') ? ofDistroless : base.distribution?.name === 'alpine' ? ofAlpine : base.packageManager === 'apt' ? ofDebian : undefined;
  if (system === undefined) return undefined;
  // A user that an image brings mostly has a group of its own.
  const own = base.users.map(({ name }) => name).filter((name) => base.packageManager !== 'apt' || !withoutGroup.includes(name));
  return new Set([...system, ...own]);
}

/** Groups of users that images bring beside those of their distribution, by their numbers (source: docker-node's Dockerfiles, `/etc/group` of Ubuntu's images since 23.04; 2026-11-29). */
const numbers: Readonly<Record<string, number>> = { node: 1000, ubuntu: 1000 };

/** The groups of an image whose numbers are known. */
export function numberedGroups(base: BaseImage): readonly { readonly name: string; readonly id: number }[] {
  return (base.users ?? []).flatMap(({ name }) => {
    const id = Object.hasOwn(numbers, name) ? numbers[name] : undefined;
    return id === undefined ? [] : [{ name, id }];
  });
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
