import { containerPath } from '../../container-path.ts';
import type { Word } from '../../word.ts';
import { gitClone } from '../../programs/git.ts';
import { createdUser } from '../../programs/users.ts';
import { baseName, partBelow } from './effect-index.ts';
import { isHarmless } from './harmless.ts';
import { mentionedPlaces } from './mentioned-places.ts';
import type { Deed } from './model.ts';
import { anywhere, changedSomewhere, fills, folderIn, isFolder, makes, nameOf, nothing, puts, targetIn } from './step.ts';
import type { Reader, Step } from './step.ts';

/** Programs that make, copy, move and remove files. */
export const fileReaders: Readonly<Record<string, Reader>> = {
  mkdir: (step) => step.command.operands().map((word) => makes(step, word, 'directory', step.command.option('-m')?.value?.value)),
  touch: (step) => step.command.operands().map((word) => makes(step, word, 'file')),
  tee: (step) => step.command.operands().map((word) => makes(step, word, 'file')),
  truncate: (step) => step.command.operands().map((word) => makes(step, word, 'file')),
  mkfifo: (step) => step.command.operands().map((word) => makes(step, word, 'file')),
  rm: (step) => step.command.operands().flatMap((word) => removed(step, word)),
  rmdir: (step) => step.command.operands().flatMap((word) => removed(step, word)),
  unlink: (step) => step.command.operands().flatMap((word) => removed(step, word)),
  cp, mv, ln, install,
  chmod: (step) => changed(step, 'mode'),
  chown: (step) => changed(step, 'owner'),
  chgrp: () => nothing,
  setfacl: () => changedSomewhere,
  find: (step) => (!isHarmless(step.command) ? undefined : step.command.words.some(({ raw }) => /^(?:chmod|chown)$/.test(raw)) ? changedSomewhere : nothing),
  useradd: newUser, adduser: newUser,
  usermod: (step) => (step.command.option('-d', '-m') === undefined ? nothing : undefined),
  'update-alternatives': (step) => {
    const [link] = step.command.operands();
    return step.command.option('--install') === undefined || link === undefined ? nothing : [...step.command.operands().filter((word) => word.value?.startsWith('/') === true).map((word) => makes(step, word, 'either'))];
  },
  git, tar, bsdtar: tar, unzip,
};

function removed(step: Step, word: Word): readonly Deed[] {
  const whole = wholeFolder(step, word);
  // All in it but hidden files, which `*` does not name.
  if (whole !== undefined) return [{ does: 'removes', path: whole }, { does: 'fills', path: whole, folder: true, why: '`rm` leaves hidden files there', only: (path) => partBelow(path, whole)?.startsWith('.') === true }];
  const target = targetIn(step, word);
  // What a wildcard takes away is not followed: a path that may be gone counts as there.
  return target.is === 'path' && target.path !== '/' ? [{ does: 'removes', path: target.path }] : nothing;
}

