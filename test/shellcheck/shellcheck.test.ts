import { spawnSync } from 'node:child_process';
import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import { createShellCheck, runShellCheck } from '../../src/shellcheck/program.ts';
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
    expect(scripts.map(({ dialect, script }) => [dialect, script.text.trim()])).toContainEqual(['bash', 'echo b']);
  });

  test.each(['microsoft/iis', 'mcr.microsoft.com/dotnet/framework/aspnet:4.8', 'mcr.microsoft.com/windows/nanoserver:ltsc2022'])('%s has no shell that ShellCheck reads', (image) => {
    expect(scriptsToCheck(buildOf(`FROM ${image}\nRUN echo a\n`))).toEqual([]);
  });

  test('SHELL sets the dialect, PowerShell is left alone', () => {
    expect(scriptsToCheck(buildOf('FROM debian\nSHELL ["/bin/bash", "-c"]\nRUN echo a\n')).map(({ dialect }) => dialect)).toEqual(['bash']);
    expect(scriptsToCheck(buildOf('FROM mcr.microsoft.com/windows/servercore\nSHELL ["powershell", "-Command"]\nRUN Write-Host a\n'))).toEqual([]);
  });

  test('what a mistyped variable means is declared too, or ShellCheck could not tell', () => {
    const [script, other] = scriptsToCheck(buildOf('FROM debian\nENV SOURCE_DIR=/x\nRUN echo $RTTP_PROXY $SUORCE_DIR\nRUN echo $PORT\n'));
    expect(script === undefined ? '' : scriptText(script)).toMatch(/HTTP_PROXY=[\s\S]*SOURCE_DIR='\/x'/);
    expect(other === undefined ? '' : scriptText(other)).toBe('#!/bin/dash\necho $PORT\n');
  });

  test('ENV and ARG that it mentions are declared above the script, others are not', () => {
    const [script] = scriptsToCheck(buildOf('FROM debian\nARG A\nENV B=/x C=1\nRUN echo $A $B\nENV D=1\n'));
    expect(script === undefined ? '' : scriptText(script)).toBe("#!/bin/dash\nA=\"$(:)\"\nexport A\nB='/x'\nexport B\necho $A $B\n");
  });

  test('names that a variable may be a misspelling of are declared too', () => {
    const [script] = scriptsToCheck(buildOf('FROM debian\nENV VERSION=1 OTHER=2\nRUN echo "$VERSIONS" "$RTTP_PROXY" "$HTTPS_PROXY"\n'));
    expect([...(script?.variables.keys() ?? [])]).toEqual(expect.arrayContaining(['HTTPS_PROXY', 'HTTP_PROXY', 'VERSION']));
  });

  test.each([
    ['FROM debian:12', 'dash'], ['FROM alpine:3.22', 'busybox'], ['FROM fedora:42', 'bash'], ['FROM registry.example/own', 'sh'],
    ['FROM fedora:42 AS base\nFROM base', 'bash'], ['FROM debian:12\nSHELL ["/bin/bash", "-c"]', 'bash'],
  ])('%j is read as %s: what /bin/sh is in the image, when that is known', (head, dialect) => {
    expect(scriptsToCheck(buildOf(`${head}\nRUN echo a\n`)).map((script) => script.dialect)).toEqual([dialect]);
  });

  test.each([
    ['RUN <<EOF\n#!/bin/bash\na\nEOF\n', [['bash', '#!/bin/bash\na\n']]],
    ['RUN bash -eux -o pipefail <<"EOF"\na\nEOF\n', [['bash', 'a\n']]],
    ['RUN <<-EOF /usr/bin/env bash\n\ta $b\n\tEOF\n', [['dash', '<<-EOF /usr/bin/env bash\na $b\nEOF'], ['bash', 'a $b\n']]],
    ['RUN bash <<EOF\na \\$b\nEOF\n', [['dash', 'bash <<EOF\na \\$b\nEOF']]],
    ['RUN cat <<EOF >/x && rm $Y\na\nEOF\n', [['dash', 'cat <<EOF >/x && rm $Y\na\nEOF']]],
    ['RUN <<EOF python3\nprint(1)\nEOF\n', [['dash', '<<EOF python3\nprint(1)\nEOF']]],
    ['RUN <<EOF\n#!/usr/bin/env python3\nprint(1)\nEOF\n', []],
  ])('heredoc %j', (run, expected) => {
    expect(scriptsToCheck(buildOf(`FROM debian:12\n${run}`)).map(({ dialect, script }) => [dialect, script.text])).toEqual(expected);
  });

  test('what a heredoc says to ShellCheck above its first command stands above the variables', () => {
    const [script] = scriptsToCheck(buildOf('FROM debian:12\nENV A=1\nRUN <<EOF\n# shellcheck disable=SC2086\necho $A\nEOF\n'));
    expect(script === undefined ? '' : scriptText(script)).toBe("#!/bin/dash\n# shellcheck disable=SC2086\nA='1'\nexport A\n# shellcheck disable=SC2086\necho $A\n");
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

  test('a point is shown as the character that stands there, the end of a line as it is', () => {
    const build = buildOf('FROM debian\nRUN echo 🚀\n');
    const [script] = scriptsToCheck(build);
    if (script === undefined) throw new Error('no script');
    const at = (column: number) => translate(script, [{ file: '', line: 2, endLine: 2, column, endColumn: column, level: 'info', code: 1001, message: 'x', fix: null }])
      .map(({ place }) => build.dockerfile.source.slice(place.span));
    expect([at(1), at(6), at(7)]).toEqual([['e'], ['🚀'], ['']]);
  });

  test('what ShellCheck says of the lines above the script is left out', () => {
    const [script] = scriptsToCheck(buildOf('FROM debian\nENV B=x\nRUN echo $B\n'));
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

  withShellCheck.each([
    ['CRLF', 'FROM debian\r\nRUN mkdir x && \\\r\n  ls $UNKNOWN\r\n', '$UNKNOWN'],
    ['a byte order mark, tabs', '\ufeffFROM debian\nRUN\tmkdir x &&\\\n\t\tls\t$UNKNOWN\n', '$UNKNOWN'],
    ['letters that are not ASCII', 'FROM debian\nRUN echo "äöü 日本 🚀" && \\\n    ls $UNKNOWN\n', '$UNKNOWN'],
    ['blank lines and comments between', 'FROM debian\nRUN mkdir x && \\\n\n# one\n  # two\n  ls a \\\n  $UNKNOWN\n', '$UNKNOWN'],
    ['a word over two lines', 'FROM debian\nRUN ls $UNK\\\nNOWN\n', '$UNK\\\nNOWN'],
    ['a heredoc without tabs', 'FROM debian\nRUN <<-EOF\n\tls a\n\tls $UNKNOWN\n\tEOF\n', '$UNKNOWN'],
    ['backticks as escapes', '# escape=`\nFROM debian\nRUN mkdir x && `\n  ls $UNKNOWN\n', '$UNKNOWN'],
    ['HEALTHCHECK', 'FROM debian\nHEALTHCHECK --interval=1m CMD ls $UNKNOWN\n', '$UNKNOWN'],
    ['CMD', 'FROM debian\nCMD exec ls $UNKNOWN\n', '$UNKNOWN'],
    ['ONBUILD', 'FROM debian\nONBUILD RUN ls $UNKNOWN\n', '$UNKNOWN'],
  ])('the exact place: %s', async (_, text, word) => {
    const source = new Source('Dockerfile', text.replace(/^\ufeff/, ''), { byteOrderMark: text.startsWith('\ufeff') });
    const build = createBuild({ source, today: '2026-11-01' });
    const result = await runShellCheck('shellcheck', scriptsToCheck(build));
    if (result.is !== 'checked') throw new Error(result.why);
    const places = result.comments.flat().filter(({ code }) => code === 'SC2086').map(({ place }) => source.slice(place.span));
    expect(places).toEqual([word]);
  });

  withShellCheck('is not changed by what a person has in the environment', async () => {
    const before = process.env['SHELLCHECK_OPTS'];
    process.env['SHELLCHECK_OPTS'] = '--exclude=SC2086 --format=gcc';
    try {
      const result = await runShellCheck('shellcheck', scriptsToCheck(buildOf('FROM debian\nRUN ls $UNKNOWN “x”\n')));
      expect(result.is === 'checked' ? result.comments.flat().map(({ code }) => code) : result.why).toContain('SC2086');
    } finally {
      if (before === undefined) delete process.env['SHELLCHECK_OPTS'];
      else process.env['SHELLCHECK_OPTS'] = before;
    }
  });

  withShellCheck('scripts of several files come together in one call, and each gets its own answer', async () => {
    const program = createShellCheck('shellcheck', { patient: true });
    const answers = ['ls $A', 'ls "$B"', 'ls $A'].map((script) => program.check(scriptsToCheck(buildOf(`FROM debian\nRUN ${script}\n`))));
    const found = await Promise.all(answers.map((answer) => answer()));
    expect(found.map((result) => (result.is === 'checked' ? result.comments.flat().length : result.why))).toEqual([1, 0, 1]);
  });

  test('one that is not there is a reason, not an exception', async () => {
    const result = await runShellCheck('/nonexistent/shellcheck', scriptsToCheck(buildOf('FROM debian\nRUN ls\n')));
    expect(result.is === 'failed' ? result.why : '').toBe('`/nonexistent/shellcheck` is not installed');
  });
});
