import type { Instruction, Stage } from '../../dockerfile/model.ts';
import type { BaseImage } from '../../knowledge/model.ts';
import { createdUser } from '../../programs/users.ts';
import type { Located } from '../../source.ts';
import type { Image } from '../model.ts';

/** Whether a stage has a user of a name, and what says so. */
export type UserExistence =
  | { readonly is: 'created'; readonly at: Located; readonly uid: string | undefined }
  | { readonly is: 'in the base'; readonly base: BaseImage; readonly uid: number | undefined }
  | { readonly is: 'absent'; readonly base: BaseImage }
  | { readonly is: 'unknown'; readonly why: string; readonly at: Located };

/** Looks for a user by name: commands of the stage and of those it is built FROM, then the base image. */
export function findUser(image: Image, stage: Stage, name: string): UserExistence {
  let doubt: { readonly why: string; readonly at: Located } | undefined;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.keyword === 'RUN') {
        for (const command of instruction.commands) {
          const created = createdUser(command);
          if (created?.name.value === name) return { is: 'created', at: created.name, uid: created.uid?.value };
          if (created !== undefined && created.name.value === undefined) doubt ??= { why: `only the build knows whom \`${command.name}\` creates`, at: created.name };
        }
      }
      doubt ??= otherMaker(instruction, name);
    }
  }
  const base = image.base(stage);
  const inBase = base?.users?.find((user) => user.name === name);
  if (base !== undefined && (inBase !== undefined || base.user === name)) return { is: 'in the base', base, uid: inBase?.uid };
  if (doubt !== undefined) return { is: 'unknown', ...doubt };
  if (base?.users === undefined) return { is: 'unknown', why: 'the users of the base image are not known', at: stage.from };
  return { is: 'absent', base };
}

/** What may bring a user without naming it: a copied account file, a package that makes its own, a script. */
function otherMaker(instruction: Instruction, name: string): { readonly why: string; readonly at: Located } | undefined {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
    const destination = instruction.destination?.value;
    const accounts = destination === undefined || destination === '/' || destination === '/etc' || destination === '/etc/' || destination.startsWith('/etc/passwd');
    return accounts ? { why: `\`${instruction.keyword}\` may bring the accounts of another image`, at: instruction } : undefined;
  }
  if (instruction.keyword !== 'RUN') return undefined;
  if (instruction.commands.length === 0 && instruction.rest.text.trim() !== '') return { why: 'a command that is not understood may create it', at: instruction };
  const maker = instruction.commands.find((command) => command.name === '' || !harmless.has(command.name) || command.words.some((word) => word.text.some((piece) => 'text' in piece && piece.text.includes(name))));
  return maker === undefined ? undefined : { why: `\`${maker.name === '' ? maker.program.raw : maker.name}\` may create it`, at: maker };
}

/** Programs that make no account, unless the name stands among their words. Package managers are not among them: packages bring users. */
const harmless: ReadonlySet<string> = new Set([
  'mkdir', 'chown', 'chmod', 'chgrp', 'touch', 'rm', 'rmdir', 'cp', 'mv', 'ln', 'install', 'echo', 'printf', 'true', 'test', '[', 'set', 'export', 'cd', 'cat', 'grep', 'sed',
  'tar', 'unzip', 'gzip', 'curl', 'wget', 'git', 'go', 'cargo', 'npm', 'yarn', 'pnpm', 'pip', 'python', 'python3', 'node', 'mvn', 'gradle', 'dotnet', 'groupadd', 'addgroup', 'ls', 'sleep', 'date', 'find',
]);
