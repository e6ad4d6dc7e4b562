import type { HealthcheckInstruction } from '../../src/dockerfile/model.ts';
import type { Fact } from '../../src/image/model.ts';
import { alwaysEndsWell, findsContainer, findsItself } from '../../src/programs/exit-status.ts';
import { neverRun } from '../../src/programs/never-run.ts';
import { endOfScript, neverEndsWell, optionsIn } from '../../src/programs/script-end.ts';
import type { ScriptEnd, ShellOptions } from '../../src/programs/script-end.ts';
import { defineRule } from '../../src/rule.ts';
import type { Finding, Observation } from '../../src/rule.ts';
import type { Command, Script } from '../../src/shell/model.ts';

export default defineRule({
  id: 'healthcheck-cannot-fail',
  summary: 'Let the health check fail when the program is not well.',
  category: 'runtime',
  faults: {
    'never-passes': { severity: 'warning', summary: 'However the script of the health check goes, it ends with a failure, so the container is called unhealthy whatever happens.', since: '2026-11' },
    'always-passes': { severity: 'warning', summary: 'However the script of the health check goes, it ends well, so the container is called healthy whatever happens.', since: '2026-11' },
  },

  *check({ image, target }) {
    if (image.shipped === undefined || target === undefined) return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `what the health check runs is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') yield { kind: 'doubt', at: from, message: `there is no health check: ${healthcheck.why}` };
    else if (!('keyword' in healthcheck.value)) yield { kind: 'proof', at: healthcheck.from.at, message: `the health check is that of \`${healthcheck.value.image}\`` };
    else yield judge(healthcheck.value, image.before(healthcheck.value).shell);
  },
});

function judge(check: HealthcheckInstruction, shell: Fact<readonly string[]>): Observation {
  const at = check.command ?? check;
  const [first] = check.commands;
  const { script, options } = readByShell(check, shell);
  if (script === undefined || first === undefined || script.commands.length === 0 || script.broken !== undefined) return { kind: 'doubt', at, message: 'what the health check runs is not understood' };
  const end = endOf(script, options, check);
  const skipped = neverRun(script);
  const commands = withoutSubstitutions(script.commands).filter((command) => !skipped.has(command));
  const last = commands.at(-1);
  if (last === undefined) return { fault: 'always-passes', at: first, message: `\`${shown(first)}\` never runs, so every container is healthy`, help: 'Ask the program itself whether it works.' };
  if (end === 'turned') return { kind: 'doubt', at: last, message: `the check ends well when \`${last.name}\` does not` };
  if (end === 'endless') return { kind: 'doubt', at: last, message: 'a loop of the check may go on until it takes too long' };
  if (end === 'may fail' && !script.exec && neverEndsWell(script, options, (command) => handedTo(command, check.commands))) return { fault: 'never-passes', at: last, message: `\`${shown(last)}\` makes the check fail, whatever \`${(commands.at(-2) ?? last).name}\` says: every container is unhealthy`, help: `Join them with \`||\`, so that it runs where the check fails.` };
  if (end === 'may fail') return { kind: 'proof', at, message: `the exit code of \`${decider(commands, last).name}\` decides` };
  return { fault: 'always-passes', ...told(script, commands, last) };
}

/** In exec form one program is started: a shell with its script, or any other. */
function endOf(script: Script, options: ShellOptions, { commands }: HealthcheckInstruction): ScriptEnd {
  const [only] = script.commands;
  if (script.exec && only !== undefined) return alwaysEndsWell(only, { piped: false, made: new Set() }) ? 'never fails' : 'may fail';
  return endOfScript(script, options, (command) => handedTo(command, commands));
}

/** The script whose end decides: that of `sh -c '…'` where nothing else stands beside it. */
function readByShell({ command, commands }: HealthcheckInstruction, shell: Fact<readonly string[]>): { readonly script: Script | undefined; readonly options: ShellOptions } {
  let script = commands[0]?.script;
  let options = optionsIn(command?.form === 'shell' && shell.is === 'present' ? shell.value.flatMap((word) => word.split(/\s+/)) : []);
  for (;;) {
    const only = script?.commands.length === 1 ? script.commands[0] : undefined;
    const handed = only === undefined || only.negated ? undefined : handedTo(only, commands);
    if (only === undefined || handed === undefined) return { script, options };
    script = handed;
    options = optionsIn(only.words.map(({ value }) => value ?? ''));
  }
}

