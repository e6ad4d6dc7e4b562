import type { MappedText } from '../mapped-text.ts';
import type { Place } from '../source.ts';
import type { Scope, Word } from '../word.ts';
import { ScriptCommand } from './command.ts';
import { isReadable } from './dialect.ts';
import type { Dialect } from './dialect.ts';
import { expandWhole, expandWord } from './expand-word.ts';
import type { Lookup } from './expand-word.ts';
import { flowOf } from './flow.ts';
import type { Command, Flow, Redirection, Script } from './model.ts';
import { heredocText, readsStandardInput, receivedText, scriptArgument, writtenWord } from './nested.ts';
import { parseScript } from './parse-script.ts';
import type { Site } from './site.ts';
import type { Redirection as RedirectionNode } from './syntax.ts';
import { createLookups } from './variables.ts';
import { walkScript } from './walk.ts';

/** The scripts of one instruction and all commands in them. */
export interface Reading {
  /** In the order of the text; a script that a command hands to a shell follows that command. */
  readonly commands: readonly Command[];
  /** Scripts that no command was found in, broken or of another language, among them. */
  readonly scripts: readonly Script[];
}

export interface ScriptInput {
  readonly text: MappedText;
  readonly dialect: Dialect;
  readonly heredoc: boolean;
  readonly instruction: Command['instruction'];
  /** The variables around the script. */
  readonly outer: Scope;
  /** The command that hands the script to its shell may not run. */
  readonly conditional: boolean;
  /** It stands in a JSON string. */
  readonly json: boolean;
  /** Scripts inside of scripts. */
  readonly depth: number;
}

/** `sh -c "sh -c '…'"`: deeper than anyone writes. */
const MAXIMUM_DEPTH = 6;
/** Only such a command can hand a script to a shell; looking closer costs the expansion of its words. */
const MAY_NEST = /sh\b|\bsu\b|\brunuser\b|\bflock\b|\$/;

/** Names of functions are looked for when somebody asks. */
class ReadableScript implements Script {
  readonly place: Place;
  readonly commands: readonly Command[];
  readonly dialect: Dialect;
  readonly broken: string | undefined;
  readonly heredoc: boolean;
  readonly exec = false;
  readonly text: MappedText;
  #functionNames: ReadonlySet<string> | undefined;

  constructor(place: Place, commands: readonly Command[], dialect: Dialect, broken: string | undefined, heredoc: boolean, text: MappedText) {
    this.place = place;
    this.commands = commands;
    this.dialect = dialect;
    this.broken = broken;
    this.heredoc = heredoc;
    this.text = text;
  }

