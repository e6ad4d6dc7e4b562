import type { CmdInstruction, EntrypointInstruction } from '../../src/dockerfile/model.ts';
import type { Alias } from '../../src/diagnostic.ts';
import { brokenJson } from '../../src/image/questions/broken-json.ts';
import { execForm } from '../../src/image/questions/exec-form.ts';
import { signalsGroup } from '../../src/knowledge/inits.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';

const everywhere: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL3025', level: 'warning' }, { tool: 'kics', id: 'b86987e1-6397-4619-81d5-8807f2387c79' }, { tool: 'semgrep', id: 'prefer-json-notation' },
];
const buildkit: Alias = { tool: 'buildkit', id: 'JSONArgsRecommended' };

export default defineRule({
  id: 'entrypoint-exec-form',
  summary: 'Write ENTRYPOINT and CMD in exec form.',
  category: 'runtime', fixable: true,
  faults: {
    entrypoint: { severity: 'warning', summary: 'ENTRYPOINT in shell form: a shell stands between Docker and the program, and CMD is ignored.', since: '2026-11', aliases: [...everywhere, buildkit] },
    cmd: { severity: 'warning', summary: 'CMD in shell form: a shell stands between Docker and the program.', since: '2026-11', aliases: [...everywhere, buildkit] },
    'ends-in-exec': { severity: 'info', summary: 'ENTRYPOINT or CMD in shell form, whose shell gives way to the program.', since: '2026-11', aliases: [...everywhere, buildkit] },
    'behind-init': { severity: 'info', summary: 'CMD in shell form, behind an init that passes signals on to all that the shell starts.', since: '2026-11', aliases: [...everywhere, buildkit] },
    'chosen-shell': { severity: 'info', summary: 'ENTRYPOINT or CMD in shell form, with a shell that SHELL chose.', since: '2026-11', aliases: everywhere },
    'broken-json': { severity: 'off', summary: 'ENTRYPOINT or CMD looks like exec form and is shell form; `json-form-broken` reports it by default.', since: '2026-11', aliases: [...everywhere, buildkit] },
  },

  *check(build) {
    for (const instruction of build.dockerfile.all('ENTRYPOINT', 'CMD')) {
      const { command } = instruction;
      if (command.form === 'exec') continue;
      if (command.script.text.trim() === '') {
        yield { fault: faultOf(build, instruction), at: { place: instruction.keywordAt }, message: `\`${instruction.keyword}\` names no command: a shell starts that has nothing to do`, help: `Name a command, or write \`${instruction.keyword} []\`.` };
        continue;
      }
      const fix = execForm(command);
      const fault = faultOf(build, instruction);
      yield {
        fault, at: command,
        message: `\`${instruction.keyword}\` is in shell form${fault === 'ends-in-exec' ? '; `exec` lets signals through' : fault === 'behind-init' ? '; the init before it passes signals on to all' : ': a shell starts the program, and may keep stop signals from it'}`,
        help: `Write the command as a JSON array of words${fix === undefined ? ', or start a script that ends in `exec`' : ''}.`,
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
    yield* proofs(build);
  },
});

/** Whoever sets SHELL, or ends in `exec`, knows of the shell. BuildKit asks for exec form only where no SHELL is set. */
function faultOf({ image }: Build, instruction: CmdInstruction | EntrypointInstruction): 'entrypoint' | 'cmd' | 'ends-in-exec' | 'behind-init' | 'chosen-shell' | 'broken-json' {
  const { shell } = image.before(instruction);
  if (shell.is === 'unknown' || (shell.is === 'present' && 'keyword' in shell.from.at && shell.from.at.keyword === 'SHELL')) return 'chosen-shell';
  if (instruction.command.form === 'shell' && brokenJson(instruction.command.script.text) !== undefined) return 'broken-json';
  const last = instruction.commands.at(-1);
  if (last !== undefined && !last.conditional && last.wrappers[0]?.value === 'exec') return 'ends-in-exec';
  if (instruction.keyword !== 'CMD') return 'entrypoint';
  const entrypoint = instruction.stage === undefined ? undefined : image.final(instruction.stage).entrypoint;
  return entrypoint?.is === 'present' && signalsGroup(entrypoint.value) ? 'behind-init' : 'cmd';
}

/** Of what is shipped, whichever stage sets it. */
function* proofs({ image, target }: Build): Iterable<Observation> {
  if (image.shipped === undefined || target === undefined) return;
  let isSet = false;
  for (const [keyword, fact] of [['ENTRYPOINT', image.shipped.entrypoint], ['CMD', image.shipped.cmd]] as const) {
    if (fact.is !== 'present' || 'base' in fact.from) continue;
    isSet = true;
    if (fact.value.form === 'exec') yield { kind: 'proof', at: fact.value, message: `${keyword} is in exec form` };
  }
  if (!isSet) yield { kind: 'doubt', at: target.from.image ?? target.from, message: 'the image sets neither ENTRYPOINT nor CMD' };
}
