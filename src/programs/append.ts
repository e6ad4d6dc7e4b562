import type { Edit } from '../diagnostic.ts';
import type { RunInstruction } from '../dockerfile/model.ts';
import type { Place } from '../source.ts';
import type { Command } from '../shell/model.ts';

/**
 * An edit that puts a command behind all others of a RUN, so that it runs when those succeeded and in the same layer. Undefined
 * where that cannot be done without changing what the script does: exec form, a last command that ends the shell or runs in the
 * background, a comment behind it, a script whose failures would be hidden.
 */
export function appendCommand(run: RunInstruction, command: string, escape: string): Edit | undefined {
  const last = run.commands.at(-1);
  if (last === undefined || run.command.form === 'exec' || endsShell(last) || hasOpenSubstitution(run.command.place.source.slice(run.command.place.span))) return undefined;
  const stops = stopsOnFailure(run.commands);
  const [heredoc, ...more] = run.heredocs;
  if (heredoc === undefined) return appendToLine(run.command.place, last, { command, escape, stops });
  if (more.length > 0 || !last.script.heredoc || !stops) return undefined;
  const { text } = heredoc.body;
  if (text !== '' && !text.endsWith('\n')) return undefined;
  const at = heredoc.body.endOf(text.length);
  const { source } = run.place;
  const [indent = ''] = /^[\t ]*/.exec(lineOf(source.text, last.place.span.start)) ?? [];
  return { place: source.place(at, at), text: `${indent}${command}${endOfLine(source.text, at - 1)}` };
}

/** `${ command; }`, which only the newest Bash reads, and a `${` that nothing closes: what stands behind may be a part of it. */
function hasOpenSubstitution(script: string): boolean {
  return /\$\{(?:[\s|]|[\\`]\r?\n)/.test(script) || script.split('${').length > script.split('}').length;
}

function endsShell(last: Command): boolean {
  return last.connector === '&' || last.negated || last.name === 'exit' || last.wrappers.some(({ value }) => value === 'exec') || last.name === 'exec' || last.script.broken !== undefined;
}

/** `set -e` stands among the first commands. */
function stopsOnFailure(commands: readonly Command[]): boolean {
  return commands.slice(0, 3).some(({ name, words }) => name === 'set' && words.some((word, index) => /^-[a-z]*e/.test(word.value ?? '') || (word.value === 'errexit' && words[index - 1]?.value === '-o')));
}

interface Appended {
  readonly command: string;
  readonly escape: string;
  readonly stops: boolean;
}

function appendToLine(place: Place, last: Command, { command, escape, stops }: Appended): Edit | undefined {
  const { source, span } = place;
  const written = source.text.slice(span.start, span.end);
  const tail = source.text.slice(last.place.span.end, span.end).replace(/[\\`][\t ]*(?=\r?\n)/g, '');
  // What closes groups and compounds may stand behind the last command, but neither comments nor redirections.
  if (last.place.span.end > span.end || !/^[\s;)}"']*(?:(?:fi|done|esac)[\s;)}]*)*$/.test(tail) || /["']/.test(tail)) return undefined;
  const end = span.start + written.trimEnd().length;
  const closed = written.trimEnd().endsWith(';');
  if (closed && !stops) return undefined;
  const at = source.place(end, end);
  if (!written.trimEnd().includes('\n')) return { place: at, text: `${closed ? '' : ' &&'} ${command}` };
  const line = lineOf(source.text, end - 1);
  const [indent = ''] = /^[\t ]*/.exec(line) ?? [];
  const statements = stops && /;[\t ]*(?:\\[\t ]*)?\r?\n/.test(written) && !/&&[\t ]*(?:\\[\t ]*)?\r?\n|\n[\t ]*&&/.test(written);
  const newline = `${escape}${endOfLine(source.text, source.text.lastIndexOf('\n', end - 1))}${indent}`;
  if (statements || closed) return { place: at, text: `${closed ? '' : ';'} ${newline}${command}` };
  const trailing = /&&[\t ]*[\\`][\t ]*\r?\n/.test(written);
  return { place: at, text: trailing ? ` && ${newline}${command}` : ` ${newline}&& ${command}` };
}

/** The line around an offset, without its end. */
function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1;
  const end = text.indexOf('\n', offset);
  return text.slice(start, end === -1 ? text.length : end);
}

/** The end of line that stands at, or right before, an offset. */
function endOfLine(text: string, at: number): string {
  return text[at] === '\n' && text[at - 1] === '\r' ? '\r\n' : '\n';
}
