import type { Instruction, Stage } from '../dockerfile/model.ts';
import { visible } from '../reporters/visible.ts';
import type { Build } from '../rule.ts';
import { pattern } from '../word.ts';
import { factLine } from './fact-line.ts';
import { lineOf } from '../source.ts';
import { stateFacts } from './stage-summary.ts';

/** More are not listed. */
const MOST_VARIABLES = 30;

/** What is known at a one-based line: its instruction, its commands, the variables it names, the state it runs in. */
export function explainLine(build: Build, line: number): string {
  const source = build.dockerfile.source;
  const instruction = instructionAt(build, line);
  if (instruction === undefined) return `${visible(source.path)}:${line}: ${emptyLine(build, line)}\n`;
  const stage = instruction.stage;
  const first = lineOf(instruction.place);
  const last = source.position(instruction.place.span.end).line;
  const where = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  const lines = [`${visible(source.path)}: ${instruction.keyword}, ${where}${stage === undefined ? '' : `, stage ${visible(stage.name?.value ?? String(stage.index))}${role(build, stage)}`}`];
  const details = [...resolved(instruction), ...commands(instruction), ...variables(instruction)];
  if (details.length > 0) lines.push('', ...details);
  if (stage !== undefined) {
    const isFrom = instruction.keyword === 'FROM';
    const state = isFrom ? build.image.after(instruction) : build.image.before(instruction);
    lines.push('', isFrom ? 'what the stage begins with:' : 'what is known before it runs:', ...stateFacts(build.image, state, stage).map(factLine));
  }
  return `${lines.join('\n')}\n`;
}

function role({ image }: Build, stage: Stage): string {
  if (image.isShipped(stage)) return ' (shipped)';
  return image.isBuilt(stage) ? '' : ' (not built for this target)';
}

/** Comments and blank lines tell of nothing, and the instruction below may be what was meant. */
function emptyLine({ dockerfile }: Build, line: number): string {
  const next = dockerfile.instructions.find(({ place }) => lineOf(place) > line);
  const below = next === undefined ? '' : `; the next is ${next.keyword} at line ${lineOf(next.place)}`;
  return `no instruction stands here${below}`;
}

function instructionAt(build: Build, line: number): Instruction | undefined {
  const source = build.dockerfile.source;
  return build.dockerfile.instructions.find((instruction) => {
    const { start, end } = instruction.place.span;
    return source.position(start).line <= line && line <= source.position(end).line;
  });
}

/** The variables that the text of an instruction names, and what they are to the build where it stands; a script may set others. */
function variables(instruction: Instruction): readonly string[] {
  const names = new Set([...instruction.rest.text.matchAll(/\$\{?([A-Za-z_]\w*)/g)].map(([, name = '']) => name));
  const shown = [...names].slice(0, MOST_VARIABLES).map((name) => {
    const value = instruction.scope.lookup(name);
    const at = value.is === 'unset' || value.from === undefined ? '' : `  line ${lineOf(value.from.place)}`;
    if (value.is === 'set') return `  $${visible(name)} is ${visible(pattern(value.text, '?')) || 'empty'}${at}`;
    return `  $${visible(name)} is ${value.is === 'unset' ? 'not set by the build' : `unknown: ${visible(value.why)}`}${at}`;
  });
  return shown.length === 0 ? [] : ['', 'variables:', ...shown];
}

function resolved(instruction: Instruction): readonly string[] {
  const words = 'words' in instruction ? instruction.words
    : instruction.keyword === 'COPY' || instruction.keyword === 'ADD' ? [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])]
    : instruction.keyword === 'FROM' ? [instruction.image].filter((word) => word !== undefined)
    : instruction.keyword === 'USER' ? [instruction.user].filter((word) => word !== undefined)
    : instruction.keyword === 'WORKDIR' ? [instruction.path].filter((word) => word !== undefined)
    : 'pairs' in instruction ? instruction.pairs.flatMap((pair) => (pair.value === undefined ? [] : [pair.value])) : [];
  return words.filter((word) => word.raw.includes('$')).map((word) => `  ${visible(word.raw)} is ${visible(pattern(word.text, '?'))}${word.value === undefined ? ' (? only the build knows)' : ''}`);
}

function commands(instruction: Instruction): readonly string[] {
  if (!('commands' in instruction)) return [];
  return instruction.commands.map((command) => {
    const at = command.place.source.position(command.place.span.start);
    const words = command.words.map((word) => word.value ?? word.raw).join(' ');
    return `  ${at.line}:${at.column} runs ${visible(words)}${command.conditional ? ' (maybe)' : ''}`;
  });
}
