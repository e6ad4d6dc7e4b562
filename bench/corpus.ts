/**
 * What the rules find on a folder of Dockerfiles, so that noise is seen. `npm run corpus -- FOLDER`: findings per rule and per file.
 * `--rule NAME` switches on and counts one rule, fault or peer's id alone, `--show N` prints N of its findings spread over all,
 * `--path TEXT` takes only files whose path holds the text, `--preset NAME` another preset than `recommended`, `--files` lists files.
 */
import { parseArgs } from 'node:util';
import { rules } from '../rules/index.ts';
import { createCatalogue } from '../src/catalogue.ts';
import type { Preset } from '../src/config/model.ts';
import type { Diagnostic } from '../src/diagnostic.ts';
import { formatFinding } from '../src/reporters/text-finding.ts';
import { suppressionRules } from '../src/suppress/rules.ts';
import { corpusFolder, dockerfilesBelow } from './files.ts';
import { createJudge } from './judge.ts';
import { table } from './statistics.ts';
import { givenFolder } from './given-folder.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { rule: { type: 'string' }, show: { type: 'string' }, path: { type: 'string' }, preset: { type: 'string' }, files: { type: 'boolean' } },
});
const [given] = positionals;
const folder = givenFolder(given, 'npm run corpus -- FOLDER [--rule NAME] [--show N] [--path TEXT] [--preset NAME] [--files]');

const catalogue = createCatalogue([...rules, ...suppressionRules]);
const wanted = values.rule === undefined ? undefined : catalogue.resolve(values.rule);
if (values.rule !== undefined && wanted === undefined) {
  process.stderr.write(`${catalogue.unknown(values.rule)}\n`);
  process.exit(2);
}
const judge = createJudge({
  ...(values.preset === undefined ? {} : { presets: values.preset.split(',') as Preset[] }),
  ...(values.rule === undefined ? {} : { levels: new Map([[values.rule, 'on']]) }),
});

function isWanted(diagnostic: Diagnostic): boolean {
  return wanted === undefined || wanted.targets.some(({ rule, faults }) => rule.id === diagnostic.rule && faults.includes(diagnostic.fault));
}

const found: Diagnostic[] = [];
const errors: string[] = [];
const perFile: (readonly [string, readonly Diagnostic[]])[] = [];
const files = dockerfilesBelow(corpusFolder(folder)).filter(({ path }) => values.path === undefined || path.includes(values.path));
let slowest = { took: 0, path: '' };
for (const source of files) {
  const started = performance.now();
  const judged = judge(source);
  const took = performance.now() - started;
  if (took > slowest.took) slowest = { took, path: source.path };
  errors.push(...judged.errors.map(({ message }) => `${source.path}: ${message}`));
  const diagnostics = judged.diagnostics.filter(isWanted);
  perFile.push([source.path, diagnostics]);
  found.push(...diagnostics);
}

if (values.show === undefined) printCounts();
else {
  const count = Math.min(Number(values.show), found.length);
  for (let index = 0; index < count; index++) {
    const diagnostic = found[Math.floor((index * found.length) / count)];
    if (diagnostic !== undefined) console.log(`${formatFinding(diagnostic)}\n`);
  }
  console.log(`${String(count)} of ${String(found.length)} findings`);
}
for (const error of errors) console.log(`ERROR ${error}`);

function printCounts(): void {
  const faults = new Map<string, { findings: number; readonly files: Set<string>; readonly severities: Set<string>; fixable: number }>();
  for (const { rule, fault, severity, place, fixes } of found) {
    const name = `${rule}/${fault}`;
    const counted = faults.get(name) ?? { findings: 0, files: new Set(), severities: new Set(), fixable: 0 };
    counted.findings++;
    counted.files.add(place.source.path);
    counted.severities.add(severity);
    if (fixes.length > 0) counted.fixable++;
    faults.set(name, counted);
  }
  const rows = [...faults].sort(([, one], [, other]) => other.findings - one.findings)
    .map(([name, one]) => [name, String(one.findings), String(one.files.size), `${((100 * one.files.size) / files.length).toFixed(1)} %`, String(one.fixable), [...one.severities].join(', ')]);
  console.log(table(['fault', 'findings', 'files', 'of all', 'fixable', 'severity'], rows));
  if (values.files === true) {
    console.log(`\n${table(['file', 'findings'], perFile.filter(([, some]) => some.length > 0).sort(([, one], [, other]) => other.length - one.length).map(([path, some]) => [path, String(some.length)]))}`);
  }
  const loud = perFile.filter(([, some]) => some.some(({ severity }) => severity !== 'info')).length;
  const silent = perFile.filter(([, some]) => some.length === 0).length;
  console.log(`\n${String(found.length)} findings in ${String(files.length)} files (${(found.length / files.length).toFixed(1)} a file); ${String(loud)} files with a warning or an error, ${String(silent)} with no finding`);
  console.log(`${String(errors.length)} internal errors; slowest file ${slowest.took.toFixed(0)} ms: ${slowest.path}`);
}
