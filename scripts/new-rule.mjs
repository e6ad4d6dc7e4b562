// `npm run new-rule ID`: the two files of a rule, to be filled in. Nothing else has to be edited by hand.
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import path from 'node:path';
import { root } from './root.mjs';

const id = process.argv[2] ?? '';
const folder = path.join(root, 'rules', id);
if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(id)) fail('usage: npm run new-rule ID, where ID is words in lower case with `-` between them');
if (existsSync(folder)) fail(`rules/${id} is there already`);

const now = new Date();
const edition = `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`;

const rule = `import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: '${id}',
  summary: 'TODO: one imperative sentence.',
  category: 'correctness',
  faults: {
    // TODO: what can be wrong, in a word or two.
    wrong: { severity: 'warning', summary: 'TODO: what is wrong, in one sentence.', since: '${edition}', aliases: [] },
  },

  *check({ dockerfile }) {
    // TODO: say what to look for: see docs/architecture.md for what there is to ask.
    for (const { path } of dockerfile.all('WORKDIR')) {
      if (path?.value === undefined || path.value.startsWith('/')) continue;
      yield {
        fault: 'wrong',
        at: path,
        message: \`\\\`\${path.raw}\\\` is TODO: what is wrong, no full stop\`,
        help: 'TODO: what to do, one sentence.',
      };
    }
  },
});
`;

const page = `
TODO: why, in two or three sentences.

## Bad

\`\`\`\`dockerfile
FROM debian:12
WORKDIR app
\`\`\`\`

## Good

\`\`\`\`dockerfile
FROM debian:12
WORKDIR /app
\`\`\`\`

## When to switch it off

TODO: who is right not to want it.
`;

mkdirSync(folder, { recursive: true });
writeFileSync(path.join(folder, 'rule.ts'), rule);
writeFileSync(path.join(folder, 'README.md'), page);
spawnSync(process.execPath, [path.join(root, 'scripts', 'generate.mjs')], { stdio: 'inherit' });
process.stdout.write(`\nNow, in rules/${id}/: fill in the TODOs of rule.ts and README.md (more examples go into cases.md), then\n\n  UPDATE=1 npm test -- test/rules.test.ts -t ${id}    writes the outputs into the page, and what is generated: read them\n  npm test\n`);

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(1);
}
