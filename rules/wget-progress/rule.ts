import { apkAdd } from '../../src/programs/apk.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

/** What keeps the progress bar out of the log: another form of it, none, or another file. */
const quiet = ['--progress', '-q', '-nv', '-o', '-a', '-b', '--help', '--version', '-V'];

export default defineRule({
  id: 'wget-progress',
  summary: 'Keep the progress bar of wget out of the build log.',
  category: 'style', fixable: true,
  faults: {
    bar: { severity: 'off', summary: 'wget draws a progress bar, hundreds of lines in a log.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3047', level: 'info' }] },
  },

  *check(build) {
    for (const command of build.dockerfile.commands('wget')) {
      if (command.option(...quiet) !== undefined) continue;
      const option = isOfBusybox(build, command) ? '-q' : '-nv';
      yield {
        fault: 'bar', at: command.program,
        message: '`wget` writes a line of progress for every few kilobytes',
        help: option === '-q' ? 'Add `-q`, the one option for it that the `wget` of BusyBox has.' : 'Add `-nv`, which names the file and shows errors, or `--progress=dot:giga`.',
        ...(isSpelled(command) ? { fixes: [{ title: `Add \`${option}\``, safety: 'unsafe' as const, edits: [command.insertAfter(command.program, option)] }] } : {}),
      };
    }
  },
});

/** Alpine has the one of BusyBox until the package is installed. */
function isOfBusybox({ dockerfile, image }: Build, { instruction }: Command): boolean {
  const base = instruction.stage === undefined ? undefined : image.base(instruction.stage);
  if (base?.image !== 'busybox' && base?.distribution?.name !== 'alpine') return false;
  return !dockerfile.commands('apk').some((command) => apkAdd(command)?.packages.some(({ value }) => value === undefined || /^wget\b/.test(value)) === true);
}

/** A program that a variable holds has no place of its own. */
function isSpelled({ program }: Command): boolean {
  return program.raw === program.value;
}
