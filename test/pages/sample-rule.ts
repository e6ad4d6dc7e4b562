import { defineRule } from '../../src/rule.ts';

/** A rule for trying the pages: WORKDIR that is `/tmp`, with a fix; a doubt where the path is not known; a proof for every other. */
export const sampleRule = defineRule<{ readonly refused: readonly string[] }>({
  id: 'sample',
  summary: 'Work elsewhere.',
  category: 'runtime',
  fixable: true,
  faults: { 'in-tmp': { severity: 'warning', since: '2026-11' } },
  options: { defaults: { refused: ['/tmp'] }, schema: { refused: { description: 'Folders.', type: 'array', items: { type: 'string' } } } },
  *check({ dockerfile }, { refused }) {
    for (const { path } of dockerfile.all('WORKDIR')) {
      if (path === undefined) continue;
      if (path.value === undefined) yield { kind: 'doubt', at: path, message: 'the folder is known only to the build' };
      else if (!refused.includes(path.value)) yield { kind: 'proof', at: path, message: `works in \`${path.value}\`` };
      else {
        yield {
          fault: 'in-tmp',
          at: path,
          message: `\`${path.value}\` is no place to work in`,
          help: 'Work in a folder of your own.',
          fixes: [{ title: 'Work in `/app`', safety: 'safe', edits: [{ place: path.place, text: '/app' }] }],
        };
      }
    }
  },
});
