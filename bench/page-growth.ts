import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { rules } from '../rules/index.ts';
import { createBuild } from '../src/build.ts';
import type { ActiveRule } from '../src/lint.ts';
import { lint } from '../src/lint.ts';
import { Source } from '../src/source.ts';
import { contextOf } from '../test/pages/context.ts';
import { readPage, textOf, type Case } from '../test/pages/page.ts';
import { settingsOf } from '../test/pages/settings.ts';
import { table } from './statistics.ts';

interface Example {
  /** Where it stands: `rules/apt-no-sudo/cases.md:12`. */
  readonly at: string;
  readonly case: Case;
  readonly text: string;
}

/** What is written again and again; names are told apart in every third round, so that some repeat and some do not. */
const shapes: Readonly<Record<string, { readonly rounds: number; readonly grow: (text: string, rounds: number) => string | undefined }>> = {
  'instructions of the last stage': { rounds: 200, grow: growLastStage },
  'all stages': { rounds: 100, grow: growStages },
};

/** Less than this is told by chance, in milliseconds of processor time. */
const least = 60;
/** Four times as much is to take four times as long; what is compiled meanwhile, and collected, blurs it. */
const most = 8;

/** Every example of the rule pages, made long, with all rules: those that take more than their share of time for four times as much. */
export async function measurePages(folder: string): Promise<string> {
  const active = await Promise.all(rules.map(async (rule) => (await settingsOf(rule, undefined)).active));
  const examples = examplesIn(folder);
  for (const example of examples.slice(0, 50)) judge(example, example.text, active);
  const rows: string[][] = [];
  for (const [shape, { rounds, grow }] of Object.entries(shapes)) {
    for (const example of examples) {
      const [small, large] = [grow(example.text, rounds), grow(example.text, 4 * rounds)];
      if (small === undefined || large === undefined) continue;
      const first = judge(example, small, active);
      const before = first < least ? first : Math.min(first, judge(example, small, active));
      if (before < least) continue;
      const after = judge(example, large, active);
      if (after > most * before) rows.push([example.at, shape, before.toFixed(0), after.toFixed(0), (after / before).toFixed(1)]);
    }
  }
  const head = ['examples that grow too fast', 'what is repeated', 'ms', 'four times as much', 'growth'];
  return `${rows.length === 0 ? 'no example grows too fast' : table(head, rows)} (${String(examples.length)} examples of the rule pages, ${String(Object.keys(shapes).length)} shapes)`;
}

function examplesIn(folder: string): readonly Example[] {
  const seen = new Set<string>();
  const pages = rules.flatMap(({ id }) => ['README.md', 'cases.md'].map((name) => `rules/${id}/${name}`)).filter((page) => existsSync(path.join(folder, page)));
  return pages.flatMap((page) => readPage(readFileSync(path.join(folder, page), 'utf8')).cases.flatMap((one) => {
    const text = textOf(one.source);
    if (seen.has(text)) return [];
    seen.add(text);
    return [{ at: `${page}:${String(one.line)}`, case: one, text }];
  }));
}

/** Milliseconds of processor time. */
function judge({ case: example }: Example, text: string, active: readonly ActiveRule[]): number {
  const started = process.cpuUsage();
  const context = contextOf(example, new Map());
  lint(createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01', ports: { context: () => context } }), active);
  const { user, system } = process.cpuUsage(started);
  return (user + system) / 1000;
}

function growLastStage(text: string, rounds: number): string | undefined {
  const lines = text.split('\n');
  const last = lines.findLastIndex((line) => /^\s*FROM\s/i.test(line));
  const body = lines.slice(last + 1).join('\n').trimEnd();
  if (body === '') return undefined;
  const repeated = Array.from({ length: rounds }, (_, round) => (round % 3 === 0 ? body : body.replace(/\b(?:app|data|src)\b/g, (name) => name + String(round))));
  return `${lines.slice(0, last + 1).join('\n')}\n${repeated.join('\n')}\n`;
}

function growStages(text: string, rounds: number): string | undefined {
  const first = text.search(/^[ \t]*FROM\s/im);
  if (first === -1) return undefined;
  const body = text.slice(first).trimEnd();
  const names = [...body.matchAll(/^[ \t]*FROM\s.*\sAS[ \t]+([\w.-]+)/gim)].map(([, name = '']) => name.replace(/[.]/g, '\\.'));
  const uses = new RegExp(`(\\bAS\\s+|\\bfrom=|^\\s*FROM\\s+)(${names.join('|')})(?![\\w.-])`, 'gim');
  const repeated = Array.from({ length: rounds }, (_, round) => (names.length === 0 ? body : body.replace(uses, (_use, before: string, name: string) => before + name + String(round))));
  return `${text.slice(0, first)}${repeated.join('\n')}\n`;
}
