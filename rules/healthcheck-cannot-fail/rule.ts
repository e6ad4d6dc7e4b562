import type { HealthcheckInstruction } from '../../src/dockerfile/model.ts';
import type { Fact } from '../../src/image/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Finding, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

/** Programs and builtins that end well whatever they are given. `exit 0` is looked at besides. */
const succeeding: ReadonlySet<string> = new Set(['true', ':', 'echo', 'printf', 'sleep']);

/** Programs that pass on what they read, and end well whoever wrote it. */
const passingOn: ReadonlySet<string> = new Set(['cat', 'tee', 'head', 'tail', 'wc', 'sort', 'tr']);

export default defineRule({
  id: 'healthcheck-cannot-fail',
  summary: 'Let the health check fail when the program is not well.',
  category: 'runtime',
  faults: {
    'always-passes': { severity: 'warning', summary: 'The last command of the health check always ends well, so the container is called healthy whatever happens.', since: '2026-11' },
  },

  *check({ image, target }) {
    if (image.shipped === undefined || target === undefined) return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `what the health check runs is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') yield { kind: 'doubt', at: from, message: `there is no health check: ${healthcheck.why}` };
    else if (!('keyword' in healthcheck.value)) yield { kind: 'proof', at: healthcheck.from.at, message: `the health check is that of \`${healthcheck.value.image}\`` };
    else yield judge(healthcheck.value, endsWithPipe(healthcheck.value, image.before(healthcheck.value).shell));
  },
});

/** Without `pipefail` the last command of a pipeline says how it ends. */
function endsWithPipe({ command }: HealthcheckInstruction, shell: Fact<readonly string[]>): boolean {
  if (command?.form === 'exec') return !command.words.some(({ raw }) => raw.includes('pipefail'));
  return shell.is === 'absent' || (shell.is === 'present' && !shell.value.some((word) => word.includes('pipefail')));
}

function judge(check: HealthcheckInstruction, pipes: boolean): Observation {
  const at = check.command ?? check;
  const commands = withoutSubstitutions(readByShell(check));
  const last = commands.at(-1);
  if (last === undefined) return { kind: 'doubt', at, message: 'what the health check runs is not understood' };
  if (last.negated) return { kind: 'doubt', at: last, message: `the check ends well when \`${last.name}\` does not` };
  if (!(alwaysEndsWell(last) || (pipes && passesOn(last, commands))) || !isAlwaysReached(last, commands)) return { kind: 'proof', at, message: `the exit code of \`${decider(commands, last).name}\` decides` };
  if (loops(last, true)) return { kind: 'doubt', at, message: 'a loop of the check may go on until it takes too long' };
  const before = commands.slice(0, -1).findLast((command) => !alwaysEndsWell(command)) ?? commands.at(-2);
  const shown = last.words.map(({ value, raw }) => value ?? raw).join(' ');
  return { fault: 'always-passes', at: last, ...told(last, before, shown) };
}

function told(last: Command, before: Command | undefined, shown: string): Pick<Finding, 'message' | 'help'> {
  if (last.connector === '&') return { message: `nobody waits for \`${shown}\`, so every container is healthy`, help: 'Ask the program itself whether it works.' };
  if (before === undefined) return { message: `\`${shown}\` always ends well, so every container is healthy`, help: 'Ask the program itself whether it works.' };
  if (last.conditional && branches(last)) return { message: `no branch fails, whatever \`${before.name}\` says`, help: 'Let the branch for what is not well end with `exit 1`.' };
  return { message: `\`${shown}\` makes the check end well, whatever \`${before.name}\` says`, help: `Take it away: the exit code of \`${before.name}\` then decides.` };
}

