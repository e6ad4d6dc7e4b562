import type { CopyInstruction, AddInstruction, Instruction, RunInstruction, Stage } from '../../dockerfile/model.ts';
import type { BaseImage } from '../../knowledge/model.ts';
import { createdUser } from '../../programs/users.ts';
import type { Command } from '../../shell/model.ts';
import type { Located } from '../../source.ts';
import { pattern } from '../../word.ts';
import type { Text, Word } from '../../word.ts';
import type { Image } from '../model.ts';
import { userOf } from '../user.ts';

/** Whether a stage has a user of a name, and what says so. */
export type UserExistence =
  | { readonly is: 'created'; readonly at: Located; readonly uid: string | undefined }
  | { readonly is: 'in the base'; readonly base: BaseImage; readonly uid: number | undefined }
  | { readonly is: 'absent'; readonly base: BaseImage }
  | { readonly is: 'unknown'; readonly why: string; readonly at: Located };

interface Doubt { readonly why: string; readonly at: Located }

/** So many stages may hand `/etc/passwd` on to each other before a search gives up. */
const MOST_COPIES = 8;

/** Looks for a user by name: commands of the stage and of those it is built FROM, account files that are copied, then the base image. */
export function findUser(image: Image, stage: Stage, name: string, copies = 0): UserExistence {
  let doubt: Doubt | undefined;
  let removed = false;
  // The last word counts: an account that is made anew after it was taken away is there.
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions.toReversed()) {
      const found = accountOf(instruction, name, { image, copies });
      if (found?.is === 'created' && !removed) return found;
      if (found?.is === 'unknown') doubt ??= found;
      else if (found?.is === 'removed') {
        removed = true;
        doubt ??= { why: 'it is taken away here', at: found.at };
      }
    }
  }
  const base = image.base(stage);
  const inBase = base?.users?.find((user) => user.name === name);
  if (!removed && base !== undefined && (inBase !== undefined || base.user === name)) return { is: 'in the base', base, uid: inBase?.uid };
  if (doubt !== undefined) return { is: 'unknown', why: doubt.why, at: doubt.at };
  if (base?.users === undefined) return { is: 'unknown', why: 'the users of the base image are not known', at: stage.from };
  return { is: 'absent', base };
}

type Account = Extract<UserExistence, { is: 'created' | 'unknown' }> | { readonly is: 'removed'; readonly at: Located };

function accountOf(instruction: Instruction, name: string, search: { readonly image: Image; readonly copies: number }): Account | undefined {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return accountCopied(instruction, name, search);
  return instruction.keyword === 'RUN' ? accountMade(instruction, name) : undefined;
}

function accountMade(instruction: RunInstruction, name: string): Account | undefined {
  if (instruction.commands.length === 0 && instruction.rest.text.trim() !== '') return { is: 'unknown', why: 'a command that is not understood may create it', at: instruction };
  let doubt: Account | undefined;
  for (const command of instruction.commands.toReversed()) {
    const created = createdUser(command);
    if (created?.name.value === name) return { is: 'created', at: created.name, uid: created.uid?.value };
    const line = accountLine(command, name);
    if (line !== undefined) return line;
    if (created !== undefined) {
      if (created.name.value === undefined) doubt ??= { is: 'unknown', why: `only the build knows whom \`${command.name}\` creates`, at: created.name };
    } else if (command.name === 'userdel' || command.name === 'deluser') {
      if (command.operands()[0]?.value === name) return { is: 'removed', at: command };
    } else if (mayMake(command, name)) doubt ??= { is: 'unknown', why: `\`${command.name === '' ? command.program.raw : command.name}\` may create it`, at: command };
  }
  return doubt;
}

/** `echo 'app:x:1000:1000::/:/bin/sh' >> /etc/passwd`. */
function accountLine(command: Command, name: string): Account | undefined {
  if (!command.redirections.some(({ operator, target }) => operator.startsWith('>') && target?.value?.endsWith('/etc/passwd') === true)) return undefined;
  const line = command.words.find((word) => pattern(word.text).split(/\\n|\n/).some((each) => each.startsWith(`${name}:`)));
  return line === undefined ? undefined : { is: 'created', at: line, uid: pattern(line.text).split(':')[2] };
}

