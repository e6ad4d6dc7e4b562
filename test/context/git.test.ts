import { afterAll, describe, expect, test } from '@jest/globals';
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { showRevision } from '../../src/context/git-revision.ts';
import { createGit, createGits } from '../../src/context/git.ts';
import { repositoryRoot } from '../../src/repository-root.ts';
import { folderWith, removeFolders } from '../temporary.ts';

afterAll(removeFolders);

/** A repository with one commit of the given files. */
function repositoryWith(files: Readonly<Record<string, string>>): string {
  const folder = folderWith(files);
  git(folder, 'init', '-q');
  git(folder, 'add', '.');
  git(folder, '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'first');
  return folder;
}

function git(folder: string, ...arguments_: readonly string[]): string {
  const environment = Object.fromEntries(Object.entries(process.env).filter(([name]) => !name.startsWith('GIT_')));
  const { status, stdout, stderr } = spawnSync('git', arguments_, { cwd: folder, encoding: 'utf8', env: environment });
  if (status !== 0) throw new Error(stderr);
  return stdout;
}

const repository = repositoryWith({ '.gitignore': '*.log\ntarget/\n', 'app/Dockerfile': 'FROM a\n', 'app/src/main.rs': '', '\u00e9': '' });

describe('a repository', () => {
  test('is found without running git', () => {
    expect(repositoryRoot(path.join(repository, 'app/src'))).toBe(repository);
    expect(repositoryRoot(path.join(repository, 'not/there'))).toBe(repository);
    expect(createGit(path.parse(repository).root)).toBeUndefined();
  });

  test('says what is tracked, below the folder that was asked about', () => {
    const inRoot = createGit(repository);
    expect(['app/Dockerfile', 'app/src', '\u00e9', 'x.log', 'app/none'].map((each) => inRoot?.isTracked(each))).toEqual([true, true, true, false, false]);
    const inApp = createGit(path.join(repository, 'app'));
    expect(['Dockerfile', 'src/main.rs', 'app/Dockerfile'].map((each) => inApp?.isTracked(each))).toEqual([true, true, false]);
  });

  test('has what a link leads to, and leaves a submodule to its own repository', () => {
    const folder = folderWith({ 'd/f': '', 'module/f': '' });
    symlinkSync('d', path.join(folder, 'e'));
    symlinkSync('module', path.join(folder, 'm'));
    symlinkSync(path.dirname(folder), path.join(folder, 'out'));
    git(path.join(folder, 'module'), 'init', '-q');
    git(path.join(folder, 'module'), 'add', '.');
    git(path.join(folder, 'module'), '-c', 'user.name=a', '-c', 'user.email=a@b', 'commit', '-q', '-m', 'first');
    git(folder, 'init', '-q');
    git(folder, '-c', 'advice.addEmbeddedRepo=false', 'add', '.');
    symlinkSync('d', path.join(folder, 'late'));
    writeFileSync(path.join(folder, 'd/g'), '');
    const found = createGit(folder);
    expect(['e', 'e/f', 'e/g', 'e/none', 'late/f', 'module', 'module/f', 'm/f', 'out/x'].map((each) => found?.isTracked(each))).toEqual([true, true, false, undefined, false, true, undefined, undefined, undefined]);
    const gits = createGits();
    expect(['', 'd', 'e', 'module'].map((each) => gits(path.join(folder, each))?.isTracked('f'))).toEqual([false, true, true, true]);
    expect([gits(folder)?.isTracked('e/f'), gits(path.join(folder, 'e'))?.isTracked('g'), gits(path.join(folder, 'd'))?.isTracked('g')]).toEqual([true, false, false]);
  });

  test('says what is ignored, one by one and in a batch', () => {
    const found = createGit(path.join(repository, 'app'));
    expect([found?.isIgnored('a.log'), found?.isIgnored('Dockerfile'), found?.isIgnored('target/x')]).toEqual([true, false, true]);
    found?.prepare?.(['b.log', ':(top)c', '../out', '', '/etc', 'a\0b']);
    expect(['b.log', ':(top)c', '../out', '', '/etc', 'a\0b'].map((each) => found?.isIgnored(each))).toEqual([true, false, undefined, undefined, undefined, undefined]);
  });
});

describe('a revision', () => {
  test('has the file as it was', () => {
    const file = path.join(repository, 'app/Dockerfile');
    writeFileSync(file, 'FROM b\n');
    expect(showRevision('HEAD', file)).toEqual({ is: 'shown', bytes: Buffer.from('FROM a\n') });
    rmSync(file);
    expect(showRevision('HEAD', file)).toMatchObject({ is: 'shown' });
  });

  test.each([
    ['none', '`none` is no revision of the repository'],
    ['--output=x', '`--output=x` is no revision of the repository'],
    ['', '`` is no revision of the repository'],
    ['HEAD\0', '`HEAD\0` is no revision of the repository'],
  ])('%j is none', (revision, why) => {
    expect(showRevision(revision, path.join(repository, 'app/Dockerfile'))).toEqual({ is: 'failed', why });
  });

  test('has a file that was renamed since, under its old name', () => {
    const text = `FROM a\n${'RUN true\n'.repeat(9)}`;
    const renamed = repositoryWith({ 'docker/Dockerfile': text, 'other': 'x' });
    git(renamed, 'mv', 'docker/Dockerfile', 'docker/app.Dockerfile');
    writeFileSync(path.join(renamed, 'docker/app.Dockerfile'), 'FROM b\n');
    expect(showRevision('HEAD', path.join(renamed, 'docker/app.Dockerfile'))).toEqual({ is: 'shown', bytes: Buffer.from(text) });
    expect(showRevision('HEAD', path.join(renamed, 'docker/new'))).toMatchObject({ is: 'failed' });
  });

  test('may lack the file, or a repository', () => {
    expect(showRevision('HEAD', path.join(repository, 'other'))).toEqual({ is: 'failed', why: '`other` does not exist at `HEAD`, and was not renamed since' });
    const outside = path.join(folderWith({}), 'Dockerfile');
    expect(showRevision('HEAD', outside)).toEqual({ is: 'failed', why: `\`${outside}\` is in no git repository, so there is no revision \`HEAD\` of it` });
  });
});

describe('safety', () => {
  test('nothing that the repository names is run', () => {
    const marker = path.join(folderWith({}), 'was-run');
    const hostile = repositoryWith({ '.gitattributes': '* filter=x diff=x\n', a: '1\n2\n3\n' });
    git(hostile, 'mv', 'a', 'b');
    for (const key of ['core.fsmonitor', 'core.pager', 'filter.x.smudge', 'filter.x.clean', 'diff.x.textconv', 'diff.external', 'core.sshCommand']) git(hostile, 'config', key, `touch ${marker}; cat`);
    git(hostile, 'config', 'pager.cat-file', `touch ${marker}; cat`);
    const found = createGit(hostile);
    expect([found?.isTracked('b'), found?.isIgnored('a'), showRevision('HEAD', path.join(hostile, 'a')).is, showRevision('HEAD', path.join(hostile, 'b')).is, existsSync(marker)]).toEqual([true, false, 'shown', 'shown', false]);
  });

  test("a hook's variables do not lead to another repository, its own index counts", () => {
    const before = { ...process.env };
    try {
      const other = repositoryWith({ b: '' });
      process.env['GIT_DIR'] = path.join(other, '.git');
      process.env['GIT_INDEX_FILE'] = path.join(other, '.git/index');
      expect([createGit(repository)?.isTracked('app/src'), createGit(repository)?.isTracked('b')]).toEqual([true, false]);
      const index = path.join(repository, '.git/next-index');
      spawnSync('git', ['add', '-f', 'late.log'], { cwd: repository, env: { PATH: before['PATH'], GIT_INDEX_FILE: index } });
      writeFileSync(path.join(repository, 'late.log'), '');
      spawnSync('git', ['add', '-f', 'late.log'], { cwd: repository, env: { PATH: before['PATH'], GIT_INDEX_FILE: index } });
      process.env['GIT_INDEX_FILE'] = index;
      expect([createGit(repository)?.isTracked('late.log'), createGit(repository)?.isTracked('app/src')]).toEqual([true, false]);
    } finally {
      for (const name of ['GIT_DIR', 'GIT_INDEX_FILE']) {
        const value = before[name];
        if (value === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = value;
      }
    }
  });
});
