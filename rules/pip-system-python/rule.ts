import { refusedInstalls } from '../../src/image/questions/system-pip.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'pip-system-python',
  summary: 'Install with pip into an environment that is yours, not into the Python of the distribution.',
  category: 'correctness',
  faults: {
    refused: { severity: 'error', summary: 'The distribution marks its Python as its own, and pip refuses to install into it: the build fails.', since: '2026-11' },
  },

  *check(build) {
    const told = new Set<unknown>();
    for (const { command, pip, sure } of refusedInstalls(build)) {
      const stage = command.instruction.stage;
      const base = stage === undefined ? undefined : build.image.base(stage);
      if (!sure) {
        yield { kind: 'doubt', at: pip.subcommand, message: 'only the build knows whether pip may install into the Python of the distribution' };
        continue;
      }
      // The first one ends the build.
      if (told.has(stage)) continue;
      told.add(stage);
      yield {
        fault: 'refused', at: pip.subcommand,
        message: `pip refuses to install into the Python of \`${base?.image ?? ''}${base?.tag === undefined ? '' : `:${base.tag}`}\`, which its package manager looks after`,
        help: 'Make an environment of your own (`python3 -m venv /opt/venv`) and use its pip; where nothing else needs the Python of the system, `--break-system-packages` allows it.',
      };
    }
  },
});
