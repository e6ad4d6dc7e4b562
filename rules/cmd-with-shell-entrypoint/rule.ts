import type { CommandLine } from '../../src/dockerfile/model.ts';
import type { Fact } from '../../src/image/model.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'cmd-with-shell-entrypoint',
  summary: 'Let CMD reach the ENTRYPOINT.',
  category: 'correctness',
  faults: {
    ignored: { severity: 'warning', summary: 'ENTRYPOINT is in shell form and never sees the words of CMD.', since: '2026-11' },
    'options-as-script': { severity: 'warning', summary: 'CMD in shell form begins with an option: a shell would run it as a program.', since: '2026-11' },
  },

  *check({ dockerfile, image }) {
    for (const stage of dockerfile.stages) {
      const { entrypoint, cmd } = image.final(stage);
      if (!isWritten(entrypoint) || !isWritten(cmd) || entrypoint.value.form !== 'shell') continue;
      // Docker appends CMD to `/bin/sh -c SCRIPT`: there its words are $0, $1 and so on.
      if (/\$(?:[@*#0-9]|\{[@*#0-9])/.test(entrypoint.value.script.text)) continue;
      if (![entrypoint, cmd].some(({ value }) => isWithin(value, stage.instructions))) continue;
      yield {
        fault: 'ignored', at: cmd.value, message: '`CMD` is ignored: `ENTRYPOINT` is in shell form', help: 'Write ENTRYPOINT as a JSON array of words, or take CMD away.',
        related: [{ place: entrypoint.value.place, message: 'it is handed to a shell here' }],
      };
    }
    for (const { command } of dockerfile.all('CMD')) {
      if (command.form === 'exec' || !/^\s*-/.test(command.script.text)) continue;
      yield { fault: 'options-as-script', at: command, message: '`CMD` in shell form hands `/bin/sh -c` and this text to `ENTRYPOINT`, not these options', help: 'Write the options as a JSON array of words.' };
    }
  },
});

function isWritten(fact: Fact<CommandLine>): fact is Fact<CommandLine> & { readonly is: 'present' } {
  return fact.is === 'present' && !('base' in fact.from);
}

function isWithin({ place }: CommandLine, instructions: readonly { readonly place: CommandLine['place'] }[]): boolean {
  const [first, last] = [instructions[0], instructions.at(-1)];
  return first !== undefined && last !== undefined && place.span.start >= first.place.span.start && place.span.end <= last.place.span.end;
}
