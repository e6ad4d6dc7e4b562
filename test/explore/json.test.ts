import { expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import { showCache } from '../../src/explore/cache.ts';
import { explainLine } from '../../src/explore/line.ts';
import { showStages } from '../../src/explore/stages.ts';
import { Source } from '../../src/source.ts';

// Text of a Dockerfile never reaches a terminal as it is, whichever command shows it.

const text = 'FROM a\u202eb AS \u009bx\nRUN echo \u001b[31m \u2028 \u0085\nCMD ["\u200e"]\n';
const build = createBuild({ source: new Source('a\u001b[31m\u202e/Dockerfile', text), today: '2026-11-01' });
const obeyed = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u2028\u2029\u202a-\u202e]/;

test.each([
  ['stages', showStages(build, 'text')], ['stages as JSON', showStages(build, 'json')], ['stages as Mermaid', showStages(build, 'mermaid')],
  ['cache', showCache(build, ['b\u001b[31m'], 'text')], ['cache as JSON', showCache(build, ['b\u202e'], 'json')], ['a line', explainLine(build, 2)],
])('%s', (_name, shown) => {
  expect(shown).toMatch(/\S/);
  expect(obeyed.exec(shown)?.[0]).toBeUndefined();
});

test('the JSON is still the same values', () => {
  const stages: unknown = JSON.parse(showStages(build, 'json'));
  expect(stages).toMatchObject({ file: 'a\u001b[31m\u202e/Dockerfile' });
});
