import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { deserialize, serialize } from 'node:v8';
import { revive } from '../jobs/revive.ts';
import type { Source } from '../source.ts';
import { version } from '../version.ts';
import { writeWhole } from '../write-file.ts';
import type { FileOutcome } from './file.ts';
import type { FileResult } from './file-result.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';
import { isUnchanged, type Questions } from './questions.ts';
import type { World } from './world.ts';

export { recordingWorld } from './questions.ts';

/** Results of earlier runs, by the absolute path of their file. */
type Entries = ReadonlyMap<string, { readonly key: string; readonly outcome: FileOutcome; readonly asked: Questions }>;

interface Stored {
  readonly writtenBy: string;
  readonly entries: Entries;
}

/** Another version of ironlint finds other things, another Node may write other bytes. */
const writer = `ironlint ${version}, Node ${process.version}`;

/** A file that asks more is judged anew each time: the answers would fill the cache. */
const mostQuestions = 50_000;

/**
 * What decides the outcome of a file, hashed: its text and path, the command line, its config and policies, this version. What the
 * build context, compose and Bake files and git say is not in it: that is asked again. Undefined when more decides: another
 * revision, or ShellCheck. Such files are judged anew each time, which is never wrong.
 */
export function cacheKey(file: string, source: Source, plan: FilePlan, options: RunOptions): string | undefined {
  const { config, policies } = plan;
  // Without `--against` there is no baseline.
  if (options.against !== undefined || options.contextFiles !== undefined || (options.shellcheck ?? config.shellcheck) !== 'off' || options.fix !== 'none') return undefined;
  const { path, text, byteOrderMark, invalidUtf8 } = source;
  const command = { ...options, names: [], exclude: [], notes: [] };
  const decisive = JSON.stringify([writer, file, path, text, byteOrderMark, invalidUtf8, command, config, policies], plainly);
  return createHash('sha256').update(decisive).digest('hex');
}

function plainly(_name: string, value: unknown): unknown {
  return value instanceof Map || value instanceof Set ? [...value] : value;
}

/** Nothing when the file is not there, cannot be read, or was written by another version. */
export function readCache(location: string): Entries {
  try {
    const stored: Stored = deserialize(readFileSync(location));
    return stored.writtenBy === writer ? stored.entries : new Map();
  } catch {
    return new Map();
  }
}

/** The outcome that is kept for this key, as a run makes it: when the world answers as it did. */
export function keptOutcome(entries: Entries, { file, key, world, location }: { readonly file: string; readonly key: string; readonly world: World; readonly location: string }): FileOutcome | undefined {
  const entry = entries.get(file);
  return entry?.key === key && isUnchanged(world, entry.asked, location) ? revive({ outcome: entry.outcome, errors: [], used: undefined }).outcome : undefined;
}

/** Adds what this run found out, forgets files that are gone. A sentence when it could not be written; nothing is lost but time. */
export function writeCache(location: string, results: readonly { readonly file: string; readonly result: FileResult }[]): string | undefined {
  if (results.every(({ result }) => result.kept === true)) return undefined;
  const entries = new Map([...readCache(location)].filter(([file]) => existsSync(file)));
  for (const { file, result: { key, outcome, asked, kept } } of results) {
    if (kept === true) continue;
    if (key !== undefined && asked !== undefined && outcome !== undefined && outcome.errors.length === 0 && asked.files.length <= mostQuestions) entries.set(file, { key, outcome, asked });
    else entries.delete(file);
  }
  try {
    writeWhole(location, serialize({ writtenBy: writer, entries } satisfies Stored));
    return undefined;
  } catch (error) {
    return `the cache could not be written (${error instanceof Error ? error.message : String(error)})`;
  }
}

/** Why `--cache` saves no time, when it does not: one sentence for the summary. */
export function cacheNote(results: readonly FileResult[], { fix, diff, contextFiles, against }: RunOptions): string | undefined {
  const judged = results.filter(({ outcome }) => outcome !== undefined);
  const anew = judged.filter(({ key }) => key === undefined).length;
  if (anew === 0) return undefined;
  const option = fix !== 'none' ? (diff ? '--diff' : '--fix') : contextFiles !== undefined ? '--context-files' : against !== undefined ? '--against' : undefined;
  if (option !== undefined) return `--cache keeps nothing with ${option}`;
  return `--cache keeps nothing of ${anew === judged.length ? 'these files' : anew === 1 ? 'one file' : `${String(anew)} files`}: what ShellCheck says cannot be asked again at once`;
}
