import type { HealthcheckInstruction, Stage } from '../../src/dockerfile/model.ts';
import { commandText, shownLine } from '../../src/image/questions/command-lines.ts';
import { commandSearch } from '../../src/image/questions/command-search.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Located } from '../../src/source.ts';

interface Options {
  readonly matches: string;
  readonly runs: readonly string[];
}

/** Longer texts are cut before they are searched. */
const longest = 2000;

export default defineRule<Options>({
  id: 'healthcheck-command',
  summary: 'Check health with the command that was agreed on.',
  category: 'runtime',
  faults: {
    'other-command': { severity: 'warning', summary: 'The health check runs something else than the options `runs` and `matches` ask for.', since: '2026-11' },
    missing: { severity: 'warning', summary: 'The options ask for a command, and the image has no health check.', since: '2026-11' },
  },
  options: {
    defaults: { matches: '', runs: [] },
    schema: {
      matches: { type: 'string', maxLength: 1000, description: 'A regular expression that the text of the command must match somewhere; empty: any text will do.' },
      runs: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'A program and words that it must be given, in their order, others between them or not: `[app, status]`. Text that only names them does not count.' },
    },
  },

  *check(build, options) {
    const { image, target } = build;
    if (image.shipped === undefined || target === undefined || (options.matches === '' && options.runs.length === 0)) return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    const wanted = options.runs.length > 0 ? options.runs.join(' ') : options.matches;
    if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `what the health check runs is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') yield { fault: 'missing', at: from, message: `there is no health check, so none runs \`${wanted}\``, help: 'Add a HEALTHCHECK with that command.' };
    else if (!('keyword' in healthcheck.value)) yield { kind: 'doubt', at: healthcheck.from.at, message: `what the health check of \`${healthcheck.value.image}\` runs is not known` };
    else {
      if (options.matches !== '') yield judgeText(healthcheck.value, options.matches);
      if (options.runs.length > 0) yield judgeCommand(build, target, healthcheck.value, options.runs);
    }
  },
});

function judgeText(check: HealthcheckInstruction, matches: string): Observation {
  const { at, text, shown } = writtenIn(check);
  const pattern = compile(matches);
  if (pattern === undefined) return { kind: 'doubt', at, message: `\`${matches}\` is no regular expression` };
  if (pattern.test(text.slice(0, longest))) return { kind: 'proof', at, message: `runs ${shown}` };
  return { fault: 'other-command', at, message: `the health check runs ${shown}, which does not match \`${matches}\``, help: 'Let HEALTHCHECK run the command that was agreed on.' };
}

function judgeCommand({ files }: Build, stage: Stage, check: HealthcheckInstruction, wanted: readonly string[]): Observation {
  const { at, shown } = writtenIn(check);
  const search = commandSearch(check.commands, wanted, files(stage));
  if (search.is === 'found') return { kind: 'proof', at, message: `runs ${shown}` };
  if (search.is === 'unknown') return { kind: 'doubt', at: search.at, message: `whether the health check runs \`${wanted.join(' ')}\` is not known: ${search.why}` };
  return { fault: 'other-command', at, message: `the health check runs ${shown}, not \`${wanted.join(' ')}\``, help: 'Let HEALTHCHECK run the command that was agreed on.' };
}

function writtenIn({ command, place }: HealthcheckInstruction): { readonly at: Located; readonly text: string; readonly shown: string } {
  if (command === undefined) return { at: { place }, text: '', shown: 'nothing' };
  const text = commandText(command);
  const line = text.replace(/\s+/g, ' ');
  const shown = command.form === 'exec' && command.words.some(({ value }) => value === undefined || /\s/.test(value)) ? shownLine({ form: 'exec', words: command.words.map(({ value }) => value) }) : line;
  return { at: command, text, shown: `\`${shown.length > 80 ? `${shown.slice(0, 77)}...` : shown}\`` };
}

function compile(matches: string): RegExp | undefined {
  try {
    return new RegExp(matches);
  } catch {
    return undefined;
  }
}
