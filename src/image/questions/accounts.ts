import type { AddInstruction, CopyInstruction, Instruction, RunInstruction, Stage } from '../../dockerfile/model.ts';
import type { BaseImage } from '../../knowledge/model.ts';
import { hasNoAccount } from '../../knowledge/accounts-of-packages.ts';
import { SYSTEM_MANAGERS, installedPackages } from '../../programs/system-packages.ts';
import type { Command } from '../../shell/model.ts';
import type { Located } from '../../source.ts';
import { pattern } from '../../word.ts';
import type { Word } from '../../word.ts';
import { isHarmless } from '../files/harmless.ts';
import type { Image } from '../model.ts';

/** Whether a stage has an account of a name, and what says so. */
export type AccountExistence =
  | { readonly is: 'created'; readonly at: Located; readonly id: string | undefined }
  | { readonly is: 'in the base'; readonly base: BaseImage; readonly id: number | undefined }
  | { readonly is: 'absent'; readonly base: BaseImage }
  | { readonly is: 'unknown'; readonly why: string; readonly at: Located };

/** What a command does to accounts of a kind: it makes one (its name may be one that only the build knows), none, or perhaps one. */
export type AccountDeed = { readonly makes: Word; readonly id: Word | undefined } | { readonly perhaps: Word } | 'none';

/** Users or groups: where they are written down, and who makes them. */
export interface AccountKind {
  readonly file: 'passwd' | 'group';
  readonly removers: readonly string[];
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
}

type Found = Extract<AccountExistence, { is: 'created' | 'unknown' }> | { readonly is: 'removed'; readonly at: Located };

/** So many stages may hand their account files on to each other before a search gives up. */
const MOST_COPIES = 8;

/** Looks for an account by name: commands of the stage and of those it is built FROM, account files that are copied, then the base image. */
export function findAccount(image: Image, stage: Stage, kind: AccountKind, name: string, copies = 0): AccountExistence {
  const base = image.base(stage);
  const search: Search = { image, kind, base, copies };
  let doubt: { readonly why: string; readonly at: Located } | undefined;
  let removed = false;
  // The last word counts: an account that is made anew after it was taken away is there.
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions.toReversed()) {
      const found = accountOf(instruction, name, search);
      if (found?.is === 'created' && !removed) return found;
      if (found?.is === 'unknown') doubt ??= found;
      else if (found?.is === 'removed') {
        removed = true;
        doubt ??= { why: 'it is taken away here', at: found.at };
      }
    }
  }
  const inBase = base === undefined ? undefined : kind.inBase(base, name);
  if (!removed && base !== undefined && inBase?.found === true) return { is: 'in the base', base, id: inBase.id };
  if (doubt !== undefined) return { is: 'unknown', why: doubt.why, at: doubt.at };
  if (base === undefined || inBase?.complete !== true) return { is: 'unknown', why: `the ${kind.file === 'passwd' ? 'users' : 'groups'} of the base image are not known`, at: stage.from };
  return { is: 'absent', base };
}

function accountOf(instruction: Instruction, name: string, search: Search): Found | undefined {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return accountCopied(instruction, name, search);
  return instruction.keyword === 'RUN' ? accountMade(instruction, name, search) : undefined;
}

function accountMade(instruction: RunInstruction, name: string, search: Search): Found | undefined {
  if (instruction.commands.length === 0 && instruction.rest.text.trim() !== '') return { is: 'unknown', why: 'a command that is not understood may create it', at: instruction };
  let doubt: Found | undefined;
  for (const command of instruction.commands.toReversed()) {
    const found = ofCommand(command, name, search);
    if (found?.is === 'unknown') doubt ??= found;
    else if (found !== undefined) return found;
  }
  return doubt;
}

function ofCommand(command: Command, name: string, { kind, base }: Search): Found | undefined {
  const deed = kind.deed(command, base);
  if (deed !== undefined && deed !== 'none') {
    const word = 'makes' in deed ? deed.makes : deed.perhaps;
    if (word.value === name && 'makes' in deed) {
      return mayBeLeftOut(command, name) ? { is: 'unknown', why: `other commands decide whether \`${command.name}\` runs`, at: command } : { is: 'created', at: deed.makes, id: deed.id?.value };
    }
    if (word.value === undefined || word.value === name) return { is: 'unknown', why: `only the build knows whom \`${command.name}\` creates`, at: word };
  }
  const line = accountLine(command, name, kind);
  if (line !== undefined || deed !== undefined) return line;
  if (kind.removers.includes(command.name)) return command.operands()[0]?.value === name ? { is: 'removed', at: command } : undefined;
  return mayMake(command, name) ? { is: 'unknown', why: `\`${command.name === '' ? command.program.raw : command.name}\` may create it`, at: command } : undefined;
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

/** Programs whose words may hold the name and mean something else. */
const naming: ReadonlySet<string> = new Set(['chown', 'chgrp', 'chmod', 'touch', 'rm', 'rmdir', 'ln', 'ls', 'cd', 'test', '[', 'groupadd', 'addgroup', 'mkdir', 'useradd', 'adduser']);

function mayMake(command: Command, name: string): boolean {
  if (command.name === '') return true;
  if (!harmless.has(command.name) && !isHarmless(command) && !installsNoAccount(command)) return true;
  return !naming.has(command.name) && command.words.some((word) => word.text.some((piece) => 'text' in piece && piece.text.includes(name)));
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
  const doubt: Found = { is: 'unknown', why: `\`${instruction.keyword}\` may bring the accounts of another image`, at: instruction };
  const inEtc = destination !== undefined && destination !== '/';
  const others = new RegExp(`[*?[]|(?:^|/)(?:${kind.file}|etc|\\.{1,2})$`);
  if (inEtc && instruction.sources.length > 0 && instruction.sources.every(({ value }) => value !== undefined && /[^/*?]$/.test(value) && !others.test(value)) && !isFile) return undefined;
  const from = instruction.keyword === 'COPY' ? instruction.from?.value : undefined;
  const brings = new RegExp(`^/(?:etc(?:/${kind.file})?/?)?$`);
  const other = from === undefined || !instruction.sources.some(({ value }) => value !== undefined && brings.test(value)) ? undefined : image.dockerfile.stage(from, instruction.stage);
  if (other === undefined || copies >= MOST_COPIES) return doubt;
  const found = findAccount(image, other, kind, name, copies + 1);
  if (found.is === 'created') return { ...found, at: instruction };
  return found.is === 'in the base' ? { is: 'created', at: instruction, id: found.id?.toString() } : doubt;
}
