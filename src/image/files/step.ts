import { containerPath } from '../../container-path.ts';
import type { RunInstruction } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import type { Command } from '../../shell/model.ts';
import type { Word } from '../../word.ts';
import { baseName } from './effect-index.ts';
import type { Deed, FileKind } from './model.ts';
import { targetOf } from './target.ts';
import type { Target } from './target.ts';
import type { StageTree } from './tree.ts';

/** One command of a RUN, where and as whom it runs. */
export interface Step {
  readonly command: Command;
  readonly by: RunInstruction;
  readonly build: Build;
  /** The files so far. */
  readonly tree: StageTree;
  /** The folder it runs in; undefined when only the build knows. */
  readonly folder: string | undefined;
  /** The user's name or number as USER has it; undefined when not known. */
  readonly user: string | undefined;
  /** The user's home; undefined when not known. */
  home(): string | undefined;
  /** A shell is handed a script, and the commands of that script follow. */
  readonly handsOver: boolean;
  /** A variable of its environment: its value, null for one that is not set, undefined when only the build knows. */
  variable(name: string): string | null | undefined;
}

/** What a command does to the files; undefined when its call is not understood. */
export type Reader = (step: Step) => readonly Deed[] | undefined;

export const nothing: readonly Deed[] = [];

/** Owner or mode of files that are not named. */
export const changedSomewhere: readonly Deed[] = [{ does: 'changes', path: '/', recursive: true, unknown: true }];

export function targetIn(step: Step, word: Word): Target {
  return targetOf(word, step.folder, word.raw.startsWith('~') ? step.home() : undefined);
}

/** The folder that a word names, for options such as `-C`. */
export function folderIn(step: Step, word: Word | undefined): string | undefined {
  if (word === undefined) return step.folder;
  const target = targetIn(step, word);
  return target.is === 'path' ? target.path : undefined;
}

/** Something is made where the word points. */
export function makes(step: Step, word: Word, kind: FileKind, mode?: string): Deed {
  const target = targetIn(step, word);
  if (target.is === 'path') return { does: 'makes', path: target.path, kind, owner: step.user, mode };
  if (target.is === 'below') return { does: 'fills', path: target.folder, folder: false, why: `only the build knows what \`${word.raw}\` is` };
  return anywhere(word);
}

export function anywhere(word: Word): Deed {
  return { does: 'anything', why: `only the build knows where \`${shortened(word.raw)}\` is` };
}

/** Nobody knows what is below the folder; nowhere known is anywhere. */
export function fills(folder: string | undefined, why: string, there = false): Deed {
  return folder === undefined ? { does: 'anything', why } : { does: 'fills', path: folder, folder: there, why };
}

/** A file of this name is put at `target`: into it when it is a folder. */
export function puts(step: Step, target: Target, name: string | undefined, kind: FileKind, mode?: string, intoFolder = false): readonly Deed[] {
  if (target.is === 'nowhere') return [{ does: 'anything', why: `only the build knows where \`${step.command.name}\` writes` }];
  if (target.is === 'below') return [fills(target.folder, `only the build knows what \`${step.command.name}\` writes there`)];
  const made = { does: 'makes', kind, owner: step.user, mode } as const;
  const into = intoFolder || target.slash || isFolder(step.tree, target.path);
  if (into === true) {
    if (name === undefined) return [{ does: 'makes', path: target.path, kind: 'directory' }, fills(target.path, `only the build knows what \`${step.command.name}\` writes there`)];
    return [{ ...made, path: containerPath(name, target.path) }];
  }
  if (into === false) return [{ ...made, path: target.path }];
  return [{ ...made, kind: 'either', path: target.path }, fills(target.path, `it may be a folder that \`${step.command.name}\` writes into`)];
}

/** Whether there is a folder at the path; undefined when not known. */
export function isFolder(tree: StageTree, path: string): boolean | undefined {
  const fact = tree.at(path);
  if (fact.is === 'absent') return false;
  if (fact.is === 'present' && fact.kind !== 'either') return fact.kind === 'directory';
  return /\/(?:s?bin|etc|lib|share|tmp|opt|srv|home|root|var|log|usr|src)$/.test(path) ? true : undefined;
}

/** The name that a copy of the word's file has; undefined when not known. `target/$TRIPLE/release/app` ends with a name, whatever stands before. */
export function nameOf(word: Word): string | undefined {
  const { value, text, quoted } = word;
  const last = text.at(-1);
  const written = value ?? (last !== undefined && 'text' in last && /\/[^/]/.test(last.text) ? last.text : undefined);
  if (written === undefined) return undefined;
  const name = baseName(written.replace(/\/+$/, ''));
  // Braces may reach over folders: `{a,b/c}`.
  if (!quoted && (/[*?[]/.test(name) || /[{}]/.test(written))) return undefined;
  return name === '' || name === '.' || name === '..' ? undefined : name;
}

export function shortened(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
