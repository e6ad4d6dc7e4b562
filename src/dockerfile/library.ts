import { DockerfileParser } from 'dockerfile-ast';
import type { Range } from './characters.ts';
import type { Head } from './head.ts';

/** White space that only BuildKit takes for such, and escape characters, on which the two differ. */
const beyondLibrary = /[\v\f\r\n\\`\u0085\u00a0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000\ufeff]/;
const longest = 1000;

/**
 * The argument of one instruction as dockerfile-ast reads it: the range of `text` from its first word to its last. Undefined
 * where its reading is not to be trusted. This is the only module that knows the library.
 *
 * It gets a single instruction, its continuations joined and its comments taken out, so it never decides where one ends. It is
 * asked for STOPSIGNAL and MAINTAINER alone: their argument is one text, for which its ranges are right. On the conformance
 * cases and on random arguments (see the property in the tests) they are those of BuildKit, except with flags, escape characters
 * and rare white space, which are left out here. Both instructions are rare, so a file without them does not pay.
 */
export function argumentOfInstruction(text: string, head: Head): Range | undefined {
  const { start } = head.keyword;
  const { end } = head.rest;
  // Only blanks may stand between keyword and argument: no flags, and no `--` that ends them.
  if (end - start > longest || text.slice(head.keyword.end, head.rest.start).trim() !== '') return undefined;
  const instructionText = text.slice(start, end);
  if (beyondLibrary.test(instructionText)) return undefined;
  const [instruction] = DockerfileParser.parse(instructionText).getInstructions();
  const range = instruction?.getArgumentsRange();
  if (range === undefined || range === null) return undefined;
  // All of it stands in one line, so characters are offsets.
  return { start: start + range.start.character, end: start + range.end.character };
}
