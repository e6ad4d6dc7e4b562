import type { ProgramGrammar } from './model.ts';

/** GNU coreutils 9.4, tar 1.35, Info-ZIP unzip 6, sed 4.9; the options of busybox are among them. */
export const chownGrammar: ProgramGrammar = { subcommands: false, values: '--from --reference', synonyms: ['-R --recursive', '-h --no-dereference', '-v --verbose', '-c --changes', '-f --silent --quiet'] };
/** A mode may begin with a dash (`chmod -x file`): such a word is an option here, and the file the only operand. */
export const chmodGrammar: ProgramGrammar = { subcommands: false, values: '--reference', synonyms: ['-R --recursive', '-v --verbose', '-c --changes', '-f --silent --quiet'] };
export const mkdirGrammar: ProgramGrammar = { subcommands: false, values: '-m --mode', attached: '-Z', synonyms: ['-p --parents', '-m --mode', '-v --verbose'] };
export const cpGrammar: ProgramGrammar = { subcommands: false, values: '-S --suffix -t --target-directory --sparse --no-preserve', attached: '--preserve --backup --reflink --context --update', synonyms: ['-r -R --recursive', '-a --archive', '-f --force', '-t --target-directory', '-T --no-target-directory', '-L --dereference', '-P --no-dereference', '-n --no-clobber', '-u --update'] };
export const mvGrammar: ProgramGrammar = { subcommands: false, values: '-S --suffix -t --target-directory', attached: '--backup --update', synonyms: ['-f --force', '-t --target-directory', '-T --no-target-directory', '-n --no-clobber'] };
export const lnGrammar: ProgramGrammar = { subcommands: false, values: '-S --suffix -t --target-directory', attached: '--backup', synonyms: ['-s --symbolic', '-f --force', '-t --target-directory', '-T --no-target-directory', '-n --no-dereference', '-r --relative'] };
export const rmGrammar: ProgramGrammar = { subcommands: false, attached: '--interactive --preserve-root', synonyms: ['-r -R --recursive', '-f --force', '-d --dir', '-v --verbose'] };
export const installGrammar: ProgramGrammar = { subcommands: false, values: '-g --group -m --mode -o --owner -S --suffix -t --target-directory --strip-program', attached: '--backup -Z', synonyms: ['-d --directory', '-m --mode', '-o --owner', '-g --group', '-t --target-directory', '-T --no-target-directory'] };
export const touchGrammar: ProgramGrammar = { subcommands: false, values: '-d --date -r --reference -t --time' };
export const sedGrammar: ProgramGrammar = { subcommands: false, values: '-e --expression -f --file -l --line-length', attached: '-i --in-place', synonyms: ['-i --in-place', '-e --expression', '-f --file', '-n --quiet --silent', '-E -r --regexp-extended'] };
export const teeGrammar: ProgramGrammar = { subcommands: false, attached: '--output-error', synonyms: ['-a --append'] };

export const tarGrammar: ProgramGrammar = {
  subcommands: false,
  dashless: true,
  values:
    '-f --file -C --directory -b --blocking-factor -F --info-script --new-volume-script -g --listed-incremental -H --format -I --use-compress-program -K --starting-file -L --tape-length -N --newer --after-date -T --files-from -V --label -X --exclude-from --add-file --exclude --exclude-tag --exclude-ignore --group --group-map --owner --owner-map --mode --mtime --strip-components --strip --transform --xform --suffix --to-command --checkpoint-action --rmt-command --rsh-command --record-size --sort --warning --wildcards-match --volno-file --quoting-style --pax-option --level --index-file',
  synonyms: ['-x --extract --get', '-c --create', '-t --list', '-z --gzip --gunzip --ungzip', '-j --bzip2', '-J --xz', '-f --file', '-C --directory', '-v --verbose', '-a --auto-compress', '--strip-components --strip', '-p --preserve-permissions --same-permissions', '-I --use-compress-program', '-k --keep-old-files'],
};

export const unzipGrammar: ProgramGrammar = { subcommands: false, values: '-d -P -x' };
