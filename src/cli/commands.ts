import { existsSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Build } from '../rule.ts';
import { missingTarget } from '../build.ts';
import type { Catalogue } from '../catalogue.ts';
import { errorCode } from '../error-code.ts';
import { decodeSource, readSource, readStandardInput, UnreadableFile } from '../read-source.ts';
import { visibleLines } from '../reporters/visible.ts';
import { makersOf } from '../run/builds.ts';
import type { RunOptions } from '../run/options.ts';
import { createPlanner } from '../run/settings.ts';
import { createWorld } from '../run/world.ts';
import type { Invocation } from './arguments.ts';
import { UsageError } from './arguments.ts';
import type { Printer } from './printer.ts';
import { readOptions } from './read-options.ts';
import { slashed } from '../slashed.ts';

type Command = (invocation: Invocation, catalogue: Catalogue, printer: Printer) => Promise<number>;

const commands: Readonly<Record<string, Command>> = { explain, rules, init, stages, cache, migrate };

/** Everything but linting. Gives the exit code. */
export async function runCommand(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const command = commands[invocation.command ?? ''];
  if (command === undefined) throw new UsageError(`there is no command \`${invocation.command ?? ''}\``);
  try {
    return await command(invocation, catalogue, printer);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(error.message);
    throw error;
  }
}

async function explain(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const name = onlyName(invocation, 'explain RULE or explain FILE:LINE');
  const [, file, number] = /^(.+):(\d+)$/.exec(name) ?? [];
  if (file !== undefined) {
    const { explainLine } = await import('../explore/line.ts');
    const build = await openBuild(file, invocation, catalogue);
    const { source } = build.dockerfile;
    const lines = source.position(source.text.length).line;
    const line = Number(number);
    if (line < 1 || line > lines) throw new UsageError(`${file} has no line ${String(line)}: it ends with line ${String(lines)}`);
    printer.out(explainLine(build, line));
    return 0;
  }
  const { pages } = await import('../pages.generated.ts');
  const resolution = catalogue.resolve(name);
  if (resolution === undefined) throw new UsageError(catalogue.unknown(name));
  const ids = new Set(resolution.targets.map(({ rule }) => rule.id));
  printer.out([...ids].map((id) => visibleLines(pages[id] ?? `# ${id}\n\n${catalogue.rule(id)?.summary ?? ''}\n`)).join('\n'));
  return 0;
}

