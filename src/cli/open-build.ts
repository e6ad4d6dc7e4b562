import path from 'node:path';
import { missingTarget } from '../build.ts';
import type { Catalogue } from '../catalogue.ts';
import { decodeSource, readSource, readStandardInput } from '../read-source.ts';
import type { Build } from '../rule.ts';
import { makersOf } from '../run/builds.ts';
import type { RunOptions } from '../run/options.ts';
import { createPlanner } from '../run/settings.ts';
import { createWorld } from '../run/world.ts';
import type { Invocation } from './arguments.ts';
import { readOptions } from './read-options.ts';
import { UsageError } from './usage-error.ts';

/** One Dockerfile as the command line and its config say it is built. Throws `UsageError`, `ConfigError` and `UnreadableFile`. */
export async function openBuild(name: string, invocation: Invocation, catalogue: Catalogue): Promise<Build> {
  const options: RunOptions = { ...readOptions(invocation, process.cwd()), names: [name] };
  const file = path.resolve(options.folder, name === '-' ? options.stdinFilename : name);
  const plan = await (await createPlanner(options, catalogue)).planFor(file);
  const source = name === '-' ? decodeSource(readStandardInput(options.stdinFilename), options.stdinFilename) : readSource(file, name);
  const makers = await makersOf({ file, shownAs: name, explicit: true }, plan, options, { world: createWorld(options), always: true });
  const [build = makers.plain(source)] = makers.all(source, () => undefined);
  const problem = missingTarget(build.dockerfile, options.target ?? plan.config.target);
  if (problem !== undefined) throw new UsageError(`${name}: ${problem}`);
  return build;
}
