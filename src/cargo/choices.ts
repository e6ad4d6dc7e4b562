import { knownValue, type Text, type Word } from '../word.ts';
import type { CargoStep } from './model.ts';

/** The profile that a step compiles with, tests with their own taken together: `release`, `dev`, or the words of `--profile`. */
export interface ProfileChoice {
  readonly text: Text;
  /** Undefined when only the build knows. */
  readonly name: string | undefined;
  /** The folder of the target folder: `debug` for `dev`. */
  readonly folder: string | undefined;
  /** The word that chooses it. */
  readonly word: Word | undefined;
}

/** cargo-chef 0.1.77 (main.rs) and `cargo help build`: dev without a word, `cargo install` and `cargo bench` release. */
export function profileOf(step: CargoStep): ProfileChoice {
  const { invocation } = step;
  if (invocation.profile !== undefined) {
    const name = invocation.profile.value;
    return { text: name === undefined ? invocation.profile.text : asText(sameProfile(name), invocation.profile), name: name === undefined ? undefined : sameProfile(name), folder: name === undefined ? undefined : folderOf(name), word: invocation.profile };
  }
  const release = invocation.release || invocation.subcommand === 'bench' || (invocation.subcommand === 'install' && step.command.option('--debug') === undefined);
  const name = release ? 'release' : 'dev';
  return { text: asText(name, step.at), name, folder: folderOf(name), word: step.command.option('--release', '-r')?.word };
}

/** Targets by `--target`, else by CARGO_BUILD_TARGET: texts, for a build with an unknown one is compared too. */
export function targetsOf(step: CargoStep): { readonly texts: readonly Text[]; readonly words: readonly Word[]; readonly unknown: boolean } {
  const words = step.invocation.target;
  if (words.length > 0) return { texts: words.map(({ text }) => text), words, unknown: false };
  const variable = step.variable('CARGO_BUILD_TARGET');
  if (variable.is === 'unset' || (variable.is === 'set' && knownValue(variable.text) === '')) return { texts: [], words: [], unknown: false };
  return { texts: variable.is === 'set' ? [variable.text] : [], words: [], unknown: variable.is === 'unknown' };
}

/** Options that come out of a variable only the build knows: `cargo build $FLAGS`. As written. */
export function opaqueWords(step: CargoStep): readonly string[] {
  const values = new Set(step.command.options().flatMap(({ value, word }) => [value?.place.span.start ?? -1, word.place.span.start]));
  return step.command.words.flatMap((word) => (word.value === undefined && !values.has(word.place.span.start) ? [word.raw] : []));
}

/** `test` compiles dependencies as `dev` does, `bench` as `release`. */
function sameProfile(name: string): string {
  return name === 'test' ? 'dev' : name === 'bench' ? 'release' : name;
}

function folderOf(name: string): string {
  const profile = sameProfile(name);
  return profile === 'dev' ? 'debug' : profile;
}

function asText(text: string, word: Word): Text {
  return [{ text, from: word.place }];
}
