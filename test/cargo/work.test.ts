import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { createBuild } from '../../src/build.ts';
import { memoryContext } from '../../src/context/memory.ts';
import { profileOf } from '../../src/cargo/choices.ts';
import { readManifests } from '../../src/cargo/manifests.ts';
import { missingCrates } from '../../src/cargo/members.ts';
import { recipeOrigin } from '../../src/cargo/recipe.ts';
import { rustImageOf } from '../../src/cargo/rust-image.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { MOST_STEPS } from '../../src/cargo/model.ts';
import { observe } from '../../src/lint.ts';
import type { Build } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';
import artifacts from '../../rules/cargo-chef-artifacts/rule.ts';
import chef from '../../rules/cargo-chef/rule.ts';
import drift from '../../rules/cargo-chef-drift/rule.ts';
import image from '../../rules/cargo-chef-image/rule.ts';
import libc from '../../rules/binary-libc/rule.ts';
import output from '../../rules/cargo-output-path/rule.ts';
import { growthOf } from '../work.ts';

function buildOf(text: string, files?: Readonly<Record<string, string>>): Build {
  const ports = files === undefined ? {} : { context: () => memoryContext({ files }) };
  return createBuild({ source: new Source('Dockerfile', text), today: '2026-11-23', ports });
}

describe('steps of cargo', () => {
  test('know their folder, their target folder and their environment', () => {
    const { builds } = cargoWork(buildOf('FROM rust:1.93\nWORKDIR /app\nENV CARGO_TARGET_DIR=/out\nRUN cd server && RUSTFLAGS=-g cargo +nightly b -r\n'));
    const [step] = builds;
    expect(step?.workdir).toBe('/app/server');
    expect(step?.targetDir).toMatchObject({ path: '/out', assumed: false });
    expect(step?.variable('RUSTFLAGS').is).toBe('set');
    expect(step?.variable('RUSTC_WRAPPER').is).toBe('unset');
    expect(step === undefined ? undefined : profileOf(step).name).toBe('release');
  });

  test('a subshell that ended takes its `cd` with it', () => {
    const { builds } = cargoWork(buildOf('FROM rust:1.93\nWORKDIR /app\nRUN (cd server; make) && cargo build\n'));
    expect(builds[0]?.workdir).toBeUndefined();
  });

  test('what an install, a check or a trigger does is none', () => {
    const work = cargoWork(buildOf('FROM rust:1.93\nRUN cargo install ripgrep && cargo check && cargo clippy\nONBUILD RUN cargo build\n'));
    expect([...work.builds, ...work.cooks, ...work.prepares]).toEqual([]);
  });

  test('are counted up to a limit', () => {
    const work = cargoWork(buildOf(`FROM rust:1.93\n${'RUN cargo build\n'.repeat(MOST_STEPS * 2)}`));
    expect(work.builds).toHaveLength(MOST_STEPS);
  });

  test('cooked artifacts are followed through several stages', () => {
    const work = cargoWork(buildOf([
      'FROM rust:1.93 AS cacher', 'WORKDIR /app', 'RUN cargo chef cook', 'FROM cacher AS middle', 'FROM scratch AS store', 'COPY --from=middle /app/target /cooked',
      'FROM rust:1.93', 'WORKDIR /app', 'COPY --from=store /cooked target', 'RUN cargo build', '',
    ].join('\n')));
    const [step] = work.builds;
    expect(step === undefined ? [] : work.cookedFor(step).map(({ path }) => path)).toEqual(['/app/target']);
  });
});

test('a recipe comes from where it comes from', () => {
  const build = buildOf('FROM rust:1.93 AS planner\nWORKDIR /app\nRUN cargo chef prepare\nFROM rust:1.93\nWORKDIR /app\nCOPY --from=planner /app/recipe.json .\nRUN cargo chef cook\n');
  const work = cargoWork(build);
  const [cook] = work.cooks;
  expect(cook === undefined ? undefined : recipeOrigin(build, work, cook)).toMatchObject({ is: 'stage', sourcePath: '/app/recipe.json' });
});

