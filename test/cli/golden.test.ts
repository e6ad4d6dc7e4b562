import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

// Every folder of fixtures/cli is a case: `case.json` says what is typed, the other files are what lies in the current folder,
// `stdout.txt` and `stderr.txt` what is printed. `UPDATE=1` rewrites the last two; exit codes are written by hand.

interface Case {
  readonly arguments: readonly string[];
  readonly exit: 0 | 1 | 2;
  /** A folder of `fixtures/` whose files lie in the current folder. */
  readonly fixture?: string;
  /** What is typed into standard input. */
  readonly stdin?: string;
  readonly environment?: Readonly<Record<string, string>>;
  /** Files with what JSON can hold and a checkout may not: by name, text or `{ "base64": … }`. */
  readonly files?: Readonly<Record<string, string | { readonly base64: string }>>;
  /** Texts of files after the run. */
  readonly after?: Readonly<Record<string, string>>;
}

const root = path.join(import.meta.dirname, '..', '..');
const cases = path.join(root, 'fixtures', 'cli');
const program = path.join(root, 'bin', 'ironlint.cjs');
const updating = process.env['UPDATE'] === '1';
const own = new Set(['case.json', 'stdout.txt', 'stderr.txt']);

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ironlint-cli-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function prepare(name: string, one: Case): string {
  const place = path.join(folder, name);
  cpSync(path.join(cases, name), place, { recursive: true, filter: (file) => !own.has(path.relative(path.join(cases, name), file)) });
  if (one.fixture !== undefined) cpSync(path.join(root, 'fixtures', one.fixture), place, { recursive: true });
  for (const [file, content] of Object.entries(one.files ?? {})) {
    mkdirSync(path.dirname(path.join(place, file)), { recursive: true });
    writeFileSync(path.join(place, file), typeof content === 'string' ? content : Buffer.from(content.base64, 'base64'));
  }
  return place;
}

describe('the command line', () => {
  for (const name of readdirSync(cases).sort()) {
    test(name, () => {
      const one = JSON.parse(readFileSync(path.join(cases, name, 'case.json'), 'utf8')) as Case;
      const place = prepare(name, one);
      const environment = Object.fromEntries(Object.entries(process.env).filter(([variable]) => !variable.startsWith('HADOLINT_')));
      const result = spawnSync(process.execPath, [program, ...one.arguments.map((argument) => argument.replace('{root}', root))], {
        cwd: place, encoding: 'utf8', input: one.stdin ?? '',
        env: { ...environment, NODE_OPTIONS: '', NO_COLOR: '', FORCE_COLOR: '0', CI: '', GITHUB_STEP_SUMMARY: '', ...one.environment },
      });
      const printed = { 'stdout.txt': result.stdout, 'stderr.txt': result.stderr };
      expect({ exit: result.status, ...(result.status === one.exit ? {} : printed) }).toEqual({ exit: one.exit });
      for (const [file, text] of Object.entries(printed)) {
        const golden = path.join(cases, name, file);
        const shown = text.replaceAll(place, '{here}').replaceAll(root, '{root}');
        if (updating) {
          if (shown === '') rmSync(golden, { force: true });
          else writeFileSync(golden, shown);
        } else expect(shown).toBe(existsSync(golden) ? readFileSync(golden, 'utf8') : '');
      }
      for (const [file, text] of Object.entries(one.after ?? {})) expect(readFileSync(path.join(place, file), 'utf8')).toBe(text);
    });
  }
});
