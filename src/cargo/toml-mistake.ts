/** The first line of a manifest that TOML does not allow, as far as lines tell: one-based. Undefined when there is none. */
export function tomlMistake(text: string): number | undefined {
  let open: string | undefined;
  let depth = 0;
  for (const [index, line] of text.split('\n').entries()) {
    const wasOpen = open !== undefined || depth > 0;
    const rest = wasOpen ? line : line.trim();
    if (!wasOpen && rest !== '' && !rest.startsWith('#') && !/^(?:\[\[?[^\]]+\]\]?\s*(?:#.*)?$|(?:"(?:[^"\\]|\\.)*"|'[^']*'|[\w.\s-])+=)/.test(rest)) return index + 1;
    if (!wasOpen && rest.startsWith('[')) continue;
    const read = readLine(rest, open, depth);
    if (read.broken) return index + 1;
    ({ open, depth } = read);
  }
  return open !== undefined || depth > 0 ? text.split('\n').length : undefined;
}

interface LineEnd {
  /** The quotes of a text over several lines that is not closed yet. */
  readonly open: string | undefined;
  /** Brackets that are not closed yet. */
  readonly depth: number;
  readonly broken: boolean;
}

/** Follows quotes and brackets through one line. */
function readLine(line: string, before: string | undefined, brackets: number): LineEnd {
  let open = before;
  let depth = brackets;
  for (const [part] of line.matchAll(/\\.|"""|'''|["'#[\]{}]/g)) {
    if (open !== undefined) {
      // A text in single quotes knows no escapes.
      if (part === open || (open === "'" && part === "\\'")) open = undefined;
    } else if (part === '#') break;
    else if (/["']/.test(part)) open = part;
    else if (part === '[' || part === '{') depth++;
    else if ((part === ']' || part === '}') && --depth < 0) return { open, depth, broken: true };
  }
  // A text in plain quotes ends with its line.
  return { open: open?.length === 1 ? undefined : open, depth, broken: open?.length === 1 };
}