function mayMake(command: Command, name: string): boolean {
  return command.name === '' || !harmless.has(command.name) || command.words.some((word) => word.text.some((piece) => 'text' in piece && piece.text.includes(name)) && command.name !== 'chown' && command.name !== 'chgrp' && command.name !== 'groupadd' && command.name !== 'addgroup' && command.name !== 'mkdir');
}

/** A copied `/etc/passwd`, or a folder that may hold one. */
function accountCopied(instruction: CopyInstruction | AddInstruction, name: string, { image, copies }: { readonly image: Image; readonly copies: number }): Account | undefined {
  const destination = instruction.destination?.value;
  const mayBring = destination === undefined || /^\/*(etc\/?)?$|^\/etc\/passwd/.test(destination);
  if (!mayBring) return undefined;
  const doubt: Account = { is: 'unknown', why: `\`${instruction.keyword}\` may bring the accounts of another image`, at: instruction };
  const inEtc = destination !== undefined && destination !== '/';
  if (inEtc && instruction.sources.length > 0 && instruction.sources.every(({ value }) => value !== undefined && /[^/*?]$/.test(value) && !/[*?[]|(^|\/)(passwd|etc|\.{1,2})$/.test(value)) && !destination.startsWith('/etc/passwd')) return undefined;
  const from = instruction.keyword === 'COPY' ? instruction.from?.value : undefined;
  const other = from === undefined || !instruction.sources.some(({ value }) => value !== undefined && /^\/(etc(\/passwd)?\/?)?$/.test(value)) ? undefined : image.dockerfile.stage(from, instruction.stage);
  if (other === undefined || copies >= MOST_COPIES) return doubt;
  const found = findUser(image, other, name, copies + 1);
  if (found.is === 'created') return { ...found, at: instruction };
  return found.is === 'in the base' ? { is: 'created', at: instruction, uid: found.uid?.toString() } : doubt;
}

/** Programs that make no account, unless the name stands among their words. Package managers are not among them: packages bring users. */
const harmless: ReadonlySet<string> = new Set([
  'mkdir', 'chown', 'chmod', 'chgrp', 'touch', 'rm', 'rmdir', 'cp', 'mv', 'ln', 'install', 'echo', 'printf', 'true', 'test', '[', 'set', 'export', 'cd', 'cat', 'grep', 'sed',
  'tar', 'unzip', 'gzip', 'curl', 'wget', 'git', 'go', 'cargo', 'npm', 'yarn', 'pnpm', 'pip', 'python', 'python3', 'node', 'mvn', 'gradle', 'dotnet', 'groupadd', 'addgroup', 'ls', 'sleep', 'date', 'find',
]);

/** Whether a user, as USER names it, is root; undefined when only the build can tell. */
export function namesRoot(user: Text): boolean | undefined {
  return userOf(user).isRoot;
}

/** The word of the USER instruction at a place; undefined when the fact there does not come from a USER. */
export function userWord(at: Located, image: Image): Word | undefined {
  for (const stage of image.shippedChain) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'USER' && instruction.place.span.start === at.place.span.start) return instruction.user;
    }
  }
  return undefined;
}

/** Programs with which a container's first process leaves root. */
const leavers = /(^|[/@=])(gosu|su-exec|setpriv|runuser|s6-setuidgid|s6-overlay|chpst|setuidgid)\b/;

/** What the shipped image takes in to leave root once it runs (gosu and its like), or starts with; undefined when nothing is seen. */
export function leavesRootBy(image: Image): Located | undefined {
  const mentions = (word: Word): boolean => leavers.test(pattern(word.text));
  for (const stage of image.shippedChain) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword === 'RUN' || instruction.keyword === 'ENTRYPOINT' || instruction.keyword === 'CMD') {
        for (const { wrappers, words } of instruction.commands) {
          const word = wrappers.find(mentions) ?? words.find(mentions);
          if (word !== undefined) return word;
        }
      }
      if (instruction.keyword === 'COPY') {
        const word = [...(instruction.from === undefined ? [] : [instruction.from]), ...instruction.sources].find(mentions);
        if (word !== undefined) return word;
      }
    }
  }
  return undefined;
}
