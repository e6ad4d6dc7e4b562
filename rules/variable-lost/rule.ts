import { containerPath } from '../../src/container-path.ts';
import type { RunInstruction } from '../../src/dockerfile/model.ts';
import type { Image } from '../../src/image/model.ts';
import { endOf } from '../../src/programs/script-tail.ts';
import { defineRule } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

export default defineRule({
  id: 'variable-lost',
  summary: 'Set with ENV what the instructions below are to see.',
  category: 'correctness',
  faults: {
    lost: { severity: 'warning', summary: 'A RUN ends with a variable, an alias or an environment that its shell sets: it ends with the shell.', since: '2026-11' },
  },

  *check({ dockerfile, image }) {
    for (const command of dockerfile.commands('export', 'alias', 'source', '.')) {
      const what = isLast(command) ? whatIsLost(command, image) : undefined;
      if (what !== undefined) yield { fault: 'lost', at: command, message: `${what.shown} ends with this RUN: no instruction below sees it`, help: what.help };
    }
    for (const run of dockerfile.all('RUN')) {
      const name = readsAssignments(image, run) ? loneAssignment(run) : undefined;
      if (name !== undefined) yield { fault: 'lost', at: run.command, message: `\`${name}\` ends with this RUN: no instruction below sees it`, help: `Write \`ENV ${name}=…\`.` };
    }
  },
});

/** Nothing runs behind it in the script of the RUN, but for more of its kind that do not use what it sets. */
function isLast(command: Command): boolean {
  const { script, instruction } = command;
  return instruction.keyword === 'RUN' && script === instruction.commands[0]?.script && endOf(script).has(command);
}

function whatIsLost(command: Command, image: Image): { readonly shown: string; readonly help: string } | undefined {
  const [first] = command.operands();
  const name = /^(\w+)=/.exec(first?.raw ?? '')?.[1];
  if (command.name === 'export') return name === undefined ? undefined : { shown: `\`${name}\``, help: `Write \`${keywordFor(name)} ${name}=…\`.` };
  if (command.name === 'alias') return name === undefined ? undefined : { shown: `the alias \`${name}\``, help: 'Put a script of that name into the PATH.' };
  if (first?.raw.endsWith('/activate') !== true) return undefined;
  const { workdir } = image.before(command.instruction);
  const folder = first.raw.slice(0, -'/activate'.length);
  const isPlain = /^[\w./-]+$/.test(folder);
  const path = isPlain && workdir.is === 'present' ? containerPath(folder, workdir.value) : folder;
  return { shown: `what \`${first.raw}\` sets`, help: `Put its programs first: \`ENV PATH="${path}:$PATH"\`${path.startsWith('/') || path.startsWith('$') ? '' : ', with an absolute path'}.` };
}

/** What apt asks people is a matter of the build alone. */
function keywordFor(name: string): 'ARG' | 'ENV' {
  return name === 'DEBIAN_FRONTEND' ? 'ARG' : 'ENV';
}

/** Whether a Bourne shell reads the RUN: to those of Windows `NAME=value` is no assignment. */
function readsAssignments(image: Image, run: RunInstruction): boolean {
  const { shell } = image.before(run);
  return shell.is === 'present' && /(?:^|\/)(?:ba|da|a|k|z)?sh$/.test(shell.value[0] ?? '');
}

/** The variable of a RUN that does nothing but set one. */
function loneAssignment({ command, commands }: RunInstruction): string | undefined {
  if (commands.length > 0 || command.form !== 'shell') return undefined;
  return /^\s*([A-Za-z_]\w*)=[^\s;&|`(]*\s*$/.exec(command.script.text)?.[1];
}