/** The end of a pipeline that reads nothing but what is written before it; or what nobody waits for. */
function passesOn({ name, words, pipeline, connector }: Command, commands: readonly Command[]): boolean {
  if (connector === '&') return true;
  if (pipeline.length < 2 || !passingOn.has(name) || commands.some((command) => command.name === 'set')) return false;
  return name === 'tee' || name === 'tr' || words.slice(1).every(({ value }) => /^-|^\d+$/.test(value ?? ''));
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

/** The commands of the script whose end decides: that of `sh -c '…'` where nothing else stands beside it. */
function readByShell({ commands }: HealthcheckInstruction): readonly Command[] {
  let script = commands[0]?.script;
  for (;;) {
    const own = commands.filter((command) => command.script === script);
    const handed = own.length === 1 && own[0] !== undefined ? commands[commands.indexOf(own[0]) + 1] : undefined;
    if (handed === undefined) return own;
    script = handed.script;
  }
}

function alwaysEndsWell({ name, words, negated, redirections }: Command): boolean {
  // To write into a connection is to ask whether somebody listens: `echo > /dev/tcp/localhost/80`.
  if (negated || redirections.some(({ operator, target }) => operator.startsWith('<') || target?.value === undefined || /^\/dev\/(?:tcp|udp)\//.test(target.value))) return false;
  if (name === 'exit') return words[1]?.value === '0';
  // With a word behind it, it may be an option of the program's own: `check --version v2`.
  return succeeding.has(name) || [words[1], words.at(-1)].some((word) => word?.value === '--help' || word?.value === '--version');
}

/**
 * Whether every way through the script ends as well as its last command: it stands behind `;` or `||`, in a group or in a branch of which all
 * ends well, and nothing before it leaves the script or says how else it could end.
 */
function isAlwaysReached(last: Command, commands: readonly Command[]): boolean {
  const others = commands.slice(0, -1);
  if (last.pipeline.length > 1 && last.pipeline.at(-1) !== last) return false;
  if (others.some(({ name, words }) => (name === 'exit' && words[1]?.value !== '0') || name === 'return' || name === 'exec' || name === 'kill' || name === 'trap' || (name === 'set' && words.some(({ value }) => value?.startsWith('-') === true)))) return false;
  if (isInGroupBehindAnd(last)) return false;
  const before = others.findLast((command) => !last.pipeline.includes(command));
  if (before === undefined) return !last.conditional;
  const connector = connectorBehind(before);
  if (connector === '||') return !branches(last);
  if (connector === ';' && !last.conditional) return true;
  if (branches(last)) return last.conditional && !loops(last) && commands.every((command) => !command.conditional || alwaysEndsWell(command));
  // `status || { echo bad; true; }`: all of the group ends well.
  const deciding = others.findLast((command) => !last.pipeline.includes(command) && !alwaysEndsWell(command));
  return deciding !== undefined && connectorBehind(deciding) === '||';
}

/** `status && { echo ok; echo fine; }`: a failure passes the group by. */
function isInGroupBehindAnd({ script, place: { source, span } }: Command): boolean {
  const before = source.text.slice(script.place.span.start, span.start).replaceAll(/\$\([^()]*\)|\$\{[^{}]*\}/g, '');
  return /&&\s*(?:\{\s|\()[^)}]*$/.test(before);
}

/** That of the assignment where the command stands in one: `answer=$(status); echo "$answer"`. */
function connectorBehind({ connector, place: { source, span } }: Command): string {
  return connector === 'end' ? (/^[)"'`\s]*(;|&&|\|\|)/.exec(source.text.slice(span.end, span.end + 100))?.[1] ?? connector) : connector;
}

/** In `if`, `case` or a loop, whose own words stand before the command. */
function branches({ script }: Command): boolean {
  return /(?:^|[\s;&|(])(?:if|case|while|until|for)\s/.test(script.text.text);
}

/** A loop may go on until the check takes too long, which is a failure. */
function loops({ script }: Command, forever = false): boolean {
  return (forever ? /(?:^|[\s;&|(])(?:while|until)\s/ : /(?:^|[\s;&|(])(?:while|until|for)\s/).test(script.text.text);
}

function decider(commands: readonly Command[], last: Command): Command {
  return last.name === 'exit' ? (commands.at(-2) ?? last) : last;
}
