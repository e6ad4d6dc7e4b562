import type { RunInstruction } from '../../dockerfile/model.ts';
import { platformArgs } from '../../knowledge/platform-args.ts';
import type { MappedText } from '../../mapped-text.ts';
import type { Located } from '../../source.ts';

/** `$TARGETARCH`, `${TARGETARCH}`, `${TARGETARCH%…}`; with a default of its own (`${TARGETARCH:-amd64}`) it is not asked for. */
const use = new RegExp(String.raw`\$(?:(${platformArgs.join('|')})(?!\w)|\{(${platformArgs.join('|')})(?=[}%#/]))`, 'y');

/** The platforms of the builder that a shell is to replace in a script of RUN, each where it first stands. What the script sets itself is left out. */
export function platformsInScripts(run: RunInstruction): readonly (Located & { readonly name: string })[] {
  if (run.commands.length === 0 || !/\$\{?(?:TARGET|BUILD)/.test(run.rest.text + run.heredocs.map(({ body }) => body.text).join('\n'))) return [];
  const found = new Map<string, Located & { readonly name: string }>();
  for (const script of scriptsOf(run)) {
    for (const { name, start, end } of usesIn(script.text)) {
      if (!found.has(name) && !setsIt(script.text, name)) found.set(name, { name, place: script.place(start, end) });
    }
  }
  return [...found.values()];
}

function scriptsOf(run: RunInstruction): readonly MappedText[] {
  const script = run.command.form === 'shell' ? run.command.script : undefined;
  // `RUN <<EOF`: the body is what a shell reads. Behind a command it is text for that.
  if (run.heredocs.length > 0) return script !== undefined && /^\s*<<-?\s*["']?\w+["']?\s*$/.test(script.text) ? run.heredocs.map(({ body }) => body) : [];
  return script === undefined ? [] : [script];
}

/** Single quotes and comments keep a `$` as it is. */
function* usesIn(text: string): Iterable<{ readonly name: string; readonly start: number; readonly end: number }> {
  let inDouble = false;
  for (let at = 0; at < text.length; at++) {
    const char = text[at];
    if (char === '\\') at++;
    else if (char === '"') inDouble = !inDouble;
    else if (char === "'" && !inDouble) at = endOf(text, "'", at + 1);
    else if (char === '#' && !inDouble && /(?:^|[\s;&|(])$/.test(text.slice(Math.max(0, at - 1), at))) at = endOf(text, '\n', at);
    else if (char === '$') {
      use.lastIndex = at;
      const [whole, plain, braced] = use.exec(text) ?? [];
      const name = plain ?? braced;
      if (whole !== undefined && name !== undefined) yield { name, start: at, end: at + whole.length };
    }
  }
}

function endOf(text: string, mark: string, from: number): number {
  const end = text.indexOf(mark, from);
  return end === -1 ? text.length : end;
}

function setsIt(text: string, name: string): boolean {
  return new RegExp(String.raw`\b${name}\+?=|\$\{${name}:?=|\b(?:read|for|export|local|declare|printf\s+-v)\b[^;&|\n]*\b${name}\b`).test(text);
}
