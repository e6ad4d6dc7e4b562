import { baseHasProgram } from '../../knowledge/base-programs.ts';
import { hasUserForSure } from '../../knowledge/sure-users.ts';
import type { BaseImage } from '../../knowledge/model.ts';
import { installedPackages } from '../../programs/system-packages.ts';
import { createdGroup, createdUser } from '../../programs/users.ts';
import type { Command } from '../../shell/model.ts';
import type { Word } from '../../word.ts';

/** Whether the script goes on as if nothing had happened when the command fails: `x || true`, `x; true`, `! x`, `if x`. */
export function isPassedOver({ negated, connector, script, place: { source, span } }: Command): boolean {
  if (negated) return true;
  const behind = source.text.slice(span.end, Math.min(script.place.span.end, span.end + 100));
  return connector === '||' ? /^[\s)}\\]*\|\|\s*(?:true|:|echo|printf|exit 0)(?![\w./-])/.test(behind) : /^\s*;\s*(?:true|:|exit 0)(?=[\s;)&|]|$)/.test(behind);
}

/**
 * Why a command that makes an account may end without there being one: that it is there already is no such reason. `surely`: it does.
 * Undefined: nothing that is known of the image lets it fail.
 */
export function mayNotSucceed(command: Command, base: BaseImage | undefined): string | undefined {
  if (base === undefined) return `\`${command.name}\` may fail, which is passed over, and nothing is known of the base image`;
  const has = baseHasProgram(base, command.name);
  if (has === false && !mayHaveBeenInstalled(command)) return 'surely';
  const user = createdUser(command);
  const id = user === undefined ? createdGroup(command)?.gid : user.uid;
  const taken = user === undefined || user.nonUnique || id?.value === undefined ? undefined : base.users?.find((other) => other.name !== user.name.value && other.uid === Number(id.value) && hasUserForSure(base, other.name));
  if (taken !== undefined && !isNamed(command, taken.name)) return 'surely';
  if (has !== true || base.users === undefined || [id, user?.group, user?.groups].some((word) => word !== undefined)) return `\`${command.name}\` may fail for another reason than that \`${shown(user?.name)}\` exists, and that is passed over`;
  return undefined;
}

function shown(word: Word | undefined): string {
  return word?.value ?? word?.raw ?? 'it';
}

/** Some package that is installed before, in whatever stage, may bring the program. */
function mayHaveBeenInstalled({ instruction, name }: Command): boolean {
  const stage = instruction.stage;
  for (let at = stage; at !== undefined; at = at.parent) {
    for (const other of at.instructions) {
      if (other.keyword === 'COPY' || other.keyword === 'ADD') continue;
      if (other.keyword === 'RUN' && (other.commands.length === 0 || other.commands.some((command) => command.words.some(({ raw }) => raw.includes('shadow') || raw.endsWith(name) && command.name === 'ln') || installedPackages(command)?.packages.some(({ kind }) => kind !== 'name') === true))) return true;
    }
  }
  return false;
}

/** Something before may have renamed it, given it another number or taken it away. */
function isNamed(command: Command, name: string): boolean {
  for (let at = command.instruction.stage; at !== undefined; at = at.parent) {
    for (const other of at.instructions) {
      if (other.keyword === 'RUN' && (other.commands.length === 0 || other.commands.some(({ words }) => words.some(({ raw }) => raw.includes(name) || raw.includes('/etc/passwd'))))) return true;
    }
  }
  return false;
}
