import type { MappedText } from '../mapped-text.ts';
import type { Place } from '../source.ts';
import { knownValue } from '../word.ts';
import type { Piece, Text, Value, Word } from '../word.ts';
import type { DoubleQuotedChild, ParameterExpansionPart, Word as WordNode, WordPart } from './syntax.ts';

/** What a shell variable is at the command that asks. */
export type Lookup = (name: string) => Value;

/** An expansion that grows beyond this is only known to the build: variables that double each other would fill the memory. */
const MAXIMUM_EXPANSION = 100_000;
/** A piece counts for its characters and this. */
const PIECE_SIZE = 20;
const MAXIMUM_DEPTH = 20;

interface Field {
  pieces: Piece[];
  /** It stands although it is empty: a quote or a character was written. */
  present: boolean;
}

interface Expansion {
  readonly ground: MappedText;
  readonly lookup: Lookup;
  /** Unquoted values are split at white space. */
  readonly split: boolean;
  readonly fields: Field[];
  quoted: boolean;
  size: number;
}

/** The words that one written word becomes: none for an unquoted empty variable, several for `$PKGS`. All have the place of the written word. */
export function expandWord(node: WordNode, ground: MappedText, lookup: Lookup, split: boolean): readonly Word[] {
  const place = ground.place(node.pos, node.end);
  const raw = ground.text.slice(node.pos, node.end);
  if (node.parts === undefined) {
    const value = node.value;
    return [{ place, raw, text: [{ text: value, from: place }], value, quoted: false }];
  }
  const state: Expansion = { ground, lookup, split, fields: [{ pieces: [], present: false }], quoted: false, size: 0 };
  for (const part of node.parts) addPart(state, part, 0);
  if (state.size > MAXIMUM_EXPANSION) return [{ place, raw, text: [{ unknown: 'the value is too long' }], value: undefined, quoted: state.quoted }];
  const words: Word[] = [];
  for (const field of state.fields) {
    if (field.pieces.length === 0 && !field.present && split) continue;
    words.push({ place, raw, text: field.pieces, value: knownValue(field.pieces), quoted: state.quoted });
  }
  return words;
}

/** As `expandWord` for an assignment, a redirection or a quoted place: always one word. */
export function expandWhole(node: WordNode, ground: MappedText, lookup: Lookup): Word {
  const [word] = expandWord(node, ground, lookup, false);
  if (word !== undefined) return word;
  const place = ground.place(node.pos, node.end);
  return { place, raw: ground.text.slice(node.pos, node.end), text: [], value: '', quoted: true };
}

function addPart(state: Expansion, part: WordPart, depth: number): void {
  switch (part.type) {
    case 'Literal': case 'Glob': return addText(state, part.value, state.ground.place(part.pos, part.end));
    case 'SingleQuoted': {
      state.quoted = true;
      return addText(state, part.value, state.ground.place(part.pos + 1, Math.max(part.pos + 1, part.end - 1)));
    }
    case 'AnsiCQuoted': {
      state.quoted = true;
      return addText(state, part.value, state.ground.place(part.pos, part.end));
    }
    case 'DoubleQuoted': case 'LocaleString': {
      state.quoted = true;
      lastField(state).present = true;
      for (const child of part.parts) addQuotedPart(state, child, depth);
      return;
    }
    case 'SimpleExpansion': return addValue(state, state.lookup(part.text.slice(1)), part.text.slice(1), state.split);
    case 'ParameterExpansion': return addParameter(state, part, state.split, depth);
    case 'CommandExpansion': return addUnknown(state, 'the output of a command');
    case 'ProcessSubstitution': return addUnknown(state, 'a process substitution');
    case 'ArithmeticExpansion': return addUnknown(state, 'arithmetic');
    case 'ExtendedGlob': case 'BraceExpansion': return addText(state, part.text, state.ground.place(part.pos, part.end));
  }
}

