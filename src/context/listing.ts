import { onceEach } from '../once-each.ts';
import type { ContextFile, IgnoreRules } from './model.ts';
import type { Tree } from './tree.ts';

/** A tree with more files is not listed: it is not known what is in it. */
export const MOST_FILES = 1_000_000;

/** More folders that cannot be read are not named. */
const MOST_UNREAD = 3;

/** What a walk through a tree found. */
export interface Listing {
  /** Undefined when there are too many, or the tree itself cannot be read. */
  readonly files: readonly ContextFile[] | undefined;
  /** What could not be read, without a full stop. */
  readonly unread: readonly string[];
}

/** The lists of one tree: of everything, and of what an ignore file leaves. Each is made once, for all Dockerfiles that have this tree. */
export interface Listings {
  all(): Listing;
  /** Folders that are taken out whole are not walked. */
  sent(rules: IgnoreRules): Listing;
}

export const listingsOf = onceEach((tree: Tree): Listings => {
  const sent = new Map<IgnoreRules, Listing>();
  let all: Listing | undefined;
  return {
    all: () => (all ??= walk(tree, () => false)),
    sent: (rules) => {
      const known = sent.get(rules) ?? listSent(tree, rules);
      sent.set(rules, known);
      return known;
    },
  };
});

function listSent(tree: Tree, rules: IgnoreRules): Listing {
  const { files, unread } = walk(tree, (folder) => rules.ignores(folder) && !rules.hasExceptionsBelow(folder));
  return { files: files?.filter(({ path }) => !rules.ignores(path)), unread };
}

/** Every file of the tree, folder by folder. */
function walk(tree: Tree, skips: (folder: string) => boolean): Listing {
  const files: ContextFile[] = [];
  const unread: string[] = [];
  const folders = [''];
  for (let folder = folders.pop(); folder !== undefined; folder = folders.pop()) {
    const children = tree.children(folder);
    if (children === undefined && unread.length < MOST_UNREAD) unread.push(`\`${folder === '' ? '.' : folder}\` cannot be read: what lies in it is not known`);
    if (children === undefined && folder === '') return { files: undefined, unread };
    const below: string[] = [];
    for (const { name, is } of children ?? []) {
      const path = folder === '' ? name : `${folder}/${name}`;
      if (is === 'file') files.push(new TreeFile(tree, path));
      else if (!skips(path)) below.push(path);
    }
    if (files.length + folders.length + below.length > MOST_FILES) return { files: undefined, unread: [...unread, `it has more than ${MOST_FILES.toLocaleString('en')} files: they are not listed`] };
    for (const path of below.reverse()) folders.push(path);
  }
  return { files, unread };
}

/** A file whose size is looked up when it is first asked for: most listings only need the paths. */
class TreeFile implements ContextFile {
  readonly path: string;
  readonly #tree: Tree;
  #size: number | undefined;

  constructor(tree: Tree, path: string) {
    this.#tree = tree;
    this.path = path;
  }

  get size(): number | undefined {
    return (this.#size ??= this.#tree.size(this.path));
  }
}
