import { execFile } from 'node:child_process';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import path from 'node:path';
import { errorCode } from '../error-code.ts';
import type { ScriptToCheck, ShellCheckResult } from './model.ts';
import type { RawComment } from './translate.ts';
import { scriptText, translate } from './translate.ts';

/** One call reads many scripts: starting the program costs more than a script. */
const scriptsOfACall = 40;
const timeLimit = 60_000;

/** The ShellCheck program of a run: scripts of many files go into one call, equal ones once, calls run beside one another and the linter. */
export interface ShellCheck {
  /** Takes scripts in. The answer is given once; asking for it starts what still waits for company. */
  check(scripts: readonly ScriptToCheck[]): () => Promise<ShellCheckResult>;
}

type Answer = { readonly is: 'checked'; readonly comments: readonly RawComment[] } | { readonly is: 'failed'; readonly why: string };

/**
 * `program`: a path or a name on the PATH, from the command line, never from a linted repository that is not trusted. The scripts
 * are data in temporary files; nothing of them is executed. `patient`: a call waits until enough scripts have come together.
 */
export function createShellCheck(program: string, { patient = false } = {}): ShellCheck {
  const answers = new Map<string, Promise<Answer>>();
  const limited = createLimit(Math.max(2, availableParallelism()));
  let waiting: { readonly text: string; readonly settle: (answer: Answer) => void }[] = [];

  const start = (): void => {
    while (waiting.length > 0) {
      const chunk = waiting.slice(0, scriptsOfACall);
      waiting = waiting.slice(scriptsOfACall);
      void limited(() => checkChunk(program, chunk.map(({ text }) => text))).then((results) => {
        for (const [index, { settle }] of chunk.entries()) settle('why' in results ? results : { is: 'checked', comments: results[index] ?? [] });
      });
    }
  };
  const ask = (text: string): Promise<Answer> => {
    const known = answers.get(text);
    if (known !== undefined) return known;
    const answer = new Promise<Answer>((settle) => waiting.push({ text, settle }));
    answers.set(text, answer);
    return answer;
  };
  return {
    check(scripts) {
      const texts = scripts.map(scriptText);
      const asked = texts.map(ask);
      if (!patient || waiting.length >= scriptsOfACall) start();
      return async () => {
        if (waiting.some(({ text }) => texts.includes(text))) start();
        const results = await Promise.all(asked);
        const failed = results.find((result) => result.is === 'failed');
        if (failed !== undefined) return failed;
        return { is: 'checked', comments: scripts.map((script, index) => translate(script, commentsOf(results[index]))) };
      };
    },
  };
}

/** All of it at once, for one file. */
export function runShellCheck(program: string, scripts: readonly ScriptToCheck[]): Promise<ShellCheckResult> {
  return createShellCheck(program).check(scripts)();
}

function commentsOf(answer: Answer | undefined): readonly RawComment[] {
  return answer?.is === 'checked' ? answer.comments : [];
}

/** Runs at most so many at a time, the others in their order. */
function createLimit(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  const queue: (() => void)[] = [];
  let running = 0;
  return async (work) => {
    if (running >= most) await new Promise<void>((go) => queue.push(go));
    running++;
    try {
      return await work();
    } finally {
      running--;
      queue.shift()?.();
    }
  };
}

/** Never rejects. */
async function checkChunk(program: string, texts: readonly string[]): Promise<readonly (readonly RawComment[])[] | Extract<Answer, { is: 'failed' }>> {
  let folder: string | undefined;
  try {
    folder = mkdtempSync(path.join(tmpdir(), 'ironlint-'));
    const files = writeScripts(folder, texts);
    const byFile = new Map(files.map((file, index) => [file, index]));
    const comments: RawComment[][] = files.map(() => []);
    for (const comment of parse(await call(program, ['--norc', '--format=json1', '--', ...files]))) comments[byFile.get(comment.file) ?? -1]?.push(comment);
    return comments;
  } catch (error) {
    return { is: 'failed', why: error instanceof Error ? error.message : String(error) };
  } finally {
    if (folder !== undefined) await rm(folder, { recursive: true, force: true });
  }
}

function writeScripts(folder: string, texts: readonly string[]): readonly string[] {
  return texts.map((text, index) => {
    const file = path.join(folder, `${String(index)}.sh`);
    writeFileSync(file, text, { mode: 0o600 });
    return file;
  });
}

function parse(output: string): readonly RawComment[] {
  const parsed: unknown = JSON.parse(output);
  if (typeof parsed !== 'object' || parsed === null || !('comments' in parsed) || !Array.isArray(parsed.comments)) throw new Error('ShellCheck gave no JSON report');
  return parsed.comments.filter(isComment);
}

function isComment(value: unknown): value is RawComment {
  return typeof value === 'object' && value !== null && 'file' in value && 'line' in value && 'code' in value && 'message' in value;
}

/**
 * ShellCheck ends with 1 when it has comments: that is no failure. What a person has in SHELLCHECK_OPTS would make two machines
 * differ, and a locale without UTF-8 lets it fail on the first letter that is not ASCII.
 */
function call(program: string, parameters: readonly string[]): Promise<string> {
  const { SHELLCHECK_OPTS: _, ...environment } = process.env;
  const options = { timeout: timeLimit, maxBuffer: 256 * 1024 * 1024, windowsHide: true, env: { ...environment, LC_ALL: 'C.UTF-8' } };
  return new Promise((resolve, reject) => {
    execFile(program, [...parameters], options, (error, output, complaint) => {
      if (error === null || error.code === 1) return resolve(output);
      reject(new Error(reasonOf(program, error, complaint)));
    });
  });
}

function reasonOf(program: string, error: Error & { readonly killed?: boolean }, complaint: string): string {
  const code = errorCode(error);
  if (code === 'ENOENT') return `\`${program}\` is not installed`;
  if (code === 'EACCES') return `\`${program}\` cannot be run`;
  if (error.killed === true) return `\`${program}\` took longer than ${String(timeLimit / 1000)} seconds`;
  return complaint.trim().split('\n')[0] || error.message;
}
