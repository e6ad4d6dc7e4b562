import { expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createBuild } from '../../src/build.ts';
import type { BuildPorts } from '../../src/build.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import type { CommandLineRules } from '../../src/config/activate.ts';
import { activate, commandLineRules } from '../../src/config/activate.ts';
import { emptyConfig } from '../../src/config/merge.ts';
import { judgeFile } from '../../src/judge-file.ts';
import { Source } from '../../src/source.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

// A comment is unused only when what it names was looked for: with all rules, at the levels of a run, with what this run had.

const catalogue = createCatalogue([...rules, ...suppressionRules]);

function unused(text: string, { ports = {}, settings = {} }: { readonly ports?: BuildPorts; readonly settings?: Parameters<typeof commandLineRules>[1] } = {}): readonly string[] {
  const commandLine: CommandLineRules = commandLineRules(catalogue, settings);
  const activation = activate(catalogue, emptyConfig, '/Dockerfile', commandLine);
  const build = createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01', ports });
  return judgeFile([build], { activation, policies: [], noInlineIgnores: false, language: 'en' }, catalogue)
    .diagnostics.flatMap(({ rule, message, fixes }) => (rule === 'unused-ignore' ? [`${message} (${fixes.map(({ safety }) => safety).join()})`] : []));
}

const about = (name: string, safety: string): string => `\`${name}\` finds nothing that this comment could ignore (${safety})`;

test('a code of ShellCheck, when ShellCheck was run', () => {
  const text = 'FROM debian:13-slim\n# hadolint ignore=SC2086\nRUN echo $HOME\n';
  expect(unused(text)).toEqual([]);
  expect(unused(text, { ports: { shellcheck: () => [] } })).toEqual([about('SC2086', 'unsafe')]);
});

test('a rule that compares, when there is something to compare with', () => {
  const text = 'FROM debian:13-slim\n# ironlint ignore=entrypoint-kept\nCMD ["bash"]\n';
  const settings = { rules: ['entrypoint-kept=warning'] };
  const baseline = (): ReturnType<typeof createBuild> => createBuild({ source: new Source('before', text), today: '2026-11-01' });
  expect(unused(text, { settings })).toEqual([]);
  expect(unused(text, { settings, ports: { baseline } })).toEqual([about('entrypoint-kept', 'safe')]);
});

test('an id of which one fault is off finds what that fault would have found', () => {
  expect(unused('FROM debian:13-slim\n# hadolint ignore=DL4006\nRUN ps aux | grep server\n')).toEqual([]);
  expect(unused('FROM debian:13-slim\n# hadolint ignore=DL4006\nRUN ps aux\n')).toEqual([about('DL4006', 'unsafe')]);
});

test('an id that is switched off by its own name is needed as long as it would find something', () => {
  const settings = { ignored: ['DL3007'] };
  expect(unused('# hadolint ignore=DL3007\nFROM debian:latest\n', { settings })).toEqual([]);
});

test('a rule about the build context, when it is known which one', () => {
  const text = 'FROM debian:13-slim\n# ironlint ignore=copy-source-untracked\nCOPY a /a\n';
  expect(unused(text, { settings: { rules: ['copy-source-untracked=warning'] } })).toEqual([]);
});

// What docs/compatibility.md says of the tool that the comment speaks to.
test.each([
  ['hadolint ignore=DL3006', 'FROM debian:13 AS run-amd64\nFROM debian:13 AS run-arm64\n', 'FROM run-$TARGETARCH', 'FROM run-amd64'],
  ['hadolint ignore=DL3042', 'FROM python:3.13-slim\n', 'RUN pip install --no-cache pip==25.0', 'RUN pip install --no-cache-dir pip==25.0'],
  ['hadolint ignore=DL3009', 'FROM debian:13-slim\n', 'RUN apt-get update && apt-get dist-clean', 'RUN apt-get update && rm -rf /var/lib/apt/lists/*'],
  ['hadolint ignore=DL4006', 'FROM debian:13-slim\n', 'RUN bash -c "set -o pipefail; ps | cat"', 'RUN ps'],
  ['hadolint ignore=DL3046', 'FROM debian:13-slim\nARG UID=1000\n', 'RUN useradd -u ${UID} app', 'RUN useradd -u 1000 app'],
])('# %s where hadolint tells of what ironlint knows to be right', (comment, above, told, right) => {
  const settings = { rules: ['DL3009=warning', 'apt-lists-kept=warning'] };
  expect(unused(`${above}# ${comment}\n${told}\n`, { settings })).toEqual([]);
  expect(unused(`${above}# ${comment}\n${right}\n`, { settings })).toEqual([about(comment.split('=')[1] ?? '', 'unsafe')]);
  expect(unused(`${above}# ${comment.replace('hadolint', 'ironlint')}\n${told}\n`, { settings })).toEqual([about(comment.split('=')[1] ?? '', 'safe')]);
});

test('a comment over a file or a stage, where one instruction in it is such a one', () => {
  const text = 'FROM debian:13 AS run-amd64\nFROM debian:13 AS run-arm64\nFROM run-$TARGETARCH\n';
  expect(unused(`# hadolint global ignore=DL3006\n\n${text}`)).toEqual([]);
  expect(unused(`${text}# hadolint stage ignore=DL3002\nFROM debian:13\nUSER root\nUSER app\nFROM debian:13\n`)).toEqual([]);
  expect(unused(`${text}# hadolint stage ignore=DL3002\nFROM debian:13\nUSER app\n`)).toEqual([about('DL3002', 'unsafe')]);
});
