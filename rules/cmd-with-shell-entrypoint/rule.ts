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
      const { entrypoint, cmd, shell } = image.final(stage);
      if (!isWritten(entrypoint) || !isWritten(cmd) || ![entrypoint, cmd].some(({ value }) => isWithin(value, stage.instructions))) continue;
      if (entrypoint.value.form === 'shell' && isOfWindows(shell, entrypoint.value.script.text)) continue;
      const script = entrypoint.value.form === 'shell' ? entrypoint.value.script.text : bareScript(entrypoint.value.words);
      if (script === undefined || usesArguments(script)) continue;
      const related = [{ place: entrypoint.value.place, message: 'it is handed to a shell here' }];
      if (entrypoint.value.form === 'shell') yield { fault: 'ignored', at: cmd.value, message: '`CMD` is ignored: `ENTRYPOINT` is in shell form', help: 'Write ENTRYPOINT as a JSON array of words, or take CMD away.', related };
      else yield { fault: 'behind-script', at: cmd.value, message: '`CMD` is ignored: behind the script of `-c` its words are `$0`, `$1` and so on, which the script does not use', help: 'Start the program without a shell, or hand the words on with `"$@"`.', related };
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

/** The shells of Windows take what stands behind the script as more of it: `ENTRYPOINT setup.bat &&` with `CMD ["powershell"]`. */
function isOfWindows(shell: Fact<readonly string[]>, script: string): boolean {
  return shell.is === 'present' ? /^(?:cmd|powershell|pwsh)(?:\.exe)?$/i.test(shell.value[0] ?? '') : /^[A-Za-z]:\\|\.(?:bat|cmd|exe|ps1)\b/i.test(script);
}

/** Docker appends CMD to `sh -c SCRIPT`: there its words are `$0`, `$1` and so on. */
function usesArguments(script: string): boolean {
  return /\$(?:[@*#0-9]|\{[@*#0-9])|\bshift\b/.test(script);
}

/** The words of `sh -c SCRIPT …` from the script on; none for anything else. */
function fromScript(words: readonly Word[]): readonly Word[] {
  if (!/^(?:\/(?:usr\/)?bin\/)?(?:sh|bash|ash|dash|zsh)$/.test(words[0]?.value ?? '')) return [];
  const at = words.findIndex(({ value }, index) => index > 0 && !/^-[a-z]+$/.test(value ?? ''));
  return at < 0 || !/^-[a-z]*c$/.test(words[at - 1]?.value ?? '') ? [] : words.slice(at);
}

/** The script of `sh -c SCRIPT` with nothing behind it. */
function bareScript(words: readonly Word[]): string | undefined {
  const [script, ...more] = fromScript(words);
  return more.length > 0 ? undefined : script?.value;
}

/** The first word behind the script that was meant for the program, when the script does not use it. A name for `$0` alone is no argument. */
function wordsBehindScript(words: readonly Word[]): { readonly word: Word; readonly script: Word } | undefined {
  const [script, word, ...more] = fromScript(words);
  if (script?.value === undefined || word === undefined || usesArguments(script.value)) return undefined;
  return more.length > 0 || /^-{1,2}[A-Za-z]/.test(word.value ?? '') ? { word, script } : undefined;
}

function isWritten(fact: Fact<CommandLine>): fact is Fact<CommandLine> & { readonly is: 'present' } {
  return fact.is === 'present' && !('base' in fact.from);
}

function isWithin({ place }: CommandLine, instructions: readonly { readonly place: CommandLine['place'] }[]): boolean {
  const [first, last] = [instructions[0], instructions.at(-1)];
  return first !== undefined && last !== undefined && place.span.start >= first.place.span.start && place.span.end <= last.place.span.end;
}
