import type { Alias } from '../diagnostic.ts';
import { checkOptionsIn } from '../dockerfile/directives.ts';
import type { Dockerfile } from '../dockerfile/model.ts';

/** A name in a comment, with its offset in the text that was read. */
export interface NamedAt {
  readonly name: string;
  readonly at: number;
}

/** What `# check=…` asks of BuildKit's checks. */
export interface CheckOptions {
  readonly skip: readonly NamedAt[];
  readonly skipAll: boolean;
  /** Any warning fails the build. */
  readonly error: boolean;
  readonly experimental: readonly NamedAt[];
  readonly experimentalAll: boolean;
}

/**
 * Reads the value of a `check` directive: `skip=A,B;error=true;experimental=all`. Names keep their case, since BuildKit tells
 * cases apart. Undefined when BuildKit would refuse it.
 * Source: moby/buildkit frontend/dockerfile/linter, ParseLintOptions.
 */
export function parseCheckOptions(value: string): CheckOptions | undefined {
  const options = { skip: noNames, skipAll: false, error: false, experimental: noNames, experimentalAll: false };
  let at = 0;
  for (const part of checkOptionsIn(value)) {
    const equals = part.indexOf('=');
    if (equals === -1) return undefined;
    const key = part.slice(0, equals).trim();
    const names = namesIn(part.slice(equals + 1), at + equals + 1);
    const all = names.length === 1 && names[0]?.name === 'all';
    // `all` stays in force, whatever list follows it.
    if (key === 'skip') Object.assign(options, all ? { skipAll: true } : { skip: names });
    else if (key === 'experimental') Object.assign(options, all ? { experimentalAll: true } : { experimental: names });
    else if (key === 'error') {
      const error = booleans.get(part.slice(equals + 1).trim());
      if (error === undefined) return undefined;
      Object.assign(options, { error });
    } else return undefined;
    at += part.length + 1;
  }
  return options;
}

/** The `# check=` directive at the top of a file; undefined without one, or when BuildKit would refuse it. */
export function checkOptionsOf(dockerfile: Dockerfile): CheckOptions | undefined {
  const directive = dockerfile.directives.find(({ name }) => name === 'check');
  return directive === undefined ? undefined : parseCheckOptions(directive.value.raw);
}

/** Whether the options ask for a check that BuildKit leaves out without them: what they skip is never one of these. */
export function asksFor({ experimental, experimentalAll }: CheckOptions, aliases: readonly Alias[]): boolean {
  return aliases.some(({ tool, id, level }) => tool === 'buildkit' && level === 'off' && (experimentalAll || experimental.some(({ name }) => name === id)));
}

/** The names of a list that commas part, blanks around them left out. */
export function namesIn(list: string, offset: number): readonly NamedAt[] {
  const names: NamedAt[] = [];
  let at = offset;
  for (const piece of list.split(',')) {
    const name = piece.trim();
    if (name !== '') names.push({ name, at: at + piece.indexOf(name) });
    at += piece.length + 1;
  }
  return names;
}

const noNames: readonly NamedAt[] = [];

/** What Go's strconv.ParseBool takes. */
const booleans: ReadonlyMap<string, boolean> = new Map([
  ...['1', 't', 'T', 'TRUE', 'true', 'True'].map((word) => [word, true] as const),
  ...['0', 'f', 'F', 'FALSE', 'false', 'False'].map((word) => [word, false] as const),
]);
