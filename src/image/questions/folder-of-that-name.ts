import type { Build } from '../../rule.ts';
import { contextSources } from './context-copies.ts';

/**
 * The source of a COPY that is called as the program is, and is a folder of the context: `COPY app /`, `CMD ["/app"]`. Release tools build
 * in a folder of their own, which has the compiled program under the name of the folder with its sources.
 */
export function folderOfThatName({ context, dockerfile }: Build, program: string): string | undefined {
  const name = program.slice(program.lastIndexOf('/') + 1);
  return contextSources(dockerfile).find(({ path }) => path !== undefined && path.slice(path.lastIndexOf('/') + 1) === name && context.entry(path).is === 'directory')?.path;
}
