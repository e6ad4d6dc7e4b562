import type { RunInstruction } from '../dockerfile/model.ts';
import type { Command } from '../shell/model.ts';
import type { Text } from '../word.ts';
import type { Variable } from './model.ts';

/**
 * A variable as a command of a RUN sees it: written before it, exported above it in its script, or of ENV and ARG. What only an
 * unknown base image could set counts as unset: images that are there to build Rust set none of cargo's settings.
 */
export function variableOf(command: Command, run: RunInstruction, name: string): Variable {
  const own = command.assignments.findLast((assignment) => assignment.name === name);
  if (own !== undefined) return { is: 'set', text: own.value.text, from: own.value };
  const exported = exportedAbove(command, name);
  if (exported !== undefined) return exported;
  const value = run.scope.lookup(name);
  if (value.is === 'set') return { is: 'set', text: value.text, from: undefined };
  if (value.is === 'unset' || value.cause === 'base-image') return { is: 'unset' };
  return { is: 'unknown', why: value.why };
}

function exportedAbove(command: Command, name: string): Variable | undefined {
  let found: Variable | undefined;
  for (const earlier of command.script.commands) {
    if (earlier.place.span.start >= command.place.span.start) break;
    if (earlier.name !== 'export') continue;
    for (const word of earlier.words.slice(1)) {
      if (word.raw !== name && !word.raw.startsWith(`${name}=`)) continue;
      if (earlier.conditional || word.raw === name) found = { is: 'unknown', why: `the script exports \`${name}\`` };
      else found = { is: 'set', text: behind(word.text, name.length + 1), from: word };
    }
  }
  return found;
}

/** The text without its first `length` characters, which are known. */
function behind(text: Text, length: number): Text {
  const [first, ...others] = text;
  return first !== undefined && 'text' in first ? [{ ...first, text: first.text.slice(length) }, ...others] : text;
}
