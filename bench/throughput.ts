import { prepareForManyFiles } from '../src/jobs/many-files.ts';
import type { Source } from '../src/source.ts';
import { dockerfilesBelow } from './files.ts';
import { createJudge } from './judge.ts';
import { parseWithDockerfileAst } from './peer.ts';
import { median, table } from './statistics.ts';

type Run = { readonly name: string; readonly goal: string; readonly call: (source: Source) => unknown };

const runs: readonly (() => Run)[] = [
  () => ({ name: 'dockerfile-ast: parse, list arguments', goal: '', call: (source) => parseWithDockerfileAst(source.text) }),
  () => ({ name: 'ironlint: the recommended rules', goal: '', call: createJudge() }),
  () => ({ name: 'ironlint: all rules', goal: '3', call: createJudge({ presets: ['all'] }) }),
];

/** Milliseconds of one pass of the run with this number, nothing compiled yet, as the command line has it. In a process of its own. */
export function onePass(folder: string, run: number): number {
  prepareForManyFiles();
  const files = dockerfilesBelow(folder);
  const call = runs[run]?.().call;
  const started = performance.now();
  for (const file of files) call?.(file);
  return performance.now() - started;
}

/** All rules over a folder, held against dockerfile-ast: one pass in a process of its own, and passes of one process in which all is compiled. `pass` starts a process for one pass of a run. */
export function measureThroughput(folder: string, rounds: number, pass: (run: number) => number): string {
  const first = runs.map((): number[] => []);
  for (let round = 0; round < rounds; round++) for (const index of runs.keys()) first[index]?.push(pass(index));
  const files = dockerfilesBelow(folder);
  const compiled = runs.map((make) => ({ ...make(), figures: [] as number[] }));
  let slowest = { took: 0, path: '' };
  for (let round = 0; round < rounds + warmUps; round++) {
    for (const { call, figures } of compiled) {
      const started = performance.now();
      for (const file of files) {
        const before = performance.now();
        call(file);
        const took = performance.now() - before;
        if (took > slowest.took) slowest = { took, path: file.path };
      }
      if (round >= warmUps) figures.push(performance.now() - started);
    }
  }
  const [firstMs, laterMs] = [first.map(median), compiled.map(({ figures }) => median(figures))];
  const rows = compiled.map(({ name, goal }, index) => [name, ...[firstMs, laterMs].flatMap((all) => [(all[index] ?? NaN).toFixed(0), ((all[index] ?? NaN) / (all[0] ?? NaN)).toFixed(2)]), goal]);
  const each = (all: readonly number[], index: number): string => ((all.at(index) ?? NaN) / files.length).toFixed(2);
  return [
    table([`throughput (${String(files.length)} files)`, 'one pass ms', 'ratio', 'compiled ms', 'ratio', 'goal'], rows),
    `a file: ${each(firstMs, -1)} ms with all rules in one pass, ${each(laterMs, -1)} ms compiled; dockerfile-ast ${each(firstMs, 0)} and ${each(laterMs, 0)} ms`,
    `slowest file: ${slowest.took.toFixed(0)} ms, ${slowest.path}`,
  ].join('\n');
}

/** Passes after which V8 has compiled what it is going to. */
const warmUps = 3;

/** One pass of all rules, for its peak memory. Run in a process of its own. */
export function measureMemory(folder: string): string {
  prepareForManyFiles();
  const judge = createJudge({ presets: ['all'] });
  let findings = 0;
  for (const file of dockerfilesBelow(folder)) findings += judge(file).diagnostics.length;
  return `peak memory of one pass, ${String(findings)} findings: ${(process.resourceUsage().maxRSS / 1024).toFixed(0)} MiB (goal 200)`;
}
