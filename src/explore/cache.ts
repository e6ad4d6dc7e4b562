import type { FileKind } from '../cache/file-kinds.ts';
import { fileKind, fileKinds } from '../cache/file-kinds.ts';
import type { Step } from '../cache/model.ts';
import { planCache } from '../cache/plan.ts';
import type { Instruction } from '../dockerfile/model.ts';
import { visible } from '../reporters/visible.ts';
import type { Build } from '../rule.ts';
import { lineOf } from '../source.ts';
import { builtWith, platformsJson } from './platforms.ts';
import { jsonText } from '../reporters/json-text.ts';

/** Step by step, what an edit of the given files runs again. Paths are relative to the context. */
export function showCache(build: Build, changed: readonly string[], format: 'text' | 'json'): string {
  const file = build.dockerfile.source.path;
  const steps = planCache(build, changed.flatMap((path) => filesAt(build, path)));
  if (format === 'json') return `${jsonText({ version: 1, file, ...platformsJson(build.dockerfile), changed, steps: steps.map((step) => stepJson(step, file)) }, 2)}\n`;
  const lines = [`${visible(file)}${builtWith(build.dockerfile)}, when ${changed.map((path) => `\`${visible(path)}\``).join(', ')} ${changed.length === 1 ? 'changes' : 'change'}`];
  const absent = changed.filter((path) => build.context.entry(path).is === 'absent');
  if (absent.length > 0) lines.push(`(the build context has no ${absent.map((path) => `\`${visible(path)}\``).join(', ')})`);
  let stage: Step['stage'] | undefined;
  for (const step of steps) {
    if (step.stage !== stage) {
      stage = step.stage;
      const { path } = step.instruction.place.source;
      lines.push('', `stage ${visible(stageName(step))}${path === file ? '' : ` of ${visible(path)}`}`);
    }
    const mark = step.outcome.padEnd(7);
    lines.push(`  ${String(lineOf(step.instruction.place)).padStart(4)}  ${mark}  ${visible(shortened(step.instruction, 60)).padEnd(60)}  ${visible(step.why)}`.trimEnd());
  }
  return `${lines.join('\n')}\n`;
}

/** A folder stands for the files in it, as far as they are known. */
function filesAt({ context }: Build, path: string): readonly string[] {
  if (context.entry(path).is !== 'directory') return [path];
  const inside = path === '' ? '' : `${path}/`;
  const files = (context.list() ?? []).map((file) => file.path).filter((file) => file.startsWith(inside));
  return files.length === 0 ? [path] : files;
}

/** For every kind of file in the context, what an edit of one of them runs again. Undefined when the context is not known. */
export function summarizeCache(build: Build, format: 'text' | 'json'): string | undefined {
  // Nobody edits what git keeps for itself.
  const files = build.context.list()?.filter(({ path }) => !path.startsWith('.git/'));
  if (files === undefined) return undefined;
  const rows = fileKinds.flatMap((kind) => kindRows(build, kind, files.map((file) => file.path).filter((path) => fileKind(path) === kind)));
  const file = build.dockerfile.source.path;
  if (format === 'json') return `${jsonText({ version: 1, file, ...platformsJson(build.dockerfile), kinds: rows }, 2)}\n`;
  const lines = [`${visible(file)}${builtWith(build.dockerfile)}: what runs again after an edit`, ''];
  for (const row of rows) {
    const first = row.first === undefined ? 'nothing runs again' : `${countOf(row)}, from line ${row.first.line}: ${visible(row.first.instruction)}`;
    lines.push(`  ${row.kind.padEnd(14)} ${visible(row.example).padEnd(36)} ${first}${row.files > 1 ? ` (as for ${row.files - 1} more)` : ''}`);
  }
  return `${lines.join('\n')}\n`;
}

function countOf({ runs, unknown, steps }: KindRow): string {
  if (runs === 0) return `${unknown} of ${steps} steps may run again`;
  return `${runs} of ${steps} steps run again${unknown === 0 ? '' : `, ${unknown} more may`}`;
}

interface KindRow {
  readonly kind: FileKind;
  readonly example: string;
  /** How many files of the kind give the same answer. */
  readonly files: number;
  readonly steps: number;
  readonly runs: number;
  /** Steps of which only the build knows. */
  readonly unknown: number;
  readonly first: { readonly line: number; readonly instruction: string } | undefined;
}

/** More files of a kind than this are not asked one by one: the first ones stand for them. */
const mostAsked = 200;

/** One row for each different answer among the files of a kind, the commonest first, three at most. */
function kindRows(build: Build, kind: FileKind, paths: readonly string[]): readonly KindRow[] {
  const rows = new Map<string, KindRow>();
  for (const path of paths.slice(0, mostAsked)) {
    const steps = planCache(build, [path]);
    const running = steps.filter((step) => step.outcome !== 'cached');
    const first = running[0]?.instruction;
    const key = running.map((step) => `${step.stage.index}.${step.instruction.index}${step.outcome === 'unknown' ? '?' : ''}`).join(',');
    const known = rows.get(key);
    if (known !== undefined) rows.set(key, { ...known, files: known.files + 1 });
    else {
      const shown = first === undefined ? undefined : { line: lineOf(first.place), instruction: shortened(first, 60) };
      rows.set(key, { kind, example: path, files: 1, steps: steps.length, runs: running.filter(({ outcome }) => outcome === 'runs').length, unknown: running.filter(({ outcome }) => outcome === 'unknown').length, first: shown });
    }
  }
  return [...rows.values()].sort((a, b) => b.files - a.files).slice(0, 3);
}

/** `file` is there for a step of another Dockerfile that the build stands on. */
function stepJson(step: Step, file: string): object {
  const { path } = step.instruction.place.source;
  return { ...(path === file ? {} : { file: path }), stage: stageName(step), line: lineOf(step.instruction.place), instruction: instructionText(step.instruction), outcome: step.outcome, why: step.why };
}

function stageName(step: Step): string {
  return step.stage.name?.value ?? String(step.stage.index);
}

function instructionText(instruction: Instruction): string {
  const flags = instruction.flags.map((flag) => flag.place.source.slice(flag.place.span));
  return [instruction.keyword, ...flags, instruction.rest.text.trim()].filter((part) => part !== '').join(' ').replace(/\s+/g, ' ');
}

function shortened(instruction: Instruction, length: number): string {
  const text = instructionText(instruction);
  return text.length <= length ? text : `${text.slice(0, length - 1)}…`;
}
