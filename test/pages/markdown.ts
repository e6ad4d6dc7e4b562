/** A fenced block: ```` ```language key=value ````. Lines are zero-based indexes into the page's lines. */
export interface Fence {
  readonly language: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Its lines, each with its line end; empty for an empty fence. */
  readonly text: string;
  /** The backticks that open it. */
  readonly marker: string;
  readonly opensAt: number;
  readonly closesAt: number;
}

export type Block =
  | { readonly is: 'heading'; readonly level: number; readonly text: string; readonly line: number }
  | { readonly is: 'fence'; readonly fence: Fence }
  | { readonly is: 'comment'; readonly text: string; readonly line: number };

/** The headings, fences and one-line comments of a Markdown page, in order. A fence that is not closed throws. */
export function blocksOf(markdown: string): readonly Block[] {
  const lines = markdown.split('\n');
  const blocks: Block[] = [];
  for (let line = 0; line < lines.length; line++) {
    const text = lines[line] ?? '';
    const opening = /^(`{3,})([^`]*)$/.exec(text);
    if (opening !== null) {
      const fence = readFence(lines, line, opening[1] ?? '', opening[2] ?? '');
      blocks.push({ is: 'fence', fence });
      line = fence.closesAt;
      continue;
    }
    const heading = /^(#{1,6})\s+(.*?)\s*$/.exec(text);
    if (heading !== null) blocks.push({ is: 'heading', level: heading[1]?.length ?? 0, text: heading[2] ?? '', line });
    const comment = /^<!--\s*(.*?)\s*-->$/.exec(text.trim());
    if (comment !== null) blocks.push({ is: 'comment', text: comment[1] ?? '', line });
  }
  return blocks;
}

function readFence(lines: readonly string[], opensAt: number, marker: string, info: string): Fence {
  const closing = new RegExp(`^\`{${String(marker.length)},}\\s*$`);
  const closesAt = lines.findIndex((line, index) => index > opensAt && closing.test(line));
  if (closesAt === -1) throw new Error(`line ${String(opensAt + 1)}: this fence is not closed`);
  const [language = '', ...words] = info.trim().split(/\s+/);
  const attributes = new Map(words.map((word): [string, string] => {
    const [key = '', ...value] = word.split('=');
    return [key, value.join('=')];
  }));
  const body = lines.slice(opensAt + 1, closesAt);
  return { language, attributes, text: body.map((line) => `${line}\n`).join(''), marker, opensAt, closesAt };
}
