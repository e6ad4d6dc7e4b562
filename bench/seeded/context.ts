import { contextCopies, wholeCopies } from '../../src/image/questions/context-copies.ts';
import { inside, replace } from './edits.ts';
import type { Candidate, Mutant, Seed, World } from './model.ts';
import type { Instruction } from '../../src/dockerfile/model.ts';
import type { Word } from '../../src/word.ts';

const corpora = ['contexts', 'cargo-chef'] as const;

export const contextSeeds: readonly Seed[] = [
  { rule: 'copy-ignored', corpora, faults: ['ignored', 'ignored-after-all'], way: 'by name', mutate: (candidate) => onFile(candidate, ({ path }) => ignoring(candidate, path)) },
  { rule: 'copy-ignored', corpora, faults: ['ignored', 'ignored-after-all'], way: 'by its ending', mutate: (candidate) => onFile(candidate, ({ path }) => (/^[^/]+\.[a-z]+$/.test(path) ? ignoring(candidate, `*${path.slice(path.lastIndexOf('.'))}`) : undefined)) },
  { rule: 'copy-ignored', corpora, faults: ['ignored', 'ignored-after-all'], way: 'everything but some', mutate: (candidate) => onFile(candidate, ({ path }) => ignoring(candidate, '*\n!seeded.txt', path)) },
  { rule: 'copy-source-missing', corpora, faults: ['missing'], way: 'typing error', mutate: (candidate) => onFile(candidate, ({ word, path }) => renamed(candidate, word, path, (name) => `${name.slice(0, 2)}${name.slice(1)}`)) },
  { rule: 'copy-source-missing', corpora, faults: ['missing'], way: 'capital', mutate: (candidate) => onFile(candidate, ({ word, path }) => renamed(candidate, word, path, (name) => `${name.slice(0, 1).toUpperCase()}${name.slice(1)}`)) },
  { rule: 'copy-source-missing', corpora, faults: ['missing'], way: 'moved', mutate: (candidate) => onFile(candidate, ({ path }) => ({ edits: [], world: (world) => without(world, (one) => one === path) })) },
  { rule: 'copy-source-untracked', corpora, faults: ['ignored'], mutate: (candidate) => onFile(candidate, ({ path }) => ({ edits: [], world: (world) => ({ ...world, untracked: new Map([[path, 'ignored']]) }) })) },
  { rule: 'copy-source-untracked', corpora, faults: ['untracked'], mutate: (candidate) => onFile(candidate, ({ path }) => ({ edits: [], world: (world) => ({ ...world, untracked: new Map([[path, 'new']]) }) })) },
  ...(['.env', 'config/id_rsa', 'certs/server.key', '.aws/credentials', '.npmrc'] as const).map((path): Seed => ({ rule: 'context-secret', corpora, faults: ['secret'], way: path, mutate: (candidate) => sent(candidate, path) })),
  ...(['.git/config', 'node_modules/left-pad/index.js', 'web/node_modules/left-pad/index.js', '.venv/bin/python', '__pycache__/app.cpython-312.pyc'] as const).map((path): Seed => ({ rule: 'context-secret', corpora, faults: ['junk'], way: path, mutate: (candidate) => sent(candidate, path) })),
  { rule: 'dockerignore', corpora, faults: ['missing'], mutate: withoutIgnoreFile },
  { rule: 'dockerignore', corpora, faults: ['not-covered'], options: () => ({ covers: ['.git/'] }), mutate: (candidate) => uncovered(candidate, '.git') },
  ...patternSeeds(),
];

