import { MappedText } from '../mapped-text.ts';
import type { Place, Source } from '../source.ts';
import type { Scope } from '../word.ts';
import type { Range } from './characters.ts';
import type { FlagText, Head } from './head.ts';
import type { JsonForm, JsonString } from './json-form.ts';
import { jsonOffsets, readJsonForm } from './json-form.ts';
import type { Comment, Flag, Heredoc, Instruction, Keyword, OnbuildInstruction, Stage } from './model.ts';
import type { LogicalLine } from './split.ts';
import { LazyWord, pickCharacters } from './words.ts';

/** What all instructions of one document share. */
export interface DocumentParts {
  readonly source: Source;
  readonly escape: '\\' | '`';
  /** What `--build-arg` sets. */
  readonly buildArgs: ReadonlyMap<string, string> | undefined;
  /** `pair` is the number of a pair of ARG. */
  scopeOf(instruction: Instruction, pair?: number): Scope;
  commentsAbove(line: number): readonly Comment[];
  /** SHELL in force at an instruction; undefined for the default. */
  shellAt(instruction: Instruction): readonly string[] | undefined;
}

/** Where one instruction stands. */
export interface NodeOptions {
  readonly document: DocumentParts;
  readonly line: LogicalLine;
  /** Number of `line` among the logical lines. */
  readonly lineNumber: number;
  readonly head: Head;
  readonly index: number;
  readonly stage: Stage | undefined;
  readonly onbuild: OnbuildInstruction | undefined;
}

/** What every instruction has. Pieces are made when they are asked for. */
export abstract class InstructionNode<K extends Keyword> {
  readonly keyword: K;
  readonly index: number;
  readonly stage: Stage | undefined;
  readonly onbuild: OnbuildInstruction | undefined;
  /** The whole logical line and how it falls into parts; `rest` is a range of it. */
  readonly line: MappedText;
  readonly head: Head;
  readonly document: DocumentParts;
  readonly #logical: LogicalLine;
  readonly #lineNumber: number;
  #flags: readonly Flag[] | undefined;
  #heredocs: readonly Heredoc[] | undefined;
  #rest: MappedText | undefined;
  #scope: Scope | undefined;
  #jsonForm: JsonForm | undefined;
  #place: Place | undefined;

  constructor(keyword: K, options: NodeOptions) {
    this.keyword = keyword;
    this.document = options.document;
    this.#logical = options.line;
    this.#lineNumber = options.lineNumber;
    this.line = options.line.text;
    this.head = options.head;
    this.index = options.index;
    this.stage = options.stage;
    this.onbuild = options.onbuild;
  }

  /** This object as the union that the model speaks of. */
  abstract get self(): Instruction;

  get escape(): '\\' | '`' {
    return this.document.escape;
  }

  get place(): Place {
    return (this.#place ??= this.document.source.place(this.line.startOf(this.head.keyword.start), this.#logical.span.end));
  }

  get keywordAt(): Place {
    return this.line.place(this.head.keyword.start, this.head.keyword.end);
  }

  get keywordAsWritten(): string {
    return this.line.text.slice(this.head.keyword.start, this.head.keyword.end);
  }

  get rest(): MappedText {
    return (this.#rest ??= this.line.slice(this.head.rest.start, this.head.rest.end));
  }

  get flags(): readonly Flag[] {
    return (this.#flags ??= this.head.flags.map((flag) => this.#createFlag(flag)));
  }

  flag(name: string): Flag | undefined {
    return this.head.flags.length === 0 ? undefined : this.flags.find((flag) => flag.name === name);
  }

  get heredocs(): readonly Heredoc[] {
    return (this.#heredocs ??= this.#logical.heredocs.map(({ opener, body }) => ({
      name: opener.name,
      expand: opener.expand,
      stripTabs: opener.stripTabs,
      fileDescriptor: opener.fileDescriptor,
      opener: this.line.place(opener.start, opener.end),
      body: bodyText(this.document.source, body, opener.stripTabs),
    })));
  }

  get comments(): readonly Comment[] {
    return this.document.commentsAbove(this.#lineNumber);
  }

  get scope(): Scope {
    return (this.#scope ??= this.document.scopeOf(this.self));
  }

  /** How the rest reads as JSON form. */
  get jsonForm(): JsonForm {
    return (this.#jsonForm ??= readJsonForm(this.line.text, this.head.rest.start, this.head.rest.end));
  }

  /** A word of the line that the build expands. */
  expandedWord(range: Range): LazyWord {
    return new LazyWord(this, this.line, range);
  }

  /** A word of the line that stays as it is. */
  literalWord(range: Range): LazyWord {
    return new LazyWord(undefined, this.line, range, undefined, false);
  }

  /** A JSON string; the build expands it in COPY, ADD and VOLUME. */
  jsonWord(token: JsonString, expanded: boolean): LazyWord {
    const offsets = jsonOffsets(this.line.text, token);
    const content = offsets === undefined
      ? this.line.slice(token.start + 1, token.end - 1)
      : pickCharacters(this.line, token.value, offsets);
    return new LazyWord(expanded ? this : undefined, this.line, token, content, true);
  }

  #createFlag(flag: FlagText): Flag {
    const equals = flag.content.indexOf('=');
    const nameEnd = equals === -1 ? flag.content.length : equals;
    const at = (offset: number): number => flag.offsets === undefined ? flag.start + offset : flag.offsets[offset] ?? flag.end;
    const expanded = expandedFlags.has(`${this.keyword} ${flag.content.slice(2, nameEnd)}`) ? this : undefined;
    let value: LazyWord | undefined;
    if (equals !== -1) {
      // Quotes around all of the value belong to it, as it is written.
      const range = { start: flag.offsets === undefined ? at(equals + 1) : at(equals) + 1, end: flag.end };
      const content = flag.offsets === undefined ? undefined : pickCharacters(this.line, flag.content.slice(equals + 1), flag.offsets.slice(equals + 1));
      value = new LazyWord(expanded, this.line, range, content, flag.offsets !== undefined);
    }
    return {
      name: flag.content.slice(2, nameEnd),
      nameAt: this.line.place(flag.start, nameEnd === flag.content.length ? flag.end : at(nameEnd)),
      value,
      place: this.line.place(flag.start, flag.end),
    };
  }
}

/** Flags whose value the build expands. `--from` is none of them. */
const expandedFlags: ReadonlySet<string> = new Set([
  'ADD chown', 'ADD chmod', 'ADD checksum', 'COPY chown', 'COPY chmod', 'FROM platform',
]);

/** The body of a heredoc, leading tabs taken off when its opener says so. */
function bodyText(source: Source, body: Range, stripTabs: boolean): MappedText {
  const whole = MappedText.of(source, body);
  if (!stripTabs || !/^\t/m.test(whole.text)) return whole;
  const segments: { at: number; source: number }[] = [];
  const pieces: string[] = [];
  let length = 0;
  for (const match of whole.text.matchAll(/(\t*)([^\n]*\n?)/g)) {
    const [, tabs = '', line = ''] = match;
    if (line === '') continue;
    segments.push({ at: length, source: body.start + match.index + tabs.length });
    pieces.push(line);
    length += line.length;
  }
  if (segments.length === 0) segments.push({ at: 0, source: body.start });
  return new MappedText(source, pieces.join(''), segments);
}
