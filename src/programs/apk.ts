import type { Command } from '../shell/model.ts';
import type { Install } from './apt.ts';
import type { ProgramGrammar } from './model.ts';

/** apk(8), apk-add(8) of apk-tools 2.14. */
export const apkGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-t --virtual -p --root -X --repository --arch --cache-dir --cache-max-age --keys-dir --progress-fd --repositories-file --wait --timeout --sync --root-tmpfs',
  subcommandValues: {
    add: '-t --virtual', fetch: '-o --output', index: '-o --output -x --index -d --description --rewrite-arch', search: '', upgrade: '', policy: '', version: '-l --limit -I', mkpkg: '-o --output -F --files -I --info -s --script',
  },
  synonyms: ['-t --virtual', '-U --update-cache', '-u --upgrade', '-X --repository', '-q --quiet', '-f --force', '-p --root', '-i --interactive', '-v --verbose', '-l --latest'],
};

/** `apk add`; `!name` keeps a package out. */
export function apkAdd(command: Command): Install | undefined {
  if (command.name !== 'apk') return undefined;
  const subcommand = command.subcommand('add');
  return subcommand === undefined ? undefined : { command, subcommand, packages: command.operands().filter(({ raw }) => !raw.startsWith('!')) };
}

/** It keeps no package index: `--no-cache`. */
export function usesNoCache(command: Command): boolean {
  return command.option('--no-cache') !== undefined;
}
