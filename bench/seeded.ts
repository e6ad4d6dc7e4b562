/**
 * The other way round from reading findings: mistakes are seeded into files that are good, and the rules are to find them.
 * `npm run seeded -- SHARED`: per kind of mistake how many were seeded and found, and in which files they were missed.
 * `--rule NAME` tries one rule, `--show` prints the text of what was missed, `--doubts` also what only the build can tell, `--markdown` the table of docs/accuracy.md.
 */
import { parseArgs } from 'node:util';
import { rules } from '../rules/index.ts';
import { candidatesOf } from './seeded/corpus.ts';
import type { Candidate, Corpus, Seed } from './seeded/model.ts';
import { seeds } from './seeded/seeds.ts';
import { tryOut, type Trial } from './seeded/trial.ts';
import { table } from './statistics.ts';
import { givenFolder } from './given-folder.ts';

/** Percent of all seeded mistakes that are to be found. */
const BAR = 95;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { rule: { type: 'string' }, show: { type: 'boolean' }, markdown: { type: 'boolean' }, doubts: { type: 'boolean' } } });
const shared = givenFolder(positionals[0], 'npm run seeded -- SHARED [--rule NAME] [--show] [--doubts] [--markdown]');

const corpora = new Map<Corpus, readonly Candidate[]>();
const rows: { readonly seed: Seed; readonly trials: readonly Trial[] }[] = [];
const absent = new Set<string>();
for (const seed of seeds) {
  if (values.rule !== undefined && !`${seed.rule}/${seed.faults.join('/')}`.includes(values.rule)) continue;
  const rule = rules.find(({ id }) => id === seed.rule);
  if (rule === undefined) absent.add(seed.rule);
  else rows.push({ seed, trials: tryOut(seed, rule, seed.corpora.flatMap((corpus) => loaded(corpus, shared))) });
}
print();

function loaded(corpus: Corpus, folder: string): readonly Candidate[] {
  const known = corpora.get(corpus) ?? candidatesOf(folder, corpus);
  corpora.set(corpus, known);
  return known;
}

/** Doubts of rules that answer in three values are counted apart. */
function counts(seed: Seed, { doubted }: Trial): boolean {
  return !doubted || seed.mayDoubt !== true;
}

function percent(found: number, tried: number): string {
  return tried === 0 ? '–' : `${((100 * found) / tried).toFixed(0)} %`;
}

function print(): void {
  const lines = rows.map(({ seed, trials }) => {
    const found = trials.filter((trial) => trial.found).length;
    const counted = trials.filter((trial) => counts(seed, trial)).length;
    return [`${seed.rule}/${seed.faults.join('|')}${seed.way === undefined ? '' : ` (${seed.way})`}`, String(counted), String(found), percent(found, counted), trials.length === counted ? '' : String(trials.length - counted)];
  });
  const all = rows.flatMap(({ seed, trials }) => trials.filter((trial) => counts(seed, trial)));
  const found = all.filter((trial) => trial.found).length;
  const head = ['mistake', 'seeded', 'found', 'percent', 'only the build can tell'];
  const total = ['all', String(all.length), String(found), percent(found, all.length), ''];
  if (values.markdown === true) console.log([head, head.map(() => '---'), ...lines, total].map((cells) => `| ${cells.map((cell) => cell.replaceAll('|', ', ')).join(' | ')} |`).join('\n'));
  else console.log(table(head, [...lines, total]));
  for (const { seed, trials } of rows) for (const trial of trials) if (!trial.found && (values.doubts === true || counts(seed, trial))) printMissed(seed, trial);
  for (const rule of absent) console.log(`no rule \`${rule}\``);
  console.log(`\n${(100 * found) / Math.max(all.length, 1) >= BAR ? 'above' : 'BELOW'} the bar of ${String(BAR)} %`);
}

function printMissed(seed: Seed, { candidate, said, text }: Trial): void {
  console.log(`missed ${seed.rule}/${seed.faults.join('|')}${seed.way === undefined ? '' : ` (${seed.way})`}: ${candidate.corpus}/${candidate.repository}/${candidate.path}${candidate.world === undefined ? '' : ' (context)'}`);
  if (values.show === true) console.log(`${said.map((one) => `  ${one}`).join('\n')}\n${text.replaceAll(/^/gm, '    ')}`);
}
