import { defineRule } from '../../src/rule.ts';
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

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('wget')) {
      if (command.option(...quiet) !== undefined) continue;
      yield {
        fault: 'bar', at: command.program,
        message: '`wget` writes a line of progress for every few kilobytes',
        help: 'Add `-nv`, which names the file and shows errors, or `--progress=dot:giga`.',
        ...(isSpelled(command) ? { fixes: [{ title: 'Add `-nv`', safety: 'unsafe' as const, edits: [command.insertAfter(command.program, '-nv')] }] } : {}),
      };
    }
  },
});

/** A program that a variable holds has no place of its own. */
function isSpelled({ program }: Command): boolean {
  return program.raw === program.value;
}
