import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rules } from '../../rules/index.ts';
import { createBuild } from '../../src/build.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { activate } from '../../src/config/activate.ts';
import { emptyConfig } from '../../src/config/merge.ts';
import { judgeFile } from '../../src/judge-file.ts';
import { Source } from '../../src/source.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

// Ignore comments on any text that is made of whole instructions: they take out what they name, and nothing else.

const instructions = readFileSync(path.join(import.meta.dirname, '..', '..', 'fixtures', 'ironpost', 'before', 'docker', 'Dockerfile'), 'utf8').split('\n')
  .filter((line) => /^[A-Z]+ [^\\]*$/.test(line))
  .concat(['FROM debian AS b', 'from node:latest as N', 'RUN apt-get install curl', 'RUN cd /x && sudo ls', 'ENV A b', 'COPY a b c', 'ADD x /x', 'WORKDIR app', 'USER root', 'MAINTAINER me', 'EXPOSE 22', 'CMD echo', 'LABEL a=b a=c', 'RUN pip install a', 'RUN curl x | sh']);
const text = fc.array(fc.constantFrom(...instructions), { minLength: 1, maxLength: 20 }).map((chosen) => `FROM debian:13\n${chosen.join('\n')}\n`);

const catalogue = createCatalogue([...rules, ...suppressionRules]);
const activation = activate(catalogue, { ...emptyConfig, presets: ['all'] }, '/Dockerfile', { rules: new Map() });
const own = new Set(['inline-ignore', 'unused-ignore', 'unknown-ignore', 'definition-comment']);

interface Found { readonly rule: string; readonly line: number; readonly message: string }
function find(dockerfile: string): readonly Found[] {
  const source = new Source('Dockerfile', dockerfile);
  return judgeFile([createBuild({ source, today: '2026-11-01' })], { activation, policies: [], noInlineIgnores: false, language: 'en' }, catalogue)
    .diagnostics.filter(({ rule }) => !own.has(rule)).map(({ rule, place, message }) => ({ rule, line: source.position(place.span.start).line, message }));
}

test('a comment for the file takes out all findings of its rule and no others', () => {
  fc.assert(fc.property(text, fc.nat(), (dockerfile, chosen) => {
    const found = find(dockerfile);
    const rule = found[chosen % Math.max(found.length, 1)]?.rule ?? 'user-root';
    expect(find(`${dockerfile}# ironlint file-ignore=${rule}\n`)).toEqual(found.filter((one) => one.rule !== rule));
  }), { numRuns: 100 });
});

test('a comment above an instruction takes out what its rule finds there and nothing else', () => {
  fc.assert(fc.property(text, fc.nat(), (dockerfile, chosen) => {
    const found = find(dockerfile);
    const one = found[chosen % Math.max(found.length, 1)];
    if (one === undefined) return;
    const lines = dockerfile.split('\n');
    lines.splice(one.line - 1, 0, `# ironlint ignore=${one.rule}`);
    const moved = found.filter(({ rule, line }) => rule !== one.rule || line !== one.line)
      .map((other) => ({ rule: other.rule, line: other.line >= one.line ? other.line + 1 : other.line }));
    expect(find(lines.join('\n')).map(({ rule, line }) => ({ rule, line }))).toEqual(moved);
  }), { numRuns: 100 });
});
