import type { Heredoc } from '../dockerfile/model.ts';
import type { MappedText } from '../mapped-text.ts';
import { joinTexts, textAt } from './joined-text.ts';

/**
 * What the shell of a RUN with heredocs is given, as BuildKit does it: the body alone where nothing but the heredoc is
 * written, else the command line with all bodies behind it.
 */
export function runScript(line: MappedText, heredocs: readonly Heredoc[]): { readonly text: MappedText; readonly heredoc: boolean } {
  const first = heredocs[0];
  if (first !== undefined && isHeredocAlone(line.text)) return { text: first.body, heredoc: true };
  const pieces: MappedText[] = [line];
  for (const heredoc of heredocs) {
    const { body } = heredoc;
    const end = body.text.length;
    pieces.push(textAt(line, Math.max(0, line.text.length - 1), '\n'), body);
    if (end > 0 && !body.text.endsWith('\n')) pieces.push(textAt(body, end - 1, '\n'));
    pieces.push(textAt(body, Math.max(0, end - 1), heredoc.name));
  }
  return { text: joinTexts(line.source, pieces), heredoc: false };
}

/** `<<EOF`, `3<<-"E O F"`: one word. */
function isHeredocAlone(line: string): boolean {
  return /^\d*<<-?\s*(?:[^\s<>&|;()"'\\]|\\.|"[^"]*"|'[^']*')+$/.test(line.trim());
}
