/**
 * Prints the figures of docs/performance.md; fails nothing. `npm run bench [-- FOLDER]`: with a folder of Dockerfiles also
 * throughput and memory. `--only start-up|throughput|memory|growth|context|shellcheck|pages|jobs` prints one part, `--rounds N` changes how often it is run.
 */
import { spawnSync } from 'node:child_process';
import { parseArgs } from 'node:util';
import { measureContext } from './context.ts';
import { corpusFolder } from './files.ts';
import { givenFolder } from './given-folder.ts';
import { measureGrowth } from './growth.ts';
import { measureJobs } from './jobs.ts';
import { measureShellCheck } from './shellcheck.ts';
import { measureStartUp } from './start-up.ts';
import { measurePages } from './page-growth.ts';
import { measureMemory, measureThroughput, onePass } from './throughput.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { only: { type: 'string' }, rounds: { type: 'string' } } });
const usage = 'npm run bench -- [FOLDER] [--only PART] [--rounds N]';
const folder = positionals[0] === undefined ? undefined : corpusFolder(givenFolder(positionals[0], usage));
const rounds = values.rounds === undefined ? undefined : Number(values.rounds);

const parts: Readonly<Record<string, () => string | Promise<string>>> = {
  'start-up': () => measureStartUp(process.cwd(), rounds ?? 20),
  throughput: () => (folder === undefined ? 'throughput: name a folder of Dockerfiles' : measureThroughput(folder, rounds ?? 5, passInProcess)),
  memory: () => (folder === undefined ? 'memory: name a folder of Dockerfiles' : measureMemory(folder)),
  growth: () => measureGrowth(rounds ?? 3),
  context: () => measureContext(process.cwd(), rounds ?? 5),
  shellcheck: () => (folder === undefined ? 'shellcheck: name a folder of Dockerfiles' : measureShellCheck(process.cwd(), folder, rounds ?? 3)),
  pages: () => measurePages(process.cwd()),
  jobs: () => (folder === undefined ? 'jobs: name a folder of Dockerfiles' : measureJobs(process.cwd(), folder, rounds ?? 5)),
};

function passInProcess(run: number): number {
  const { stdout } = spawnSync(process.execPath, [process.argv[1] ?? '', folder ?? '', '--only', `pass-${String(run)}`], { encoding: 'utf8' });
  return Number(stdout);
}

if (values.only?.startsWith('pass-') === true) console.log(onePass(folder ?? '', Number(values.only.slice('pass-'.length))));
else if (values.only === undefined) {
  console.log(`Node ${process.version}, ${process.platform} ${process.arch}\n`);
  // Each in a process of its own: what one part compiled or allocated changes nothing for the next.
  for (const part of Object.keys(parts)) {
    spawnSync(process.execPath, [process.argv[1] ?? '', ...process.argv.slice(2), '--only', part], { stdio: 'inherit' });
    console.log('');
  }
} else {
  const part = parts[values.only];
  if (part === undefined) {
    process.stderr.write(`there is no part ${values.only}; there are ${Object.keys(parts).join(', ')}\nusage: ${usage}\n`);
    process.exit(2);
  }
  console.log(await part());
}
