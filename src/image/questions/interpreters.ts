import type { Fact, Image } from '../model.ts';
import type { CommandLine, Stage } from '../../dockerfile/model.ts';
import type { Word } from '../../word.ts';

/** An interpreter that an image starts does not get its script as it was meant. */
export type LostScript =
  /** CMD names the interpreter that the entrypoint starts already; `same` is what both say: `java -jar`. */
  | { readonly is: 'named-twice'; readonly at: Word; readonly same: string }
  /** ENTRYPOINT is the script, and takes the place of the interpreter that the base image starts. */
  | { readonly is: 'replaced'; readonly at: Word; readonly interpreter: string };

/** Interpreters that images start by themselves, and what their scripts are called. */
const scripts: Readonly<Record<string, RegExp>> = { node: /\.[cm]?js$/, python: /\.py$/, java: /\.jar$/ };

/** Undefined where all is well, or only the build knows. */
export function lostScript(image: Image, target: Stage): LostScript | undefined {
  const { shipped } = image;
  const [starter, ...options] = execWords(shipped?.entrypoint);
  if (starter === undefined) return undefined;
  return namedTwice(starter, options, execWords(shipped?.cmd)) ?? replaced(starter, image.base(target)?.entrypoint?.[0]);
}

function namedTwice(starter: Word, options: readonly Word[], [first, ...rest]: readonly Word[]): LostScript | undefined {
  const name = interpreterOf(starter.value);
  if (name === undefined || first === undefined || interpreterOf(first.value) !== name || options.some(({ value }) => value?.startsWith('-') !== true)) return undefined;
  const same = [first, ...rest.filter((word, index) => word.value === options[index]?.value)];
  return { is: 'named-twice', at: first, same: same.map(({ value }) => value ?? '').join(' ') };
}

function replaced(starter: Word, own: string | undefined): LostScript | undefined {
  const interpreter = interpreterOf(own);
  if (own === undefined || interpreter === undefined || scripts[interpreter]?.test(starter.value ?? '') !== true) return undefined;
  return { is: 'replaced', at: starter, interpreter: own };
}

function execWords(line: Fact<CommandLine> | undefined): readonly Word[] {
  return line?.is === 'present' && line.value.form === 'exec' ? line.value.words : [];
}

function interpreterOf(program: string | undefined): string | undefined {
  return /^(?:.*\/)?(node|python|java)[\d.]*$/.exec(program ?? '')?.[1];
}
