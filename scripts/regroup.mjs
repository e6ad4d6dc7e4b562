// `npm run regroup`: finds out anew which module of the command line is needed how often, and writes scripts/start-groups.json. All of
// it in one file runs typical jobs, and V8 tells which functions were called: a module is as rare as the first kind of job that calls
// one of its functions. Nothing depends on the result but how fast ironlint starts.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { format, groups, moduleOf, onFirstUse, readModules, write, writeTelling } from './command-line.mjs';
import { dist } from './dist-loader.mjs';
import { filesOnFirstUse } from './first-use.mjs';
import { root } from './root.mjs';
import { calledExports, calledFunctions } from './start-jobs.mjs';

const mark = (number) => `/*module ${number}*/`;

/** The code of the bundle with a mark in front of each module. */
function marked(chunk, ids) {
  let rest = chunk.code;
  let result = '';
  for (const [number, id] of ids.entries()) {
    const start = rest.indexOf(chunk.modules[id].code);
    if (start === -1) throw new Error(`${id} is not found in its bundle`);
    result += rest.slice(0, start) + mark(number);
    rest = rest.slice(start);
  }
  return result + rest;
}

async function groupsByCalls(bundle) {
  const { output: [chunk] } = await bundle.generate({ ...format, inlineDynamicImports: true });
  const ids = Object.keys(chunk.modules).filter((id) => (chunk.modules[id]?.code ?? '') !== '');
  write('cli', onFirstUse(marked(chunk, ids)));
  const text = readFileSync(path.join(dist, 'cli.cjs'), 'utf8');
  const called = calledFunctions();
  return new Map(ids.map((id, number) => {
    const start = text.indexOf(mark(number));
    const next = text.indexOf(mark(number + 1));
    const end = next === -1 ? text.length : next;
    const hasFunctions = /function|=>|class/.test(text.slice(start, end));
    // The catalogue holds every rule, and tables are looked at while others are made.
    const kind = !hasFunctions || id.endsWith(`${path.sep}rule.ts`) ? 0 : called.findIndex((ranges) => ranges.some((range) => range.start >= start && range.end <= end));
    return [path.relative(root, id), groups.at(kind)];
  }));
}

const bundle = await readModules(filesOnFirstUse);
const groupOf = await groupsByCalls(bundle);
for (let moved = true; moved;) {
  const chunks = await writeTelling(bundle, groupOf);
  moved = false;
  process.stdout.write(`${[...groupOf.values()].filter((group) => group === 'cli').length} modules in cli.cjs\n`);
  for (const [kind, calls] of calledExports().entries()) {
    for (const { group, name } of calls.filter(({ group: other }) => groups.indexOf(other) > kind)) {
      groupOf.set(moduleOf(chunks, group, name), groups[kind]);
      moved = true;
    }
  }
}
await bundle.close();
const listed = Object.fromEntries(groups.slice(1).map((group) => [group, [...groupOf].filter(([, other]) => other === group).map(([id]) => id.split(path.sep).join('/')).sort()]));
writeFileSync(path.join(root, 'scripts', 'start-groups.json'), `${JSON.stringify(listed, null, 2)}\n`);
process.stdout.write(`${groups.slice(1).map((group) => `${String(listed[group].length)} modules in ${group}.cjs`).join(', ')}; now \`npm run build\`\n`);
