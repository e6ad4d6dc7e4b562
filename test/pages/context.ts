import type { BuildContext, Git } from '../../src/context/model.ts';
import { unknownContext } from '../../src/build.ts';
import { memoryContext } from '../../src/context/memory.ts';
import type { ShellCheckComment } from '../../src/shellcheck/model.ts';
import type { Source } from '../../src/source.ts';
import { textOf, type Case } from './page.ts';

/**
 * The build context that a case describes by `files`, `dockerignore` or `file=` fences: the folder the Dockerfile's path starts
 * from. Unknown when it describes none. `changed`: files that a fix wrote, by path.
 */
export function contextOf(example: Case, changed: ReadonlyMap<string, Source>): BuildContext {
  const { files, dockerignore, contents, path } = example;
  if (files === undefined && dockerignore === undefined && contents.length === 0) return unknownContext('the example has no build context');
  const texts = new Map<string, string>((files?.text ?? '').split('\n').flatMap((line) => (line === '' ? [] : [[line, ''] as const])));
  for (const fence of contents) texts.set(fence.attributes.get('file') ?? '', textOf(fence));
  if (dockerignore !== undefined) texts.set('.dockerignore', dockerignore.text);
  for (const [file, source] of changed) if (file !== path) texts.set(file, source.text);
  return memoryContext({ files: texts, dockerfilePath: path });
}

/** What the case says that git knows; undefined when it says nothing. */
export function gitOf(example: Case): Git | undefined {
  if (example.git === undefined) return undefined;
  const lines = new Set(example.git.text.split('\n').filter((line) => line !== ''));
  return { isTracked: (path) => lines.has(`tracked ${path}`), isIgnored: (path) => lines.has(`ignored ${path}`) };
}

/** What ShellCheck is made to say, one comment a line: `SC2086 info 2:10-2:14 message`; undefined when it was not run. */
export function shellcheckOf(example: Case, source: Source): readonly ShellCheckComment[] | undefined {
  return example.shellcheck?.text.split('\n').flatMap((line): readonly ShellCheckComment[] => {
    const [, code, level, fromLine, fromColumn, toLine, toColumn, message] = /^(SC\d+) (error|warning|info|style) (\d+):(\d+)-(\d+):(\d+) (.*)$/.exec(line) ?? [];
    if (code === undefined || message === undefined) return [];
    const offset = (one: string | undefined, column: string | undefined): number => (source.lineStarts[Number(one) - 1] ?? 0) + Number(column) - 1;
    return [{ code, level: level as ShellCheckComment['level'], message, place: source.place(offset(fromLine, fromColumn), offset(toLine, toColumn)), fix: undefined }];
  });
}
