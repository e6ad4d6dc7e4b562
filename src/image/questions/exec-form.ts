import type { Fix } from '../../diagnostic.ts';
import type { CommandLine } from '../../dockerfile/model.ts';
import { plainWords } from './command-lines.ts';

/**
 * Writes a command line in exec form where no shell is needed for it: one plain command without variables, quotes, redirections and
 * the like. The program becomes the container's first process, which stop signals reach: another behaviour, so the fix is not safe.
 * Undefined where the shell may be needed.
 */
export function execForm(command: CommandLine & { readonly form: 'shell' }): Fix | undefined {
  const words = plainWords(command.script.text);
  // Over several lines comments may stand between the words.
  if (words === undefined || command.place.source.slice(command.place.span).includes('\n')) return undefined;
  const text = `[${words.map((word) => JSON.stringify(word)).join(', ')}]`;
  return { title: `Write \`${text}\``, safety: 'unsafe', edits: [{ place: command.place, text }] };
}
