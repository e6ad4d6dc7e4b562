import type { AddInstruction, CopyInstruction, Instruction, Mount } from '../dockerfile/model.ts';
import { isRemote } from '../context/search.ts';
import type { Located } from '../source.ts';
import type { Word } from '../word.ts';

/**
 * What a source of COPY brings of a Rust project. `everything`: the whole context. `sources`: surely sources. `manifests`: what a
 * recipe is made of. `folder`: a folder, of which the name does not tell; `file`: any other file.
 */
export type SourceKind = 'everything' | 'sources' | 'manifests' | 'folder' | 'file';

export interface SourceCopy extends Located {
  readonly kind: SourceKind;
  readonly instruction: Instruction;
  /** The word that names it, as written. */
  readonly raw: string;
  /** Relative to the context, when it is known. */
  readonly path: string | undefined;
}

/** What an instruction takes out of the build context; nothing for COPY --from, downloads and other instructions. */
export function sourcesOf(instruction: Instruction): readonly SourceCopy[] {
  if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return copied(instruction);
  return instruction.keyword === 'RUN' ? instruction.mounts.flatMap((mount) => mounted(instruction, mount)) : [];
}

function copied(instruction: CopyInstruction | AddInstruction): readonly SourceCopy[] {
  if (instruction.from !== undefined) return [];
  return instruction.sources.flatMap((word) => {
    if (word.value !== undefined && isRemote(word.value)) return [];
    return [{ kind: kindOf(word, instruction.destination), instruction, place: word.place, raw: word.raw, path: pathOf(word) }];
  });
}

function mounted(instruction: Instruction, mount: Mount): readonly SourceCopy[] {
  if (mount.type !== 'bind' && mount.type !== undefined || mount.options.has('from')) return [];
  const source = mount.options.get('source');
  const kind = source === undefined ? 'everything' : kindOf(source, undefined);
  return [{ kind, instruction, place: (source ?? mount).place, raw: source?.raw ?? '.', path: source === undefined ? '' : pathOf(source) }];
}

function kindOf(word: Word, destination: Word | undefined): SourceKind {
  const path = pathOf(word);
  if (path === undefined) return 'folder';
  if (path === '' || path === '.' || path === '*' || path === '**') return 'everything';
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^(?:Cargo\.(?:toml|lock)\*?|Cargo\.\*|rust-toolchain(?:\.toml|\*)?|\.cargo|config\.toml|\*\.toml|\*\.lock)$/.test(name)) return 'manifests';
  // A build script is written once: projects copy it beside their manifests, to compile the dependencies with.
  if (name === 'build.rs') return 'file';
  if (/^(?:src|crates|[^.]*\.rs|\*\.rs)$/.test(name)) return 'sources';
  if (name.startsWith('.') || /\.[a-z0-9]+$/i.test(name) && destination?.value?.endsWith('/') !== true) return 'file';
  return /\.[a-z0-9]+$/i.test(name) ? 'file' : 'folder';
}

function pathOf(word: Word): string | undefined {
  return word.value?.replace(/^(?:\.?\/)+/, '').replace(/\/\**$/, '');
}

/** It brings sources for sure, so that every edit changes it. */
export function bringsSources(copy: SourceCopy): boolean {
  return copy.kind === 'everything' || copy.kind === 'sources';
}

/** Folders of which the name says that an edit of the project seldom touches them. */
export function isSeldomEdited(copy: SourceCopy): boolean {
  return copy.path !== undefined && /^(?:vendor|third[-_]?party|migrations?|assets|static|public|docs?|config)(?:\/|$)/.test(copy.path);
}
