import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';

const program = path.join(import.meta.dirname, '..', '..', 'bin', 'ironlint.cjs');
const plain = ['--preset', 'hadolint', '--shellcheck', 'off', '--format', 'json'];

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'ironlint-cache-'));
  for (const [name, text] of Object.entries({ a: 'FROM debian\nRUN apt-get install curl\n', b: 'FROM alpine\nRUN sudo make\n' })) {
    mkdirSync(path.join(folder, name));
    writeFileSync(path.join(folder, name, 'Dockerfile'), text);
  }
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function lint(...options: readonly string[]): { readonly status: number | null; readonly stdout: string } {
  const { status, stdout } = spawnSync(process.execPath, [program, '--today', '2026-11-01', ...options], { cwd: folder, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '' } });
  return { status, stdout };
}

const location = (): string => path.join(folder, '.ironlintcache');

interface Stored { readonly entries: Map<string, { readonly outcome: { readonly report: { readonly diagnostics: { message: string }[] } } }> }

/** Every message in the cache becomes `kept`, so that a report shows whether it came from there. */
function mark(): void {
  const stored = deserialize(readFileSync(location())) as Stored;
  for (const { outcome } of stored.entries.values()) for (const diagnostic of outcome.report.diagnostics) diagnostic.message = 'kept';
  writeFileSync(location(), serialize(stored));
}

describe('--cache', () => {
  test('a second run takes results from the first, with the same output, in threads too', () => {
    const without = lint(...plain);
    expect(without.stdout).toContain('apt-get');
    expect(lint(...plain, '--cache')).toEqual(without);
    expect(lint(...plain, '--cache')).toEqual(without);
    expect(lint(...plain, '--cache', '--jobs', '2')).toEqual(without);
    mark();
    expect(lint(...plain, '--cache').stdout).toContain('"kept"');
    expect(lint(...plain, '--cache', '--jobs', '2').stdout).toContain('"kept"');
    expect(lint(...plain)).toEqual(without);
  });

  test('an edited file, another configuration, day or option is judged anew', () => {
    lint(...plain, '--cache');
    mark();
    expect(lint(...plain, '--cache', '--ignore', 'DL3006').stdout).not.toContain('"kept"');
    lint(...plain, '--cache');
    mark();
    expect(lint(...plain, '--cache', '--today', '2026-11-02').stdout).not.toContain('"kept"');
    lint(...plain, '--cache');
    mark();
    writeFileSync(path.join(folder, 'ironlint.yaml'), 'rules: { base-pinned: error }\n');
    expect(lint(...plain, '--cache').stdout).not.toContain('"kept"');
    mark();
    writeFileSync(path.join(folder, 'a', 'Dockerfile'), 'FROM debian\nRUN apt-get install wget\n');
    const { stdout } = lint(...plain, '--cache');
    const found = JSON.parse(stdout) as { readonly files: readonly { readonly path: string; readonly findings?: readonly unknown[] }[] };
    expect(JSON.stringify(found.files.find((file) => file.path === 'a/Dockerfile'))).not.toContain('"kept"');
    expect(JSON.stringify(found.files.find((file) => file.path === 'b/Dockerfile'))).toContain('"kept"');
  });

  test('what depends on the build context is kept, and judged anew when the context answers otherwise', () => {
    const recommended = ['--shellcheck', 'off', '--format', 'json'];
    const dockerfile = path.join(folder, 'a', 'Dockerfile');
    writeFileSync(dockerfile, 'FROM debian\nCOPY . /app\nCOPY x y /z/\n');
    writeFileSync(path.join(folder, 'a', 'x'), '');
    writeFileSync(path.join(folder, 'a', 'y'), '');
    spawnSync('git', ['init', '-q', '.'], { cwd: folder });
    const report = (...options: readonly string[]): string => {
      const found = JSON.parse(lint(...recommended, ...options).stdout) as { readonly files: readonly { readonly path: string }[] };
      return JSON.stringify(found.files.find((file) => file.path === 'a/Dockerfile'));
    };
    const isKept = (): boolean => {
      const found = report('--cache');
      const kept = found.includes('"kept"');
      if (!kept) expect(found).toBe(report());
      return kept;
    };
    const changes: readonly (() => void)[] = [
      () => { writeFileSync(path.join(folder, 'a', '.dockerignore'), 'x\n'); },
      () => { writeFileSync(path.join(folder, 'a', '.dockerignore'), '*.md\n'); },
      () => { writeFileSync(path.join(folder, 'a', 'server.key'), 'x'); },
      () => { writeFileSync(path.join(folder, 'a', 'server.key'), 'longer'); },
      () => { rmSync(path.join(folder, 'a', 'y')); },
      () => { writeFileSync(path.join(folder, 'a', 'y'), ''); },
      () => { spawnSync('git', ['add', 'a/y'], { cwd: folder }); },
      () => { writeFileSync(path.join(folder, '.gitignore'), 'x\n'); },
      () => { writeFileSync(path.join(folder, 'compose.yml'), 'services: { a: { build: { context: a, args: { A: b } } } }\n'); },
      () => { writeFileSync(path.join(folder, 'compose.yml'), 'services: { a: { build: { context: ., dockerfile: a/Dockerfile } } }\n'); },
      () => { mkdirSync(path.join(folder, 'a', 'node_modules', 'm'), { recursive: true }); writeFileSync(path.join(folder, 'a', 'node_modules', 'm', 'i.js'), ''); },
      () => { rmSync(path.join(folder, '.git'), { recursive: true }); },
    ];
    lint(...recommended, '--cache');
    for (const change of changes) {
      mark();
      expect(isKept()).toBe(true);
      change();
      expect(isKept()).toBe(false);
    }
  });

  test('a named build context that is gone is one for a kept result, too', () => {
    mkdirSync(path.join(folder, 'context'));
    expect(lint(...plain, '--cache', '--context', 'context').status).toBe(1);
    rmSync(path.join(folder, 'context'), { recursive: true });
    const without = lint(...plain, '--context', 'context');
    expect(without.status).toBe(2);
    expect(lint(...plain, '--cache', '--context', 'context')).toEqual(without);
  });

  test('what cannot be asked again is not kept, and the summary says so', () => {
    const { stdout } = lint('--preset', 'hadolint', '--shellcheck', 'auto', '--cache');
    expect(stdout).toContain('--cache keeps nothing of these files: what ShellCheck says');
    for (const [option = '', ...values] of [['--fix'], ['--context-files', 'a/Dockerfile'], ['--against', 'a/Dockerfile']]) {
      expect(lint('--preset', 'hadolint', '--shellcheck', 'off', '--cache', option, ...values).stdout).toContain(`--cache keeps nothing with ${option}`);
    }
  });

  test('a cache that cannot be read is none, and is written again', () => {
    const without = lint(...plain);
    writeFileSync(location(), 'no cache');
    expect(lint(...plain, '--cache')).toEqual(without);
    expect(readFileSync(location(), 'latin1')).not.toBe('no cache');
  });

  test('--cache-location says where; nothing is written without --cache', () => {
    lint(...plain, '--cache-location', 'here');
    expect(existsSync(path.join(folder, 'here'))).toBe(false);
    lint(...plain, '--cache', '--cache-location', 'here');
    expect(existsSync(path.join(folder, 'here'))).toBe(true);
    expect(existsSync(location())).toBe(false);
  });
});