function patternSeeds(): readonly Seed[] {
  const rule = 'dockerignore-pattern';
  return [
    { rule, corpora, faults: ['several'], mutate: (candidate) => onPatterns(candidate, ([one, other]) => (other === undefined ? undefined : { text: `${one ?? ''}, ${other}`, drop: 2 })) },
    { rule, corpora, faults: ['comment'], mutate: (candidate) => onPatterns(candidate, ([one]) => ({ text: `${one ?? ''} # not needed here`, drop: 1 })) },
    { rule, corpora, faults: ['broken'], mutate: (candidate) => onPatterns(candidate, () => ({ text: 'docs/[a-', drop: 0 })) },
    { rule, corpora, faults: ['root-only'], way: '*.md', mutate: (candidate) => (hasDeeper(candidate, /\/[^/]+\.md$/) ? onPatterns(candidate, () => ({ text: '*.md', drop: 0 })) : undefined) },
    { rule, corpora, faults: ['root-only'], way: 'node_modules', mutate: (candidate) => onPatterns(candidate, () => ({ text: 'node_modules/', drop: 0, file: 'web/node_modules/left-pad/index.js' })) },
    { rule, corpora, faults: ['root-only'], way: 'target', mutate: (candidate) => (candidate.corpus === 'cargo-chef' ? onPatterns(candidate, () => ({ text: 'target/', drop: 0, file: 'crates/one/target/release/app' })) : undefined) },
    { rule, corpora, faults: ['cancelled'], mutate: (candidate) => (candidate.world?.files.has('README.md') === true ? onPatterns(candidate, () => ({ text: '!README.md', drop: 0, more: '*.md' })) : undefined) },
    { rule, corpora, faults: ['repeated'], mutate: (candidate) => onPatterns(candidate, ([one]) => ({ text: one ?? '', drop: 0 })) },
    { rule, corpora, faults: ['useless'], mutate: (candidate) => onPatterns(candidate, () => ({ text: 'seeded-folder/', drop: 0 })) },
  ];
}

interface Source {
  readonly word: Word;
  /** Relative to the context. */
  readonly path: string;
  readonly copy: Instruction;
}

