import type { MappedText } from '../mapped-text.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';
import { dialectOfProgram } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { joinTexts, standIn, withoutEscapes } from './joined-text.ts';
import type { Command, HereDoc, Word as WordNode, WordPart } from './syntax.ts';

/** A script that a command hands to a shell: `sh -c '…'`, `su -c '…'`. */
export interface NestedScript {
  /** The argument that holds it. */
  readonly word: Word;
  readonly dialect: Dialect;
}

/** The script argument of a command; undefined when it hands none to a shell. `words` begin with the program. */
export function scriptArgument(name: string, words: readonly Word[]): NestedScript | undefined {
  const switching = name === 'su' || name === 'runuser' || name === 'flock';
  const dialect = dialectOfProgram(name) ?? (switching ? 'sh' : undefined);
  if (dialect === undefined) return undefined;
  for (let index = 1; index < words.length; index++) {
    const read = pattern(words[index]?.text ?? []);
    const isCommand = read === '--command' || (/^-[A-Za-z]+$/.test(read) && read.includes('c'));
    if (isCommand) {
      // `bash -c -e '…'` and `bash -co pipefail '…'` have options between the flag and the script.
      let at = index + 1;
      if (!switching) {
        if (/o$/.test(read)) at++;
        while (/^[-+]/.test(pattern(words[at]?.text ?? []))) at += /o$/.test(pattern(words[at]?.text ?? [])) ? 2 : 1;
      }
      const word = words[at];
      return word === undefined ? undefined : { word, dialect };
    }
    if (switching) continue;
    if (/^[-+][A-Za-z]*[oO]$/.test(read)) index++;
    else if (!/^[-+]/.test(read) || read === '--') return undefined;
  }
  return undefined;
}

/** Whether a shell with these words reads its script from standard input. */
export function readsStandardInput(name: string, words: readonly Word[]): Dialect | undefined {
  const dialect = dialectOfProgram(name);
  if (dialect === undefined) return undefined;
  for (let index = 1; index < words.length; index++) {
    const read = pattern(words[index]?.text ?? []);
    if (/^-[A-Za-z]*c/.test(read)) return undefined;
    if (/^-[A-Za-z]*s/.test(read) || read === '-') return dialect;
    if (/^[-+][A-Za-z]*[oO]$/.test(read)) index++;
    else if (!/^[-+]/.test(read)) return undefined;
  }
  return dialect;
}

/**
 * The text of one written word as the program receives it, with its places. Variables stay as they are written: they are
 * looked up again where they are used, and the place is then the variable's. What a command prints is `$_`, known to nobody.
 */
export function receivedText(node: WordNode, ground: MappedText): MappedText | undefined {
  if (node.parts === undefined) return withoutEscapes(ground.slice(node.pos, node.end), BARE_ESCAPES);
  const pieces: MappedText[] = [];
  for (const part of node.parts) {
    if (part.type === 'SingleQuoted') pieces.push(ground.slice(part.pos + 1, Math.max(part.pos + 1, part.end - 1)));
    else if (part.type === 'DoubleQuoted') pieces.push(...quotedPieces(part.parts, ground));
    else if (part.type === 'AnsiCQuoted') {
      if (part.value !== part.text.slice(2, -1)) return undefined;
      pieces.push(ground.slice(part.pos + 2, Math.max(part.pos + 2, part.end - 1)));
    } else if (isOutput(part)) pieces.push(standIn(ground, part.pos, part.end, '$_'));
    else pieces.push(withoutEscapes(ground.slice(part.pos, part.end), BARE_ESCAPES));
  }
  return joinTexts(ground.source, pieces);
}

const BARE_ESCAPES = '\\"\'`$&|;()<> \t*?[]#~=%!{}';

function quotedPieces(parts: readonly WordPart[], ground: MappedText): readonly MappedText[] {
  return parts.map((part) => (isOutput(part) ? standIn(ground, part.pos, part.end, '$_') : withoutEscapes(ground.slice(part.pos, part.end), '\\"`$')));
}

function isOutput(part: WordPart): boolean {
  return part.type === 'CommandExpansion' || part.type === 'ArithmeticExpansion' || part.type === 'ProcessSubstitution';
}

/** The written word of a command that is the given expanded one, when only it stands there. */
export function writtenWord(node: Command, ground: MappedText, word: Word): WordNode | undefined {
  for (const argument of node.args) {
    if (argument.type !== 'Word') continue;
    const { span } = ground.place(argument.pos, argument.end);
    if (span.start === word.place.span.start && span.end === word.place.span.end) return argument;
  }
  return undefined;
}

/** The body of a heredoc as its reader receives it. */
export function heredocText(node: HereDoc, ground: MappedText): MappedText {
  const quoted = node.delimiter?.quoted === true;
  const parts = quoted ? undefined : node.body.parts;
  const body = parts === undefined ? ground.slice(node.body.pos, node.body.end) : joinTexts(ground.source, quotedPieces(parts, ground));
  const lines = node.operator === '<<-' ? withoutTabs(body) : body;
  return quoted || parts !== undefined ? lines : withoutEscapes(lines, '\\`$');
}

function withoutTabs(body: MappedText): MappedText {
  const pieces: MappedText[] = [];
  let start = 0;
  for (const tabs of body.text.matchAll(/^\t+/gm)) {
    pieces.push(body.slice(start, tabs.index));
    start = tabs.index + tabs[0].length;
  }
  pieces.push(body.slice(start));
  return joinTexts(body.source, pieces);
}
