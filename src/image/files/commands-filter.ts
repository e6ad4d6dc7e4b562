import { containerPath } from '../../container-path.ts';
import { wordFrom } from '../../shell/word-part.ts';
import { pattern } from '../../word.ts';
import type { Word } from '../../word.ts';
import type { Deed } from './model.ts';
import { fills, makes, nothing, targetIn } from './step.ts';
import type { Reader, Step } from './step.ts';
import { targetOfText } from './target.ts';

/** Programs that read a file and may write what they make of it into another one (coreutils 9, GNU sed 4.9, xxd, upx 4, gzip, xz, bzip2). */
export const filterReaders: Readonly<Record<string, Reader>> = {
  uniq: (step) => lastOfTwo(step, /^-[fsw]$/),
  xxd: (step) => lastOfTwo(step, /^-[cglosnR]$/),
  sed: (step) => step.command.words.slice(1).flatMap((word) => writtenBySed(step, word)),
  dd: (step) => step.command.words.flatMap((word) => (pattern(word.text).startsWith('of=') ? [makes(step, wordFrom(word, 3, pattern(word.text)), 'file')] : [])),
  sort: outputOrNothing, shuf: outputOrNothing, strip: outputOrNothing, iconv: outputOrNothing, upx: outputOrNothing,
  gzip: packed(/\.(?:gz|z|Z)$/, '.gz', false), gunzip: packed(/\.(?:gz|z|Z)$/, '.gz', true),
  xz: packed(/\.xz$/, '.xz', false), unxz: packed(/\.xz$/, '.xz', true),
  bzip2: packed(/\.bz2$/, '.bz2', false), bunzip2: packed(/\.bz2$/, '.bz2', true),
};

/** `uniq in out`: of two files the second one is written. */
function lastOfTwo(step: Step, takesValue: RegExp): readonly Deed[] {
  const words = step.command.words.slice(1);
  const files = words.filter((word, index) => !/^-./.test(pattern(word.text)) && !takesValue.test(words[index - 1]?.value ?? ''));
  const last = files.at(-1);
  return files.length < 2 || last === undefined ? nothing : [makes(step, last, 'file')];
}

/** `-o file`, `-ofile`, `--output=file`; without it in place, or to nowhere. */
function outputOrNothing(step: Step): readonly Deed[] {
  const words = step.command.words.slice(1);
  return words.flatMap((word, index) => {
    const read = pattern(word.text);
    const next = words[index + 1];
    if (/^(?:-[a-zA-Z]*o|--output)$/.test(read)) return next === undefined ? [] : [makes(step, next, 'file')];
    const begin = /^(?:-o|--output=)/.exec(read)?.[0].length;
    return begin === undefined ? [] : [makes(step, wordFrom(word, begin, read), 'file')];
  });
}

/** `sed -n '/x/w file'`: the name goes on to the end of the line, and the file is made whether or not anything matches. */
function writtenBySed(step: Step, word: Word): readonly Deed[] {
  return [...pattern(word.text).matchAll(/(?:^|[\s;{}/|#,!$\d]|[gpieImM])w[ \t]+([^\s;{}]+)[ \t;}]*$/gm)].map(([, name = '']): Deed => {
    const target = name.includes('\u0000') ? undefined : targetOfText(name, true, step.folder);
    return target?.is === 'path' ? { does: 'makes', path: target.path, kind: 'file', owner: step.user } : fills(step.folder, '`sed` writes to a file that only the build knows');
  });
}

/** A file gives way to the one that is made of it, under a name with an ending more or less. */
function packed(packedName: RegExp, ending: string, unpacks: boolean): Reader {
  return (step) => {
    const letters = step.command.words.slice(1).flatMap(({ value }) => (/^-[a-zA-Z0-9]+$/.test(value ?? '') ? [value ?? ''] : [])).join('');
    const long = (name: string): boolean => step.command.words.some(({ value }) => value === name);
    if (/[clt]/.test(letters) || ['--stdout', '--to-stdout', '--list', '--test'].some(long)) return nothing;
    if (/[rS]/.test(letters) || ['--recursive'].some(long)) return undefined;
    const decompresses = unpacks || letters.includes('d') || ['--decompress', '--uncompress'].some(long);
    const keeps = letters.includes('k') || long('--keep');
    return step.command.operands().flatMap((word): readonly Deed[] => {
      const target = targetIn(step, word);
      if (target.is !== 'path') return [makes(step, word, 'file')];
      const result = decompresses ? target.path.replace(packedName, '') : `${target.path}${ending}`;
      if (result === target.path) return [fills(step.folder, `\`${step.command.name}\` writes there`)];
      return [{ does: 'makes', path: containerPath(result), kind: 'file', owner: step.user }, ...(keeps ? [] : [{ does: 'removes', path: target.path } as const])];
    });
  };
}
