import { download } from '../../src/programs/fetch.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'curl-fail',
  summary: 'Let curl fail when the server answers with an error.',
  category: 'correctness',
  fixable: true,
  faults: {
    'ignores-errors': { severity: 'off', summary: 'curl takes the page of an error for the file.', since: '2026-11' },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('curl')) {
      const fetched = download(command);
      const url = fetched?.urls[0];
      if (fetched === undefined || url === undefined || command.option('-f', '--fail', '--fail-with-body', '--fail-early', '-I', '-T', '-K') !== undefined) continue;
      const piped = command.pipeline.length > 1 && command.pipeline.at(-1) !== command;
      const saved = !fetched.toStandardOutput || command.redirections.some(({ operator, descriptor }) => operator.startsWith('>') && (descriptor ?? 1) === 1);
      if (fetched.output?.value === '/dev/null' || (!piped && !saved) || command.words.some(({ value, raw }) => value === undefined && /^"?\$\{?\w*(?:opt|flag|arg)/i.test(raw))) continue;
      yield {
        fault: 'ignores-errors', at: command.program,
        message: `\`curl\` ${piped ? 'pipes' : 'saves'} the server's error page when there is no such file, and succeeds`,
        help: 'Add `--fail`.',
        fixes: [{ title: 'Add `--fail`', safety: 'unsafe', edits: [command.insertAfter(command.program, '--fail')] }],
      };
    }
  },
});
