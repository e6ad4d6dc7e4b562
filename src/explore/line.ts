import type { Instruction } from '../dockerfile/model.ts';
import { visible } from '../reporters/visible.ts';
import type { Build } from '../rule.ts';
import { pattern } from '../word.ts';
import { stateFacts } from './stage-summary.ts';

/** What is known at a one-based line: its instruction, its commands, the state it runs in. */
export function explainLine(build: Build, line: number): string {
  const source = build.dockerfile.source;
  const instruction = instructionAt(build, line);
  if (instruction === undefined) return `${visible(source.path)}:${line}: no instruction stands here\n`;
  const stage = instruction.stage;
  const first = source.position(instruction.place.span.start).line;
  const last = source.position(instruction.place.span.end).line;
  const where = first === last ? `line ${first}` : `lines ${first} to ${last}`;
  const lines = [`${visible(source.path)}: ${instruction.keyword}, ${where}${stage === undefined ? '' : `, stage ${visible(stage.name?.value ?? String(stage.index))}${build.image.isShipped(stage) ? ' (shipped)' : ''}`}`];
  const details = [...resolved(instruction), ...commands(instruction)];
  if (details.length > 0) lines.push('', ...details);
  if (instruction.keyword !== 'FROM' && stage !== undefined) {
    lines.push('', 'what is known before it runs:');
    for (const fact of stateFacts(build.image, build.image.before(instruction))) {
      const value = fact.is === 'present' ? visible(fact.value) : fact.is === 'absent' ? `none (${visible(fact.value)})` : `unknown: ${visible(fact.value)}`;
      lines.push(`  ${fact.name.padEnd(12)} ${value}${fact.line === undefined ? '' : `  line ${fact.line}`}${fact.base === undefined ? '' : `, by ${visible(fact.base)}`}`);
    }
  }
  return `${lines.join('\n')}\n`;
}

function instructionAt(build: Build, line: number): Instruction | undefined {
  const source = build.dockerfile.source;
  return build.dockerfile.instructions.find((instruction) => {
    const { start, end } = instruction.place.span;
    return source.position(start).line <= line && line <= source.position(end).line;
  });
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
