import { describe, expect, test } from '@jest/globals';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { keptPackages } from '../../src/programs/kept-packages.ts';
import { Source } from '../../src/source.ts';

function kept(script: string): readonly string[] {
  const [run] = parseDockerfile(new Source('Dockerfile', `FROM debian\nRUN ${script}\n`)).all('RUN');
  return run === undefined ? [] : keptPackages(run).flatMap(({ packages, maybeRemoved }) => packages.map(({ name }) => (maybeRemoved ? `${name}?` : name)));
}

describe('keptPackages', () => {
  test.each([
    ['apt-get install gcc curl', ['gcc', 'curl']],
    ['apt-get install gcc curl && apt-get purge -y gcc', ['curl']],
    ['apt-get remove gcc; apt-get install gcc', ['gcc']],
    ['apk add --virtual .build gcc && apk del .build', []],
    ['apk add -t .build gcc && apk del .other', ['gcc']],
    ['apk add gcc=13.2-r0 && apk del gcc', []],
    ['apt-get install gcc; apt-mark auto ".*"; apt-get purge -y --auto-remove', []],
    ['apt-get install gcc; apt-mark showmanual | xargs apt-mark auto; apt-get autoremove -y', []],
    ['apt-get install gcc; apt-get autoremove -y', ['gcc']],
    ['dnf install -y gcc && dnf remove -y gcc', []],
    ['apt-get install gcc && apt-get purge $(cat list)', ['gcc?']],
    ['apt-get update', []],
  ])('%s', (script, expected) => { expect(kept(script)).toEqual(expected); });
});
