import { describe, expect, test } from '@jest/globals';
import cargoChef from '../../rules/cargo-chef/rule.ts';
import { createBuild } from '../../src/build.ts';
import { listedContext } from '../../src/context/path-list.ts';
import { observe } from '../../src/lint.ts';
import { Source } from '../../src/source.ts';

const dockerfile = 'FROM lukemathwalker/cargo-chef:0.1.77-rust-1.93-bookworm\nWORKDIR /app\nCOPY . .\nRUN cargo chef prepare\n';

function faults(guessed: true | undefined): readonly string[] {
  const manifest = new Source('Cargo.toml', '[package]\nname = "a"\n[dependencies]\nb = { path = "../b" }\n');
  const context = () => listedContext({ paths: ['Cargo.toml', 'src/main.rs'], folder: '.', why: 'a test', guessed, read: () => manifest });
  const build = createBuild({ source: new Source('Dockerfile', dockerfile), today: '2026-11-01', ports: { context } });
  return observe(build, cargoChef, cargoChef.options?.defaults ?? {}).observations.flatMap((one) => ('fault' in one ? [one.fault] : []));
}

describe('crates outside of the context', () => {
  test('are missing from a context that was named', () => {
    expect(faults(undefined)).toEqual(['crate-missing']);
  });

  test('speak against a context that was guessed', () => {
    expect(faults(true)).toEqual([]);
  });
});
