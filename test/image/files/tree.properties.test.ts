import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBuild } from '../../../src/build.ts';
import type { FileTree } from '../../../src/image/files/model.ts';
import { Source } from '../../../src/source.ts';
import { growthOf } from '../../work.ts';

function treeOf(text: string): FileTree | undefined {
  const build = createBuild({ source: new Source('Dockerfile', text), today: '2026-11-23' });
  return build.target === undefined ? undefined : build.files(build.target);
}

const path = fc.constantFrom('/', '.', '..', '/a', '/a/b', 'a', 'a/', '~/x', '/a/*', '$X', '/a/$X', '/usr/local/bin', '/usr/local/bin/', '', '"', '/a b', '{a,b}', '-', '--', '//', '/a/../b');
const line = fc.oneof(
  fc.tuple(fc.constantFrom('COPY', 'ADD', 'COPY --from=0', 'COPY --from=x', 'COPY --chown=a --chmod=7', 'COPY --parents'), path, path).map((parts) => parts.join(' ')),
  fc.tuple(fc.constantFrom('mkdir -p', 'touch', 'cp', 'cp -r', 'mv', 'ln -s', 'install -D', 'rm -rf', 'chown -R a', 'chmod 7', 'tar xf', 'unzip -d', 'curl -o', 'wget -P', 'git clone', 'cargo build --target-dir', 'go build -o', 'cd', 'apt-get install', 'pip install -t', 'sh -c', 'useradd -md'), path, path)
    .map(([command, one, two]) => `RUN ${command} ${one} ${two} && ${command} ${two} > ${one}`),
  fc.tuple(fc.constantFrom('WORKDIR', 'VOLUME', 'FROM debian:12 AS x', 'FROM scratch', 'FROM x', 'FROM 0', 'USER a', 'ENV PATH', 'ONBUILD RUN touch'), path).map(([keyword, one]) => (keyword.startsWith('FROM') ? keyword : `${keyword} ${one}`)),
  fc.string(),
);

describe('any Dockerfile', () => {
  test('has files that can be asked for', () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 30 }), path, (lines, asked) => {
      const tree = treeOf(`FROM debian:12\n${lines.join('\n')}\n`);
      const fact = tree?.at(asked);
      expect(['present', 'absent', 'unknown']).toContain(fact?.is);
      expect(['present', 'absent', 'unknown']).toContain(tree?.program(asked).is);
    }), { numRuns: 300 });
  });
});

describe('long files take no more work than they are long', () => {
  const many = (count: number, make: (index: number) => string): string => Array.from({ length: count }, (_, index) => make(index)).join('\n');

  test.each<readonly [name: string, make: (count: number) => string, size?: number, growth?: number]>([
    ['RUN', (count) => `FROM debian:12\n${many(count, (index) => `RUN mkdir -p /a/b${String(index)} && touch /a/b${String(index)}/c`)}`],
    ['COPY', (count) => `FROM debian:12\n${many(count, (index) => `COPY x${String(index)} /a/b/`)}`],
    ['installs', (count) => `FROM debian:12\n${many(count, (index) => `RUN apt-get install -y p${String(index)}`)}`],
    ['removals', (count) => `FROM debian:12\n${many(count, (index) => `RUN touch /a/b/c/d/e/${String(index)} && rm -rf /a/b/c`)}`],
    ['folders in folders', (count) => `FROM debian:12\n${many(count, () => 'WORKDIR aa')}`, 2000],
    ['stages that copy from each other', (count) => many(count, (index) => `FROM debian:12 AS s${String(index)}\nCOPY --from=${index === 0 ? 'alpine' : `s${String(index - 1)}`} /a /a\nCOPY --from=${index === 0 ? 'alpine' : `s${String(index - 1)}`} /b /a`)],
    ['stages built on each other', (count) => many(count, (index) => `FROM ${index === 0 ? 'debian:12' : `s${String(index - 1)}`} AS s${String(index)}\nRUN touch /a${String(index)}`), 400, 3],
    ['one script', (count) => `FROM debian:12\nRUN ${many(count, (index) => `cd /a && mkdir b${String(index)} && (cd b && touch c) ; \\`)}\n  true`],
  ])('%s', (_, make, size = 400, growth = 1.5) => {
    const ask = (count: number): void => {
      const tree = treeOf(make(count));
      for (const asked of ['/a/b', '/a/none', '/usr/bin/curl', '/etc/x']) expect(tree?.at(asked).is).toBeDefined();
      expect(tree?.program('curl').is).toBeDefined();
    };
    expect(growthOf(ask, size)).toBeLessThan(growth);
  });
});
