import type { BuildContext, IgnorePattern } from '../../src/context/model.ts';
import type { Fix } from '../../src/diagnostic.ts';
import { isLeftover } from '../../src/knowledge/context-files.ts';
import { expandBraces } from '../../src/programs/braces.ts';
import type { Finding } from '../../src/rule.ts';

/** What is wrong with how a line is written: it is another pattern than its writer thinks. */
export function misread(pattern: IgnorePattern, context: BuildContext): Finding | undefined {
  const { raw, error } = pattern;
  if (raw.startsWith('#')) return indentedComment(pattern);
  if (/\s#/.test(raw) && !isName(pattern, context)) {
    const bare = raw.replace(/\s+#.*$/, '');
    return { fault: 'comment', at: pattern, message: `\`${raw}\` is one pattern, the \`#\` and what follows included`, help: 'Put the comment on a line of its own.', fixes: rewrite(pattern, `Write \`${bare}\``, bare) };
  }
  const parts = severalIn(raw, context);
  if (parts.length > 1 && !isName(pattern, context)) {
    return { fault: 'several', at: pattern, message: `\`${raw}\` is one pattern, not ${String(parts.length)}`, help: 'Write one pattern a line.', fixes: rewrite(pattern, 'Write one pattern a line', parts) };
  }
  const expanded = expandBraces(raw);
  if (expanded.length > 1 && !isName(pattern, context)) {
    return { fault: 'several', at: pattern, message: `\`${raw}\` is matched to the letter: Docker knows no braces`, help: 'Write one pattern a line.', fixes: rewrite(pattern, 'Write one pattern a line', expanded) };
  }
  if (error !== undefined) return { fault: 'broken', at: pattern, message: `Docker refuses this pattern: ${error.message}`, help: 'Correct it, or put a backslash before the character that is meant as it is.' };
  if (/\w\\\w/.test(raw) && !raw.includes('[')) {
    const forward = raw.replaceAll('\\', '/');
    return { fault: 'backslash', at: pattern, message: `\`\\\` in \`${raw}\` parts no folders: it takes the next character as it is`, help: `Write \`${forward}\`.`, fixes: rewrite(pattern, `Write \`${forward}\``, forward) };
  }
  return undefined;
}

/** Only a `#` at the very beginning of a line begins a comment. */
function indentedComment(pattern: IgnorePattern): Finding {
  const { source, span } = pattern.place;
  const start = source.text.lastIndexOf('\n', span.start) + 1;
  return {
    fault: 'comment', at: pattern, severity: 'info',
    message: `blanks stand before the \`#\`, so \`${pattern.raw}\` is a pattern`, help: 'Begin the comment at the beginning of the line.',
    fixes: [{ title: 'Take away the blanks before the `#`', safety: 'safe', edits: [{ place: source.place(start, span.start), text: '' }] }],
  };
}

/** Patterns that commas or blanks part: behind a comma with a blank anything is one, elsewhere only what looks like one, or names something. */
function severalIn(raw: string, context: BuildContext): readonly string[] {
  if (/[\\[{(]/.test(raw)) return [];
  const listed = raw.split(/,\s+/).filter((part) => part !== '');
  if (listed.length > 1) return listed;
  const parts = raw.split(/[,\s]+/).filter((part) => part !== '');
  const isPattern = (part: string): boolean => /[/*]|^!?\./.test(part) || isLeftover(part) || ['file', 'directory'].includes(context.entry(part).is);
  return parts.every(isPattern) ? parts : [];
}

/** A file may be called so, blanks and all. */
function isName({ pattern }: IgnorePattern, context: BuildContext): boolean {
  const { is } = context.entry(pattern);
  return is === 'file' || is === 'directory';
}

/** Another pattern leaves out other files: never safe. */
export function rewrite({ place }: IgnorePattern, title: string, text: string | readonly string[]): readonly Fix[] {
  return [{ title, safety: 'unsafe', edits: [{ place, text: typeof text === 'string' ? text : text.join(place.source.lineEnd) }] }];
}