/** `rm -rf /opt/app/*`: the folder, which stays. */
function wholeFolder(step: Step, { value, quoted }: Word): string | undefined {
  if (step.command.name !== 'rm' || step.command.option('-r', '-R', '--recursive') === undefined || quoted || value?.endsWith('/*') !== true || /[*?[]/.test(value.slice(0, -2))) return undefined;
  const folder = value.slice(0, -2);
  if (folder === '' || (!folder.startsWith('/') && step.folder === undefined)) return undefined;
  return containerPath(folder, step.folder);
}

/** Sources and destination of cp, mv, ln and install. */
function operandsOf(step: Step): { readonly sources: readonly Word[]; readonly into: Word | undefined; readonly folder: boolean } {
  const { command } = step;
  const operands = command.operands();
  const target = command.option('-t')?.value;
  if (target !== undefined) return { sources: operands, into: target, folder: true };
  return { sources: operands.slice(0, -1), into: operands.length < 2 ? undefined : operands.at(-1), folder: operands.length > 2 };
}

function cp(step: Step): readonly Deed[] | undefined {
  return copiesOf(step, step.command.option('-r', '-R', '-a', '--recursive', '--archive') !== undefined || step.command.option('--parents') !== undefined);
}

function copiesOf(step: Step, folders: boolean): readonly Deed[] | undefined {
  const { sources, into, folder } = operandsOf(step);
  if (into === undefined) return sources.length === 0 ? nothing : undefined;
  const target = targetIn(step, into);
  return sources.flatMap((source): readonly Deed[] => {
    const from = targetIn(step, source);
    const kind = !folders ? 'file' : from.is === 'path' ? kindOf(step, from.path) : 'either';
    if (kind === 'file' && (from.is !== 'below' || nameOf(source) !== undefined)) return puts(step, target, nameOf(source), 'file', undefined, folder);
    const why = `\`${step.command.name}\` copies \`${source.raw}\` into it`;
    if (target.is === 'nowhere') return [anywhere(into)];
    if (target.is === 'below') return [fills(target.folder, why)];
    const name = from.is === 'path' ? baseName(from.path) : nameOf(source);
    const inside = folder || target.slash || isFolder(step.tree, target.path);
    if (inside === true && name !== undefined && name !== '' && !/\/\.?$/.test(source.raw)) return [{ does: 'makes', path: containerPath(name, target.path), kind: 'either' }, fills(containerPath(name, target.path), why)];
    return [{ does: 'makes', path: target.path, kind: inside === true ? 'directory' : 'either' }, fills(target.path, why, inside !== true)];
  });
}

function kindOf(step: Step, path: string): 'file' | 'directory' | 'either' {
  const fact = step.tree.at(path);
  return fact.is === 'present' ? fact.kind : 'either';
}

function mv(step: Step): readonly Deed[] | undefined {
  const { sources } = operandsOf(step);
  const made = copiesOf(step, true);
  return made === undefined ? undefined : [...made, ...sources.flatMap((word) => removed(step, word)).filter((deed) => deed.does !== 'removes' || !made.some((other) => 'path' in other && other.path.startsWith(deed.path)))];
}

function ln(step: Step): readonly Deed[] | undefined {
  const { sources, into, folder } = operandsOf(step);
  const [only] = step.command.operands();
  if (into === undefined) return only === undefined || nameOf(only) === undefined ? undefined : puts(step, { is: 'path', path: step.folder ?? '/', slash: true }, nameOf(only), 'either');
  const target = targetIn(step, into);
  const plain = step.command.option('-n', '-T') !== undefined;
  return sources.flatMap((source) => {
    const made = puts(step, target.is === 'path' && plain ? { ...target, slash: false } : target, nameOf(source), 'either', undefined, folder);
    // A link to a folder has what the folder has.
    return made.flatMap((deed) => (deed.does === 'makes' ? [deed, fills(deed.path, `it is a link to \`${source.raw}\``)] : [deed]));
  });
}

function install(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  const mode = command.option('-m')?.value?.value;
  const owner = command.option('-o')?.value?.value;
  const owned = (deed: Deed): Deed => (deed.does === 'makes' && owner !== undefined ? { ...deed, owner } : deed);
  if (command.option('-d') !== undefined) return command.operands().map((word) => owned(makes(step, word, 'directory', mode)));
  const { sources, into, folder } = operandsOf(step);
  if (into === undefined) return undefined;
  return sources.flatMap((source) => puts(step, targetIn(step, into), nameOf(source), 'file', mode, folder)).map(owned);
}

function changed(step: Step, what: 'owner' | 'mode'): readonly Deed[] {
  const { command } = step;
  const recursive = command.option('-R') !== undefined;
  const reference = command.option('--reference', '--from') !== undefined;
  // `chmod -x file`: the mode looks like an option.
  const dashMode = what === 'mode' ? command.words.slice(1).find(({ raw }) => /^-[rwxXst]+$/.test(raw))?.raw : undefined;
  const operands = command.operands();
  const value = dashMode ?? operands[0]?.value;
  const paths = dashMode !== undefined || command.option('--reference') !== undefined ? operands : operands.slice(1);
  const user = value?.split(/[:.]/)[0];
  const set = what === 'owner' ? { owner: user === '0' ? 'root' : user === '' ? undefined : user } : { mode: value };
  return paths.map((word): Deed => {
    const target = targetIn(step, word);
    const unknown = reference || value === undefined || target.is !== 'path';
    const path = target.is === 'path' ? target.path : target.is === 'below' ? target.folder : '/';
    return unknown ? { does: 'changes', path, recursive: true, unknown: true } : { does: 'changes', path, recursive, ...set };
  });
}

function newUser(step: Step): readonly Deed[] {
  const user = createdUser(step.command);
  if (user === undefined) return nothing;
  const name = user.name.value;
  if (user.createsHome === false) return nothing;
  if (user.home === undefined && name === undefined) return [fills('/home', 'a user that only the build knows has its home there')];
  const target = user.home === undefined ? { is: 'path', path: `/home/${name ?? ''}`, slash: false } as const : targetIn(step, user.home);
  if (target.is !== 'path') return [target.is === 'below' ? fills(target.folder, 'the home of a user') : { does: 'anything', why: 'the home of a user that only the build knows' }];
  // Whether a system account, or one without `-m`, gets a home depends on the distribution.
  if (user.createsHome !== true || user.system) return [fills(target.path, `it is the home of \`${name ?? user.name.raw}\`, which may have been made`)];
  return [{ does: 'makes', path: target.path, kind: 'directory', owner: name }, skeleton(step, target.path)];
}

/** Distributions have nothing but files with a dot in `/etc/skel` (source: their images, 2026-11-29); images of one's own may have more. */
function skeleton({ build, by }: Step, home: string): Deed {
  const isKnown = by.stage !== undefined && build.image.base(by.stage) !== undefined;
  return { does: 'fills', path: home, folder: false, why: 'a new home has files of its own', ...(isKnown ? { only: (path: string) => path.startsWith(`${home}/.`) } : {}) };
}

function git(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  const folder = folderIn(step, command.option('-C')?.value);
  const clone = gitClone(command);
  if (clone === undefined) return /^(?:config|lfs|version|log|show|rev-parse|describe|fetch|status|remote|tag|diff|ls-remote|ls-files)$/.test(command.subcommand()?.value ?? 'version') ? nothing : [fills(folder, 'git writes there'), ...mentionedPlaces(step)];
  const why = `\`git clone\` fills it`;
  const name = clone.directory === undefined ? nameOf(clone.repository)?.replace(/\.git$/, '') : undefined;
  const target = clone.directory !== undefined ? targetIn({ ...step, folder }, clone.directory) : name !== undefined && folder !== undefined ? { is: 'path', path: containerPath(name, folder) } as const : undefined;
  if (target?.is === 'path') return [{ does: 'makes', path: target.path, kind: 'directory', owner: step.user }, fills(target.path, why, true)];
  return [target?.is === 'below' ? fills(target.folder, why) : target === undefined ? fills(folder, why) : { does: 'anything', why }];
}

function tar(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  const archive = command.option('-f')?.value;
  if (command.option('-t') !== undefined) return nothing;
  if (command.option('-c') !== undefined) return archive === undefined || archive.value === '-' ? nothing : [makes(step, archive, 'file')];
  if (command.option('-x') === undefined) return [fills(folderIn(step, command.option('-C')?.value), '`tar` unpacks into it')];
  const into = command.option('-C')?.value;
  const members = command.operands();
  const target = into === undefined ? undefined : targetIn(step, into);
  const why = '`tar` unpacks into it';
  if (target?.is === 'nowhere') return [{ does: 'anything', why }];
  if (target?.is === 'below') return [fills(target.folder, why)];
  const folder = target?.path ?? step.folder;
  const strip = command.option('--strip-components');
  const renames = command.option('--transform', '--xform', '-T', '--wildcards') !== undefined;
  if (folder === undefined || members.length === 0 || renames || members.some((word) => word.value === undefined || (!word.quoted && /[*?[{]/.test(word.value)) || nameOf(word) === undefined)) return [fills(folder, why, target !== undefined)];
  return members.map((word): Deed => {
    const parts = (word.value ?? '').split('/').filter((part) => part !== '' && part !== '.');
    const left = parts.slice(strip === undefined ? 0 : Number(strip.value?.value ?? '0') || 0);
    return left.length === 0 ? fills(folder, why, true) : { does: 'makes', path: containerPath(left.join('/'), folder), kind: 'either', owner: undefined };
  }).flatMap((deed) => (deed.does === 'makes' ? [deed, fills(deed.path, why)] : [deed]));
}

function unzip(step: Step): readonly Deed[] {
  if (step.command.option('-l', '-t', '-p', '-v', '-Z') !== undefined) return nothing;
  const into = step.command.option('-d')?.value;
  return [fills(folderIn(step, into), '`unzip` unpacks into it', into !== undefined && targetIn(step, into).is === 'path')];
}
