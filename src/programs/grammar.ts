import { apkGrammar } from './apk.ts';
import { addgroupGrammar, adduserGrammar, groupaddGrammar, useraddGrammar, usermodGrammar } from './users.ts';
import { aptGrammar, aptitudeGrammar } from './apt.ts';
import { cargoGrammar } from './cargo.ts';
import type { ProgramGrammar } from './model.ts';

const GRAMMARS: { readonly [program: string]: ProgramGrammar } = {
  addgroup: addgroupGrammar, adduser: adduserGrammar, groupadd: groupaddGrammar, useradd: useraddGrammar, usermod: usermodGrammar,
  apk: apkGrammar,
  apt: aptGrammar, 'apt-cache': aptGrammar, 'apt-get': aptGrammar, 'apt-mark': aptGrammar, aptitude: aptitudeGrammar,
  cargo: cargoGrammar, 'cargo-chef': cargoGrammar, cross: cargoGrammar,
};

/** How a program reads its arguments, by its base name (`pip3.11` is `pip`); undefined for programs that are not known. */
export function grammarOf(program: string): ProgramGrammar | undefined {
  if (Object.hasOwn(GRAMMARS, program)) return GRAMMARS[program];
  const plain = program.replace(/-?\d[\d.]*$/, '');
  return plain !== program && Object.hasOwn(GRAMMARS, plain) ? GRAMMARS[plain] : undefined;
}
