import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { cargoInvocation, type CargoInvocation } from './cargo.ts';

/** One crate of `cargo install`. */
export interface InstalledCrate {
  readonly invocation: CargoInvocation;
  readonly word: Word;
  readonly name: string;
  /** Of `name@version` or `--version`. */
  readonly version: string | undefined;
}

/** The crates that `cargo install` compiles out of a registry; `--path`, `--git` and `--list` install none. */
export function installedCrates(command: Command): readonly InstalledCrate[] {
  const invocation = cargoInvocation(command);
  if (invocation?.subcommand !== 'install' || invocation.path !== undefined || invocation.git !== undefined) return [];
  return invocation.operands.flatMap((word) => {
    if (word.value === undefined) return [];
    const [name, version] = word.value.split('@');
    return [{ invocation, word, name: name ?? '', version: version ?? invocation.version?.value }];
  });
}
