import path from 'node:path';
import type { Config } from '../config/model.ts';
import { readSource } from '../read-source.ts';
import type { RunOptions } from './options.ts';
import type { ContextChoice } from './ports.ts';

/** Which folder somebody said is the context: the command line before the config. Throws `UnreadableFile` for a list that is not there. */
export function contextChoice(options: RunOptions, config: Config): ContextChoice {
  if (options.contextFiles !== undefined) {
    const source = readSource(path.resolve(options.folder, options.contextFiles), options.contextFiles);
    return { listed: { source, why: '`--context-files` lists it' } };
  }
  if (options.context !== undefined) return { folder: { path: options.context, why: '`--context` names it' } };
  if (config.context === undefined) return {};
  const folder = path.relative(options.folder, path.resolve(config.context.folder, config.context.value));
  return { folder: { path: folder === '' ? '.' : folder, why: `\`${config.context.from}\` names it` } };
}
