import type { Instruction, RunInstruction, Stage } from '../../src/dockerfile/model.ts';
import { mountOver } from '../../src/image/questions/mounts-over.ts';
import { emptiesAptLists } from '../../src/programs/apt-layers.ts';
import { installsFromLists, leavesListsAlone, listUpdate, updatesFirst } from '../../src/programs/updates.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';

/** What is known of apt's lists at one point of a stage. */
type Lists = { readonly are: 'there' } | { readonly are: 'unknown' } | { readonly are: 'gone'; readonly by: Instruction; readonly why: string };

export default defineRule({
  id: 'apt-install-without-update',
  summary: 'Update the package lists before apt installs.',
  category: 'correctness',
  faults: {
    'no-lists': { severity: 'warning', summary: 'apt installs, and there are no package lists that it could find packages in.', since: '2026-11' },
  },

  *check(build) {
    const after = new Map<Stage, Lists>();
    for (const stage of build.dockerfile.stages) {
      let lists: Lists = (stage.parent === undefined ? undefined : after.get(stage.parent)) ?? atTheBottom(build, stage);
      for (const instruction of stage.instructions) {
        if (instruction.keyword !== 'RUN') continue;
        lists = yield* follow(instruction, lists);
      }
      after.set(stage, lists);
    }
  },
});

/** The images of Debian and Ubuntu come without lists; what is built on them, for nearly all. */
function atTheBottom({ image }: Build, stage: Stage): Lists {
  const base = image.base(stage);
  const plain = base !== undefined && base.packageManager === 'apt' && base.buildTools !== true && /^(?:debian|ubuntu)$/.test(base.image);
  return plain ? { are: 'gone', by: stage.from, why: `\`${stage.from.image?.value ?? base.image}\` comes without them` } : { are: 'unknown' };
}

function* follow(run: RunInstruction, before: Lists): Generator<Observation, Lists> {
  if (mountOver(run, '/var/lib/apt/lists') !== undefined) return before;
  let lists = before;
  for (const command of run.commands) {
    if (listUpdate(command)?.manager === 'apt' || updatesFirst(command)) lists = { are: 'there' };
    else if (emptiesAptLists(command) === true) lists = { are: 'gone', by: run, why: 'they were removed' };
    else if (!leavesListsAlone(command) || emptiesAptLists(command) === undefined || command.script.broken !== undefined) lists = { are: 'unknown' };
    else if (lists.are === 'gone' && installsFromLists(command, 'apt') && command.operands().length > 0 && !command.conditional) {
      const at = command.subcommand() ?? command;
      yield {
        fault: 'no-lists', at,
        message: `\`${command.name} ${command.subcommand()?.value ?? ''}\` has no package lists to find packages in: ${lists.why}`,
        help: `Write \`${command.name} update &&\` before it.`,
        ...(lists.by.keyword === 'FROM' ? {} : { related: [{ place: lists.by.keywordAt, message: 'removed here' }] }),
      };
      // One finding says it: what is wrong below has the same cause.
      lists = { are: 'unknown' };
    }
  }
  return lists;
}
