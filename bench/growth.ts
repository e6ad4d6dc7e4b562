import { Source } from '../src/source.ts';
import { createJudge } from './judge.ts';
import { parseWithDockerfileAst } from './peer.ts';
import { millisecondsOf, table } from './statistics.ts';

const lines = (count: number, line: (index: number) => string): string => Array.from({ length: count }, (_, index) => line(index)).join('');

/** Inputs that grow tenfold, by what grows. */
const shapes: Readonly<Record<string, (count: number) => string>> = {
  'ENV instructions': (count) => `FROM debian:12\n${lines(count, (index) => `ENV A${String(index)}=$A${String(index - 1)}\n`)}`,
  'RUN instructions': (count) => `FROM debian:12\n${lines(count, (index) => `RUN apt-get install -y package${String(index)}\n`)}`,
  'COPY instructions': (count) => `FROM debian:12\n${lines(count, (index) => `COPY a${String(index)} /app/b${String(index)}\n`)}`,
  'LABEL instructions': (count) => `FROM debian:12\n${lines(count, (index) => `LABEL l${String(index)}=v\n`)}`,
  'stages, each FROM the one before': (count) => `FROM debian:12 AS s0\n${lines(count, (index) => `FROM s${String(index)} AS s${String(index + 1)}\nRUN true\n`)}`,
  'comments': (count) => `FROM debian:12\n${lines(count, (index) => `# note ${String(index)}\nRUN true\n`)}`,
  'continuation lines': (count) => `FROM debian:12\nRUN true${lines(count, (index) => ` && \\\n    echo ${String(index)}`)}\n`,
  'words of a continuation': (count) => `FROM debian:12\nRUN apt-get install -y${lines(count, (index) => ` \\\n    package${String(index)}`)}\n`,
  'heredoc lines': (count) => `FROM debian:12\nRUN <<EOF\n${lines(count, (index) => `echo ${String(index)}\n`)}EOF\n`,
  'one line, a word each 100 bytes': (count) => `FROM debian:12\nRUN echo${lines(count, () => ` ${'x'.repeat(99)}`)}\n`,
  'one word': (count) => `FROM debian:12\nRUN echo ${'x'.repeat(100 * count)}\n`,
};

const warmUps = 5;

/** How time grows from 1,000 to 10,000, held against how dockerfile-ast's grows. One line of 10,000 times 100 bytes is a megabyte. */
export function measureGrowth(runs: number): string {
  const judge = createJudge({ presets: ['all'] });
  const rows = Object.entries(shapes).map(([name, make]) => {
    const [small, large] = [make(1_000), make(10_000)];
    // Both compiled: what V8 takes for that grows with nothing.
    for (let run = 0; run < warmUps; run++) {
      judge(new Source('Dockerfile', small));
      parseWithDockerfileAst(small);
    }
    const ours = [small, large].map((text) => millisecondsOf(() => judge(new Source('Dockerfile', text)), runs));
    const theirs = [small, large].map((text) => millisecondsOf(() => parseWithDockerfileAst(text), runs));
    const [growth, theirGrowth] = [ours, theirs].map(([before = NaN, after = NaN]) => after / before);
    return [name, ...ours.map((one) => one.toFixed(1)), (growth ?? NaN).toFixed(1), ...theirs.map((one) => one.toFixed(1)), (theirGrowth ?? NaN).toFixed(1), ((growth ?? NaN) / (theirGrowth ?? NaN)).toFixed(2)];
  });
  return table(['growth, all rules', '1,000 ms', '10,000 ms', 'growth', 'dockerfile-ast', 'ms', 'growth', 'ratio (goal 1.2)'], rows);
}