async function rules(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  noNames(invocation);
  const format = invocation.text('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError('the formats of `rules` are text and json');
  const { listRules } = await import('./list-rules.ts');
  printer.out(listRules(catalogue.rules, format));
  return 0;
}

async function init(invocation: Invocation, _catalogue: Catalogue, printer: Printer): Promise<number> {
  noNames(invocation);
  const { initialConfig } = await import('./initial-config.ts');
  try {
    writeFileSync(path.resolve('ironlint.yaml'), initialConfig, { flag: 'wx' });
  } catch (error) {
    throw new UsageError(errorCode(error) === 'EEXIST' ? 'ironlint.yaml is there already; it stays as it is' : 'ironlint.yaml could not be written here');
  }
  printer.out('ironlint.yaml is written\n');
  return 0;
}

async function stages(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const { showStages } = await import('../explore/stages.ts');
  const format = invocation.text('format') ?? 'text';
  if (format !== 'text' && format !== 'json' && format !== 'mermaid') throw new UsageError('the formats of `stages` are text, json and mermaid');
  printer.out(showStages(await openBuild(onlyName(invocation, 'stages FILE'), invocation, catalogue), format));
  return 0;
}

async function cache(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const { showCache, summarizeCache } = await import('../explore/cache.ts');
  const format = invocation.text('format') ?? 'text';
  if (format !== 'text' && format !== 'json') throw new UsageError('the formats of `cache` are text and json');
  const build = await openBuild(onlyName(invocation, 'cache FILE'), invocation, catalogue);
  const changed = invocation.list('changed').map((given) => pathInContext(given, build));
  const text = changed.length > 0 ? showCache(build, changed, format) : summarizeCache(build, format);
  if (text === undefined) {
    const { folder } = build.context;
    throw new UsageError(`without --changed the build context must be known, and it is not${folder.is === 'unknown' ? ` (${folder.why})` : ''}; name it with --context DIR`);
  }
  printer.out(text);
  return 0;
}

/** A path of `--changed`: relative to the context, or absolute and in it. */
function pathInContext(given: string, { context: { folder } }: Build): string {
  const root = folder.is === 'known' ? path.resolve(folder.path) : undefined;
  const inside = path.isAbsolute(given) && root !== undefined ? path.relative(root, given) : path.normalize(given);
  const clean = slashed(inside).replace(/\/$/, '');
  if (path.isAbsolute(inside) || clean === '..' || clean.startsWith('../')) throw new UsageError(`--changed ${given}: it lies outside of the build context${folder.is === 'known' ? ` \`${folder.path}\`` : ''}`);
  return clean === '.' ? '' : clean;
}

async function migrate(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const [from, file] = invocation.names;
  if (from !== 'hadolint') throw new UsageError('what can be migrated is `hadolint`: ironlint migrate hadolint [FILE]');
  const { migrateHadolint } = await import('../config/hadolint.ts');
  const found = file ?? ['.hadolint.yaml', '.hadolint.yml'].find((name) => existsSync(name));
  if (found === undefined) throw new UsageError('there is no .hadolint.yaml here; name the file: ironlint migrate hadolint FILE');
  const text = await migrateHadolint(readSource(path.resolve(found), found).text, catalogue, found);
  printer.out(text);
  return writeBeside(found, text, printer);
}

/** `ironlint.yaml` beside the config that it comes from. One that is there stays: `… > ironlint.yaml` makes it before ironlint runs. */
function writeBeside(found: string, text: string, printer: Printer): number {
  const target = path.join(path.dirname(found), 'ironlint.yaml');
  try {
    writeFileSync(target, text, { flag: 'wx' });
  } catch (error) {
    const isThere = errorCode(error) === 'EEXIST';
    if (!isThere || statSync(target).size > 0) printer.complain(visibleLines(`ironlint: ${target} ${isThere ? 'is there already; it stays as it is' : 'could not be written'}\n`));
    return isThere ? 0 : 2;
  }
  printer.complain(visibleLines(`ironlint: ${target} is written\n`));
  return 0;
}

function noNames({ command, names: [name] }: Invocation): void {
  if (name !== undefined) throw new UsageError(`\`ironlint ${command ?? ''}\` takes no names, and \`${name}\` is one`);
}

function onlyName(invocation: Invocation, usage: string): string {
  const [name, ...more] = invocation.names;
  if (name === undefined || more.length > 0) throw new UsageError(`usage: ironlint ${usage}`);
  return name;
}

/** One Dockerfile as the command line and its config say it is built. */
async function openBuild(name: string, invocation: Invocation, catalogue: Catalogue): Promise<Build> {
  const options: RunOptions = { ...readOptions({ ...invocation, text: (option) => (option === 'format' ? undefined : invocation.text(option)) }, process.cwd()), names: [name] };
  const file = path.resolve(options.folder, name === '-' ? options.stdinFilename : name);
  const plan = await (await createPlanner(options, catalogue)).planFor(file);
  const source = name === '-' ? decodeSource(readStandardInput(options.stdinFilename), options.stdinFilename) : readSource(file, name);
  const makers = await makersOf({ file, shownAs: name, explicit: true }, plan, options, { world: createWorld(options), always: true });
  const [build = makers.plain(source)] = makers.all(source, () => undefined);
  const problem = missingTarget(build.dockerfile, options.target ?? plan.config.target);
  if (problem !== undefined) throw new UsageError(`${name}: ${problem}`);
  return build;
}
