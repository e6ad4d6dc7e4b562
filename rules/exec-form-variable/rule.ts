import { defineRule } from '../../src/rule.ts';
import type { Scope, Word } from '../../src/word.ts';

/** Programs that expand variables in their words by themselves, or hand them to a shell. */
const expanding = /(?:^|\/)(?:sh|bash|ash|dash|zsh|ksh|busybox|env|envsubst|cmd|cmd\.exe|powershell|powershell\.exe|pwsh|make|awk|gawk|sed|perl|supervisord|dockerize|confd|runuser|su|gosu|chamber)$/i;

export default defineRule({
  id: 'exec-form-variable',
  summary: 'Let a shell expand variables, or none stand in exec form.',
  category: 'correctness',
  faults: {
    'not-expanded': { severity: 'info', summary: 'In exec form nobody replaces a variable: the program sees its name.', since: '2026-11' },
  },

  *check({ dockerfile, image }) {
    for (const instruction of dockerfile.all('RUN', 'CMD', 'ENTRYPOINT', 'HEALTHCHECK')) {
      const { command } = instruction;
      if (command?.form !== 'exec' || !command.words.some(({ value }) => value?.includes('$') === true)) continue;
      if (command.words.some((word) => expanding.test(word.value ?? ''))) continue;
      // What CMD holds goes to the ENTRYPOINT, which may be a script that expands it.
      if (instruction.keyword === 'CMD' && instruction.stage !== undefined && image.final(instruction.stage).entrypoint.is !== 'absent') continue;
      const { env } = image.before(instruction);
      for (const word of command.words) {
        const name = variableIn(word, instruction.scope, env);
        if (name === undefined) continue;
        yield {
          fault: 'not-expanded', at: word, message: `\`$${name}\` stays as it is: exec form starts no shell that would replace it`,
          help: 'Write the value, let a shell start the program (`["sh", "-c", "exec program $NAME"]`), or let the program read the variable.',
        };
      }
    }
  },
});

/** A variable of the build or the image that the word names. */
function variableIn(word: Word, scope: Scope, env: Scope): string | undefined {
  for (const [, braced, plain] of (word.value ?? '').slice(0, 10_000).matchAll(/(?<![\\$])\$(?:\{([A-Za-z_]\w*)(?:\}|:?[-+?])|([A-Za-z_]\w*))/g)) {
    const name = braced ?? plain;
    if (name === undefined) continue;
    const value = scope.lookup(name);
    const isArgument = value.is === 'unknown' && (value.cause === 'build-argument' || value.cause === 'platform');
    if (value.is === 'set' || isArgument || env.lookup(name).is === 'set') return name;
  }
  return undefined;
}
