import { commandText } from '../../src/image/questions/command-lines.ts';
import { defineRule } from '../../src/rule.ts';

/** Longer texts are cut before they are searched. */
const longest = 2000;

export default defineRule({
  id: 'healthcheck-command',
  summary: 'Check health with the command that was agreed on.',
  category: 'runtime',
  faults: {
    'other-command': { severity: 'warning', summary: 'The health check runs something else than the option `matches` asks for.', since: '2026-11' },
    missing: { severity: 'warning', summary: 'The option `matches` asks for a command, and the image has no health check.', since: '2026-11' },
  },
  options: {
    defaults: { matches: '' },
    schema: { matches: { type: 'string', maxLength: 1000, description: 'A regular expression that the command of HEALTHCHECK must match somewhere; empty: any command will do.' } },
  },

  *check({ image, target }, { matches }) {
    if (image.shipped === undefined || target === undefined || matches === '') return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    const wanted = compile(matches);
    if (wanted === undefined) yield { kind: 'doubt', at: from, message: `\`${matches}\` is no regular expression` };
    else if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `what the health check runs is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') {
      yield { fault: 'missing', at: from, message: `there is no health check, so none runs \`${matches}\``, help: 'Add a HEALTHCHECK with that command.' };
    } else if (!('keyword' in healthcheck.value)) yield { kind: 'doubt', at: healthcheck.from.at, message: `what the health check of \`${healthcheck.value.image}\` runs is not known` };
    else {
      const { command } = healthcheck.value;
      const text = command === undefined ? '' : commandText(command);
      const at = command ?? healthcheck.value;
      if (wanted.test(text.slice(0, longest))) yield { kind: 'proof', at, message: `runs \`${shortened(text)}\`` };
      else yield { fault: 'other-command', at, message: `the health check runs \`${shortened(text)}\`, which does not match \`${matches}\``, help: 'Let HEALTHCHECK run the command that was agreed on.' };
    }
  },
});

function compile(matches: string): RegExp | undefined {
  try {
    return new RegExp(matches);
  } catch {
    return undefined;
  }
}

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > 60 ? `${line.slice(0, 57)}...` : line;
}
