import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { cloneOfThis, commitAll, remove, run, scratchFolder, whyNoClients } from './scratch.ts';

const why = whyNoClients();
if (why !== undefined) console.warn(`skipped: installing was not tried: ${why}`);

/** What pre-commit 4 and people do. pre-commit.test.ts covers `npm pack` and installing the tarball, as pre-commit 3 does both. */
(why === undefined ? describe : describe.skip)('npm install -g git+file://…', () => {
  const clone = scratchFolder('git');
  const prefix = scratchFolder('prefix');
  const work = scratchFolder('bare');

  beforeAll(() => {
    cloneOfThis(clone);
    commitAll(work, { 'Dockerfile': 'FROM debian:12-slim\nUSER 1000\n' });
  });
  afterAll(() => {
    for (const folder of [clone, prefix, work]) remove(folder);
  });

  test('installs one package, that runs where no clone is near', () => {
    const installed = run(work, 'npm', ['install', '-g', `git+file://${clone}`], { npm_config_prefix: prefix, NPM_CONFIG_PREFIX: prefix });
    expect(installed).toMatchObject({ status: 0 });
    const folder = path.join(prefix, 'lib', 'node_modules', 'ironlint');
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['bin', 'dist', 'policies', 'schema']));
    expect(existsSync(path.join(folder, 'node_modules'))).toBe(false);
    expect(existsSync(path.join(folder, 'dist', 'cli.cjs.cache'))).toBe(true);

    const command = path.join(prefix, 'bin', 'ironlint');
    expect(run(work, command, ['--no-config', 'Dockerfile'])).toMatchObject({ status: 0 });
    expect(run(work, command, ['explain', 'user-root']).output).toContain('# user-root');
    expect(run(work, process.execPath, ['--input-type=module', '--eval', `
      const { lintText } = await import(${JSON.stringify(`file://${folder}/dist/index.js`)});
      const { errors } = await lintText('FROM debian:12-slim\\n');
      process.stdout.write(String(errors.length));
    `])).toEqual({ status: 0, output: '0' });
  }, 300_000);
});
