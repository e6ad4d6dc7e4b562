import type { ProgramGrammar } from './model.ts';

/** `rustup help` 1.27; `rustup-init` and the script of sh.rustup.rs share their options. */
export const rustupGrammar: ProgramGrammar = {
  subcommands: true,
  prefix: '+',
  subcommandValues: {
    toolchain: '--profile -c --component -t --target --path', target: '--toolchain', component: '--toolchain --target', default: '', install: '--profile -c --component -t --target', update: '', set: '', override: '--path', run: '',
  },
  synonyms: ['-q --quiet', '-v --verbose', '-c --component', '-t --target'],
  optionsEndAtOperand: 'run',
};

export const rustupInitGrammar: ProgramGrammar = {
  subcommands: false,
  values: '--default-host --default-toolchain --profile -c --component -t --target',
  synonyms: ['-y --yes', '-q --quiet', '-c --component', '-t --target'],
};
