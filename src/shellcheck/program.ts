import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { ScriptToCheck, ShellCheckComment, ShellCheckResult } from './model.ts';
import type { RawComment } from './translate.ts';
import { scriptText, translate } from './translate.ts';

/** One call reads many scripts: starting the program costs more than a script. */
const scriptsOfACall = 50;
const timeLimit = 60_000;

/**
 * Runs the ShellCheck program over the scripts, equal ones once, calls side by side. `program`: a path or a name on the PATH, from
 * the command line, never from the linted repository. The scripts are data in temporary files; nothing of them is executed.
 */
export async function runShellCheck(program: string, scripts: readonly ScriptToCheck[]): Promise<ShellCheckResult> {
  const texts = scripts.map(scriptText);
  const different = [...new Set(texts)];
  const folder = await mkdtemp(path.join(tmpdir(), 'ironlint-'));
  try {
    const raw = new Map<string, readonly RawComment[]>();
    const chunks: string[][] = [];
    for (let start = 0; start < different.length; start += scriptsOfACall) chunks.push(different.slice(start, start + scriptsOfACall));
    const results = await Promise.all(chunks.map((chunk, index) => checkChunk(program, folder, index, chunk)));
    for (const [index, comments] of results.entries()) {
      for (const [position, text] of (chunks[index] ?? []).entries()) raw.set(text, comments[position] ?? []);
    }
    const translated: readonly (readonly ShellCheckComment[])[] = scripts.map((script, index) => translate(script, raw.get(texts[index] ?? '') ?? []));
    return { is: 'checked', comments: translated };
  } catch (error) {
    return { is: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function checkChunk(program: string, folder: string, chunk: number, texts: readonly string[]): Promise<readonly (readonly RawComment[])[]> {
  const files = await Promise.all(texts.map(async (text, index) => {
    const file = path.join(folder, `${chunk}-${index}.sh`);
    await writeFile(file, text, { mode: 0o600 });
    return file;
  }));
  const output = await call(program, ['--norc', '--format=json1', '--', ...files]);
  const byFile = new Map(files.map((file, index) => [file, index]));
  const comments: RawComment[][] = files.map(() => []);
  for (const comment of commentsOf(output)) comments[byFile.get(comment.file) ?? -1]?.push(comment);
  return comments;
}

function commentsOf(output: string): readonly RawComment[] {
  const parsed: unknown = JSON.parse(output);
  if (typeof parsed !== 'object' || parsed === null || !('comments' in parsed) || !Array.isArray(parsed.comments)) throw new Error('ShellCheck gave no JSON report');
  return parsed.comments.filter(isComment);
}

function isComment(value: unknown): value is RawComment {
  return typeof value === 'object' && value !== null && 'file' in value && 'line' in value && 'code' in value && 'message' in value;
}

/** ShellCheck ends with 1 when it has comments: that is no failure. */
function call(program: string, parameters: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], { timeout: timeLimit, maxBuffer: 256 * 1024 * 1024, windowsHide: true }, (error, output, complaint) => {
      if (error !== null && error.code !== 1) reject(new Error(error.code === 'ENOENT' ? `\`${program}\` is not installed` : complaint.trim() || error.message));
      else resolve(output);
    });
  });
}
