import { isSecretByParts, isSecretByWords } from '../knowledge/secret-names.ts';

/** Variables of which a value is known: those of a project's `.env`. */
export type Environment = ReadonlyMap<string, string>;

const nothing: Environment = new Map();

const OPENING = /\$(?:(\$)|([A-Za-z_][A-Za-z0-9_]*)|\{([A-Za-z_][A-Za-z0-9_]*)(:?[-?+])?)/y;
/** Defaults in defaults: more are not followed. */
const DEEPEST = 20;

/**
 * A value of a compose file with its variables replaced: by what is known of them, or by their defaults, as nobody has set
 * another value yet. Undefined when a variable has neither, for then only the build knows. Source: the compose specification,
 * "Interpolation".
 */
export function interpolate(value: string, environment: Environment = nothing): string | undefined {
  const { text, end } = replaced(value, 0, environment, 0, false);
  return end === value.length ? text : undefined;
}

interface Replaced {
  readonly text: string | undefined;
  /** Where reading stopped: behind the value, or at the `}` that closes it. */
  readonly end: number;
}

function replaced(value: string, from: number, environment: Environment, depth: number, inner: boolean): Replaced {
  let text: string | undefined = '';
  let at = from;
  while (at < value.length && !(inner && value[at] === '}')) {
    OPENING.lastIndex = at;
    const found = OPENING.exec(value);
    if (found === null) {
      // What is left of `${` is broken.
      if (value.startsWith('${', at)) return { text: undefined, end: at };
      text = text === undefined ? undefined : text + (value[at] ?? '');
      at++;
      continue;
    }
    const [opening, dollar, plain, name, operator] = found;
    at += opening.length;
    let part: string | undefined;
    if (dollar !== undefined) part = '$';
    else if (plain !== undefined) part = environment.get(plain);
    else {
      const word: Replaced = operator === undefined ? { text: undefined, end: at } : depth < DEEPEST ? replaced(value, at, environment, depth + 1, true) : { text: undefined, end: value.length };
      if (value[word.end] !== '}') return { text: undefined, end: at };
      at = word.end + 1;
      part = valueOf(environment.get(name ?? ''), operator, word.text);
    }
    text = text === undefined || part === undefined ? undefined : text + part;
  }
  return { text, end: at };
}

/** `${X:+word}` of a variable that nobody set is empty; `:` takes an empty one for unset. */
function valueOf(known: string | undefined, operator: string | undefined, word: string | undefined): string | undefined {
  const set = known !== undefined && (operator?.startsWith(':') !== true || known !== '');
  if (operator === '-' || operator === ':-') return set ? known : word;
  if (operator === '+' || operator === ':+') return set ? word : '';
  return set ? known : undefined;
}

/** Lines of a `.env` that are looked at. */
const MOST_LINES = 2000;

/** The variables of a `.env`. Those that hold a secret by their names are left out: no message ever shows their value. */
export function readEnvironment(text: string): Environment {
  const found = new Map<string, string>();
  for (const line of text.split('\n').slice(0, MOST_LINES)) {
    const [, name, written] = /^(?:export\s+)?([A-Za-z_]\w*)\s*[=:](.*)$/.exec(line.trim()) ?? [];
    const raw = written?.trim();
    if (name === undefined || raw === undefined || isSecretByWords(name) || isSecretByParts(name)) continue;
    const quoted = /^'([^']*)'|^"((?:[^"\\]|\\.)*)"/.exec(raw);
    const value = quoted === null ? interpolate(raw.replace(/(?:^|\s+)#.*$/, ''), found) : quoted[1] ?? interpolate((quoted[2] ?? '').replace(/\\(["\\$])/g, (_whole, escaped: string) => (escaped === '$' ? '$$' : escaped)), found);
    if (value === undefined) found.delete(name);
    else found.set(name, value);
  }
  return found;
}
