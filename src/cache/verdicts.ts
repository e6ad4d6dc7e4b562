import { hasWildcard } from '../context/go-pattern.ts';
import type { AddInstruction, CopyInstruction, Instruction, Mount, RunInstruction, Stage } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import { containerPath, isBelow } from '../container-path.ts';
import { lineOf } from '../source.ts';
import type { Change, StageCache } from './model.ts';
import { matchSource, takenFiles } from './taken-files.ts';

/** What one instruction does after the edit: `cached`, or the change that it makes. */
export type Verdict = { readonly outcome: 'cached'; readonly why: string } | { readonly outcome: 'runs' | 'unknown'; readonly why: string; readonly paths: Change['paths']; readonly spared?: readonly string[] };

/** What is edited. */
export interface Edit {
  /** Relative to the context. */
  readonly files: readonly string[];
  /** The Dockerfile is among them. */
  readonly dockerfile: boolean;
  /** The ignore file of the build, when it is among them. */
  readonly ignoreFile: string | undefined;
}

interface Running {
  readonly instruction: Instruction;
  readonly stage: Stage;
  readonly workdir: string;
}

type Stages = ReadonlyMap<Stage, StageCache>;

/** What the edit does to an instruction, what stands above it left aside. */
export function ownVerdict(build: Build, { instruction, stage, workdir }: Running, edit: Edit, stages: Stages): Verdict {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') {
    return instruction.from === undefined ? contextVerdict(build, instruction, edit, workdir) : stageVerdict(build, instruction, { instruction, stage, workdir }, stages);
  }
  if (instruction.keyword === 'RUN') return mountsVerdict(build, instruction, stage, edit, stages);
  return { outcome: 'cached', why: 'nothing it depends on changes' };
}

function contextVerdict(build: Build, copy: CopyInstruction | AddInstruction, edit: Edit, workdir: string): Verdict {
  const takings = takenFiles(copy, edit.files, build.context, workdir);
  const taken = takings.filter((taking) => taking.is === 'taken');
  const first = taken[0];
  if (first !== undefined) {
    const more = taken.length > 1 ? ` and ${taken.length - 1} more` : '';
    return { outcome: 'runs', why: `it copies \`${first.file}\`${more}`, paths: taken.map((taking) => taking.path) };
  }
  const doubt = takings.find((taking) => taking.is === 'unknown');
  if (doubt !== undefined) return { outcome: 'unknown', why: doubt.why, paths: 'anything' };
  const ignored = edit.ignoreFile === undefined ? undefined : copy.sources.find(({ value }) => value !== undefined && mayTakeSeveral(build, value));
  if (ignored !== undefined) return ignoreVerdict(edit.ignoreFile ?? '');
  return { outcome: 'cached', why: 'it copies none of the edited files' };
}

/** A folder, or a wildcard: which files it takes the ignore file decides. */
function mayTakeSeveral({ context }: Build, source: string): boolean {
  return !/^[a-z][a-z0-9+.-]*:\/\//i.test(source) && !source.startsWith('<<') && (hasWildcard(source) || context.entry(containerPath(source).slice(1)).is !== 'file');
}

function ignoreVerdict(file: string): Verdict {
  return { outcome: 'unknown', why: `an edit of \`${file}\` may change which files it takes`, paths: 'anything' };
}

function stageVerdict(build: Build, copy: CopyInstruction | AddInstruction, { stage, workdir }: Running, stages: Stages): Verdict {
  const name = copy.from?.value;
  const source = name === undefined ? undefined : build.dockerfile.stage(name, stage);
  const cache = source === undefined ? undefined : stages.get(source);
  const destination = copy.destination?.value;
  const paths = destination === undefined ? 'anything' : [containerPath(destination, workdir)];
  if (source === undefined || cache === undefined) return outsideVerdict(build, name) ?? { outcome: 'cached', why: 'it copies from an image, not from the context' };
  for (const word of copy.sources) {
    const change = changeOf(cache.changes, takenOf(word.value));
    if (change !== undefined) return { outcome: change.outcome, why: `what it takes from \`${name ?? ''}\` ${madeAgain(change)}`, paths };
  }
  return { outcome: 'cached', why: `what it takes from \`${name ?? ''}\` stays the same` };
}

/** The folder that a source of another stage lies in, as far as it is literal. */
function takenOf(source: string | undefined): string {
  if (source === undefined) return '/';
  const wildcard = source.search(/[*?[]/);
  return containerPath(wildcard === -1 ? source : source.slice(0, source.lastIndexOf('/', wildcard) + 1));
}

function madeAgain({ instruction, outcome }: Change): string {
  return `${outcome === 'runs' ? 'is' : 'may be'} made again at line ${lineOf(instruction.place)}`;
}

/** Of a named context that is a folder: it may hold the edited files. Undefined for images, and for what is fetched. */
function outsideVerdict({ namedContexts }: Build, name: string | undefined): Verdict | undefined {
  const folder = namedContexts.get(name ?? '');
  if (folder === undefined || /^[a-z][a-z0-9+.-]*:/i.test(folder)) return undefined;
  return { outcome: 'unknown', why: `\`${name ?? ''}\` is a build context of its own: only the build knows whether it holds them`, paths: 'anything' };
}

function mountsVerdict(build: Build, run: RunInstruction, stage: Stage, edit: Edit, stages: Stages): Verdict {
  const verdicts = run.mounts.flatMap((mount) => mountVerdict(build, stage, mount, edit, stages) ?? []);
  return verdicts.find(({ outcome }) => outcome === 'runs') ?? verdicts[0] ?? { outcome: 'cached', why: 'nothing above it changes' };
}

/** What a cache mount holds is in no key; what it begins with, of another stage, is. Secrets, SSH and tmpfs are in none. */
function mountVerdict(build: Build, stage: Stage, { type, options }: Mount, edit: Edit, stages: Stages): Verdict | undefined {
  const from = options.get('from')?.value;
  const source = options.get('source');
  if (type !== 'bind' && !(type === 'cache' && from !== undefined)) return undefined;
  if (options.get('from') === undefined) {
    if (source !== undefined && source.value === undefined) return { outcome: 'unknown', why: `only the build knows what \`${source.raw}\` is`, paths: 'anything' };
    const path = source?.value ?? '/';
    const file = edit.files.find((candidate) => matchSource(path, candidate) !== undefined && !build.context.ignores(candidate));
    if (file !== undefined) return { outcome: 'runs', why: `it mounts \`${file}\``, paths: 'anything' };
    return edit.ignoreFile !== undefined && mayTakeSeveral(build, path) ? ignoreVerdict(edit.ignoreFile) : undefined;
  }
  const found = from === undefined ? undefined : build.dockerfile.stage(from, stage);
  if (found === undefined) return outsideVerdict(build, from);
  const change = changeOf(stages.get(found)?.changes ?? [], takenOf(source === undefined ? '/' : source.value));
  return change === undefined ? undefined : { outcome: change.outcome, why: `what it mounts from \`${from ?? ''}\` ${madeAgain(change)}`, paths: 'anything' };
}

/** The latest change that reaches a path (a part of it, or a folder around it); one that is sure before one that is not. */
function changeOf(changes: readonly Change[], path: string): Change | undefined {
  const reaching = changes.filter(({ paths, spared }) =>
    paths === 'anything' ? !spared.some((folder) => isBelow(path, folder)) : paths.some((changed) => isBelow(changed, path) || isBelow(path, changed)));
  return reaching.findLast(({ outcome }) => outcome === 'runs') ?? reaching.at(-1);
}