  get functionNames(): ReadonlySet<string> {
    return (this.#functionNames ??= functionNamesIn(this.text.text));
  }

  flow(): Flow | undefined {
    return this.broken === undefined && isReadable(this.dialect) ? flowOf(this.text, this.commands) : undefined;
  }
}

/** The commands of a script and of those inside of it. Never throws; what it cannot read is `broken`. */
export function readScript(input: ScriptInput): Reading {
  const { text, dialect, heredoc, instruction } = input;
  const place = text.place(0, text.text.length);
  const own: Command[] = [];
  const readable = isReadable(dialect);
  const parsed = readable && input.depth <= MAXIMUM_DEPTH ? parseScript(text.text) : undefined;
  const broken = parsed?.broken ?? (readable && parsed === undefined ? 'scripts nested too deep' : undefined);
  const script = new ReadableScript(place, own, dialect, broken, heredoc, text);
  if (parsed?.tree === undefined) return { commands: own, scripts: [script] };

  const walk = walkScript(parsed.tree.commands, text);
  const lookups = createLookups(walk, text.text, input.outer);
  const commands: Command[] = [];
  const scripts: Script[] = [script];
  let pipelines: Map<readonly Site[], readonly Command[]> | undefined;
  for (const site of walk.sites) {
    const command = commandOf(site, script, input, lookups(site), pipelineOf);
    own.push(command);
    commands.push(command);
    for (const inner of nestedScripts(site, command, input, lookups(site))) {
      commands.push(...inner.commands);
      scripts.push(...inner.scripts);
    }
  }
  return { commands, scripts };

  /** One list for all commands of a pipeline. */
  function pipelineOf(site: Site): readonly Command[] {
    const only = site.pipeline.length === 1 ? own[site.order] : undefined;
    if (only !== undefined) return [only];
    const known = pipelines?.get(site.pipeline);
    if (known !== undefined) return known;
    const pipeline = site.pipeline.flatMap((other) => own[other.order] ?? []);
    (pipelines ??= new Map()).set(site.pipeline, pipeline);
    return pipeline;
  }

  function nestedScripts(site: Site, command: Command, around: ScriptInput, lookup: Lookup): readonly Reading[] {
    const { node, ground } = site;
    if (!MAY_NEST.test(ground.text.slice(node.pos, node.end))) return [];
    const next = { instruction, outer: scopeOf(lookup), conditional: around.conditional || site.conditional, json: around.json, depth: around.depth + 1 };
    const nested = scriptArgument(command.name, command.words);
    if (nested !== undefined) {
      const written = writtenWord(node, ground, nested.word);
      const inner = written === undefined || !isReadable(nested.dialect) ? undefined : receivedText(written, ground);
      if (inner === undefined || inner.text.trim() === '$_') return [];
      return [readScript({ ...next, text: inner, dialect: nested.dialect, heredoc: false })];
    }
    const body = node.redirects.find((redirect) => redirect.type === 'HereDoc');
    const reader = body === undefined ? undefined : readsStandardInput(command.name, command.words);
    if (body?.type !== 'HereDoc' || reader === undefined || !isReadable(reader)) return [];
    return [readScript({ ...next, text: heredocText(body, ground), dialect: reader, heredoc: true })];
  }
}

function scopeOf(lookup: Lookup): Scope {
  return { lookup };
}

function commandOf(site: Site, script: Script, input: ScriptInput, lookup: Lookup, pipelineOf: (site: Site) => readonly Command[]): Command {
  const { node, ground } = site;
  const split = input.dialect !== 'zsh';
  return new ScriptCommand({
    place: ground.place(node.pos, node.end),
    instruction: input.instruction, script, connector: site.connector,
    conditional: input.conditional || site.conditional, negated: site.negated, subshell: site.subshell, json: input.json,
    expand: () => {
      const words: Word[] = [];
      if (site.timed !== undefined) words.push(writtenAt(ground, site.timed.start, site.timed.end));
      if (node.name !== undefined) words.push(...expandWord(node.name, ground, lookup, split));
      for (const argument of node.args) {
        if (argument.type === 'Word') words.push(...expandWord(argument, ground, lookup, split));
        else words.push(assignmentWord(argument, ground, lookup));
      }
      return words;
    },
    assignments: () => node.prefix.flatMap((prefix) => {
      if (prefix.type !== 'Assignment') return [];
      const value = prefix.value.type === 'Word' ? expandWhole(prefix.value, ground, lookup) : writtenAt(ground, prefix.value.pos, prefix.value.end);
      return [{ name: prefix.name, value }];
    }),
    redirections: () => node.redirects.map((redirect) => redirectionOf(redirect, ground, lookup)),
    pipeline: () => pipelineOf(site),
  });
}

function writtenAt(ground: MappedText, start: number, end: number): Word {
  const place = ground.place(start, end);
  const raw = ground.text.slice(start, end);
  return { place, raw, text: [{ text: raw, from: place }], value: raw, quoted: false };
}

/** `export NAME=value`: one word, its value not split. */
function assignmentWord(node: Extract<Site['node']['args'][number], { type: 'Assignment' }>, ground: MappedText, lookup: Lookup): Word {
  const written = writtenAt(ground, node.pos, node.end);
  if (node.value.type !== 'Word') return written;
  const value = expandWhole(node.value, ground, lookup);
  const head = ground.text.slice(node.pos, node.value.pos);
  return {
    ...written, quoted: value.quoted,
    text: [{ text: head, from: ground.place(node.pos, node.value.pos) }, ...value.text],
    value: value.value === undefined ? undefined : head + value.value,
  };
}

function redirectionOf(node: RedirectionNode, ground: MappedText, lookup: Lookup): Redirection {
  const descriptor = node.descriptor?.type === 'FileDescriptor' ? node.descriptor.value : undefined;
  const place = ground.place(node.pos, node.end);
  if (node.type !== 'HereDoc') {
    return { place, operator: node.operator, descriptor, target: node.target === undefined ? undefined : expandWhole(node.target, ground, lookup) };
  }
  return { place, operator: node.operator, descriptor, target: node.delimiter === undefined ? undefined : writtenAt(ground, node.delimiter.pos, node.delimiter.end) };
}

/** `name ()` and `function name`, wherever they stand: a function that is never defined so makes no difference to who asks. */
function functionNamesIn(text: string): ReadonlySet<string> {
  if (!text.includes('(') && !text.includes('function')) return new Set();
  return new Set([...text.matchAll(/(?<!\w)(?:function[ \t]+([A-Za-z_]\w{0,80})|([A-Za-z_]\w{0,80})[ \t]*\([ \t]*\))/g)].flatMap(([, behind, before]) => behind ?? before ?? []));
}
