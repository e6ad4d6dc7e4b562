import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import type { ProgramGrammar } from './model.ts';
import { packageRequest } from './package-request.ts';
import type { PackageInstall } from './package-request.ts';

/** `gem help install` 3.5. */
export const gemGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--config-file',
  subcommandValues: {
    install: '-i --install-dir -n --bindir --build-root -v --version --platform -s --source -B --bulk-threshold -p --http-proxy -P --trust-policy --document --target-rbconfig --use-system-libraries -g --file', update: '-i --install-dir -n --bindir --platform -s --source --document -P --trust-policy',
    uninstall: '-i --install-dir -n --bindir -v --version --platform', fetch: '-v --version --platform -s --source', sources: '-a --add -r --remove --append --prepend', cleanup: '', push: '-k --key --host',
  },
  subcommandAliases: { i: 'install' },
  attached: '-p --http-proxy',
  synonyms: ['-v --version', '-N --no-document', '-f --force', '-i --install-dir', '-s --source', '-l --local'],
};

/** bundle-install(1), bundle-config(1) 2.5. */
export const bundleGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-r --retry',
  subcommandValues: { install: '-j --jobs --gemfile --path -P --trust-policy --with --without --binstubs --shebang --retry --target-rbconfig', update: '-j --jobs --gemfile -g --group -s --source', exec: '--gemfile', add: '-v --version -g --group -s --source --git --branch --path' },
  synonyms: ['-j --jobs', '-q --quiet'],
  optionsEndAtOperand: 'exec',
};

export interface GemInstall extends PackageInstall {
  /** `-v`, which holds for all gems named. */
  readonly version: Word | undefined;
}

/** `gem install`; a version is written `name:1.2` or with `-v`. */
export function gemInstall(command: Command): GemInstall | undefined {
  if (command.name !== 'gem') return undefined;
  const subcommand = command.subcommand('install');
  if (subcommand === undefined) return undefined;
  // Behind `--` stand flags of the compiler.
  const end = command.words.findIndex((word) => word.value === '--');
  const behind = new Set(end === -1 ? [] : command.words.slice(end));
  const named = command.operands().filter((word) => !behind.has(word));
  return { command, subcommand, version: command.option('-v')?.value, packages: named.map((word) => packageRequest(word, /^([^:]*):(.*)$/s, /\.gem$/)) };
}