function handedTo(command: Command, commands: readonly Command[]): Script | undefined {
  const next = commands[commands.indexOf(command) + 1]?.script;
  return next === undefined || next === command.script || next.place.span.start < command.place.span.start || next.place.span.end > command.place.span.end ? undefined : next;
}

function told(script: Script, commands: readonly Command[], last: Command): Pick<Finding, 'at' | 'message' | 'help'> {
  const ask = 'Ask the program itself whether it works.';
  const itself = commands.find(findsItself);
  if (itself !== undefined) {
    const sought = itself.words.at(-1)?.value ?? '';
    return { at: itself, message: `\`${shown(itself)}\` finds the shell of this check, which was itself started with \`${sought}\` in its words, so every container is healthy`, help: `Write it so that it does not find itself, as in \`[${sought.charAt(0)}]${sought.slice(1)}\`, or ask the program itself whether it works.` };
  }
  const container = commands.find(findsContainer);
  if (container !== undefined) return { at: container, message: `\`${shown(container)}\` always ends well: process 1 is there as long as the container runs`, help: ask };
  const decides = ({ name }: Command): boolean => !/^(?:exit|return|break|continue|trap|set)$/.test(name);
  const before = commands.slice(0, -1).findLast((command) => decides(command) && !surelyEndsWell(command)) ?? commands.at(-2);
  const trap = commands.find(({ name }) => name === 'trap');
  if (last.connector === '&') return { at: last, message: `nobody waits for \`${shown(last)}\`, so every container is healthy`, help: ask };
  if (trap !== undefined) {
    const decider = commands.findLast(decides) ?? last;
    return { at: trap, message: `\`${shown(trap)}\` makes the check end well, whatever \`${decider.name}\` says`, help: `Take it away: the exit code of \`${decider.name}\` then decides.` };
  }
  if (before === undefined) return { at: last, message: `\`${shown(last)}\` always ends well, so every container is healthy`, help: ask };
  const way = 'well end with `exit 1`.';
  if (last.conditional && branches(script)) return { at: last, message: `no branch fails, whatever \`${before.name}\` says`, help: `Let the branch for what is not ${way}` };
  if (decides(last) && !surelyEndsWell(last)) return { at: last, message: `every way through the check ends well, whatever \`${before.name}\` says`, help: `Let the way for what is not ${way}` };
  return { at: last, message: `\`${shown(last)}\` makes the check end well, whatever \`${before.name}\` says`, help: `Take it away: the exit code of \`${before.name}\` then decides.` };
}

function surelyEndsWell(command: Command): boolean {
  const made = new Set(command.script.commands.flatMap(({ redirections, words, name }) => [...redirections.map(({ target }) => target?.value), ...(name === 'tee' ? words.map(({ value }) => value) : [])].filter((value) => value !== undefined)));
  return alwaysEndsWell(command, { piped: command.pipeline.length > 1, made });
}

function shown({ words }: Command): string {
  return words.map(({ value, raw }) => (/\s/.test(value ?? '') ? raw : (value ?? raw))).join(' ');
}

/** `echo "$(status)"`: how what stands in another command's words ends is lost. */
function withoutSubstitutions(commands: readonly Command[]): readonly Command[] {
  const inside = new Set<Command>();
  let end = -1;
  for (const command of commands.toSorted((one, other) => one.place.span.start - other.place.span.start)) {
    if (command.place.span.end <= end) inside.add(command);
    end = Math.max(end, command.place.span.end);
  }
  return commands.filter((command) => !inside.has(command));
}

/** In `if`, `case` or a loop, whose own words stand before the command. */
function branches({ text }: Script): boolean {
  return /(?:^|[\s;&|(])(?:if|case|while|until|for)\s/.test(text.text);
}

function decider(commands: readonly Command[], last: Command): Command {
  return last.name === 'exit' ? (commands.at(-2) ?? last) : last;
}