/** The first COPY of a plain file that is there, is sent, and is no output of a build. */
function onFile(candidate: Candidate, make: (source: Source) => Omit<Mutant, 'at'> | undefined): Mutant | undefined {
  const { build, world } = candidate;
  for (const copy of world === undefined ? [] : contextCopies(build.dockerfile, build.image)) {
    for (const word of copy.sources) {
      const path = word.value?.replace(/^\.?\/+/, '') ?? '';
      if (copy.onbuild !== undefined || world?.files.has(path) !== true || build.context.ignores(path) || word.raw !== word.value || /(?:^|\/)(?:dist|build|target|out|bin|output)\//.test(path)) continue;
      const made = make({ word, path, copy });
      if (made !== undefined) return { ...made, at: [inside(copy)] };
    }
  }
  return undefined;
}

function renamed(candidate: Candidate, word: Word, path: string, rename: (name: string) => string): Omit<Mutant, 'at'> | undefined {
  const slash = path.lastIndexOf('/') + 1;
  const other = `${path.slice(0, slash)}${rename(path.slice(slash))}`;
  return other === path || candidate.world?.files.has(other) === true ? undefined : { edits: [replace(word, word.raw.replace(path, other))] };
}

function without(world: World, gone: (path: string) => boolean): World {
  return { ...world, files: new Map([...world.files].filter(([path]) => !gone(path))) };
}

/** The ignore file that counts for the Dockerfile. */
function ignoreFileOf({ world }: Candidate): string {
  const own = `${world?.dockerfilePath ?? ''}.dockerignore`;
  return world?.files.has(own) === true ? own : '.dockerignore';
}

function withText(path: string, text: string): (world: World) => World {
  return (world) => ({ ...world, files: new Map([...world.files, [path, text]]) });
}

function ignoring(candidate: Candidate, pattern: string, path?: string): Omit<Mutant, 'at'> | undefined {
  const name = ignoreFileOf(candidate);
  const text = candidate.world?.files.get(name) ?? '';
  return path === 'seeded.txt' ? undefined : { edits: [], world: withText(name, `${text}\n${pattern}\n`) };
}

/** Files in which a secret may stand hold one. */
const contents: Readonly<Record<string, string>> = {
  '.npmrc': '//registry.example/:_authToken=npm_0123456789abcdefghijklmnopqrstuvwxyz\n',
  'certs/server.key': '-----BEGIN PRIVATE KEY-----\nMIIE\n-----END PRIVATE KEY-----\n',
};

/** A file that lies in the context of some people, and goes with the whole context. */
function sent(candidate: Candidate, path: string): Mutant | undefined {
  const { build } = candidate;
  const [whole] = wholeCopies(build.dockerfile, build.image);
  const excluded = whole?.copy.flags.some(({ name }) => name === 'exclude');
  if (whole === undefined || whole.copy.onbuild !== undefined || excluded === true || candidate.world?.files.has(path) !== false || build.context.ignores(path)) return undefined;
  return { edits: [], at: [inside(whole.copy)], world: withText(path, contents[path] ?? '') };
}

function withoutIgnoreFile(candidate: Candidate): Mutant | undefined {
  const { build, world } = candidate;
  const [whole] = wholeCopies(build.dockerfile, build.image);
  if (whole === undefined || whole.copy.onbuild !== undefined || world?.files.has('.dockerignore') !== true) return undefined;
  return { edits: [], at: [inside(whole.copy)], world: (old) => without(old, (path) => path.endsWith('.dockerignore')) };
}

/** The patterns that left a folder out are lost. */
function uncovered(candidate: Candidate, folder: string): Mutant | undefined {
  const name = ignoreFileOf(candidate);
  const text = candidate.world?.files.get(name);
  const rules = candidate.build.context.ignoreRules;
  const matching = rules?.patterns.filter((one) => !one.negated && rules.matches(one, `${folder}/config`)).map(({ raw }) => raw) ?? [];
  if (text === undefined || matching.length === 0) return undefined;
  return { edits: [], at: [], world: withText(name, text.split('\n').filter((line) => !matching.includes(line.trim())).join('\n')) };
}

interface PatternEdit {
  readonly text: string;
  /** Lines of the patterns given that it stands for. */
  readonly drop: number;
  /** A line below. */
  readonly more?: string;
  /** A file of the context that makes it a mistake. */
  readonly file?: string;
}

/** An edit of the ignore file, behind its last line; plain patterns of it are given. */
function onPatterns(candidate: Candidate, make: (plain: readonly string[]) => PatternEdit | undefined): Mutant | undefined {
  const { build, world } = candidate;
  const name = ignoreFileOf(candidate);
  const text = world?.files.get(name);
  const plain = (build.context.ignoreRules?.patterns ?? []).flatMap(({ raw, negated }) => (!negated && /^[\w./*-]+$/.test(raw) ? [raw] : []));
  if (text === undefined || plain.length === 0 || contextCopies(build.dockerfile, build.image).length === 0) return undefined;
  const edit = make(plain);
  if (edit === undefined || (edit.file !== undefined && build.context.ignores(edit.file)) || (edit.text.startsWith('*') && plain.includes(`**/${edit.text}`))) return undefined;
  const kept = text.split('\n').filter((line) => !plain.slice(0, edit.drop).includes(line.trim()));
  const files = [[name, [...kept, edit.text, ...(edit.more === undefined ? [] : [edit.more]), ''].join('\n')], ...(edit.file === undefined ? [] : [[edit.file, '']])] as const;
  return { edits: [], at: [], ignoreLine: edit.text, world: (old) => ({ ...old, files: new Map([...old.files, ...files.map(([path = '', content]): [string, string | undefined] => [path, content])]) }) };
}

/** A file below the root that the ignore file does not take out, and its writer may think it does. */
function hasDeeper({ build }: Candidate, pattern: RegExp): boolean {
  return build.context.list({ sentOnly: true })?.some(({ path }) => pattern.test(path)) === true;
}
