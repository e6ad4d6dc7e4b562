import type { AddInstruction, CopyInstruction } from '../../src/dockerfile/model.ts';
import { findGroup, findUser } from '../../src/image/questions/users.ts';
import { baseTitle } from '../../src/knowledge/image-name.ts';
import type { Build, Finding } from '../../src/rule.ts';

/**
 * Owners by a name that the stage does not have: BuildKit takes root's number for those it does not find, and says nothing (source:
 * moby/buildkit solver/llbsolver/ops/user_linux.go, 2026-11); the builder before it stops.
 */
export function* judgeUnknownOwners(build: Build): Iterable<Finding> {
  const told = new Set<string>();
  for (const instruction of build.dockerfile.all('COPY', 'ADD')) {
    const { stage } = instruction;
    const owner = instruction.flag('chown')?.value;
    if (owner?.value === undefined || stage === undefined || instruction.onbuild !== undefined || !build.image.isBuilt(stage)) continue;
    const lack = lackOf(build, instruction, owner.value);
    const key = `${String(stage.index)} ${owner.value}`;
    if (lack === undefined || told.has(key)) continue;
    told.add(key);
    yield { fault: 'unknown-owner', at: owner, ...lack };
  }
}

function lackOf({ image }: Build, { stage }: CopyInstruction | AddInstruction, owner: string): Pick<Finding, 'message' | 'help'> | undefined {
  const [user = '', group = ''] = owner.split(':');
  if (stage === undefined) return undefined;
  const isName = (name: string): boolean => name !== '' && !/^\d+$/.test(name);
  const ofUser = isName(user) ? findUser(image, stage, user) : undefined;
  const ofGroup = isName(group) ? findGroup(image, stage, group) : undefined;
  const lacksUser = ofUser?.is === 'absent' && ofUser.removed === undefined ? ofUser : undefined;
  const lacksGroup = ofGroup?.is === 'absent' && ofGroup.removed === undefined ? ofGroup : undefined;
  const base = (lacksUser ?? lacksGroup)?.base;
  if (base === undefined) return undefined;
  const [what, name, whose] = lacksUser === undefined ? ['group', group, 'the group of root'] : ['user', user, 'root'];
  const isSwapped = group !== '' && findUser(image, stage, group).is === 'created' && findGroup(image, stage, user).is === 'created';
  return {
    message: `${base.image === 'scratch' ? `nothing brings a ${what} \`${name}\` into the empty image` : `nothing creates the ${what} \`${name}\`, and \`${baseTitle(base)}\` does not have it`}: what is copied belongs to ${whose}`,
    help: isSwapped ? `The user comes first: \`${group}:${user}\`.` : 'Create it above this line, or name it by number.',
  };
}
