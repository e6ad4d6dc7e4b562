/** Holds the parser against BuildKit's: `node <bundle> <shared folder> [--all]`. Prints agreement, and every case that differs. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { headOf } from '../../src/dockerfile/head.ts';
import type { Instruction, KeyValue } from '../../src/dockerfile/model.ts';
import { CopyNode, AddNode } from '../../src/dockerfile/nodes-files.ts';
import { FromNode } from '../../src/dockerfile/nodes-simple.ts';
import { HealthcheckNode } from '../../src/dockerfile/nodes-command.ts';
import { splitFile } from '../../src/dockerfile/split.ts';
import { lineOf, Source } from '../../src/source.ts';
import { givenFolder } from '../given-folder.ts';

interface Failure { readonly line: number; readonly message: string }
interface AstNode { readonly value: string; readonly args?: readonly string[]; readonly json?: boolean; readonly heredocs?: readonly { readonly Name: string; readonly FileDescriptor: number; readonly Expand: boolean; readonly Chomp: boolean; readonly Content: string }[]; readonly startLine: number; readonly endLine: number }
interface Case {
  readonly group: string; readonly name: string; readonly dockerfile: string;
  readonly buildkit: {
    readonly parseError: Failure | null; readonly escape?: string; readonly dump?: string; readonly ast?: { readonly children: readonly AstNode[] };
    readonly emptyContinuationLines?: readonly number[]; readonly instructionsError?: Failure | null; readonly lintError: Failure | null; readonly lintInput?: string;
  };
}

const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED parser [--all]');
const { cases } = JSON.parse(readFileSync(join(shared, 'conformance/parser.json'), 'utf8')) as { cases: readonly Case[] };

function sourceOf(text: string): Source {
  const bom = text.startsWith('\ufeff');
  return new Source('Dockerfile', bom ? text.slice(1) : text, { byteOrderMark: bom });
}

function pairArguments(pairs: readonly KeyValue[], legacy: boolean): readonly string[] {
  return pairs.flatMap((pair) => [pair.key.raw, pair.value?.raw ?? '', legacy ? '' : '=']);
}

/** The arguments as BuildKit's tree has them. */
function argumentsOf(instruction: Instruction): readonly string[] {
  switch (instruction.keyword) {
    case 'RUN': case 'CMD': case 'ENTRYPOINT': case 'SHELL':
      if (instruction.command.form === 'exec') return instruction.command.words.map((word) => word.value ?? '?');
      return instruction.command.script.text === '' ? [] : [instruction.command.script.text];
    case 'HEALTHCHECK': {
      if (!(instruction instanceof HealthcheckNode) || instruction.rest.text === '') return [];
      const type = instruction.line.text.slice(instruction.type.start, instruction.type.end);
      const rest = instruction.line.text.slice(instruction.arguments.start, instruction.arguments.end);
      if (instruction.jsonForm.form === 'strings') return [type, ...instruction.jsonForm.strings.map((token) => token.value)];
      return rest === '' ? [type] : [type, rest];
    }
    case 'ENV': case 'LABEL': return pairArguments(instruction.pairs, instruction.legacy);
    case 'ARG': return instruction.pairs.map((pair) => pair.value === undefined ? pair.key.raw : `${pair.key.raw}=${pair.value.raw}`);
    case 'COPY': case 'ADD': {
      const paths = instruction instanceof CopyNode || instruction instanceof AddNode ? instruction.paths : [];
      return paths.map((word) => instruction.json ? word.content.text : word.raw);
    }
    case 'VOLUME': return instruction.words.map((word) => instruction.json && 'content' in word ? (word as unknown as { content: { text: string } }).content.text : word.raw);
    case 'EXPOSE': return instruction.words.map((word) => word.raw);
    case 'FROM': return instruction instanceof FromNode ? instruction.words.map((word) => word.raw) : [];
    default: return instruction.rest.text === '' ? [] : [instruction.rest.text];
  }
}

function quote(text: string): string {
  return `"${[...text].map((character) => {
    const code = character.codePointAt(0) ?? 0;
    const short = { '\u0007': '\\a', '\b': '\\b', '\f': '\\f', '\n': '\\n', '\r': '\\r', '\t': '\\t', '\v': '\\v', '\\': '\\\\', '"': '\\"' }[character];
    if (short !== undefined) return short;
    // As Go's strconv.Quote: what cannot be printed is escaped.
    if (/[\p{L}\p{M}\p{N}\p{P}\p{S} ]/u.test(character)) return character;
    return code < 0x80 ? `\\x${code.toString(16).padStart(2, '0')}` : code > 0xffff ? `\\U${code.toString(16).padStart(8, '0')}` : `\\u${code.toString(16).padStart(4, '0')}`;
  }).join('')}"`;
}

function dumpNode(keyword: string, flags: readonly string[], args: readonly string[]): string {
  return `(${[keyword.toLowerCase() + (flags.length > 0 ? ` [${flags.map(quote).join(' ')}]` : ''), ...args].filter((part) => part !== '').join(' ')})`;
}

