import { readFileSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createBuild } from '../../src/build.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { memoryContext } from '../../src/context/memory.ts';
import { judge } from '../../src/policy/judge.ts';
import { shippedPolicies } from '../../src/policy/shipped.generated.ts';
import { Source } from '../../src/source.ts';

const folder = path.resolve('fixtures/ironpost/best');
const files = Object.fromEntries(readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => {
  const file = path.join(entry.parentPath, entry.name);
  return [path.relative(folder, file), readFileSync(file, 'utf8')];
}));
const best = files['docker/Dockerfile'] ?? '';
const catalogue = createCatalogue(rules);

/** The solution of the task with one part replaced: each pair of texts must be in it. */
function variant(...pairs: readonly (readonly [string, string])[]): string {
  let text = best;
  for (const [one, other] of pairs) {
    expect(text).toContain(one);
    text = text.replaceAll(one, other);
  }
  return text;
}

/** Criteria that are not met, as `id outcome`. */
function open(dockerfile: string, ignored = ''): readonly string[] {
  const context = { ...files, '.dockerignore': `${files['.dockerignore'] ?? ''}\n${ignored}\n` };
  const build = createBuild({ source: new Source('docker/Dockerfile', dockerfile), today: '2026-11-01', ports: { context: () => memoryContext({ files: context, dockerfilePath: 'docker/Dockerfile' }) } });
  const policy = shippedPolicies['t7.8'];
  if (policy === undefined) throw new Error('no policy t7.8');
  const report = judge(policy, (rule, options) => ({ observations: [...rule.check(build, options)], ignored: [] }), catalogue, 'docker/Dockerfile');
  return report.criteria.filter(({ outcome }) => outcome !== 'met').map(({ id, outcome }) => `${id} ${outcome}`);
}

const broken = ['healthcheck unmet', 'entrypoint unmet'];
const programs = '/app/target/release/ironpost-daemon /app/target/release/ironpost-cli';
const check = 'CMD ["ironpost-cli", "status", "--format", "json"]';
const compile = 'RUN cargo build --release --locked';

describe('solutions of the task', () => {
  test.each<[string, string]>([
    ['as it is best', best],
    ['programs by a pattern of their names', variant([programs, '/app/target/release/ironpost-*'])],
    ['cooked and built with the stable toolchain', variant(['cargo chef cook', 'cargo +stable chef cook'], ['cargo build', 'cargo +stable build'])],
    ['a compiler in the builder, and what it recommends', variant(['--no-install-recommends libssl-dev', 'libssl-dev'])],
    ['a number that is that of the user', variant(['USER ironpost', 'USER 10001:10001'])],
    ['an argument with its default where it is used', variant(['FROM debian:trixie-slim', 'FROM debian:${TAG:-trixie-slim}'], ['FROM rust:1.98-trixie', 'ARG TAG\nFROM rust:1.98-trixie'])],
    ['a wrapper that the base has', variant([check, 'CMD timeout 8 ironpost-cli status > /dev/null || exit 1'])],
  ])('%s', (_name, dockerfile) => {
    expect(open(dockerfile)).toEqual([]);
  });
});

