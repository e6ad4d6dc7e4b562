import { createBuild } from '../../../src/build.ts';
import { memoryContext } from '../../../src/context/memory.ts';
import type { FileFact, FileTree } from '../../../src/image/files/model.ts';
import { Source } from '../../../src/source.ts';

export interface Given {
  readonly files?: Readonly<Record<string, string>>;
  readonly stage?: string;
}

export function tree(text: string, { files, stage }: Given = {}): FileTree {
  const build = createBuild({
    source: new Source('Dockerfile', text), today: '2026-11-23',
    ...(files === undefined ? {} : { ports: { context: () => memoryContext({ files }) } }),
  });
  const found = stage === undefined ? build.target : build.dockerfile.stage(stage);
  if (found === undefined) throw new Error('there is no such stage');
  return build.files(found);
}

export const at = (text: string, path: string, given?: Given): FileFact['is'] => tree(text, given).at(path).is;
export const program = (text: string, name: string, given?: Given): FileFact => tree(text, given).program(name);
