import { prepareForManyFiles } from '../src/jobs/many-files.ts';
import type { Source } from '../src/source.ts';
import { dockerfilesBelow } from './files.ts';
import { createJudge } from './judge.ts';
import { parseWithDockerfileAst } from './peer.ts';
import { median, table } from './statistics.ts';

/** All rules over a folder in one process, held against dockerfile-ast, and the memory that took. The two take turns. */
export function measureThroughput(folder: string, rounds: number): string {
  // As the command line does for so many files.
  prepareForManyFiles();
  const files = dockerfilesBelow(folder);
  const judge = createJudge();
  const every = createJudge({ presets: ['all'] });
  const read = (source: Source): Source => source;
  const runs = [
    { name: 'dockerfile-ast: parse, list arguments', call: (source: Source) => parseWithDockerfileAst(source.text), goal: '' },
    { name: 'ironlint: the recommended rules', call: (source: Source) => judge(read(source)), goal: '' },
    { name: 'ironlint: all rules', call: (source: Source) => every(read(source)), goal: '3' },
  ];
  const figures = runs.map((): number[] => []);
  let slowest = { took: 0, path: '' };
  for (let round = 0; round < rounds; round++) {
    for (const [index, { call }] of runs.entries()) {
      const started = performance.now();
      for (const file of files) {
        const before = performance.now();
        call(file);
        const took = performance.now() - before;
        if (index === runs.length - 1 && took > slowest.took) slowest = { took, path: file.path };
      }
      figures[index]?.push(performance.now() - started);
    }
  }
  // The first round is the one that a command line has: nothing is compiled yet.
  const first = figures.map((some) => some[0] ?? NaN);
  const rest = figures.map((some) => median(some.slice(1)));
  const rows = runs.map(({ name, goal }, index) => [
    name, (first[index] ?? NaN).toFixed(0), ((first[index] ?? NaN) / (first[0] ?? NaN)).toFixed(2), (rest[index] ?? NaN).toFixed(0), ((rest[index] ?? NaN) / (rest[0] ?? NaN)).toFixed(2), goal,
  ]);
  return [
    table([`throughput (${String(files.length)} files)`, 'first ms', 'ratio', 'later ms', 'ratio', 'goal'], rows),
    `a file: ${((first.at(-1) ?? NaN) / files.length).toFixed(2)} ms with all rules in the first round, ${((rest.at(-1) ?? NaN) / files.length).toFixed(2)} ms later; dockerfile-ast ${((first[0] ?? NaN) / files.length).toFixed(2)} and ${((rest[0] ?? NaN) / files.length).toFixed(2)} ms`,
    `slowest file: ${slowest.took.toFixed(0)} ms, ${slowest.path}`,
  ].join('\n');
}

/** One pass of all rules, for its peak memory. Run in a process of its own. */
export function measureMemory(folder: string): string {
  prepareForManyFiles();
  const judge = createJudge({ presets: ['all'] });
  let findings = 0;
  for (const file of dockerfilesBelow(folder)) findings += judge(file).diagnostics.length;
  return `peak memory of one pass, ${String(findings)} findings: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB (goal 200)`;
}
