import type { Build } from '../rule.ts';
import { knownValue } from '../word.ts';
import type { CargoStep, Variable } from './model.ts';
import { sameText } from './words.ts';

/** Variables that are part of what cargo compiles: it takes nothing that was compiled with other ones (Cargo book, "Environment variables"). */
const FLAGS = /^(?:CARGO_ENCODED_RUSTFLAGS|RUSTFLAGS|CARGO_BUILD_RUSTFLAGS|CARGO_PROFILE_[A-Z0-9_]+|CARGO_TARGET_[A-Z0-9_]+_RUSTFLAGS)$/;
/** Variables that name a program around rustc. */
const WRAPPERS = /^(?:RUSTC_WRAPPER|RUSTC_WORKSPACE_WRAPPER|CARGO_BUILD_RUSTC_WRAPPER|RUSTC|CARGO_BUILD_RUSTC)$/;
/** Variables that build scripts of widely used crates watch (`rerun-if-env-changed` of cc, openssl-sys, pkg-config, bindgen, prost, candle). */
const BUILD_SCRIPTS = /^(?:CUDA_COMPUTE_CAP|CC|CXX|CFLAGS|CXXFLAGS|HOST_CC|TARGET_CC|OPENSSL_(?:DIR|STATIC|NO_VENDOR|LIB_DIR|INCLUDE_DIR)|PKG_CONFIG_(?:PATH|ALL_STATIC|ALL_DYNAMIC|ALLOW_CROSS|SYSROOT_DIR)|LIBCLANG_PATH|BINDGEN_EXTRA_CLANG_ARGS|PROTOC|ROCKSDB_(?:LIB_DIR|STATIC)|LIBZ_SYS_STATIC|ZSTD_SYS_USE_PKG_CONFIG)$/;

export type SettingKind = 'flags' | 'wrapper' | 'build-script';

export interface SettingNames {
  readonly kind: SettingKind;
  readonly names: readonly string[];
}

/** Names of such variables that the file sets anywhere: no others can differ. */
export function settingNames(build: Build, steps: readonly CargoStep[]): readonly SettingNames[] {
  const names = new Set<string>();
  for (const { pairs } of build.dockerfile.all('ENV', 'ARG')) for (const { key } of pairs) if (key.value !== undefined) names.add(key.value);
  for (const { command } of steps) {
    for (const { name } of command.assignments) names.add(name);
    for (const other of command.script.commands.slice(0, 500)) if (other.name === 'export') for (const { raw } of other.words.slice(1)) names.add(raw.replace(/=[^]*$/, ''));
  }
  const of = (kind: SettingKind, pattern: RegExp): SettingNames => ({ kind, names: [...names].filter((name) => pattern.test(name)) });
  return [of('flags', FLAGS), of('wrapper', WRAPPERS), of('build-script', BUILD_SCRIPTS)];
}

/** Whether a variable is the same for both; undefined when only the build can tell. Empty is unset. */
export function sameVariable(one: Variable, other: Variable): boolean | undefined {
  const [first, second] = [emptied(one), emptied(other)];
  if (first.is === 'unknown' || second.is === 'unknown') return undefined;
  if (first.is === 'unset' || second.is === 'unset') return first.is === second.is ? true : onlyUnset(first, second);
  return sameText(first.text, second.text);
}

function onlyUnset(one: Variable, other: Variable): boolean | undefined {
  const set = one.is === 'set' ? one : other;
  // A text that is all unknown may be empty.
  return set.is === 'set' && set.text.some((piece) => 'text' in piece && piece.text.trim() !== '') ? false : undefined;
}

function emptied(variable: Variable): Variable {
  return variable.is === 'set' && knownValue(variable.text)?.trim() === '' ? { is: 'unset' } : variable;
}
