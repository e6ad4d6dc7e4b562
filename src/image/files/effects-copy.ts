import { containerPath } from '../../container-path.ts';
import type { AddInstruction, CopyInstruction, Stage } from '../../dockerfile/model.ts';
import { compileGoPattern } from '../../context/go-pattern.ts';
import type { BuildContext } from '../../context/model.ts';
import { behindPivot } from '../../context/pivot.ts';
import type { Located } from '../../source.ts';
import type { Word } from '../../word.ts';
import { takeOptions } from '../questions/context-copies.ts';
import { isGuessed } from '../questions/guessed-context.ts';
import { userOf } from '../user.ts';
import { baseName } from './effect-index.ts';
import type { StageWork } from './stage-work.ts';
import type { Budget, Copied, Deed } from './model.ts';
import { fills, isFolder } from './step.ts';
import { literalTarget } from './target.ts';
import type { Target } from './target.ts';
import type { StageTree } from './tree.ts';

type Copy = CopyInstruction | AddInstruction;
type Add = (deed: Deed, at: Located) => void;

/** Where a COPY or ADD writes, and as whom. */
interface Destination {
  readonly path: string;
  /** It is a folder that sources are put into; undefined when only the build knows. */
  readonly folder: boolean | undefined;
  readonly owner: string | undefined;
  readonly mode: string | undefined;
}

/** What a source names at the place that it is taken from: asked when a look-up needs it. */
type Kind = (budget: Budget) => 'file' | 'directory' | 'absent' | { readonly unknown: string };
type Below = (below: string, budget: Budget) => Copied;

/** What a COPY or ADD puts into the stage. */
export function copyDeeds(work: StageWork, copy: Copy, add: Add): void {
  const destination = destinationOf(work, copy, add);
  if (destination === undefined) return;
  if (destination.folder === true) add({ does: 'makes', path: destination.path, kind: 'directory', ...ownerOfFolder(work.tree, destination) }, copy.destination ?? copy);
  for (const heredoc of copy.heredocs) {
    const path = destination.folder === false ? destination.path : containerPath(heredoc.name, destination.path);
    add({ does: 'makes', path, kind: 'file', owner: destination.owner, mode: modeOf(copy, '644') }, { place: heredoc.opener });
  }
  for (const source of copy.sources) {
    for (const deed of sourceDeeds(work, copy, source, destination)) add(deed, source);
  }
}

/** A folder that is there stays as it is; one that COPY makes is its user's. */
function ownerOfFolder(tree: StageTree, { path, owner }: Destination): { readonly owner?: string | undefined; readonly mode?: string | undefined } {
  const fact = tree.at(path);
  if (fact.is === 'absent') return { owner };
  return fact.is === 'present' ? { owner: fact.owner, mode: fact.mode } : {};
}

function destinationOf(work: StageWork, copy: Copy, add: Add): Destination | undefined {
  const word = copy.destination;
  if (word === undefined) return undefined;
  const target: Target = literalTarget(word, work.tree.surroundings.workdir);
  const why = `only the build knows what \`${copy.keyword} … ${word.raw}\` writes`;
  if (target.is !== 'path') {
    add(target.is === 'below' ? fills(target.folder, why) : { does: 'anything', why }, word);
    return undefined;
  }
  const several = copy.sources.length + copy.heredocs.length > 1;
  const chown = copy.flag('chown')?.value;
  const user = chown === undefined ? 'root' : userOf(chown.text).user;
  return {
    path: target.path,
    folder: several || target.slash || isFolder(work.tree, target.path),
    owner: user === '0' ? 'root' : user, mode: modeOf(copy, undefined),
  };
}

/** What `--chmod` says; without it a heredoc makes a file that nobody may execute, as does a download (source: Dockerfile reference, "ADD"; BuildKit, `dispatchCopy`). */
function modeOf(copy: Copy, otherwise: string | undefined): string | undefined {
  const flag = copy.flag('chmod');
  return flag === undefined ? otherwise : flag.value?.value;
}

function sourceDeeds(work: StageWork, copy: Copy, source: Word, destination: Destination): readonly Deed[] {
  const { value } = source;
  if (value === undefined) return filled(destination, `only the build knows what \`${source.raw}\` is`);
  if (copy.keyword === 'ADD') {
    const added = addedDeeds(copy, value, destination);
    if (added !== undefined) return added;
  }
  if (copy.from === undefined) return contextDeeds(work.build.context, copy, value, destination);
  const name = copy.from.value;
  const stage = name === undefined ? undefined : work.build.dockerfile.stage(name, copy.stage ?? copy.onbuild?.stage);
  const tree = stage === undefined ? undefined : work.treeOf(stage);
  const why = `what \`--from=${copy.from.raw}\` has there is not known`;
  if (takeOptions(copy).parents === true) return filled(destination, why);
  if (tree === undefined || copy.flag('exclude') !== undefined) return guessed(value, destination, why);
  if (hasWildcard(value)) {
    const deed = patternDeed(tree, containerPath(value), destination, why);
    return deed === undefined ? guessed(value, destination, why) : [deed];
  }
  return [stageDeed(tree, stage, value, destination)];
}

