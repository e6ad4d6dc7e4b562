/** Agreement with what hadolint and BuildKit report on real files, per file, instruction and id: `<shared folder> [--id DL3008] [--show N]`. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { judgeText, instructionLine, instructionStarts } from './judge-text.ts';
import { givenFolder } from '../given-folder.ts';

type Hadolint = Readonly<Record<string, readonly (readonly [number, string, string])[]>>;
type BuildKit = Readonly<Record<string, { readonly warnings: readonly (readonly [number, number, string, string])[]; readonly error?: string | null }>>;

const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED corpus-agreement');
const flags = process.argv.slice(3);
const flag = (name: string): string | undefined => (flags.includes(name) ? flags[flags.indexOf(name) + 1] : undefined);
const only = flag('--id');
const shown = Number(flag('--show') ?? '0');
const corpus = join(shared, 'corpus');
const hadolint = JSON.parse(readFileSync(join(corpus, 'expected/hadolint-2.15.1.json'), 'utf8')) as Hadolint;
const buildkit = JSON.parse(readFileSync(join(corpus, 'expected/buildkit.json'), 'utf8')) as BuildKit;

interface Tally { both: number; onlyTheirs: number; onlyOurs: number }
const tallies = new Map<string, Tally>();
let printed = 0;

function compare(id: string, file: string, theirs: ReadonlySet<number>, ours: ReadonlySet<number>): void {
  if (only !== undefined && id !== only) return;
  const tally = tallies.get(id) ?? { both: 0, onlyTheirs: 0, onlyOurs: 0 };
  for (const line of new Set([...theirs, ...ours])) {
    if (theirs.has(line) && ours.has(line)) tally.both++;
    else {
      if (theirs.has(line)) tally.onlyTheirs++;
      else tally.onlyOurs++;
      if (printed++ < shown) console.log(`${theirs.has(line) ? 'only theirs' : 'only ours  '} ${id} ${file}:${String(line)}  ${readFileSync(join(corpus, file), 'utf8').split('\n')[line - 1]?.slice(0, 140) ?? ''}`);
    }
  }
  tallies.set(id, tally);
}

function grouped(rows: readonly { readonly id: string; readonly line: number }[]): ReadonlyMap<string, ReadonlySet<number>> {
  const groups = new Map<string, Set<number>>();
  for (const { id, line } of rows) groups.set(id, (groups.get(id) ?? new Set<number>()).add(line));
  return groups;
}

function compareAll(file: string, theirs: ReadonlyMap<string, ReadonlySet<number>>, ours: ReadonlyMap<string, ReadonlySet<number>>): void {
  for (const id of new Set([...theirs.keys(), ...ours.keys()])) compare(id, file, theirs.get(id) ?? new Set(), ours.get(id) ?? new Set());
}

for (const [file, rows] of Object.entries(hadolint)) {
  if (!existsSync(join(corpus, file)) || rows.some(([, code]) => code === 'DL1000')) continue;
  const text = readFileSync(join(corpus, file), 'utf8');
  const found = (await judgeText(text, { preset: 'hadolint' })).flatMap((diagnostic) =>
    diagnostic.aliases.filter(({ tool }) => tool === 'hadolint').map(({ id }) => ({ id, line: instructionLine(text, diagnostic) })));
  compareAll(file, grouped(rows.filter(([, code]) => code.startsWith('DL')).map(([line, id]) => ({ id, line }))), grouped(found));
}
for (const [file, { warnings, error }] of Object.entries(buildkit)) {
  if (!existsSync(join(corpus, file)) || (error !== undefined && error !== null)) continue;
  const text = readFileSync(join(corpus, file), 'utf8');
  const found = (await judgeText(text, { preset: 'buildkit' })).flatMap((diagnostic) =>
    diagnostic.aliases.filter(({ tool }) => tool === 'buildkit').map(({ id }) => ({ id, line: instructionLine(text, diagnostic) })));
  // BuildKit names a line somewhere in the instruction; agreement is by instruction.
  const begins = instructionStarts(text);
  compareAll(file, grouped(warnings.map(([line, , id]) => ({ id, line: begins(line) }))), grouped(found));
}
const sum = { both: 0, onlyTheirs: 0, onlyOurs: 0 };
for (const [id, { both, onlyTheirs, onlyOurs }] of [...tallies].sort(([a], [b]) => (a < b ? -1 : 1))) {
  sum.both += both;
  sum.onlyTheirs += onlyTheirs;
  sum.onlyOurs += onlyOurs;
  console.log(`${id.padEnd(34)} both ${String(both).padStart(5)}   only theirs ${String(onlyTheirs).padStart(4)}   only ours ${String(onlyOurs).padStart(4)}`);
}
console.log(`corpus: ${String(sum.both)} agree, ${String(sum.onlyTheirs)} only theirs, ${String(sum.onlyOurs)} only ours`);
