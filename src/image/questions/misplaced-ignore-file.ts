import { shownInContext } from '../../context/join.ts';
import type { Build } from '../../rule.ts';

/** An ignore file that nothing reads, and the name under which Docker would read it for this Dockerfile. Both as the folder of the context is shown. */
export interface MisplacedIgnoreFile {
  readonly path: string;
  readonly nameToRead: string;
}

/**
 * A `.dockerignore` beside the Dockerfile, which is another folder than the context. Docker reads the one of the context, or that of the Dockerfile's name
 * (source: Docker documentation, "Build context", on `.dockerignore`).
 */
export function misplacedIgnoreFile({ context, dockerfile }: Build): MisplacedIgnoreFile | undefined {
  if (context.folder.is === 'unknown') return undefined;
  const prefix = shownInContext(context.folder.path, '');
  const { path } = dockerfile.source;
  const folder = path.slice(0, path.lastIndexOf('/') + 1);
  if (folder === prefix || !path.startsWith(prefix)) return undefined;
  const beside = `${folder}.dockerignore`;
  return context.entry(beside.slice(prefix.length)).is === 'file' ? { path: beside, nameToRead: `${path}.dockerignore` } : undefined;
}
