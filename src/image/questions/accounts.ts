import type { AddInstruction, CopyInstruction, Instruction, RunInstruction, Stage } from '../../dockerfile/model.ts';
import type { BaseImage } from '../../knowledge/model.ts';
import { baseHasProgram } from '../../knowledge/base-programs.ts';
import { hasNoAccount } from '../../knowledge/accounts-of-packages.ts';
import { SYSTEM_MANAGERS, installedPackages } from '../../programs/system-packages.ts';
import type { Command } from '../../shell/model.ts';
import type { Located } from '../../source.ts';
import { pattern } from '../../word.ts';
import type { Word } from '../../word.ts';
import { isHarmless } from '../files/harmless.ts';
import { isPassedOver, mayNotSucceed } from './account-failure.ts';
import type { Image } from '../model.ts';

/** Whether a stage has an account of a name, and what says so. */
export type AccountExistence =
  | { readonly is: 'created'; readonly at: Located; readonly id: string | undefined }
  /** `touched`: something that is not followed ran since. */
  | { readonly is: 'in the base'; readonly base: BaseImage; readonly id: number | undefined; readonly touched?: boolean }
  /** `removed`: what took it away. */
  | { readonly is: 'absent'; readonly base: BaseImage | undefined; readonly removed?: Located }
  | { readonly is: 'unknown'; readonly why: string; readonly at: Located };

/** What a command does to accounts of a kind: it makes one (its name may be one that only the build knows), none, or perhaps one. */
export type AccountDeed = { readonly makes: Word; readonly id: Word | undefined } | { readonly perhaps: Word } | 'none';

/** Users or groups: where they are written down, and who makes them. */
export interface AccountKind {
  readonly file: 'passwd' | 'group';
  /** The account that a command takes away, or gives another name. */
  removed(command: Command): Word | undefined;
  /** One that may go with another. */
  perhapsRemoved?(command: Command): Word | undefined;
  /** Undefined for commands that have nothing to do with accounts of this kind, as far as their program tells. */
  deed(command: Command, base: BaseImage | undefined): AccountDeed | undefined;
  /** The account of that name in an image; `complete`: what is not listed is not there. */
  inBase(base: BaseImage, name: string): { readonly found: boolean; readonly id: number | undefined; readonly complete: boolean };
}

interface Search {
  readonly image: Image;
  readonly kind: AccountKind;
  readonly base: BaseImage | undefined;
  readonly copies: number;
  /** What comes from this command on does not count. */
  readonly before: Command | undefined;
}

type Found = Extract<AccountExistence, { is: 'created' }> | (Extract<AccountExistence, { is: 'unknown' }> & {
  /** It may have been taken away: what came before is no proof. */
  readonly maybeGone?: boolean;
}) | { readonly is: 'removed'; readonly at: Located };

/** So many stages may hand their account files on to each other before a search gives up. */
const MOST_COPIES = 8;

/**
 * Looks for an account by name: commands of the stage and of those it is built FROM, account files that are copied, then the base image.
 * @param before Only what runs before this command counts.
 */
export function findAccount(image: Image, stage: Stage, kind: AccountKind, name: string, { copies = 0, before }: { readonly copies?: number; readonly before?: Command } = {}): AccountExistence {
  const base = image.base(stage);
  const search: Search = { image, kind, base, copies, before };
  let doubt: Extract<Found, { is: 'unknown' }> | undefined;
  // The last word counts: an account that is made anew after it was taken away is there.
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions.toReversed()) {
      if (before !== undefined && comesBehind(instruction, before)) continue;
      const found = accountOf(instruction, name, search);
      if (found?.is === 'created' && doubt?.maybeGone !== true) return found;
      if (found?.is === 'removed' && doubt === undefined) return { is: 'absent', base, removed: found.at };
      if (found?.is === 'removed') return { is: 'unknown', why: doubt?.why ?? '', at: doubt?.at ?? found.at };
      if (found?.is === 'unknown' && (doubt === undefined || (found.maybeGone === true && doubt.maybeGone !== true))) doubt = found;
    }
  }
  const inBase = base === undefined ? undefined : kind.inBase(base, name);
  if (base !== undefined && inBase?.found === true && doubt?.maybeGone !== true) return { is: 'in the base', base, id: inBase.id, touched: doubt !== undefined };
  if (doubt !== undefined) return { is: 'unknown', why: doubt.why, at: doubt.at };
  if (base === undefined || inBase?.complete !== true) return { is: 'unknown', why: `the ${kind.file === 'passwd' ? 'users' : 'groups'} of the base image are not known`, at: stage.from };
  return { is: 'absent', base };
}

function comesBehind({ place }: Instruction, { instruction }: Command): boolean {
  return place.source === instruction.place.source && place.span.start > instruction.place.span.start;
}

