import path from 'node:path';
import { cleanEnvironment, runGit } from './git-program.ts';
import { repositoryRoot } from '../repository-root.ts';
import { slashed } from '../slashed.ts';

/** A file as it was at a revision, or why it cannot be had: without a full stop. */
export type Shown = { readonly is: 'shown'; readonly bytes: Buffer } | { readonly is: 'failed'; readonly why: string };

/**
 * The bytes of a file at a revision, as they are stored: no filter, no text conversion. `file` is on the disk, whether it is still there or
 * not; one that was renamed since, as far as the index knows, is taken under its old name.
 */
export function showRevision(revision: string, file: string): Shown {
  const resolved = path.resolve(file);
  const root = repositoryRoot(path.dirname(resolved));
  if (root === undefined) return { is: 'failed', why: `\`${file}\` is in no git repository, so there is no revision \`${revision}\` of it` };
  const environment = cleanEnvironment(root);
  const commit = runGit(root, environment, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`]);
  if (commit.problem !== undefined) return { is: 'failed', why: commit.problem };
  const name = commit.output.toString('utf8').trim();
  if (commit.status !== 0 || !/^[0-9a-f]{40,64}$/.test(name)) return { is: 'failed', why: `\`${revision}\` is no revision of the repository` };
  const inside = slashed(path.relative(root, resolved));
  let found = runGit(root, environment, ['cat-file', 'blob', `${name}:${inside}`]);
  const old = found.status === 0 || found.problem !== undefined ? undefined : oldName(root, environment, name, inside);
  if (old !== undefined) found = runGit(root, environment, ['cat-file', 'blob', `${name}:${old}`]);
  if (found.problem !== undefined) return { is: 'failed', why: found.problem };
  if (found.status !== 0) return { is: 'failed', why: `\`${inside}\` does not exist at \`${revision}\`, and was not renamed since` };
  return { is: 'shown', bytes: found.output };
}

/** What a file of the index was called at a commit, when git takes it for a renamed one. */
function oldName(root: string, environment: NodeJS.ProcessEnv, commit: string, inside: string): string | undefined {
  const answer = runGit(root, environment, ['diff-index', '--cached', '--no-ext-diff', '--no-textconv', '--find-renames', '--diff-filter=R', '--name-status', '-z', commit, '--']);
  if (answer.status !== 0) return undefined;
  const words = answer.output.toString('utf8').split('\0');
  for (let at = 0; at + 2 < words.length; at += 3) if (words[at + 2] === inside) return words[at + 1];
  return undefined;
}
