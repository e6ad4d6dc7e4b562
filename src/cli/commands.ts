import { existsSync } from 'node:fs';
import path from 'node:path';
import type { Build } from '../rule.ts';
import type { Catalogue } from '../catalogue.ts';
import { insideOf } from '../inside.ts';
import { UnreadableFile } from '../read-source.ts';
import { visibleLines } from '../reporters/visible.ts';
import type { Invocation } from './arguments.ts';
import { noNames, onlyName } from './names.ts';
import { openBuild } from './open-build.ts';
import type { CommandName } from './option-table.ts';
import { UsageError } from './usage-error.ts';
import type { Printer } from './printer.ts';

/** Gives the exit code. */
export type Command = (invocation: Invocation, catalogue: Catalogue, printer: Printer) => Promise<number>;

const commands: Readonly<Record<Exclude<CommandName, 'lint'>, Command>> = {
  explain, rules, stages, cache,
  init: async (...request) => (await import('./write-config.ts')).init(...request),
  migrate: async (...request) => (await import('./write-config.ts')).migrate(...request),
};

/** Everything but linting. Gives the exit code. */
export async function runCommand(name: Exclude<CommandName, 'lint'>, invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  try {
    return await commands[name](invocation, catalogue, printer);
  } catch (error) {
    if (error instanceof UnreadableFile) throw new UsageError(error.message);
    throw error;
  }
}

async function explain(invocation: Invocation, catalogue: Catalogue, printer: Printer): Promise<number> {
  const name = onlyName(invocation, 'explain RULE or explain FILE:LINE');
  // A place as reports write it has a column too.
  const [, file, number] = /^(.+?):(\d+)(?::\d+)?$/.exec(name) ?? [];
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
  if (resolution === undefined) {
    if (existsSync(name)) throw new UsageError(`\`${name}\` is no rule, it is a file: \`ironlint explain ${name}:LINE\` tells what is known at a line`);
    throw new UsageError(catalogue.unknown(name));
  }
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
  // Of a context that is not known only what is relative to it can be told.
  const root = path.resolve(folder.is === 'known' ? folder.path : '.');
  const inside = folder.is === 'unknown' && path.isAbsolute(given) ? undefined : insideOf(root, path.resolve(root, given));
  if (inside === undefined) throw new UsageError(`--changed ${given}: it lies outside of the build context${folder.is === 'known' ? ` \`${folder.path}\`` : ''}`);
  return inside;
}
