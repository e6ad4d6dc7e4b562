import type { Dockerfile, Instruction } from '../dockerfile/model.ts';
import { suggest } from '../dockerfile/suggest.ts';
import { knownValue } from '../word.ts';

interface Declaration {
  readonly index: number;
  readonly isEnv: boolean;
}

/**
 * Answers which variables of the build a script mentions: their value, or undefined when only the build knows it. `always` are
 * names that every build has. What a base image sets is not known, and ShellCheck is told nothing of it. Only what is mentioned
 * counts, since each further assignment costs ShellCheck as much time as a command of the script.
 */
export function createDeclarations(dockerfile: Dockerfile, always: readonly string[]): (instruction: Instruction, script: string) => ReadonlyMap<string, string | undefined> {
  const declared = new Map<string, Declaration[]>();
  for (const declaration of dockerfile.all('ARG', 'ENV')) {
    for (const { key } of declaration.pairs) {
      if (key.value === undefined) continue;
      const known = declared.get(key.value) ?? [];
      known.push({ index: declaration.index, isEnv: declaration.keyword === 'ENV' });
      declared.set(key.value, known);
    }
  }
  const everywhere = new Set(always);
  return (instruction, script) => {
    const own = instruction.onbuild ?? instruction;
    const variables = new Map<string, string | undefined>();
    const mentioned = namesIn(script);
    for (const name of [...mentioned, ...likelyMeant(mentioned, script)]) {
      if (everywhere.has(name)) variables.set(name, undefined);
      const last = declared.get(name)?.findLast(({ index }) => index < own.index);
      if (last === undefined) continue;
      const value = own.scope.lookup(name);
      if (value.is === 'set') variables.set(name, last.isEnv ? knownValue(value.text) : undefined);
      else if (own.stage === undefined || (value.is === 'unknown' && value.cause !== 'base-image')) variables.set(name, undefined);
    }
    return variables;
  };

  /** What a mistyped `$RTTP_PROXY` means: ShellCheck tells of it (SC2153) only when it sees the right name set. */
  function likelyMeant(mentioned: ReadonlySet<string>, script: string): readonly string[] {
    const used = new Set([...script.matchAll(/\$\{?([A-Z][A-Z0-9_]{3,})/g)].flatMap(([, name]) => (name === undefined || everywhere.has(name) || declared.has(name) ? [] : [name])));
    if (used.size === 0) return [];
    const names = [...everywhere, ...declared.keys()].filter((name) => !mentioned.has(name) && /^[A-Z]/.test(name));
    return [...used].flatMap((name) => suggest(name, names) ?? []);
  }
}

/** All words that could name a variable, each once. */
function namesIn(script: string): ReadonlySet<string> {
  return new Set(script.match(/[A-Za-z_]\w*/g));
}
