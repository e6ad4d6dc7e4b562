import type { Report } from './model.ts';
import { checkGitSource } from './errors-git.ts';
import { heredocOfWord } from './heredocs.ts';
import { isDigest } from './image-reference.ts';
import type { AddNode, CopyNode } from './nodes-files.ts';

/** What kind of source a path of ADD is. */
export type SourceKind = 'git' | 'url' | 'path';

/** A source as ADD reads it: a git repository, a file behind a URL, or a path of the build context. Only of git the scheme may be in capitals. */
export function sourceKind(source: string): SourceKind {
  if (/^(?:git|ssh):\/\//i.test(source) || /^https?:\/\/[^/?#]*\/[^?#]*\.git(?:[?#]|$)/i.test(source)) return 'git';
  if (/^https?:\/\//.test(source)) return 'url';
  return /^[a-zA-Z0-9_-]+@[a-zA-Z0-9.-]+:/.test(source) ? 'git' : 'path';
}

/** Values of COPY and ADD that BuildKit refuses. */
export function checkTransferValues(transfer: CopyNode | AddNode, report: Report): void {
  checkMode(transfer, report);
  if (transfer.keyword === 'COPY') checkCopySources(transfer, report);
  else checkAddSources(transfer, report);
}

function checkMode(transfer: CopyNode | AddNode, report: Report): void {
  const word = transfer.flag('chmod')?.value;
  const mode = word?.value;
  if (word === undefined || mode === undefined || mode === '' || isMode(mode)) return;
  report({ place: word.place, message: `\`${mode}\` is no file mode`, help: 'Write an octal number up to 7777, such as `0755`, or a change such as `u=rwX,go=rX`.' });
}

function isMode(mode: string): boolean {
  if (/^[0-7]+$/.test(mode)) return parseInt(mode, 8) <= 0o7777;
  return /^[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+(?:,[ugoa]*(?:[-+=](?:[rwxXst]*|[ugo]))+)*$/.test(mode);
}

function checkCopySources(copy: CopyNode, report: Report): void {
  for (const source of copy.sources) {
    const kind = source.value === undefined ? 'path' : sourceKind(source.value);
    if (kind !== 'path') report({ place: source.place, message: kind === 'url' ? '`COPY` cannot fetch from a URL' : '`COPY` cannot fetch from a git repository', help: 'Use `ADD`.' });
  }
}

function checkAddSources(add: AddNode, report: Report): void {
  const checksum = add.flag('checksum')?.value;
  const sum = checksum?.value;
  const inlined = add.paths.slice(0, -1).some((word) => heredocOfWord(word.content.text) !== undefined);
  if (checksum !== undefined && sum !== '') {
    const [only] = add.sources;
    const kind = only?.value === undefined ? undefined : sourceKind(only.value);
    if (add.sources.length !== 1) {
      report({ place: checksum.place, message: inlined ? '`--checksum` needs a source that is fetched' : '`--checksum` holds for one source, and there are several', help: 'Give each source an `ADD` of its own.' });
    } else if (kind === 'path') report({ place: checksum.place, message: '`--checksum` is for URLs and git repositories alone' });
    else if (kind === 'url' && sum !== undefined && !isDigest(sum)) report({ place: checksum.place, message: `\`${sum}\` is no checksum`, help: 'Write `sha256:` and 64 hexadecimal digits.' });
  }
  for (const source of add.sources) if (source.value !== undefined && sourceKind(source.value) === 'git') checkGitSource(add, source, report);
}