function accountOf(instruction: Instruction, name: string, search: Search): Found | undefined {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return accountCopied(instruction, name, search);
  return instruction.keyword === 'RUN' ? accountMade(instruction, name, search) : undefined;
}

function accountMade(instruction: RunInstruction, name: string, search: Search): Found | undefined {
  if (instruction.commands.length === 0 && instruction.rest.text.trim() !== '') return { is: 'unknown', why: 'a command that is not understood may create it', at: instruction };
  let doubt: Extract<Found, { is: 'unknown' }> | undefined;
  const end = search.before?.instruction === instruction ? instruction.commands.indexOf(search.before) : undefined;
  for (const command of instruction.commands.slice(0, end).toReversed()) {
    const found = ofCommand(command, name, search);
    if (found?.is === 'unknown') doubt ??= found;
    else if (found !== undefined) return doubt?.maybeGone === true ? doubt : found;
  }
  return doubt;
}

function ofCommand(command: Command, name: string, search: Search): Found | undefined {
  const { kind, base } = search;
  const removed = kind.removed(command);
  if (removed?.value === name) {
    if (mayBeLeftOut(command, name)) return { is: 'unknown', why: `other commands decide whether \`${command.name}\` runs`, at: command, maybeGone: true };
    // Where only its program can be missing, the account is gone: that there is none to remove comes to the same.
    const has = isPassedOver(command) && base !== undefined ? baseHasProgram(base, command.name) : true;
    return has === true ? { is: 'removed', at: command } : { is: 'unknown', why: `\`${command.name}\` may not be there to take it away`, at: command, maybeGone: true };
  }
  if (kind.perhapsRemoved?.(command)?.value === name) return { is: 'unknown', why: `\`${command.name}\` takes the group of the user away, unless others are in it`, at: command, maybeGone: true };
  const deed = kind.deed(command, base);
  if (deed !== undefined && deed !== 'none') {
    const word = 'makes' in deed ? deed.makes : deed.perhaps;
    if (word.value === name && 'makes' in deed) {
      if (mayBeLeftOut(command, name)) return { is: 'unknown', why: `other commands decide whether \`${command.name}\` runs`, at: command };
      const failure = isPassedOver(command) ? mayNotSucceed(command, base) : undefined;
      if (failure === 'surely') return undefined;
      if (failure !== undefined) return { is: 'unknown', why: failure, at: command };
      return { is: 'created', at: deed.makes, id: deed.id?.value };
    }
    if (word.value === undefined || word.value === name) return { is: 'unknown', why: `only the build knows whom \`${command.name}\` creates`, at: word };
  }
  const line = accountLine(command, name, kind);
  if (line !== undefined || deed !== undefined) return line;
  if (removed !== undefined) return removed.value === undefined ? { is: 'unknown', why: `only the build knows whom \`${command.name}\` takes away`, at: command } : undefined;
  if (rewritesAccounts(command, kind)) return { is: 'unknown', why: `\`${command.name}\` rewrites \`/etc/${kind.file}\``, at: command, maybeGone: true };
  return mayMake(command, name) ? { is: 'unknown', why: `\`${command.name === '' ? command.program.raw : command.name}\` may create it`, at: command } : undefined;
}

/** `sed -i '/^app:/d' /etc/passwd`, `grep -v app > /etc/passwd`: what it leaves there is not followed. */
function rewritesAccounts({ name, words, redirections }: Command, { file }: AccountKind): boolean {
  const isFile = (word: Word | undefined): boolean => word?.value === `/etc/${file}`;
  if (redirections.some(({ operator, target }) => operator === '>' && isFile(target))) return true;
  return /^(?:sed|mv|cp|rm|tee|perl|awk|ed|vipw)$/.test(name) && isFile(words.at(-1)) && !(name === 'tee' && words.some(({ value }) => value === '-a')) && !(name === 'sed' && words.every(({ raw }) => !/^(?:-[a-zA-Z]*i|--in-place)/.test(raw)));
}

/** Whether it may not run though the account is not there: not where the script asks for the account first, `id app || useradd app`. */
function mayBeLeftOut({ conditional, script }: Command, name: string): boolean {
  return conditional && !script.commands.some((other) => /^(?:id|getent|grep)$/.test(other.name) && other.words.some(({ text }) => pattern(text).includes(name)));
}

/** `echo 'app:x:1000:1000::/:/bin/sh' >> /etc/passwd`. */
function accountLine(command: Command, name: string, { file }: AccountKind): Found | undefined {
  const written = command.redirections.find(({ operator, target }) => operator.startsWith('>') && target?.value?.endsWith(`/etc/${file}`) === true)?.target;
  if (written === undefined) return undefined;
  const line = command.words.find((word) => pattern(word.text).split(/\\n|\n/).some((each) => each.startsWith(`${name}:`)));
  if (line === undefined) return undefined;
  return written.value === `/etc/${file}` ? { is: 'created', at: line, id: pattern(line.text).split(':')[2] } : { is: 'unknown', why: `\`${written.raw}\` may be of another system`, at: line };
}

