import type { Command } from '../shell/model.ts';
import type { Install } from './apt.ts';
import type { ProgramGrammar } from './model.ts';

/** pacman(8) 6. The operation is an option: `-S`, `-Sy`, `--sync`. */
export const pacmanGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-b --dbpath -r --root --arch --cachedir --color --config --gpgdir --hookdir --logfile --sysroot --assume-installed --print-format --ignore --ignoregroup --overwrite --asdeps-reason',
  synonyms: ['-S --sync', '-R --remove', '-U --upgrade', '-Q --query', '-y --refresh', '-u --sysupgrade', '-c --clean', '-s --search', '-w --downloadonly'],
};

/** `pacman -S PACKAGE`, `pacman -U FILE`. */
export function pacmanInstall(command: Command): Install | undefined {
  if (command.name !== 'pacman') return undefined;
  const operation = command.option('-S', '-U');
  const packages = command.operands();
  if (operation === undefined || packages.length === 0 || command.option('-s', '-i', '-l', '-g') !== undefined) return undefined;
  return { command, subcommand: operation.word, packages };
}
