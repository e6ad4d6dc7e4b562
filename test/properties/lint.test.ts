import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { rules } from '../../rules/index.ts';
import { createBuild } from '../../src/build.ts';
import { memoryContext } from '../../src/context/memory.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { applyFixes } from '../../src/fix.ts';
import { lint, observe } from '../../src/lint.ts';
import type { ActiveRule } from '../../src/lint.ts';
import { Source } from '../../src/source.ts';

// What holds for every rule on any text: the corpus of real files is not here, so texts are made from the fixtures, line by line.

const fixtures = path.join(import.meta.dirname, '..', '..', 'fixtures');
const lines = ['ironpost/before', 'ironpost/after', 'ironpost/best']
  .flatMap((folder) => readFileSync(path.join(fixtures, folder, 'docker', 'Dockerfile'), 'utf8').split('\n'))
  .concat([
    'FROM $IMAGE', 'FROM scratch', 'FROM node:latest AS Node', 'FROM --platform=linux/amd64 alpine', 'FROM runtime', 'ARG IMAGE=alpine', 'ARG A', 'ENV A b', 'ENV A=$A:$B', 'USER root', 'USER 0:0', 'USER $A', 'WORKDIR app',
    'WORKDIR /a/../b', 'RUN apt-get install curl', 'RUN apk add --update git && rm -rf x', 'RUN cd /tmp && wget http://x/y.tgz | tar x', 'RUN <<EOF', 'EOF', 'RUN ["sudo", "ls"]', 'RUN pip install a==1 b', 'RUN npm install -g c',
    'COPY . .', 'COPY --from=0 / /', 'COPY --chown=1:1 a b c', 'ADD https://x/y.tar.gz /y', 'ADD a.txt /a', 'EXPOSE 80/TCP 99999', 'VOLUME ["/data"]', 'CMD ["a", "b', "CMD ['a']", 'CMD echo $A', 'ENTRYPOINT exec a', 'HEALTHCHECK NONE',
    'HEALTHCHECK --interval=1s CMD curl -f x', 'LABEL a=b a=c "x y"=z', 'LABEL org.opencontainers.image.created="today"', 'MAINTAINER me', 'ONBUILD RUN sudo x', 'SHELL ["/bin/bash", "-c"]', 'STOPSIGNAL 9', '# hadolint ignore=DL3008',
    '# ironlint ignore=user-root -- why', '# check=skip=all', 'FOO bar', '&& x', '\t \\', '', 'RUN echo 🚀 \\', '  && echo "é"', 'RUN --mount=type=cache,target=/x cargo build --release', 'RUN cargo chef cook',
  ]);

const text = fc.array(fc.oneof({ weight: 9, arbitrary: fc.constantFrom(...lines) }, { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 30 }) }), { maxLength: 25 }).map((chosen) => chosen.join('\n'));

const active: readonly ActiveRule[] = rules.map((rule) => ({ rule, options: rule.options?.defaults ?? {}, level: (fault: string) => (rule.faults[fault] === undefined ? 'off' : 'warning') }));
const files = new Map([['package.json', '{}'], ['src/main.rs', ''], ['Cargo.toml', ''], ['.env', 'A=b'], ['a', ''], ['.dockerignore', 'docs/, *.md\n!a\n']]);

const buildOf = (source: Source) => createBuild({ source, today: '2026-11-01', ports: { context: () => memoryContext({ files, why: 'it was given' }) } });
const find = (source: Source): readonly Diagnostic[] => lint(buildOf(source), active).diagnostics;

describe('on any text', () => {
  test('no rule throws, every place lies inside of its source, every fault is one that the rule has', () => {
    fc.assert(fc.property(text, (dockerfile) => {
      const build = buildOf(new Source('Dockerfile', dockerfile));
      for (const { rule, options } of active) {
        const { observations, error } = observe(build, rule, options);
        expect(error).toBeUndefined();
        for (const observation of observations) {
          const { source, span } = observation.at.place;
          expect([rule.id, 0 <= span.start && span.start <= span.end && span.end <= source.text.length]).toEqual([rule.id, true]);
          expect(observation.message).toMatch(/\S/);
          if (observation.kind === undefined || observation.kind === 'finding') expect(Object.keys(rule.faults)).toContain(observation.fault);
        }
      }
    }), { numRuns: 150 });
  });

  test('safe fixes come to an end: fixing what was fixed changes nothing', () => {
    fc.assert(fc.property(text, (dockerfile) => {
      const source = new Source('Dockerfile', dockerfile);
      const once = applyFixes(source, find, { unsafe: false });
      const fixed = once.changes.find(({ path: changed }) => changed === 'Dockerfile')?.after ?? source;
      expect(once.exhausted).toBe(false);
      const again = applyFixes(fixed, find, { unsafe: false });
      expect(again.changes.map(({ after }) => after.text)).toEqual([]);
    }), { numRuns: 80 });
  });

  test('a fixed text has no more syntax errors than it had', () => {
    fc.assert(fc.property(text, fc.boolean(), (dockerfile, unsafe) => {
      const source = new Source('Dockerfile', dockerfile);
      const before = buildOf(source).dockerfile.syntaxErrors.length;
      for (const { path: changed, after } of applyFixes(source, find, { unsafe }).changes) {
        if (changed === 'Dockerfile') expect(buildOf(after).dockerfile.syntaxErrors.length).toBeLessThanOrEqual(before);
      }
    }), { numRuns: 80 });
  });

  test('line ends and a byte order mark change nothing that is found', () => {
    // Two findings that begin at one place stand in the order of their ends, which a longer line end moves.
    const shape = (source: Source): readonly string[] => find(source).map(({ rule, fault, place }) => `${rule}/${fault} ${JSON.stringify(place.source.position(place.span.start))}`).toSorted();
    fc.assert(fc.property(text, (dockerfile) => {
      const plain = dockerfile.replaceAll('\r', '');
      const found = shape(new Source('Dockerfile', plain));
      expect(shape(new Source('Dockerfile', plain.replaceAll('\n', '\r\n')))).toEqual(found);
      expect(shape(new Source('Dockerfile', plain, { byteOrderMark: true }))).toEqual(found);
    }), { numRuns: 80 });
  });
});