describe('tags of Rust images', () => {
  test.each([
    ['rust', undefined, undefined], ['rust:1-bookworm', '1', 'bookworm'], ['rust:1.93.1-slim-trixie', '1.93.1', 'trixie'], ['rust:alpine3.22', undefined, 'alpine3.22'], ['docker.io/library/rust:slim', undefined, undefined],
    ['lukemathwalker/cargo-chef:latest-rust-1', '1', undefined], ['lukemathwalker/cargo-chef:0.1.77-rust-1.93-slim-bookworm', '1.93', 'bookworm'], ['lukemathwalker/cargo-chef:latest', undefined, undefined],
  ])('%s', (name, rust, distribution) => {
    const build = buildOf(`FROM ${name}\n`);
    expect(rustImageOf(build, build.target)).toMatchObject({ rust, distribution });
  });

  test('other images and unknown tags are none', () => {
    for (const name of ['debian:12', 'rust:$TAG']) {
      const build = buildOf(`ARG TAG\nFROM ${name}\n`);
      expect(rustImageOf(build, build.target)).toBeUndefined();
    }
  });
});

describe('manifests', () => {
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["app", "core"]\n',
    'app/Cargo.toml': '[package]\nname = "app"\n[features]\ndefault = ["http"]\nhttp = ["dep:hyper"]\nown = ["core/fast"]\nquiet = []\nloud = ["core/quick"]\n[dependencies]\ncore = { path = "../core" }\n',
    'core/Cargo.toml': '[package]\nname = "core"\n[features]\nfast = ["simd"]\nquick = []\n[dependencies]\nsimd = { version = "1", optional = true }\n',
  };

  test('tell which features reach crates of others', () => {
    const manifests = readManifests(memoryContext({ files }));
    expect(['http', 'own', 'quiet', 'loud', 'none'].map((name) => manifests?.reachesDependencies(name))).toEqual([true, true, false, false, undefined]);
    expect(manifests?.isDefault('http')).toBe(true);
    expect(manifests?.virtual).toBe(true);
    expect([...(manifests?.members ?? [])]).toEqual(['app', 'core']);
  });

  test('name crates that are not there, once each', () => {
    const build = buildOf('FROM rust:1.93\nWORKDIR /app\nCOPY Cargo.toml .\nCOPY app app\nRUN cargo chef prepare\n', { ...files, 'app/Cargo.toml': `${files['app/Cargo.toml']}up = { path = "../../up" }\ngone = { path = "gone" }\n` });
    const [prepare] = cargoWork(build).prepares;
    expect(prepare === undefined ? [] : missingCrates(build, prepare).map(({ path, why }) => `${path} ${why}`)).toEqual(['core not-copied', '../up outside', 'app/gone absent']);
  });
});

describe('for any text', () => {
  const rules = [chef, drift, artifacts, image, libc, output];
  const line = fc.constantFrom(
    'FROM rust:1.93 AS a', 'FROM a AS b', 'FROM debian:12 AS b', 'WORKDIR app', 'WORKDIR /app', 'COPY . .', 'COPY --from=a . .', 'COPY --from=a /app/target target', 'COPY --from=b recipe.json $X', 'RUN cargo chef prepare', 'RUN cargo chef cook --release --profile',
    'RUN --mount=type=cache,target=target cargo chef cook --recipe-path', 'RUN cd $X && cargo build --target $T', 'RUN --mount=type=bind,from=a,source=/app cargo b -r', 'ENV RUSTFLAGS=$X', 'ARG T', 'ONBUILD RUN cargo build', 'RUN cargo install cargo-chef', 'COPY --from=b /app/target/release/x /', 'RUN <<E\ncargo chef cook\nE',
  );

  test('nothing throws, and every place lies in the file', () => {
    fc.assert(fc.property(fc.array(line, { maxLength: 30 }), (lines) => {
      const build = buildOf(`${lines.join('\n')}\n`, { 'Cargo.toml': '[package]\nname = "x"\n', 'rust-toolchain.toml': 'channel = "1.90"' });
      for (const rule of rules) {
        const { observations, error } = observe(build, rule, rule.options?.defaults ?? {});
        expect(error).toBeUndefined();
        for (const { at } of observations) expect(at.place.span.end).toBeLessThanOrEqual(build.dockerfile.source.text.length);
      }
    }), { numRuns: 200 });
  });

  test('many stages and many steps take no more work than they are', () => {
    const observeAll = (count: number): void => {
      const build = buildOf(Array.from({ length: count }, (_, index) => `FROM ${index === 0 ? 'rust:1.93' : `s${String(index - 1)}`} AS s${String(index)}\nCOPY . .\nRUN cargo chef cook\nRUN cargo build\n`).join(''));
      for (const rule of rules) observe(build, rule, rule.options?.defaults ?? {});
    };
    expect(growthOf(observeAll, 100)).toBeLessThan(1.5);
  });
});
