import type { Edit } from '../../src/diagnostic.ts';
import type { Build } from '../../src/rule.ts';
import type { Source } from '../../src/source.ts';

/** Which of the shared corpora a file is from. `dockerfiles` have no build context. */
export type Corpus = 'cargo-chef' | 'contexts' | 'dockerfiles';

/** The build context as it is in memory: every path, with the text where the corpus holds it. */
export interface World {
  readonly files: ReadonlyMap<string, string | undefined>;
  /** Paths that git does not track, of those in `files`, and whether it ignores them. */
  readonly untracked: ReadonlyMap<string, 'ignored' | 'new'>;
  readonly guessed: true | undefined;
  /** The Dockerfile relative to the context. */
  readonly dockerfilePath: string | undefined;
}

/** A real file of the corpus, and what a mutator may ask of it. */
export interface Candidate {
  readonly corpus: Corpus;
  readonly repository: string;
  readonly path: string;
  readonly source: Source;
  readonly world: World | undefined;
  readonly build: Build;
}

/** One mistake, as an edit of the Dockerfile, of its context, or of both. */
export interface Mutant {
  readonly edits: readonly Edit[];
  /** Offsets of the unedited text, inside of (or right where) instructions on which the mistake may be reported. Empty: anywhere. */
  readonly at: readonly number[];
  /** A finding in the ignore file, on a line with this text, in place of one in the Dockerfile. */
  readonly ignoreLine?: string;
  readonly world?: (world: World) => World;
}

/** A kind of mistake. Mutators are pure, and give nothing where the edit would not be that mistake. */
export interface Seed {
  readonly rule: string;
  /** Any of these faults tells of it. */
  readonly faults: readonly string[];
  /** What is done, where a fault is made in several ways. */
  readonly way?: string;
  readonly corpora: readonly Corpus[];
  /** Beside the rule's defaults, as a configuration would set them. */
  readonly options?: (candidate: Candidate) => object;
  /** The rule answers in three values: it says nothing where a base image or a script could make it right, and says why. */
  readonly mayDoubt?: boolean;
  readonly mutate: (candidate: Candidate) => Mutant | undefined;
}
