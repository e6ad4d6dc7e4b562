import type { Edit } from '../diagnostic.ts';
import type { Command } from '../shell/model.ts';

/**
 * Takes a command out of its script, with the `&&` behind it. Undefined where more than that would have to change: it is the last one, it stands in a
 * branch, a pipe or a subshell, something else is written around it, or a comment stands between it and the next.
 */
export function cutCommand(command: Command): Edit | undefined {
  const { script, place: { source, span }, connector, conditional, subshell, pipeline } = command;
  const next = script.commands[script.commands.indexOf(command) + 1];
  if (next === undefined || script.exec || script.heredoc || connector !== '&&' || conditional || subshell !== undefined || pipeline.length > 1) return undefined;
  if (command.wrappers.length > 0 || command.assignments.length > 0 || command.redirections.length > 0 || next.place.source !== source) return undefined;
  const between = source.text.slice(span.end, next.place.span.start);
  return /^\s*&&\s*$/.test(between.replace(/\\\r?\n/g, ' ')) ? { place: source.place(span.start, next.place.span.start), text: '' } : undefined;
}