/** What ADD does and COPY does not: fetching and unpacking. */
function addedDeeds(add: AddInstruction, value: string, destination: Destination): readonly Deed[] | undefined {
  if (/^git@|^(?:https?|git|ssh):\/\/[^?#]*\.git(?:[?#]|$)|^(?:git|ssh):\/\//i.test(value)) return filled(destination, 'ADD clones a repository into it');
  if (/^https?:\/\//i.test(value)) {
    const name = baseName(/^[^?#]*/.exec(value)?.[0] ?? '');
    return name === '' || destination.folder === undefined ? filled(destination, 'ADD downloads into it') : [made({ ...destination, mode: modeOf(add, '600') }, destination.folder ? name : undefined, 'file')];
  }
  return /\.(?:tar|tgz|tbz2?|txz|tzst|tar\.\w+)$/i.test(value) ? filled(destination, `ADD unpacks \`${value}\` into it`) : undefined;
}

function contextDeeds(context: BuildContext, copy: Copy, value: string, destination: Destination): readonly Deed[] {
  const parents = takeOptions(copy).parents === true;
  const unknown = `what \`${value}\` has in the build context is not known`;
  const roots = context.folder.is === 'unknown' || copy.flag('exclude') !== undefined ? undefined : context.takes?.(value, { parents })?.roots;
  // A source that is missing makes the build fail: then this is not the context it is built with.
  if (roots === undefined || roots.length === 0 || roots.length > 1000) return parents ? filled(destination, unknown) : guessed(value, destination, unknown);
  return roots.map((root): Deed => {
    const below: Below = (part) => contextEntry(context, part === '' ? root.path : root.path === '' ? part : `${root.path}/${part}`);
    if (parents) return { ...copies({ ...destination, path: containerPath(behindPivot(value, root.path), destination.path), folder: false }, baseName(root.path), () => root.is, below) };
    return copies({ ...destination, folder: destination.folder ?? (roots.length > 1 ? true : undefined) }, baseName(root.path), () => root.is, below);
  });
}

function contextEntry(context: BuildContext, path: string): Copied {
  const entry = context.entry(path);
  if (entry.is === 'unknown') return { is: 'unknown', why: entry.why };
  if (entry.is === 'absent' && isGuessed(context)) return { is: 'unknown', why: `\`${path}\` is not in the folder that is taken for the build context` };
  if (entry.is === 'absent') return { is: 'absent' };
  if (path !== '' && entry.is === 'file' && context.ignores(path)) return { is: 'absent', ignored: true };
  return { is: 'present', kind: entry.is, contextPath: entry.is === 'file' ? path : undefined };
}

function stageDeed(tree: StageTree, stage: Stage | undefined, value: string, destination: Destination): Deed {
  const path = containerPath(value);
  const look = (at: string, budget: Budget): Copied => {
    const fact = tree.look(at, budget);
    if (fact.is === 'present') return { is: 'present', kind: fact.kind, contextPath: fact.contextPath };
    return fact.is === 'absent' ? { is: 'absent' } : { is: 'unknown', why: fact.why, at: fact.at, ...(fact.fails === true ? { fails: true } : {}) };
  };
  const kind: Kind = (budget) => {
    const fact = look(path, budget);
    if (fact.is === 'present' && fact.kind !== 'either') return fact.kind;
    if (looksLikeFile(value, destination)) return 'file';
    if (fact.is === 'absent') return 'absent';
    return { unknown: fact.is === 'unknown' ? fact.why : `what \`${path}\` of \`${stage?.name?.value ?? String(stage?.index ?? '')}\` is, is not known` };
  };
  return copies(destination, baseName(path), kind, (below, budget) => look(below === '' ? path : `${path === '/' ? '' : path}/${below}`, budget));
}

/** Files of one folder, by a pattern of their names: `target/release/app-*`. What else the pattern takes, folders with what is in them, is not known. */
function patternDeed(tree: StageTree, path: string, destination: Destination, why: string): Deed | undefined {
  const [folder, name] = [path.slice(0, path.lastIndexOf('/')), baseName(path)];
  const pattern = hasWildcard(name) && !hasWildcard(folder) && destination.folder === true ? compileGoPattern(name) : undefined;
  if (pattern === undefined) return undefined;
  return {
    does: 'copies', path: destination.path, owner: destination.owner, mode: destination.mode,
    has: (part, budget) => {
      if (part === '') return { is: 'absent' };
      const fact = !part.includes('/') && pattern.matches(part) ? tree.look(`${folder}/${part}`, budget) : undefined;
      if (fact?.is === 'present' && fact.kind === 'file') return { is: 'present', kind: 'file', contextPath: fact.contextPath };
      return { is: 'unknown', why };
    },
  };
}

/** The one source under its own name in a folder, what is in it when it is a folder itself, or the source under the destination's name. */
function copies(destination: Destination, name: string, kindOf: Kind, below: Below): Deed {
  return {
    does: 'copies', path: destination.path, name: destination.folder === false ? undefined : name, owner: destination.owner, mode: destination.mode,
    has: (part, budget) => {
      // The folder that it is put into was made, or found, before: its owner stays.
      if (part === '' && destination.folder === true) return { is: 'absent' };
      const kind = kindOf(budget);
      if (kind === 'directory') return part === '' ? { is: 'present', kind } : below(part, budget);
      if (kind === 'file') {
        if (part !== '' && (destination.folder === false || part !== name)) return { is: 'absent' };
        const source = below('', budget);
        if (source.is === 'absent') return missing;
        if (source.is === 'unknown' && source.fails === true) return source;
        return { ...asPresent(source), kind: part === '' && destination.folder !== false ? 'either' : 'file' };
      }
      if (kind === 'absent') return missing;
      return part === '' ? { is: 'present', kind: 'either' } : { is: 'unknown', why: kind.unknown };
    },
  };
}

/** The build fails without the source: nothing is said of what the image would be then. */
const missing: Copied = { is: 'unknown', why: 'what is copied there does not exist', fails: true };

function asPresent(copied: Copied): Extract<Copied, { is: 'present' }> {
  return copied.is === 'present' ? copied : { is: 'present', kind: 'file' };
}

/** A source of which nothing but its name is known. */
function guessed(value: string, destination: Destination, why: string): readonly Deed[] {
  if (hasWildcard(value)) return destination.folder === false ? [made(destination, undefined, 'either')] : filled(destination, why);
  if (looksLikeFile(value, destination)) {
    const name = baseName(containerPath(value));
    // Of a place that may be a folder, its ending or the file's own name says that it is the file itself: `/etc/nginx/nginx.conf`.
    const isFile = destination.folder === false
      || (destination.folder === undefined && (name === baseName(destination.path) || (/[^/.]\.\w+$/.test(destination.path) && !destination.path.endsWith('.d'))));
    return [made(destination, isFile ? undefined : name, 'file')];
  }
  return filled(destination, why);
}

/** `target/release/app`: in that folder lie programs, beside folders of cargo's own (the Cargo book, "Build cache"). */
const programOfCargo = /(?:^|\/)target\/(?:[a-z0-9_]+(?:-[a-z0-9_.]+)+\/)?(?:release|debug)\/(?!(?:deps|build|examples|incremental)$)[\w-]+$/;

/** A file without a doubt, by what people call files: `app.jar`, or anything that is put under its own name where programs are. */
function looksLikeFile(value: string, destination: Destination): boolean {
  if (/(?:^|\/)\.{0,2}$/.test(value)) return false;
  const { path } = destination;
  if (/\/s?bin$/.test(path)) return destination.folder !== false && !/^s?bin$/.test(baseName(value));
  if (programOfCargo.test(value)) return true;
  return /[^/]\.(?:jar|war|toml|ya?ml|json|xml|conf|cfg|ini|sh|py|js|mjs|cjs|ts|rb|pl|php|txt|lock|crt|pem|key|html|css|so|dll|exe|env|properties|service|sql|md|whl|deb|rpm|apk|tgz|gz|zip|cnf|mod|sum|gradle|kts)$/.test(value);
}

function made(destination: Destination, name: string | undefined, kind: 'file' | 'either'): Deed {
  const path = name === undefined ? destination.path : containerPath(name, destination.path);
  return { does: 'makes', path, kind, owner: destination.owner, mode: destination.mode };
}

function filled(destination: Destination, why: string): readonly Deed[] {
  const filling = fills(destination.path, why);
  if (destination.folder === true) return [filling];
  return [filling, { does: 'makes', path: destination.path, kind: 'either', owner: destination.folder === false ? destination.owner : undefined, mode: destination.mode }];
}

function hasWildcard(value: string): boolean {
  return /[*?[]/.test(value);
}
