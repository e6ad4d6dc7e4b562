import { parseScript } from './parse-script.ts';
import { MappedText } from '../mapped-text.ts';
import { Source } from '../source.ts';
import { walkScript } from './walk.ts';

/** The programs that a script names when it is read as that of a Bourne shell, whatever it is; none when it cannot be read so. */
export function namesAsShell(text: string): readonly string[] {
  const parsed = parseScript(text);
  if (parsed.tree === undefined || parsed.broken !== undefined) return [];
  const { sites } = walkScript(parsed.tree.commands, MappedText.of(new Source('script', text), { start: 0, end: text.length }));
  const names = sites.flatMap(({ node }) => node.name?.text ?? []);
  // `[Net.Type]::Member` is neither a test nor a name.
  return names.some((name) => /^\[[^[]/.test(name)) ? [] : names.filter((name) => !name.includes('$') && name !== '[');
}
