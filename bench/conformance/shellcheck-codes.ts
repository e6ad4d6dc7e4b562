/** Which of the ShellCheck codes that hadolint reports on real files ironlint has on the same instruction, with the ShellCheck that is installed: `<shared folder> [--show N]`. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createBuild } from '../../src/build.ts';
import { runShellCheck } from '../../src/shellcheck/program.ts';
import { scriptsToCheck } from '../../src/shellcheck/scripts.ts';
import { Source } from '../../src/source.ts';
import { instructionLine, judgeText } from './judge-text.ts';
import { givenFolder } from '../given-folder.ts';

const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED shellcheck-codes');
const flags = process.argv.slice(3);
const shown = flags.includes('--show') ? Number(flags[flags.indexOf('--show') + 1]) : 0;
const corpus = join(shared, 'corpus');
const expected = JSON.parse(readFileSync(join(corpus, 'expected/hadolint-2.15.1.json'), 'utf8')) as Readonly<Record<string, readonly (readonly [number, string, string])[]>>;
const version = /^version: (.*)$/m.exec(spawnSync('shellcheck', ['--version'], { encoding: 'utf8' }).stdout ?? '')?.[1];

/** `line code` of each finding of ShellCheck. */
async function codesIn(text: string): Promise<ReadonlySet<string>> {
  const checked = await runShellCheck('shellcheck', scriptsToCheck(createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01' })));
  const comments = checked.is === 'checked' ? checked.comments.flat() : [];
  const diagnostics = await judgeText(text, { preset: 'hadolint', ports: { shellcheck: () => comments } });
  return new Set(diagnostics.flatMap((diagnostic) => diagnostic.aliases.filter(({ tool }) => tool === 'shellcheck').map(({ id }) => `${String(instructionLine(text, diagnostic))} ${id}`)));
}

if (version === undefined) console.log('ShellCheck codes: not compared, ShellCheck is not installed');
else {
  let all = 0;
  const missing: string[] = [];
  for (const [file, rows] of Object.entries(expected)) {
    const theirs = new Set(rows.filter(([, code]) => code.startsWith('SC')).map(([line, code]) => `${String(line)} ${code}`));
    if (theirs.size === 0 || !existsSync(join(corpus, file))) continue;
    const ours = await codesIn(readFileSync(join(corpus, file), 'utf8'));
    all += theirs.size;
    for (const one of theirs) if (!ours.has(one)) missing.push(`${file}:${one}`);
  }
  for (const one of missing.slice(0, shown)) console.log(`only theirs ${one}`);
  console.log(`ShellCheck codes of hadolint 2.15.1: ironlint with ShellCheck ${version} has ${String(all - missing.length)} of ${String(all)}`);
}
