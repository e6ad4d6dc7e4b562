import type { Instruction, RunInstruction } from '../../src/dockerfile/model.ts';
import { namedCommands } from '../../src/image/questions/named-commands.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'run-consecutive',
  summary: 'Join RUN instructions that follow each other.',
  category: 'size',
  faults: {
    consecutive: {
      severity: 'off', summary: 'RUN follows RUN, each with a single command.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3059', level: 'info' }, { tool: 'kics', id: '0008c003-79aa-42d8-95b8-1c2fe37dbfe6' }],
    },
    joined: {
      severity: 'off', summary: 'RUN follows RUN, and one of them joins commands in a script of its own: for `bash -c`, PowerShell, or programs that variables name.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3059', level: 'info' }],
    },
  },

  *check({ dockerfile }) {
    let before: Instruction | undefined;
    for (const instruction of dockerfile.instructions) {
      if (instruction.keyword === 'RUN' && before?.keyword === 'RUN' && flagsOf(before) === flagsOf(instruction) && (isSingle(instruction) || namedCommands(instruction) <= 1) && (isSingle(before) || namedCommands(before) <= 1)) {
        yield {
          fault: isSingle(before) && isSingle(instruction) ? 'consecutive' : 'joined', at: { place: instruction.keywordAt },
          message: 'this RUN and the one above could be one layer', help: 'Join them with `&&`, or write one RUN with a heredoc.',
        };
      }
      before = instruction;
    }
  },
});

function flagsOf({ flags }: RunInstruction): string {
  return flags.map(({ name, value }) => `${name}=${value?.raw ?? ''}`).sort().join(' ');
}

/** What is joined already was meant to be a layer of its own. */
function isSingle({ commands, command }: RunInstruction): boolean {
  if (commands.length > 0) return commands.filter(({ name }) => name !== '[').length <= 1;
  // Windows: commands are not read there.
  return command.form === 'exec' || !/&&|[;|]/.test(command.script.text.replace(/"[^"]*"|'[^']*'/g, ''));
}
