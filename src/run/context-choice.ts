import path from 'node:path';
import type { Config } from '../config/model.ts';
import type { FileSystem } from '../context/file-system.ts';
import { UnreadableFile } from '../read-source.ts';
import type { RunOptions } from './options.ts';
import type { ContextChoice } from './ports.ts';
import type { World } from './world.ts';

/** Which folder somebody said is the context: the command line before the config. Throws `UnreadableFile` for a list or folder that is not there. */
export function contextChoice(options: RunOptions, config: Config, { files, contextList }: World): ContextChoice {
  const listed = contextList();
  if (listed !== undefined) return { listed };
  if (options.context !== undefined) {
    requireFolder(path.resolve(options.folder, options.context), options.context, '`--context`', files);
    // `dir/` and `dir` are one folder, also in messages and in the path of a new `.dockerignore`.
    return { folder: { path: options.context.replace(/(?<=[^/])\/+$/, ''), why: '`--context` names it' } };
  }
  if (config.context === undefined) return {};
  const folder = path.relative(options.folder, path.resolve(config.context.folder, config.context.value));
  requireFolder(path.resolve(options.folder, folder), folder, `\`${config.context.from}\``, files);
  return { folder: { path: folder === '' ? '.' : folder, why: `\`${config.context.from}\` names it` } };
}

/** Of a context that is not there every rule would say that its files are missing. */
function requireFolder(absolute: string, shownAs: string, namedBy: string, files: FileSystem): void {
  const real = files.real(absolute);
  const is = real === undefined ? 'absent' : files.status(real).is;
  if (is !== 'directory') throw new UnreadableFile(shownAs, `${namedBy} names it as the build context, and ${is === 'absent' ? 'there is no such folder' : 'it is no folder'}`);
}
