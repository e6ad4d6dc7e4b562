import { describe, expect, test } from '@jest/globals';
import { lintText } from '../../src/index.ts';

const file = (arm: string): string => `FROM debian:13-slim AS base
ARG NAME
FROM base AS run-amd64
RUN useradd --system app
FROM base AS run-arm64
${arm}
FROM run-$TARGETARCH
COPY src/$NAME /srv/
USER app
`;

async function found(text: string) {
  const { diagnostics, errors } = await lintText(text, { presets: ['buildkit'], rules: { 'user-exists': 'error' } });
  expect(errors).toEqual([]);
  return diagnostics.map(({ rule, place, build }) => [rule, place.source.position(place.span.start).line, build]);
}

describe('a FROM that chooses its stage by platform', () => {
  test('has the accounts and arguments of that stage', async () => {
    expect(await found(file('RUN useradd --system app'))).toEqual([]);
  });

  test('is judged on each platform that the file has a stage for, and what only one of them has names it', async () => {
    expect(await found(file('RUN true'))).toEqual([['user-exists', 9, 'TARGETARCH=arm64']]);
  });

  test('says nothing of stages that the build does not need, for one platform alone', async () => {
    const text = `FROM scratch AS binaries-linux
COPY app /app
FROM scratch AS binaries-windows
COPY app /app.exe
FROM binaries-$TARGETOS AS binaries
FROM debian:13-slim AS integration
COPY --from=binaries /app /usr/bin/
FROM binaries
`;
    const { diagnostics } = await lintText(text, { rules: { 'copy-from-missing': 'error' } });
    expect(diagnostics.filter(({ rule }) => rule === 'copy-from-missing')).toEqual([]);
  });

  test('is judged on those platforms by policies, too', async () => {
    const outcomeOf = async (text: string): Promise<string | undefined> => {
      const { policies } = await lintText(text, { policies: ['t7.8'] });
      return policies[0]?.criteria.find(({ id }) => id === 'minimal-base')?.outcome;
    };
    const runs = (arm: string): string => `FROM debian:13-slim AS run-amd64\nFROM ${arm} AS run-arm64\nFROM run-$TARGETARCH\n`;
    expect(await outcomeOf(runs('alpine:3.23'))).toBe('met');
    expect(await outcomeOf(runs('ubuntu:24.04'))).toBe('unmet');
    expect(await outcomeOf(runs('registry.example/team/base:1'))).toBe('unknown');
  });
});
