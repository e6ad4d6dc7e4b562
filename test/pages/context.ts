import type { BuildContext, Git } from '../../src/context/model.ts';
import { unknownContext } from '../../src/build.ts';
import type { Source } from '../../src/source.ts';
import type { Case } from './page.ts';

/** The build context that a case describes; unknown when it describes none. `changed`: files that a fix wrote, by path. */
export function contextOf(_example: Case, _changed: ReadonlyMap<string, Source>): BuildContext {
  return unknownContext('the example has no build context');
}

/** What the case says that git knows; undefined when it says nothing. */
export function gitOf(example: Case): Git | undefined {
  if (example.git === undefined) return undefined;
  const lines = new Set(example.git.text.split('\n').filter((line) => line !== ''));
  return { isTracked: (path) => lines.has(`tracked ${path}`), isIgnored: (path) => lines.has(`ignored ${path}`) };
}