/** Programs whose words may hold the name and mean something else: files and folders mostly, called as the user is. */
const naming: ReadonlySet<string> = new Set([
  'chown', 'chgrp', 'chmod', 'touch', 'rm', 'rmdir', 'ln', 'ls', 'cd', 'test', '[', 'groupadd', 'addgroup', 'mkdir', 'useradd', 'adduser', 'install', 'cp', 'mv', 'cat', 'echo', 'printf', 'grep', 'sed', 'id',
  'getent', 'tar', 'unzip', 'gzip', 'curl', 'wget', 'git', 'go', 'cargo', 'find', 'set', 'export', 'true', 'strip', 'tee', 'su', 'sudo', 'gosu', 'setcap', 'which', 'command',
]);

function mayMake(command: Command, name: string): boolean {
  if (command.name === '') return true;
  // Only what new accounts get by default is changed.
  if (command.name === 'useradd' && command.option('-D') !== undefined) return false;
  if (!harmless.has(command.name) && !isHarmless(command) && !installsNoAccount(command)) return true;
  const { words, redirections } = command;
  if (!words.some((word) => word.text.some((piece) => 'text' in piece && piece.text.includes(name)))) return false;
  // What is written into a file of accounts, or unpacked and copied from one, may be one.
  return !naming.has(command.name) || [...words, ...redirections.flatMap(({ target }) => target ?? [])].some(({ raw }) => /passwd|shadow|sysusers|\/etc\/?(?:group|$|["'])/.test(raw));
}

/** Programs that make no account, unless the name stands among their words. */
const harmless: ReadonlySet<string> = new Set([
  'mkdir', 'chown', 'chmod', 'chgrp', 'touch', 'rm', 'rmdir', 'cp', 'mv', 'ln', 'install', 'echo', 'printf', 'true', 'test', '[', 'set', 'export', 'cd', 'cat', 'grep', 'sed',
  'tar', 'unzip', 'gzip', 'curl', 'wget', 'git', 'go', 'cargo', 'npm', 'yarn', 'pnpm', 'pip', 'python', 'python3', 'node', 'mvn', 'gradle', 'dotnet', 'npx', 'bundle', 'composer', 'poetry', 'uv', 'pip3', 'corepack', 'mix', 'ls', 'sleep', 'date', 'find',
]);

const systemManagers: ReadonlySet<string> = new Set(SYSTEM_MANAGERS);

/** Packages bring the accounts of the servers in them: of these it is known that they hold none. */
function installsNoAccount(command: Command): boolean {
  const install = installedPackages(command);
  if (install !== undefined) return install.packages.every(({ kind, name }) => kind === 'group' && name.startsWith('.') || kind === 'name' && hasNoAccount(name));
  return systemManagers.has(command.name) && command.subcommand('update', 'clean', 'autoremove', 'autoclean', 'purge', 'remove', 'del', 'makecache') !== undefined;
}

/** A copied `/etc/passwd`, or a folder that may hold one. */
function accountCopied(instruction: CopyInstruction | AddInstruction, name: string, { image, kind, copies }: Search): Found | undefined {
  const destination = instruction.destination?.value;
  const file = `/etc/${kind.file}`;
  const isFile = destination?.startsWith(file) === true;
  if (destination !== undefined && !/^\/*(?:etc\/?)?$/.test(destination) && !isFile) return undefined;
  // The file itself is put in the place of what was there.
  const doubt: Found = { is: 'unknown', why: `\`${instruction.keyword}\` may bring the accounts of another image`, at: instruction, maybeGone: destination === file };
  const inEtc = destination !== undefined && destination !== '/';
  const others = new RegExp(`[*?[]|(?:^|/)(?:${kind.file}|etc|\\.{1,2})$`);
  if (inEtc && instruction.sources.length > 0 && instruction.sources.every(({ value }) => value !== undefined && /[^/*?]$/.test(value) && !others.test(value)) && !isFile) return undefined;
  const from = instruction.keyword === 'COPY' ? instruction.from?.value : undefined;
  const brings = new RegExp(`^/(?:etc(?:/${kind.file})?/?)?$`);
  const other = from === undefined || !instruction.sources.some(({ value }) => value !== undefined && brings.test(value)) ? undefined : image.dockerfile.stage(from, instruction.stage);
  if (other === undefined || copies >= MOST_COPIES) return doubt;
  const found = findAccount(image, other, kind, name, { copies: copies + 1 });
  if (found.is === 'created') return { ...found, at: instruction };
  return found.is === 'in the base' ? { is: 'created', at: instruction, id: found.id?.toString() } : doubt;
}
