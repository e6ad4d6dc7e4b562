import { createHash } from 'node:crypto';
import type { FileSystem } from './file-system.ts';

type Question = Exclude<keyof FileSystem, 'ignoresCase'>;

/** A question that was asked, and a short text that stands for its answer. */
export type Asked = readonly [kind: Question, path: string, answer: string];

/** Tells of each question when it is first asked. `except`: a file that changes nothing by being there. */
export function recording(of: FileSystem, record: (asked: Asked) => void, except: string): FileSystem {
  const told = new Set<string>();
  const asking = <T extends Answer>(kind: Question, ask: (path: string) => T): ((path: string) => T) => (path) => {
    const answer = ask(path);
    const key = `${kind} ${path}`;
    if (path !== except && !told.has(key)) {
      told.add(key);
      record([kind, path, answerText(answer, path, except)]);
    }
    return answer;
  };
  return { ignoresCase: of.ignoresCase, status: asking('status', of.status), children: asking('children', of.children), link: asking('link', of.link), real: asking('real', of.real), bytes: asking('bytes', of.bytes) };
}

/** Whether the answer is still the same. */
export function isStill(of: FileSystem, [kind, path, answer]: Asked, except: string): boolean {
  return answerText(of[kind](path), path, except) === answer;
}

type Answer = ReturnType<FileSystem[Question]>;

function answerText(answer: Answer, path: string, except: string): string {
  if (answer === undefined) return '';
  if (Buffer.isBuffer(answer)) return createHash('sha1').update(answer).digest('base64');
  if (typeof answer === 'string') return answer;
  if (!('length' in answer)) return 'size' in answer ? String(answer.size) : answer.is;
  const hash = createHash('sha1');
  const left = except.startsWith(path) ? except.slice(path.length).replace(/^[/\\]/, '') : undefined;
  for (const { name, is } of answer) if (name !== left) hash.update(`${name}\0${is}\0`);
  return hash.digest('base64');
}
