import type { CommandLine } from '../dockerfile/model.ts';

/**
 * Whether a command line begins with an init that passes signals on to the whole group of processes: dumb-init, unless told otherwise, and tini with `-g` (README of
 * Yelp/dumb-init and of krallin/tini, 2026-11-28). What a shell starts gets them, too.
 */
export function signalsGroup(line: CommandLine): boolean {
  if (line.form !== 'exec') return false;
  const [program, ...words] = line.words.map(({ value }) => value ?? '');
  const end = words.findIndex((word, index) => word === '--' || (!word.startsWith('-') && !takesValue(words[index - 1])));
  const options = end < 0 ? words : words.slice(0, end);
  if (/(?:^|\/)dumb-init$/.test(program ?? '')) return !options.some((option) => option === '--single-child' || /^-[a-z]*c/.test(option));
  return /(?:^|\/)tini(?:-static)?$/.test(program ?? '') && options.some((option) => /^-[a-z]*g/.test(option));
}

/** `-p SIGNAL` and `-e CODE` of tini, `-r A:B` of dumb-init. */
function takesValue(option: string | undefined): boolean {
  return option === '-p' || option === '-e' || option === '-r' || option === '--rewrite';
}

/** Whether a command line starts systemd, which wants `/sys/fs/cgroup` of the host (source: systemd.io/CONTAINER_INTERFACE, 2026-11-29). */
export function startsSystemd(line: CommandLine): boolean {
  const program = line.form === 'exec' ? line.words[0]?.value : line.script.text.trim().split(/\s/)[0]?.replace(/^exec$/, '');
  return program !== undefined && /^(?:(?:\/usr)?\/s?bin\/init|(?:(?:\/usr)?\/lib\/systemd\/)?systemd)$/.test(program);
}
