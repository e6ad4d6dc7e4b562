/**
 * CI systems obey lines of a log that begin with `::`, and `##[` anywhere: texts for people that quote a file are kept from being
 * read so. A second colon or number sign is written as an escape, which only such texts ever see.
 */
export function withoutLogCommands(text: string): string {
  return text.replace(/##(?=\[)/g, '#\\x23').replace(/^([^\S\n]*):(?=:)/gm, '$1\\x3a');
}
