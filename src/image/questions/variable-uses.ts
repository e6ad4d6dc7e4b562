import { createScopes } from '../../dockerfile/scope.ts';
import { expand } from '../../dockerfile/expand.ts';
import { expandedBodies } from '../../dockerfile/heredoc-expansion.ts';
import type { Reference } from '../../dockerfile/expand-model.ts';
import type { Dockerfile, FromInstruction, Instruction, KeyValue } from '../../dockerfile/model.ts';
import { referenceFault } from '../../dockerfile/image-reference.ts';
import { suggest } from '../../dockerfile/suggest.ts';
import { ArgNode } from '../../dockerfile/nodes-pairs.ts';
import { LazyWord } from '../../dockerfile/words.ts';
import { platformArgs } from '../../knowledge/platform-args.ts';
import type { Scope, Word } from '../../word.ts';

export type VariableUse = Reference;

/** Names are not compared one by one where there are more. */
const most = 300;

/** The variables that an instruction names and the build (not a shell) replaces, as often as they are named. */
export function variableUses(instruction: Instruction): readonly VariableUse[] {
  const inBodies = expandedBodies(instruction).flatMap(({ references }) => references);
  if (!instruction.rest.text.includes('$') && !instruction.flags.some(({ value }) => value?.raw.includes('$') === true)) return inBodies;
  return [...expandedWords(instruction).flatMap((word) => (word instanceof LazyWord ? word.expansion.references : [])), ...inBodies];
}

/** The value of an ARG or ENV is made of this variable. */
export function isMadeOf({ value }: KeyValue, name: string): boolean {
  return value instanceof LazyWord && value.expansion.references.some((reference) => reference.name === name);
}

/** The words of an instruction that the build expands (source: BuildKit, `Expand` of its commands). */
function expandedWords(instruction: Instruction): readonly (Word | undefined)[] {
  const flags = instruction.flags.map(({ value }) => value);
  switch (instruction.keyword) {
    case 'FROM': return [instruction.image, ...flags];
    case 'ADD': case 'COPY': return [...flags, ...instruction.sources, instruction.destination];
    // The default of an argument that the build is given is not looked at.
    case 'ARG': return instruction.pairs.flatMap(({ key, value }) => (instruction instanceof ArgNode && instruction.document.buildArgs?.has(key.raw) === true ? [] : [value]));
    case 'ENV': case 'LABEL': return instruction.pairs.flatMap(({ key, value }) => [key, value]);
    case 'EXPOSE': case 'VOLUME': return instruction.words;
    case 'USER': return [instruction.user];
    case 'WORKDIR': return [instruction.path];
    case 'STOPSIGNAL': return [instruction.signal];
    case 'RUN': return flags.length === 0 ? [] : instruction.mounts.flatMap(({ options }) => [...options.values()]);
    default: return [];
  }
}

/** The name that a mistyped one most likely means; undefined when none is near. Short names are never guessed. */
export function nearVariable(name: string, declared: readonly string[]): string | undefined {
  if (name.length < 4 || declared.length > most) return undefined;
  return suggest(name, declared.filter((other) => other !== name && other.length >= 4));
}

/**
 * What FROM names when every ARG has its default, and those without one are empty: how BuildKit tests them. Undefined when
 * no ARG has to do with it; `fault` says why it is no image reference.
 */
export function defaultImage(from: FromInstruction, { escape, globalArgs }: Dockerfile): { readonly text: string; readonly fault: string | undefined; readonly empty: readonly VariableUse[] } | undefined {
  const { image } = from;
  if (!(image instanceof LazyWord) || image.expansion.references.length === 0) return undefined;
  // The defaults, whatever build arguments are given: other people build without them.
  const defaults = createScopes({ escape, globalArgs, start: from.place })(from);
  const scope: Scope = {
    lookup: (name) => {
      const value = defaults.lookup(name);
      return value.is === 'unknown' && value.cause === 'build-argument' ? { is: 'unset', why: value.why } : value;
    },
  };
  const expansion = expand(image.content, scope, { escape });
  if (expansion.error !== undefined) return undefined;
  // The builder always sets its platforms; other unknown pieces are of ARGs that rest on ARGs without default.
  const text = expansion.text.map((piece) => ('text' in piece ? piece.text : piece.variable !== undefined && platformArgs.includes(piece.variable) ? 'x' : '')).join('');
  const fault = text === '' ? 'it is empty' : referenceFault(text)?.message;
  return { text, fault, empty: expansion.references.filter(({ value }) => value.is === 'unset') };
}