function addQuotedPart(state: Expansion, part: DoubleQuotedChild, depth: number): void {
  const place = state.ground.place(part.pos, part.end);
  switch (part.type) {
    case 'Literal': return addText(state, part.value, place);
    case 'SimpleExpansion': return addValue(state, state.lookup(part.text.slice(1)), part.text.slice(1), false);
    case 'ParameterExpansion': return addParameter(state, part, false, depth);
    case 'CommandExpansion': return addUnknown(state, 'the output of a command');
    case 'ArithmeticExpansion': return addUnknown(state, 'arithmetic');
  }
}

/** `${name}` and the operators of POSIX that ask whether it is set; everything else is known to the build only. */
function addParameter(state: Expansion, part: ParameterExpansionPart, split: boolean, depth: number): void {
  const { operation, parameter } = part;
  if (part.prefix !== undefined || part.index !== undefined || depth > MAXIMUM_DEPTH) return addUnknown(state, `\`${part.text}\``, parameter);
  const value = state.lookup(parameter);
  if (operation === undefined) return addValue(state, value, parameter, split);
  if (operation.type !== 'Default') return addUnknown(state, `\`${part.text}\``, parameter);
  if (value.is === 'unknown') return addUnknown(state, value.why, parameter);
  const known = value.is === 'set' ? knownValue(value.text) : undefined;
  const colon = operation.operator.startsWith(':');
  if (colon && value.is === 'set' && known === undefined && !value.text.some((piece) => 'text' in piece && piece.text !== '')) {
    return addUnknown(state, `\`${part.text}\``, parameter);
  }
  const has = value.is === 'set' && (!colon || known !== '');
  const sign = operation.operator.slice(-1);
  if (sign === '+') return has ? addOperand(state, operation.operand, split, depth) : undefined;
  if (has) return addValue(state, value, parameter, split);
  return sign === '?' ? addUnknown(state, `\`${parameter}\` is not set`, parameter) : addOperand(state, operation.operand, split, depth);
}

function addOperand(state: Expansion, operand: WordNode, split: boolean, depth: number): void {
  const place = state.ground.place(operand.pos, operand.end);
  if (operand.parts === undefined) return addSplit(state, [{ text: operand.value, from: place }], split);
  for (const part of operand.parts) {
    if (part.type === 'Literal') addSplit(state, [{ text: part.value, from: state.ground.place(part.pos, part.end) }], split);
    else addPart(state, part, depth + 1);
  }
}

function addValue(state: Expansion, value: Value, name: string, split: boolean): void {
  if (value.is === 'unset') return;
  if (value.is === 'unknown') return addUnknown(state, value.why, name);
  addSplit(state, value.text, split);
}

function addSplit(state: Expansion, text: Text, split: boolean): void {
  for (const piece of text) {
    if (!('text' in piece) || !split) {
      addPiece(state, piece);
      continue;
    }
    const { span, source } = piece.from;
    const exact = span.end - span.start === piece.text.length;
    let start = 0;
    for (const gap of piece.text.matchAll(/[ \t\n]+/g)) {
      const part = piece.text.slice(start, gap.index);
      if (part !== '') addPiece(state, { text: part, from: exact ? source.place(span.start + start, span.start + gap.index) : piece.from });
      if (lastField(state).pieces.length > 0 || lastField(state).present) state.fields.push({ pieces: [], present: false });
      start = gap.index + gap[0].length;
    }
    const rest = piece.text.slice(start);
    if (rest !== '') addPiece(state, start > 0 && exact ? { text: rest, from: source.place(span.start + start, span.end) } : { text: rest, from: piece.from });
  }
}

function addText(state: Expansion, text: string, from: Place): void {
  lastField(state).present = true;
  if (text !== '') addPiece(state, { text, from });
}

function addUnknown(state: Expansion, why: string, variable?: string): void {
  addPiece(state, variable === undefined ? { unknown: why } : { unknown: why, variable });
}

function addPiece(state: Expansion, piece: Piece): void {
  state.size += 'text' in piece ? piece.text.length + PIECE_SIZE : PIECE_SIZE;
  if (state.size <= MAXIMUM_EXPANSION) lastField(state).pieces.push(piece);
}

function lastField(state: Expansion): Field {
  const field = state.fields[state.fields.length - 1];
  if (field !== undefined) return field;
  const added: Field = { pieces: [], present: false };
  state.fields.push(added);
  return added;
}
