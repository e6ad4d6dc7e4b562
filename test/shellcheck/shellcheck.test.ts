import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import { runShellCheck } from '../../src/shellcheck/program.ts';
import { scriptsToCheck } from '../../src/shellcheck/scripts.ts';
import { scriptText, translate } from '../../src/shellcheck/translate.ts';
import { Source } from '../../src/source.ts';

const buildOf = (text: string) => createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01' });
const installed = spawnSync('shellcheck', ['--version']).status === 0;
// ShellCheck is not a package of npm: where it is not installed, the tests that run it say so by their name.
const withShellCheck = installed ? test : test.skip;

describe('the scripts of a Dockerfile', () => {
  test('shell forms are scripts, exec forms are not', () => {
    const build = buildOf('FROM alpine\nRUN echo a\nRUN ["echo", "b"]\nHEALTHCHECK CMD curl -f x\nCMD echo c\n');
    expect(scriptsToCheck(build).map((script) => script.script.text.trim())).toEqual(['echo a', 'curl -f x', 'echo c']);
  });

  test('a heredoc body is a script of the shell it names', () => {
    const scripts = scriptsToCheck(buildOf('FROM debian\nRUN <<EOF\necho a\nEOF\nRUN <<EOF bash\necho b\nEOF\nRUN <<EOF python3\nprint(1)\nEOF\n'));
    expect(scripts.map(({ dialect, script }) => [dialect, script.text.trim()])).toEqual([['sh', 'echo a'], ['bash', 'echo b']]);
  });

  test('SHELL sets the dialect, PowerShell is left alone', () => {
    expect(scriptsToCheck(buildOf('FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN echo a\n')).map(({ dialect }) => dialect)).toEqual(['bash']);
    expect(scriptsToCheck(buildOf('FROM mcr.microsoft.com/windows/servercore\nSHELL ["powershell", "-Command"]\nRUN Write-Host a\n'))).toEqual([]);
  });

  test('ENV and ARG are declared above the script', () => {
    const [script] = scriptsToCheck(buildOf('FROM debian\nARG A\nENV B=/x\nRUN echo $A $B\n'));
    expect(script === undefined ? '' : scriptText(script)).toContain("A=\"$(:)\"\nexport A\nB='/x'\nexport B\n");
  });
});

describe('places', () => {
  test('a comment behind a continuation and an emoji stands at its word', () => {
    const build = buildOf('FROM debian\nRUN echo 🚀 && \\\n    echo $X\n');
    const [script] = scriptsToCheck(build);
    if (script === undefined) throw new Error('no script');
    const at = [...script.script.text.slice(0, script.script.text.indexOf('$X'))].length + 1;
    const line = scriptText(script).split('\n').findIndex((each) => each.includes('$X')) + 1;
    const [comment] = translate(script, [{ file: '', line, endLine: line, column: at, endColumn: at + 2, level: 'info', code: 2086, message: 'Quote.', fix: null }]);
    expect(comment === undefined ? '' : build.dockerfile.source.slice(comment.place.span)).toBe('$X');
  });

  test('what ShellCheck says of the lines above the script is left out', () => {
    const [script] = scriptsToCheck(buildOf('FROM debian\nENV B=x\nRUN echo\n'));
    if (script === undefined) throw new Error('no script');
    expect(translate(script, [{ file: '', line: 2, endLine: 2, column: 1, endColumn: 2, level: 'info', code: 2034, message: 'Unused.', fix: null }])).toEqual([]);
  });
});

describe('the real ShellCheck', () => {
  withShellCheck('finds a word inside of a long RUN and mends it', async () => {
    const build = buildOf('FROM debian\nRUN mkdir x && \\\n  # a comment\n  ls $UNKNOWN\n');
    const result = await runShellCheck('shellcheck', scriptsToCheck(build));
    if (result.is !== 'checked') throw new Error(result.why);
    const comment = result.comments.flat().find(({ code }) => code === 'SC2086');
    expect(comment === undefined ? '' : build.dockerfile.source.slice(comment.place.span)).toBe('$UNKNOWN');
    expect(comment?.fix?.edits.map(({ text }) => text)).toEqual(['"', '"']);
  });

  test('one that is not there is a reason, not an exception', async () => {
    const result = await runShellCheck('/nonexistent/shellcheck', scriptsToCheck(buildOf('FROM debian\nRUN ls\n')));
    expect(result.is === 'failed' ? result.why : '').toBe('`/nonexistent/shellcheck` is not installed');
  });
});