function dumpText(text: string, escape: '\\' | '`'): string {
  const head = headOf(text, escape);
  const keyword = text.slice(head.keyword.start, head.keyword.end);
  const flags = head.flags.map((flag) => flag.content);
  const rest = text.slice(head.rest.start, head.rest.end);
  if (head.name === 'ONBUILD') return dumpNode(keyword, flags, rest === '' ? [] : [dumpText(rest, escape)]);
  if (head.name === undefined) return dumpNode(keyword, flags, ['""']);
  const [instruction] = parseDockerfile(new Source('x', escape === '`' ? `# escape=\`\n${text}` : text)).instructions;
  return dumpNode(keyword, flags, instruction === undefined ? [] : argumentsOf(instruction).map(quote));
}

function structureDifference(test: Case): string | undefined {
  const { dump, ast, escape, emptyContinuationLines } = test.buildkit;
  const source = sourceOf(test.dockerfile);
  const split = splitFile(source);
  const dockerfile = parseDockerfile(source);
  if (escape !== undefined && escape !== split.escape) return `escape ${split.escape}`;
  const byStart = new Map(dockerfile.instructions.map((instruction) => [instruction.place.span.start, instruction]));
  const ours = split.lines.map((line) => {
    const instruction = byStart.get(line.span.start);
    if (instruction === undefined || instruction.keyword === 'ONBUILD') return dumpText(line.text.text, split.escape);
    return dumpNode(instruction.keywordAsWritten, line.head.flags.map((flag) => flag.content), argumentsOf(instruction).map(quote));
  }).join('\n');
  if (dump !== undefined && dump !== ours) return `dump\n${ours}\nexpected\n${dump}`;
  const empty = emptyContinuationLines ?? [];
  const lastEmpty = dockerfile.emptyContinuations.length === 0;
  if ((empty.length === 0) !== lastEmpty) return `empty continuations ${dockerfile.emptyContinuations.length}, expected on ${empty.join(',')}`;
  if (ast === undefined) return undefined;
  for (const [index, node] of ast.children.entries()) {
    const line = split.lines[index];
    if (line === undefined || line.firstLine + 1 !== node.startLine || line.lastLine + 1 !== node.endLine) return `lines of ${node.value}: ${(line?.firstLine ?? -1) + 1}-${(line?.lastLine ?? -1) + 1}, expected ${node.startLine}-${node.endLine}`;
    const heredocs = JSON.stringify(line.heredocs.map(({ opener, body }) => [opener.name, opener.fileDescriptor, opener.expand, opener.stripTabs, source.slice(body)]));
    const expected = JSON.stringify((node.heredocs ?? []).map((heredoc) => [heredoc.Name, heredoc.FileDescriptor, heredoc.Expand, heredoc.Chomp, heredoc.Content]));
    if (heredocs !== expected) return `heredocs ${heredocs}, expected ${expected}`;
  }
  return undefined;
}

let comparable = 0;
let agree = 0;
const differences: string[] = [];
for (const test of cases) {
  if (test.buildkit.dump === undefined) continue;
  comparable++;
  const difference = structureDifference(test);
  if (difference === undefined) agree++;
  else differences.push(`structure: ${test.group}/${test.name}: ${difference}`);
}
console.log(`structure: ${agree} of ${comparable} agree`);

let accepted = 0, acceptedRight = 0, rejected = 0, rejectedRight = 0, onLine = 0;
for (const test of cases) {
  const { parseError, instructionsError, lintError, lintInput } = test.buildkit;
  const text = lintInput === undefined ? test.dockerfile : `FROM scratch\n${test.dockerfile}`;
  const source = sourceOf(text);
  const errors = parseDockerfile(source).syntaxErrors;
  const failure = parseError ?? instructionsError ?? lintError;
  const found = errors.map((error) => `${lineOf(error.place)}: ${error.message}`);
  if (failure === null || failure === undefined) {
    accepted++;
    if (errors.length === 0) acceptedRight++;
    else differences.push(`accepted, but: ${test.group}/${test.name}: ${JSON.stringify(text.slice(0, 200))}: ${found.join(' | ')}`);
    continue;
  }
  rejected++;
  if (errors.length > 0) rejectedRight++;
  const here = errors.some((error) => failure.line === 0 || lineOf(error.place) === failure.line);
  if (here) onLine++;
  else differences.push(`rejected: ${test.group}/${test.name}: ${JSON.stringify(text.slice(0, 200))}: BuildKit ${failure.line}: ${failure.message}; ours ${found.join(' | ')}`);
  if (process.argv.includes('--all')) console.log(`${JSON.stringify(text.slice(0, 100))}\n   B ${failure.line}: ${failure.message}\n   o ${found.join('\n     ')}`);
}
console.log(`accepted by BuildKit: ${acceptedRight} of ${accepted} without a syntax error`);
console.log(`rejected by BuildKit: ${rejectedRight} of ${rejected} with a syntax error, ${onLine} on its line`);
for (const difference of differences) console.log(difference);
