import type { Stage } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { StageTree } from './tree.ts';

/** The stage whose files are read, and what is known around it. */
export interface StageWork {
  readonly build: Build;
  readonly stage: Stage;
  /** What is read goes into this, in order. */
  readonly tree: StageTree;
  /** The files of an earlier stage; undefined for others. */
  treeOf(stage: Stage): StageTree | undefined;
}
