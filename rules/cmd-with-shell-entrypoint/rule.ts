import type { CommandLine } from '../../src/dockerfile/model.ts';
import type { Fact } from '../../src/image/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'cmd-with-shell-entrypoint',
  summary: 'Let CMD reach the ENTRYPOINT.',
  category: 'correctness',
  faults: {
    ignored: { severity: 'warning', summary: 'ENTRYPOINT is in shell form and never sees the words of CMD.', since: '2026-11' },
    'behind-script': { severity: 'warning', summary: 'Words stand behind the script of `sh -c`, which does not use them.', since: '2026-11' },
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
    for (const { command } of dockerfile.all('ENTRYPOINT', 'CMD')) {
      const lost = command.form === 'exec' ? wordsBehindScript(command.words) : undefined;
      if (lost === undefined) continue;
      yield {
        fault: 'behind-script', at: lost.word, message: `\`${lost.word.value ?? lost.word.raw}\` does not reach the program: what stands behind the script of \`-c\` is \`$0\`, \`$1\` and so on, which it does not use`,
        help: 'Write it into the script, start the program without a shell, or hand it on with `"$@"`.', related: [{ place: lost.script.place, message: 'the script' }],
      };
    }
    for (const { command } of dockerfile.all('CMD')) {
      if (command.form === 'exec' || !/^\s*-/.test(command.script.text)) continue;
      yield { fault: 'options-as-script', at: command, message: '`CMD` in shell form hands `/bin/sh -c` and this text to `ENTRYPOINT`, not these options', help: 'Write the options as a JSON array of words.' };
    }
  },
});

/**
 * The first word behind the script of `sh -c SCRIPT WORD …` that was meant for the program: they are `$0`, `$1` and so on of the script, which does not use
 * them. A name for `$0` alone is no argument.
 */
function wordsBehindScript(words: readonly Word[]): { readonly word: Word; readonly script: Word } | undefined {
  if (!/^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash|zsh)$/.test(words[0]?.value ?? '')) return undefined;
  const at = words.findIndex(({ value }, index) => index > 0 && !/^-[a-z]+$/.test(value ?? ''));
  const [script, word, ...more] = at < 0 || !/^-[a-z]*c$/.test(words[at - 1]?.value ?? '') ? [] : words.slice(at);
  if (script?.value === undefined || word === undefined || /\$(?:[@*#0-9]|\{[@*#0-9])|\bshift\b/.test(script.value)) return undefined;
  return more.length > 0 || /^-{1,2}[A-Za-z]/.test(word.value ?? '') ? { word, script } : undefined;
}

function isWritten(fact: Fact<CommandLine>): fact is Fact<CommandLine> & { readonly is: 'present' } {
  return fact.is === 'present' && !('base' in fact.from);
}

function isWithin({ place }: CommandLine, instructions: readonly { readonly place: CommandLine['place'] }[]): boolean {
  const [first, last] = [instructions[0], instructions.at(-1)];
  return first !== undefined && last !== undefined && place.span.start >= first.place.span.start && place.span.end <= last.place.span.end;
}
