import type { Case } from './page.ts';
import type { Fence } from './markdown.ts';

/** A fence as it ought to be: to be checked, or, with `UPDATE=1`, to be written. */
export interface Expected {
  readonly language: 'output' | 'fixed' | 'proof';
  /** `file=PATH` of a `fixed` fence that is about another file. */
  readonly file?: string;
  /** Undefined: there is to be no such fence. */
  readonly text: string | undefined;
  /** The fence as the page has it. */
  readonly fence: Fence | undefined;
  /** What the fence is missing or too much for, when it is. */
  readonly why: string;
}

/** What a fence holds when its text is what was said: `json` where lines cannot show it. */
function bodyOf(text: string, json: boolean): string {
  return json ? `${JSON.stringify(text)}\n` : text;
}

export function expectedFences(example: Case, judged: { readonly output: string; readonly proof: string; readonly fixed: ReadonlyMap<string, string> }): readonly Expected[] {
  const expected: Expected[] = [
    { language: 'output', text: judged.output === '' ? undefined : judged.output, fence: example.output, why: 'what a user sees' },
  ];
  if (example.proof !== undefined) expected.push({ language: 'proof', text: judged.proof, fence: example.proof, why: 'what a policy shows' });
  const files = new Set([...judged.fixed.keys(), ...example.fixed.map((fence) => fence.attributes.get('file') ?? example.path)]);
  for (const file of files) {
    const text = judged.fixed.get(file);
    const fence = example.fixed.find((one) => (one.attributes.get('file') ?? example.path) === file);
    const json = fence === undefined ? needsJson(text) || (file === example.path && example.source.language === 'json') : fence.attributes.get('as') === 'json';
    expected.push({ language: 'fixed', ...(file === example.path ? {} : { file }), text: text === undefined ? undefined : bodyOf(text, json), fence, why: 'what `--fix --unsafe` makes of it' });
  }
  return expected;
}

function needsJson(text: string | undefined): boolean {
  return text !== undefined && (/[\r\u0000-\u0008\u000b-\u001f\u007f]|[ \t]\n/.test(text) || (text !== '' && !text.endsWith('\n')));
}

/** The opening line of a new fence. */
export function openingLine(expected: Expected, marker: string): string {
  const file = expected.file === undefined ? '' : ` file=${expected.file}`;
  const json = expected.text?.startsWith('"') === true && expected.language === 'fixed' ? ' as=json' : '';
  return `${marker}${expected.language}${file}${json}`;
}
