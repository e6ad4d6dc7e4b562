/** Holds ironlint under preset `hadolint` against hadolint's answers: `<shared folder> [--all] [--rule DL3008]`. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuild } from '../../src/build.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { runShellCheck } from '../../src/shellcheck/program.ts';
import { scriptsToCheck } from '../../src/shellcheck/scripts.ts';
import { Source } from '../../src/source.ts';
import { judgeText } from './judge-text.ts';
import { givenFolder } from '../given-folder.ts';

interface Case {
  readonly rule: string;
  readonly description: string;
  readonly dockerfile: string;
  readonly expect: 'catches' | 'catchesNot';
  readonly count?: number;
  readonly config?: string;
  readonly enable?: boolean;
}

const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED hadolint');
const flags = process.argv.slice(3);
const only = flags.includes('--rule') ? flags[flags.indexOf('--rule') + 1] : undefined;
const cases = (JSON.parse(readFileSync(join(shared, 'conformance/hadolint.json'), 'utf8')) as readonly Case[]).filter(({ rule }) => only === undefined || rule === only);
const shellcheck = spawnSync('shellcheck', ['--version']).status === 0;

/** The findings that carry the case's id: of a rule, of ShellCheck (`SC`), or of anything (`*`). */
function wanted(rule: string, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  if (rule === '*') return diagnostics.filter(({ aliases }) => aliases.some(({ tool }) => tool === 'hadolint'));
  if (rule === 'SC') return diagnostics.filter((diagnostic) => diagnostic.rule === 'shellcheck');
  return diagnostics.filter(({ aliases }) => aliases.some(({ id }) => id === rule));
}

async function answer(one: Case): Promise<readonly Diagnostic[]> {
  const build = createBuild({ source: new Source('Dockerfile', one.dockerfile), today: '2026-11-01' });
  const checked = one.rule === 'SC' && shellcheck ? await runShellCheck('shellcheck', scriptsToCheck(build)) : undefined;
  const comments = checked?.is === 'checked' ? checked.comments.flat() : [];
  return wanted(one.rule, await judgeText(one.dockerfile, {
    preset: 'hadolint', hadolintConfig: one.config, enabled: one.enable === true ? [one.rule] : [],
    ports: { shellcheck: () => comments },
  }));
}

const totals = new Map<string, { agree: number; all: number }>();
const differing: string[] = [];
for (const one of cases) {
  const found = await answer(one);
  // Findings count by instruction there and by word here: `count` is held against nothing but none.
  const agrees = (found.length > 0) === (one.expect === 'catches');
  const total = totals.get(one.rule) ?? { agree: 0, all: 0 };
  totals.set(one.rule, { agree: total.agree + Number(agrees), all: total.all + 1 });
  if (!agrees) differing.push(`${one.rule} ${one.expect}: ${one.description}\n${one.dockerfile.split('\n').map((line) => `    ${line}`).join('\n')}${found.map(({ message }) => `\n  -> ${message}`).join('')}`);
}
for (const [rule, { agree, all }] of [...totals].sort(([a], [b]) => (a < b ? -1 : 1))) if (agree < all) console.log(`${rule.padEnd(8)} ${String(agree)} of ${String(all)}`);
for (const text of flags.includes('--all') || only !== undefined ? differing : differing.slice(0, 10)) console.log(text);
console.log(`hadolint.json: ${String(cases.length - differing.length)} of ${String(cases.length)} agree${shellcheck ? '' : ' (ShellCheck is not installed)'}`);
