import { hasName } from '../programs/model.ts';
import type { ProgramGrammar } from '../programs/model.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';
import type { Option } from './model.ts';
import { wordFrom } from './word-part.ts';

/** A command's arguments as its program reads them. */
export interface Arguments {
  readonly options: readonly Option[];
  /** Subcommand included. */
  readonly operands: readonly Word[];
  readonly subcommand: Word | undefined;
}

interface Reading {
  readonly grammar: ProgramGrammar;
  readonly options: Option[];
  readonly operands: Word[];
  subcommand: Word | undefined;
  subcommandName: string;
}

/** Reads the words behind the program. Unknown pieces are a character that no option has. */
export function readArguments(words: readonly Word[], grammar: ProgramGrammar): Arguments {
  const reading: Reading = { grammar, options: [], operands: [], subcommand: undefined, subcommandName: '' };
  let index = 0;
  const first = words[0];
  if (grammar.dashless === true && first !== undefined && /^[A-Za-z]+$/.test(first.value ?? '')) index = readDashless(reading, words);
  while (index < words.length) {
    const word = words[index];
    if (word === undefined) break;
    const read = pattern(word.text);
    if (read === '--') {
      for (const rest of words.slice(index + 1)) addOperand(reading, rest);
      break;
    }
    if (read.length < 2 || !read.startsWith('-') || read[1] === '\u0000') {
      if (reading.subcommand === undefined && grammar.prefix !== undefined && read.startsWith(grammar.prefix)) index++;
      else {
        addOperand(reading, word);
        index++;
        if (endsOptions(reading)) {
          reading.operands.push(...words.slice(index));
          break;
        }
      }
      continue;
    }
    index += grammar.style === 'words' || read.startsWith('--') ? readLong(reading, word, read, words[index + 1]) : readCluster(reading, word, read, words[index + 1]);
  }
  return reading;
}

function addOperand(reading: Reading, word: Word): void {
  reading.operands.push(word);
  if (reading.subcommand !== undefined || reading.grammar.subcommands === false) return;
  reading.subcommand = word;
  const name = word.value ?? '';
  const aliases = reading.grammar.subcommandAliases;
  reading.subcommandName = aliases !== undefined && Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name;
}

function endsOptions(reading: Reading): boolean {
  const ends = reading.grammar.optionsEndAtOperand;
  if (ends === undefined || ends === false) return false;
  return ends === true || (reading.operands.length > 1 && hasName(ends, reading.subcommandName));
}

function takesValue(reading: Reading, name: string): boolean {
  const { values, subcommandValues } = reading.grammar;
  if (hasName(values, name) || (reading.grammar.style === 'words' && hasName(values, `-${name}`))) return true;
  const { subcommandName } = reading;
  return subcommandValues !== undefined && Object.hasOwn(subcommandValues, subcommandName) && hasName(subcommandValues[subcommandName], name);
}

/** `--name`, `--name=value`, `--name value`; answers how many words it took. */
function readLong(reading: Reading, word: Word, read: string, next: Word | undefined): number {
  const equals = read.indexOf('=');
  const written = equals === -1 ? read : read.slice(0, equals);
  const name = reading.grammar.style === 'words' && written.startsWith('--') ? written.slice(1) : written;
  if (equals !== -1) {
    reading.options.push({ name, word, value: wordFrom(word, equals + 1, read), place: word.place });
    return 1;
  }
  const value = takesValue(reading, name) ? next : undefined;
  reading.options.push({ name, word, value, place: word.place });
  return value === undefined ? 1 : 2;
}

/** `-y`, `-qqy`, `-tv`, `-t v`, `-q=2`; answers how many words it took. */
function readCluster(reading: Reading, word: Word, read: string, next: Word | undefined): number {
  for (let at = 1; at < read.length; at++) {
    const pair = `-${read[at]}${read[at + 1] ?? ''}`;
    if (hasName(reading.grammar.pairs, pair)) {
      reading.options.push({ name: pair, word, value: undefined, place: word.place });
      at++;
      continue;
    }
    const name = `-${read[at]}`;
    const behind = at + 1;
    const takes = takesValue(reading, name);
    const attached = hasName(reading.grammar.attached, name);
    if (!takes && !attached && read[behind] !== '=') {
      reading.options.push({ name, word, value: undefined, place: word.place });
      continue;
    }
    if (behind < read.length) {
      const start = read[behind] === '=' ? behind + 1 : behind;
      reading.options.push({ name, word, value: wordFrom(word, start, read), place: word.place });
      return 1;
    }
    const value = takes ? next : undefined;
    reading.options.push({ name, word, value, place: word.place });
    return value === undefined ? 1 : 2;
  }
  return 1;
}

/** `tar xzf file`: values follow in the order of their letters. */
function readDashless(reading: Reading, words: readonly Word[]): number {
  const word = words[0];
  let index = 1;
  if (word === undefined) return 0;
  for (const letter of word.value ?? '') {
    const name = `-${letter}`;
    const value = takesValue(reading, name) ? words[index++] : undefined;
    reading.options.push({ name, word, value, place: word.place });
  }
  return index;
}