describe('what looks like a solution', () => {
  test.each<[string, string, readonly string[]]>([
    ['programs of another profile', variant(['/app/target/release/', '/app/target/debug/']), broken],
    ['programs in a cache mount', variant([compile, 'RUN --mount=type=cache,target=/app/target cargo build --release']), ['cargo-chef unmet', ...broken]],
    ['programs of a stage that only plans', variant(['COPY --from=builder', 'COPY --from=planner']), ['cargo-chef unmet', ...broken, 'cached-dependencies unmet']],
    ['a glibc that is too old', variant(['debian:trixie-slim', 'debian:bullseye-slim']), broken],
    ['only one program is compiled', variant([' --bin ironpost-cli', '']), ['healthcheck unmet']],
    ['a program that the project does not have', variant(['--bin ironpost-daemon', '--bin ironpost-demon']), ['cargo-chef unmet', 'entrypoint unmet']],
    ['another toolchain builds', variant(['cargo build', 'cargo +nightly build']), ['cargo-chef unmet']],
    ['other flags build', variant([compile, 'ENV RUSTFLAGS="-C target-cpu=native"\nRUN cargo build --release']), ['cargo-chef unmet']],
    ['a crate stays a dummy', variant(['COPY crates crates\nRUN cargo build', 'COPY crates/ironpost-daemon crates/ironpost-daemon\nCOPY crates/ironpost-cli crates/ironpost-cli\nRUN cargo build']), ['cargo-chef unmet']],
    ['a check that cannot fail', variant([check, 'CMD ironpost-cli status | cat']), ['healthcheck unmet']],
    ['a wrapper that is missing', variant([check, 'CMD gosu ironpost ironpost-cli status']), ['healthcheck unmet']],
    ['a version that is declared for FROM alone', variant(['FROM rust:1.98-trixie', 'ARG VERSION=0.1.0\nFROM rust:1.98-trixie'], ['"0.1.0"', '"${VERSION}"']), ['labels unmet']],
    ['a user that is declared for FROM alone', variant(['FROM rust:1.98-trixie', 'ARG ACCOUNT=ironpost\nFROM rust:1.98-trixie'], ['USER ironpost', 'USER ${ACCOUNT}']), ['non-root unmet']],
    ['the accounts of another stage', variant(['USER ironpost', 'COPY --from=planner /etc/passwd /etc/passwd\nUSER ironpost']), ['non-root unknown']],
    ['a user who gets the number of root', variant(['USER ironpost', 'RUN usermod -o -u 0 ironpost\nUSER ironpost']), ['non-root unmet']],
    ['a version in single quotes', variant(['LABEL org.opencontainers.image.title', 'ARG VERSION=0.1.0\nLABEL org.opencontainers.image.title'], ['version="0.1.0"', "version='$VERSION'"]), ['labels unmet']],
    ['a check that ends with a failure', variant([check, 'CMD ironpost-cli status && exit 1']), ['healthcheck unmet']],
    ['another target folder for the build', variant([compile, `ENV CARGO_TARGET_DIR=/target\n${compile}`]), ['cargo-chef unmet', ...broken]],
    ['another setting of the profile for the build', variant([compile, `ENV CARGO_PROFILE_RELEASE_LTO=true\n${compile}`]), ['cargo-chef unmet']],
    ['the toolchain is shipped', variant(['WORKDIR /var/lib/ironpost', 'COPY --from=builder /usr/local/cargo /usr/local/cargo\nWORKDIR /var/lib/ironpost']), ['multi-stage unmet']],
    ['a slim image with a compiler', variant(['FROM debian:trixie-slim', 'FROM rust:1.98-slim-trixie']), ['minimal-base unmet', 'multi-stage unmet']],
    ['only the build knows the user', variant(['USER ironpost', 'ARG ACCOUNT\nUSER ${ACCOUNT}']), ['non-root unknown']],
  ])('%s', (_name, dockerfile, outcomes) => {
    expect(open(dockerfile)).toEqual(outcomes);
  });
});

describe('an ignore file that takes out what the build needs', () => {
  const whole = variant(['COPY Cargo.toml Cargo.lock ./\nCOPY crates crates', 'COPY . .']);
  test.each<[string, string, string, readonly string[]]>([
    ['the lock file that COPY names', best, 'Cargo.lock', ['dockerignore unmet']],
    ['the lock file that cargo is told to keep to', whole, '*.lock', ['cargo-chef unmet']],
    ['the lock file that only the build keeps to', whole.replace('--release --locked --recipe-path', '--release --recipe-path').replace('FROM chef AS builder', 'FROM chef AS cacher').replace('COPY . .\nRUN cargo build', 'FROM chef AS builder\nCOPY . .\nCOPY --from=cacher /app/target target\nRUN cargo build'), '*.lock', ['cargo-chef unmet']],
    ['the sources of the crates', best, 'crates/*/src', ['cargo-chef unmet']],
    ['nothing that the build needs', whole, 'tmp', []],
  ])('%s', (_name, dockerfile, ignored, outcomes) => {
    expect(open(dockerfile, ignored)).toEqual(outcomes);
  });
});
