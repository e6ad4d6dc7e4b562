import { forEachChild } from 'unbash';
import type { MappedText } from '../mapped-text.ts';
import type { Command, Flow } from './model.ts';
import { parseScript } from './parse-script.ts';
import { substitutionScript } from './substitution.ts';
import type { AndOr, Case, CaseItem, Command as SimpleCommand, CommandNode, PipelineNode, Redirection, ScriptExpansion, Statement, SyntaxNode, Word } from './syntax.ts';

interface Reader {
  readonly ground: MappedText;
  /** The commands of the script by where they begin in the source. */
  readonly commands: ReadonlyMap<number, Command>;
  readonly depth: number;
}

/** Substitutions inside of substitutions, and nodes inside of one another in a word. */
const MAXIMUM_DEPTH = 20;
const MAXIMUM_LEVEL = 50;

/** The commands of a script as its shell nests them. The script is read again: few ask, and trees are large. */
export function flowOf(text: MappedText, commands: readonly Command[]): Flow | undefined {
  const { tree } = parseScript(text.text);
  const byStart = new Map(commands.map((command) => [command.place.span.start, command]));
  return tree === undefined ? undefined : sequence(tree.commands, { ground: text, commands: byStart, depth: 0 });
}

function sequence(list: readonly Statement[], reader: Reader): Flow {
  return { kind: 'sequence', parts: list.map(({ command, background }) => (background === true ? { kind: 'background' } : ofList(command, reader))) };
}

function ofList(node: PipelineNode | AndOr, reader: Reader): Flow {
  if (node.type !== 'AndOr') return ofPipeline(node, reader);
  return { kind: 'and-or', parts: node.commands.map((part) => ofPipeline(part, reader)), operators: node.operators };
}

function ofPipeline(node: PipelineNode, reader: Reader): Flow {
  if (node.type !== 'Pipeline') return ofCommand(node, reader);
  const negations = node.prefixes.filter(({ type }) => type === 'Negation').length;
  return { kind: 'pipeline', parts: node.commands.map((part) => ofCommand(part, reader)), negated: negations % 2 === 1 };
}

function ofCommand(node: CommandNode, reader: Reader): Flow {
  const body = (list: { readonly commands: readonly Statement[] }): Flow => sequence(list.commands, reader);
  switch (node.type) {
    case 'Command': return ofSimple(node, reader);
    case 'Redirected': return { kind: 'redirected', body: ofCommand(node.command, reader), targets: node.redirects.map(writtenTarget) };
    case 'BraceGroup': return body(node.body);
    case 'Subshell': return { kind: 'subshell', body: body(node.body) };
    case 'If': return {
      kind: 'if', otherwise: node.else === undefined ? undefined : body(node.else),
      branches: [node, ...node.elif].map((branch) => ({ test: body(branch.clause), body: body(branch.then) })),
    };
    case 'For': case 'Select': case 'ArithmeticFor': return { kind: 'loop', test: undefined, body: body(node.body) };
    case 'While': return { kind: 'loop', test: body(node.clause), body: body(node.body) };
    case 'Case': return { kind: 'case', ...runOfCase(node, body, reader) };
    case 'Function': return { kind: 'function', name: node.name.text, body: node.body.type === 'CompoundList' ? body(node.body) : ofCommand(node.body, reader) };
    case 'Coproc': return { kind: 'background' };
    case 'TestCommand': case 'ArithmeticCommand': return { kind: 'test' };
  }
}

/** Of a word that is written down (`case up in`) at most one body runs, and that one surely; an empty one ends well, as none does. */
function runOfCase({ word, items }: Case, body: (list: CaseItem['body']) => Flow, { commands, ground }: Reader): Omit<Extract<Flow, { kind: 'case' }>, 'kind'> {
  const text = writtenDown(word);
  const patterns = items.map(({ pattern }) => pattern.map((each): string | undefined => (each.text === '*' ? text : writtenDown(each))));
  const index = patterns.findIndex((each) => each.includes(undefined) || each.includes(text));
  const found = items[index];
  const isKnown = text !== undefined && patterns[index]?.includes(undefined) !== true && (found?.terminator ?? ';;') === ';;';
  if (!isKnown) return { bodies: items.map((item) => body(item.body)) };
  const others = items.filter((item) => item !== found).map(({ pos, end }) => ({ start: ground.startOf(pos), end: ground.startOf(end) }));
  const leftOut = [...commands].flatMap(([at, command]) => (others.some(({ start, end }) => start <= at && at < end) ? [command] : []));
  return { bodies: found === undefined || found.body.commands.length === 0 ? [] : [body(found.body)], leftOut };
}

/** Its characters, where a shell changes nothing about them. */
function writtenDown({ text }: Word): string | undefined {
  return /^(["']?)([\w./:@%+,-]*)\1$/.exec(text)?.[2];
}

function writtenTarget(redirect: Redirection): string {
  return redirect.type === 'HereDoc' ? '' : (redirect.target?.text ?? '');
}

function ofSimple(node: SimpleCommand, reader: Reader): Flow {
  const command = node.name === undefined ? undefined : reader.commands.get(reader.ground.startOf(node.pos));
  if (command !== undefined) return { kind: 'command', command };
  const last = node.prefix.flatMap((part) => substitutionsIn(part)).at(-1);
  return { kind: 'assignment', substitution: last === undefined ? undefined : ofSubstitution(last, reader) };
}

function ofSubstitution(node: ScriptExpansion, reader: Reader): Flow | undefined {
  const found = reader.depth < MAXIMUM_DEPTH ? substitutionScript(node, reader.ground) : undefined;
  return found === undefined ? { kind: 'test' } : sequence(found.script.commands, { ...reader, ground: found.ground, depth: reader.depth + 1 });
}

function substitutionsIn(node: SyntaxNode, level = 0): readonly ScriptExpansion[] {
  if (node.type === 'CommandExpansion') return [node];
  const found: ScriptExpansion[] = [];
  if (level < MAXIMUM_LEVEL) forEachChild(node, (child) => { found.push(...substitutionsIn(child, level + 1)); });
  return found;
}
