import { contextPath } from '../context/go-path.ts';
import type { ContextFile } from '../context/model.ts';
import type { AddInstruction, CopyInstruction, Instruction, Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
import { sourceFolders } from '../knowledge/dependency-managers.ts';
import type { DependencyManager } from '../knowledge/dependency-managers.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { fileKind } from './file-kinds.ts';

/** One list may be that of many Dockerfiles. */
const sourcesIn = onceEach((files: readonly ContextFile[]): readonly string[] => files.map(({ path }) => path).filter((path) => fileKind(path) === 'sources'));

/** A source file of the project that the stage's chain copies: a real one where the context is known, else one that would be taken. */
export function sourceFile(build: Build, stage: Stage, manager: DependencyManager): string | undefined {
  const copies = chainOf(stage).flatMap(({ instructions }) => instructions.filter((instruction): instruction is CopyInstruction | AddInstruction =>
    (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && instruction.from === undefined));
  const listed = build.context.list({ sentOnly: true });
  const sources = listed === undefined ? undefined : sourcesIn(listed).filter((path) => !manager.reads.test(path));
  const written = sources?.filter((path) => isWritten(path, manager)) ?? [];
  const folders = [...new Set(copies.flatMap((copy) => copy.sources.flatMap(({ value }) => sourceFolder(value, written) ?? [])))];
  for (const folder of folders) {
    const inside = folder === '' ? '' : `${folder}/`;
    if (sources === undefined) return `${inside}example${manager.sources[0] ?? ''}`;
    // Templates and styles are sources of a project too.
    const real = written.find((path) => path.startsWith(inside)) ?? sources.find((path) => path.startsWith(inside));
    if (real !== undefined) return real;
  }
  return undefined;
}

/** A source file of a stage whose build is copied here. */
export function sourceOfOtherStage(build: Build, stage: Stage, manager: DependencyManager): string | undefined {
  for (const { instructions } of chainOf(stage)) {
    for (const copy of instructions) {
      const from = copy.keyword === 'COPY' && copy.from?.value !== undefined && takesBuilt(copy) ? build.dockerfile.stage(copy.from.value, copy.stage) : undefined;
      const found = from === undefined ? undefined : sourceFile(build, from, manager);
      if (found !== undefined) return found;
    }
  }
  return undefined;
}

/** It copies what another stage builds: another one after every edit of the sources. */
export function takesBuilt(instruction: Instruction): boolean {
  return instruction.keyword === 'COPY' && instruction.from !== undefined && instruction.sources.some(({ value }) => value !== undefined && /(?:^|\/)(?:dist|build|out|publish|\.next|\.output)\/?$|\/target\/(?:[\w-]+\/)?release\/[\w-]+$|\.(?:jar|war)$/.test(value));
}

function isWritten(path: string, { sources }: DependencyManager): boolean {
  return sources.includes(path.slice(Math.max(path.lastIndexOf('.'), 0)));
}

/** Folders of such names are there for the install itself: scripts that it runs, what it unpacks. */
const FOR_THE_INSTALL = /^(?:scripts?|bin|tools?|patches|prisma|config|vendor|gradle|buildSrc|build-logic|\.[^/]*)$/;

const WORKSPACE_MEMBER = /^(?:packages|apps|libs|services|modules|projects)\/[^./]+$/;

/**
 * '' for the whole context, a folder that holds sources: by its name, or because half of the project's lie in it. Undefined for
 * anything else. `written`: the project's sources, as far as they are known.
 */
function sourceFolder(source: string | undefined, written: readonly string[]): string | undefined {
  if (source === undefined) return undefined;
  const folder = contextPath(source.replace(/\/\*$/, ''));
  if (folder === '' || folder === '*') return '';
  const name = folder.slice(folder.lastIndexOf('/') + 1);
  if (sourceFolders.has(folder) || sourceFolders.has(name)) return folder;
  if (FOR_THE_INSTALL.test(name)) return undefined;
  // A member of a workspace, copied whole: `packages/database`, `apps/web`.
  if (WORKSPACE_MEMBER.test(folder)) return folder;
  const inside = written.filter((path) => path.startsWith(`${folder}/`)).length;
  return inside > 0 && inside * 2 >= written.length ? folder : undefined;
}
