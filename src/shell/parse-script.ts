import { parse } from 'unbash';
import type { ParsedScript } from 'unbash';

/** UTF-16 units; a longer script is not read. */
const MAXIMUM_LENGTH = 200_000;
/** The parser reads nested substitutions again at every level, so depth costs its square. */
const MAXIMUM_NESTING = 60;
/** The parser looks for the end of each heredoc down to the end of the script. */
const MAXIMUM_HEREDOCS = 500;

export type ParseResult = { readonly tree: ParsedScript; readonly broken: string | undefined } | { readonly tree: undefined; readonly broken: string };

/** Reads a script of any Bourne-like shell, as Bash. Never throws; what would take the parser long is refused as `broken`. */
export function parseScript(text: string): ParseResult {
  const refusal = refusalOf(text);
  if (refusal !== undefined) return { tree: undefined, broken: refusal };
  try {
    const tree = parse(text);
    return { tree, broken: tree.errors?.[0]?.message };
  } catch (error) {
    return { tree: undefined, broken: error instanceof Error ? error.message : 'not readable' };
  }
}

function refusalOf(text: string): string | undefined {
  if (text.length > MAXIMUM_LENGTH) return `longer than ${MAXIMUM_LENGTH} characters`;
  let depth = 0;
  for (let at = 0; at < text.length; at++) {
    const character = text[at];
    if (character === '(') {
      if (++depth > MAXIMUM_NESTING) return `nested deeper than ${MAXIMUM_NESTING} levels`;
    } else if (character === ')' && depth > 0) depth--;
  }
  let heredocs = 0;
  for (let at = text.indexOf('<<'); at !== -1; at = text.indexOf('<<', at + 2)) {
    if (++heredocs > MAXIMUM_HEREDOCS) return `more than ${MAXIMUM_HEREDOCS} heredocs`;
  }
  return undefined;
}
