import type { CmdInstruction, EntrypointInstruction, HealthcheckInstruction, RunInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';

type Starting = RunInstruction | CmdInstruction | EntrypointInstruction | HealthcheckInstruction;

const shells: ReadonlySet<string> = new Set(['sh', 'bash', 'ash', 'dash', 'zsh', 'ksh']);

export default defineRule({
  id: 'shell-missing',
  summary: 'Start programs without a shell where the image has none.',
  category: 'correctness',
  faults: {
    run: { severity: 'error', summary: 'RUN needs a shell that the image does not have: the build fails.', since: '2026-11' },
    start: { severity: 'error', summary: 'ENTRYPOINT, CMD or HEALTHCHECK needs a shell that the image does not have.', since: '2026-11' },
  },

  *check(build) {
    for (const instruction of build.dockerfile.all('RUN', 'ENTRYPOINT', 'CMD', 'HEALTHCHECK')) {
      const { stage, command } = instruction;
      // Only images that are known to come without a shell: scratch, distroless, chiseled ones.
      if (stage === undefined || command === undefined || instruction.onbuild !== undefined || build.image.base(stage)?.shell !== false) continue;
      if (instruction.keyword === 'RUN' && mayBringShell(instruction)) continue;
      yield* judge(build, instruction);
    }
  },
});

/** A mount can hold the programs that a RUN is started with. */
function mayBringShell({ mounts, heredocs, command }: RunInstruction): boolean {
  const ownInterpreter = command.form === 'shell' && heredocs[0]?.body.text.startsWith('#!') === true;
  return ownInterpreter || mounts.some(({ type }) => type === 'bind' || type === 'cache' || type === undefined);
}

function* judge({ image, files }: Build, instruction: Starting): Iterable<Observation> {
  const { stage, command } = instruction;
  if (stage === undefined || command === undefined) return;
  const { shell } = image.before(instruction);
  const first = command.form === 'exec' ? command.words[0]?.value : shell.is === 'present' ? shell.value[0] : shell.is === 'absent' ? '/bin/sh' : undefined;
  if (first === undefined || !shells.has(first.slice(first.lastIndexOf('/') + 1))) return;
  const fact = files(stage).program(first);
  if (fact.is !== 'absent') return;
  const { keyword } = instruction;
  const base = image.baseReference(stage)?.word.raw ?? 'scratch';
  yield {
    fault: keyword === 'RUN' ? 'run' : 'start',
    at: command.form === 'exec' ? (command.words[0] ?? command) : { place: instruction.keywordAt },
    message: command.form === 'exec' ? `\`${base}\` has no \`${first}\`` : `\`${keyword}\` in shell form starts \`${first}\`, and \`${base}\` has no shell`,
    help: keyword === 'RUN' ? 'Do it in an earlier stage and copy the result.' : 'Write the command as a JSON array of words that starts the program itself.',
    related: [{ place: (stage.from.image ?? stage.from).place, message: 'the stage begins here' }],
  };
}
