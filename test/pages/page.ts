import { blocksOf, type Block, type Fence } from './markdown.ts';

/** What a page may ask to be left out for a case: `<!-- skip: crlf, vacuity -->`. */
export const skippable = ['bom', 'crlf', 'vacuity'] as const;
export type Skippable = (typeof skippable)[number];

/**
 * One example of a page. It begins with a `dockerfile` fence, or a `json` one that holds the text as a JSON string; the
 * fences behind it belong to it, and those above the first one of a heading too. A second fence of a kind begins the next case.
 */
export interface Case {
  readonly verdict: 'bad' | 'good';
  /** What headings say of it. */
  readonly title: string;
  /** One-based, of its source's opening fence. */
  readonly line: number;
  readonly source: Fence;
  /** `dockerfile name=docker/Dockerfile`; `Dockerfile` without one. */
  readonly path: string;
  /** A real configuration. */
  readonly config: Fence | undefined;
  /** Its text; undefined when the case does not speak of the build context. */
  readonly dockerignore: Fence | undefined;
  /** Paths of the build context, one a line; `/` at the end of one makes it a folder. */
  readonly files: Fence | undefined;
  /** Any fence with `file=PATH`: a file of the build context with its text. */
  readonly contents: readonly Fence[];
  /** What git says: `tracked PATH` and `ignored PATH`. */
  readonly git: Fence | undefined;
  /** What ShellCheck is made to say: see `shellcheckOf`. Without it ShellCheck was not run. */
  readonly shellcheck: Fence | undefined;
  /** The Dockerfile that `--against` names. */
  readonly baseline: Fence | undefined;
  readonly output: Fence | undefined;
  /** What `--fix --unsafe` makes of the Dockerfile; with `file=PATH` of another file. */
  readonly fixed: readonly Fence[];
  /** What a policy shows as evidence: `✔ message (3:6)` for a proof, `? message (3:6)` for a doubt. */
  readonly proof: Fence | undefined;
  readonly skip: ReadonlySet<Skippable>;
}

export interface Page {
  readonly cases: readonly Case[];
  /** Headings of level 2. */
  readonly sections: readonly string[];
}

interface Draft {
  source?: Fence;
  readonly verdict: Case['verdict'];
  readonly title: string;
  readonly others: Fence[];
  readonly skip: Set<Skippable>;
}

const single = { yaml: 'config', dockerignore: 'dockerignore', files: 'files', git: 'git', shellcheck: 'shellcheck', baseline: 'baseline', output: 'output', proof: 'proof' } as const;

/** Reads a rule's page, or its `cases.md`. What stands wrong in it throws an error with the line. */
export function readPage(markdown: string): Page {
  const blocks = blocksOf(markdown);
  const drafts: Draft[] = [];
  let section: { verdict: Case['verdict']; title: string } | undefined;
  let draft: Draft | undefined;
  const begin = (title: string): void => {
    draft = section === undefined ? undefined : { verdict: section.verdict, title, others: [], skip: new Set() };
    if (draft !== undefined) drafts.push(draft);
  };
  for (const block of blocks) {
    if (block.is === 'heading' && block.level <= 2) {
      section = sectionOf(block);
      begin(section?.title ?? '');
    } else if (block.is === 'heading') begin(block.text);
    else if (block.is === 'comment') readComment(block, draft);
    else if (section !== undefined && draft !== undefined) {
      const isSource = block.fence.language === 'dockerfile' || (block.fence.language === 'json' && !block.fence.attributes.has('file'));
      const isSecond = !isSource && draft.others.some(({ language, attributes }) => language in single && language === block.fence.language && attributes.size === 0);
      if (draft.source !== undefined && (isSource || isSecond)) begin(draft.title);
      if (isSource) draft.source = block.fence;
      else draft.others.push(block.fence);
    }
  }
  return {
    cases: drafts.flatMap((one) => (one.source === undefined ? withoutSource(one) : [toCase(one, one.source)])),
    sections: blocks.flatMap((block) => (block.is === 'heading' && block.level === 2 ? [block.text] : [])),
  };
}

function sectionOf(heading: Block & { is: 'heading' }): { verdict: Case['verdict']; title: string } | undefined {
  const match = /^(bad|good)\b[\s:,.–—-]*(.*)$/i.exec(heading.text);
  if (heading.level !== 2 || match === null) return undefined;
  return { verdict: match[1]?.toLowerCase() === 'bad' ? 'bad' : 'good', title: match[2] ?? '' };
}

function readComment(comment: Block & { is: 'comment' }, draft: Draft | undefined): void {
  const names = /^skip:(.*)$/.exec(comment.text)?.[1];
  if (names === undefined || draft === undefined) return;
  for (const name of names.split(',').map((one) => one.trim())) {
    const known = skippable.find((one) => one === name);
    if (known === undefined) throw new Error(`line ${String(comment.line + 1)}: \`${name}\` cannot be skipped; ${skippable.join(', ')} can`);
    draft.skip.add(known);
  }
}

function withoutSource(draft: Draft): readonly Case[] {
  const [fence] = draft.others;
  if (fence !== undefined) throw new Error(`line ${String(fence.opensAt + 1)}: a \`${fence.language}\` fence without a \`dockerfile\` fence`);
  return [];
}

function toCase(draft: Draft, source: Fence): Case {
  const named: Partial<Record<(typeof single)[keyof typeof single], Fence>> = {};
  const fixed: Fence[] = [];
  const contents: Fence[] = [];
  for (const fence of draft.others) {
    const field = Object.entries(single).find(([language]) => language === fence.language)?.[1];
    const where = `line ${String(fence.opensAt + 1)}`;
    if (fence.language === 'fixed') fixed.push(fence);
    else if (fence.attributes.has('file')) contents.push(fence);
    else if (field === undefined) throw new Error(`${where}: a case has no \`${fence.language}\` fence (a file of its context is written \`\`\`toml file=Cargo.toml)`);
    else if (named[field] !== undefined) throw new Error(`${where}: a second \`${fence.language}\` fence in one case`);
    else named[field] = fence;
  }
  const { config, dockerignore, files, git, shellcheck, baseline, output, proof } = named;
  const path = source.attributes.get('name') ?? 'Dockerfile';
  const line = source.opensAt + 1;
  return { verdict: draft.verdict, title: draft.title, line, source, path, config, dockerignore, files, contents, git, shellcheck, baseline, output, fixed, proof, skip: draft.skip };
}

/** The text that a fence stands for: its own, or, for `json`, that of the JSON string in it. */
export function textOf(fence: Fence): string {
  if (fence.language !== 'json' && fence.attributes.get('as') !== 'json') return fence.text;
  const value: unknown = JSON.parse(fence.text);
  if (typeof value !== 'string') throw new Error(`line ${String(fence.opensAt + 1)}: a \`json\` fence holds one string`);
  return value;
}
