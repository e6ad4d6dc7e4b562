import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createBuild } from '../../src/build.ts';
import { memoryContext } from '../../src/context/memory.ts';
import { observe } from '../../src/lint.ts';
import { Source } from '../../src/source.ts';
import { mistakes, noMistakes, sound, type Mistake } from './mistakes.ts';

/** The rules that know cargo, and those of the mistakes that every image can have. */
const judging = rules.filter(({ id }) => id.startsWith('cargo-') || ['base-pinned', 'binary-libc', 'build-tools-shipped', 'workdir-relative'].includes(id));

function dockerfileOf({ of = 'canonical', change }: Mistake): string {
  let text = sound[of];
  for (const [old, replacement] of change) {
    if (!text.includes(old)) throw new Error(`nothing to change: ${old}`);
    text = text.replace(old, () => replacement);
  }
  return text;
}

function found(mistake: Mistake, text = dockerfileOf(mistake)): readonly string[] {
  const { files } = mistake;
  const ports = files === undefined ? {} : { context: () => memoryContext({ files, dockerfilePath: 'Dockerfile' }) };
  const build = createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01', ports });
  const names = judging.flatMap((rule) => observe(build, rule, rule.options?.defaults ?? {}).observations.flatMap((one) => {
    if (one.kind === 'proof' || one.kind === 'doubt') return [];
    const name = `${rule.id}/${one.fault}`;
    // A fault that is off by default counts where a case asks for it.
    return (one.severity ?? rule.faults[one.fault]?.severity) === 'off' && !mistake.found.includes(name) ? [] : [name];
  }));
  return [...new Set(names)].sort();
}

describe('mistakes with cargo-chef', () => {
  for (const [number, cases] of Object.entries(mistakes)) {
    test.each(cases.map((one) => [one.mistake, one] as const))(`${number}: %s`, (_, mistake) => {
      expect(found(mistake)).toEqual([...mistake.found].sort());
    });
  }

  test('all 34 are there', () => {
    expect(Object.keys(mistakes)).toEqual([...Array.from({ length: 34 }, (_, index) => String(index + 1)), 'C.2']);
  });
});

describe('docs/cargo-chef.md', () => {
  const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'cargo-chef.md'), 'utf8');
  const rows = [...page.matchAll(/^\| ([\d, ]+|C\.2)(?: C)? \|.*\|([^|]*)\|$/gm)].map(([, numbers = '', faults = '']) => ({ numbers: numbers.split(', '), faults: [...faults.matchAll(/`([^`]+)`/g)].map(([, name]) => name) }));

  test('has a row for every mistake', () => {
    expect(new Set(rows.flatMap(({ numbers }) => numbers))).toEqual(new Set(Object.keys(mistakes)));
  });

  test.each(Object.entries(mistakes))('names what is found of %s, and nothing else', (number, cases) => {
    const named = rows.filter(({ numbers }) => numbers.includes(number)).flatMap(({ faults }) => faults);
    expect(named.filter((name) => !cases.some(({ found: faults }) => faults.includes(name ?? '')))).toEqual([]);
    expect(cases.filter(({ found: faults }) => !faults.some((name) => named.includes(name))).map(({ mistake }) => mistake)).toEqual([]);
  });

  test('shows a file without a mistake', () => {
    const shown = /```dockerfile\n([^`]*)```/.exec(page)?.[1] ?? '';
    expect(found({ mistake: '', found: [], change: [] }, shown)).toEqual([]);
    expect(shown).toContain('cargo chef cook');
  });
});

describe('no mistakes with cargo-chef', () => {
  test.each(noMistakes.map((one) => [one.mistake, one] as const))('%s', (_, mistake) => {
    expect(found(mistake)).toEqual([]);
  });
});
