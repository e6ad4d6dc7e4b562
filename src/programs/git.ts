import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import type { ProgramGrammar } from './model.ts';

/** git(1), git-clone(1) and the subcommands that Dockerfiles call, 2.43. */
export const gitGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-C -c --git-dir --work-tree --namespace --exec-path --super-prefix --config-env --attr-source --list-cmds',
  subcommandValues: {
    clone: '-b --branch -o --origin -u --upload-pack --reference --reference-if-able --separate-git-dir --depth --shallow-since --shallow-exclude -c --config --template -j --jobs --filter --server-option --bundle-uri --revision --recurse-submodules-path',
    checkout: '-b -B --orphan --conflict --pathspec-from-file', switch: '-c -C --create --force-create --orphan --conflict', reset: '--pathspec-from-file', config: '-f --file --blob --type --default --get-color --fixed-value --comment --value',
    fetch: '--depth --deepen --shallow-since --shallow-exclude --upload-pack -j --jobs --refmap -o --server-option --negotiation-tip --filter', pull: '--depth --deepen --shallow-since --shallow-exclude --upload-pack -j --jobs -s --strategy -X --strategy-option --filter',
    submodule: '-b --branch --reference --depth -j --jobs --name --filter', commit: '-m --message -F --file -C --reuse-message -c --reedit-message --author --date -t --template --fixup --squash --trailer', log: '-n --max-count --since --after --until --before --author --grep --format --pretty -L', apply: '-p --directory --exclude --include -C --whitespace --build-fake-ancestor', am: '-p --directory --exclude --include -C --whitespace --patch-format', 'ls-remote': '--upload-pack -o --server-option --sort', describe: '--abbrev --candidates --match --exclude', tag: '-m --message -F --file -u --local-user --sort --format', init: '-b --initial-branch --template --separate-git-dir --object-format --ref-format', archive: '--format --prefix -o --output --remote --exec --add-file', remote: '-t -m', merge: '-m -F --file -s --strategy -X --strategy-option', 'rev-parse': '--default --prefix --short --git-path', lfs: '-I --include -X --exclude',
  },
  attached: '--abbrev --short --recurse-submodules --candidates',
  synonyms: ['-b --branch', '-q --quiet', '-f --force', '-j --jobs', '--recurse-submodules --recursive'],
};

export interface GitClone {
  readonly command: Command;
  readonly repository: Word;
  readonly directory: Word | undefined;
  readonly branch: Word | undefined;
  readonly depth: Word | undefined;
}

export function gitClone(command: Command): GitClone | undefined {
  if (command.name !== 'git' || command.subcommand('clone') === undefined) return undefined;
  const [repository, directory] = command.operands();
  if (repository === undefined) return undefined;
  return { command, repository, directory, branch: command.option('-b', '--branch')?.value, depth: command.option('--depth')?.value };
}
