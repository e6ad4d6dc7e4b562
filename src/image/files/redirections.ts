import type { Deed } from './model.ts';
import { fills, makes } from './step.ts';
import type { Step } from './step.ts';
import { targetOfText } from './target.ts';

/** Files that a command's redirections write. */
export function redirectionDeeds(step: Step): readonly Deed[] {
  const deeds: Deed[] = [];
  for (const { operator, target } of step.command.redirections) {
    if (target === undefined || !/^(?:>|>>|>\||&>|&>>|<>)$/.test(operator)) continue;
    if (target.value?.startsWith('/dev/') === true || /^&?\d+$|^-$/.test(target.value ?? '')) continue;
    deeds.push(makes(step, target, 'file'));
  }
  return deeds;
}

/** Where the redirections of a group or a loop begin, or of no command at all: `{ … } >`, `done <`, `&& >`. */
const beginnings = /(?:[})]|\b(?:done|fi|esac)|^|[;&|({\n])[ \t]*(?=[<>&\d])/g;

/** Files that groups and loops of a script write, `{ … } > file`, `done < list >> file`, and those of `> file` alone. A shell's commands do not say so. */
export function groupRedirections(script: string, folder: string | undefined): readonly Deed[] {
  const deeds: Deed[] = [];
  const redirection = /[ \t]*(\d?>>?\|?|&>>?|\d?<)[ \t]*("?)([^\s"';&|<>()]{1,4096})\2/y;
  for (const { 0: before, index } of script.matchAll(beginnings)) {
    redirection.lastIndex = index + before.length;
    for (let match = redirection.exec(script); match !== null; match = redirection.exec(script)) {
      const [, operator = '', , written = ''] = match;
      if (operator.includes('>') && !written.startsWith('/dev/') && !written.startsWith('&')) deeds.push(writes(written, folder));
    }
  }
  return deeds;
}

function writes(written: string, folder: string | undefined): Deed {
  const dollar = written.search(/[$`*?]/);
  const known = dollar === -1 ? written : written.slice(0, dollar);
  const target = targetOfText(known, dollar === -1, folder);
  const why = 'the script writes to a file that only the build knows';
  if (target.is === 'nowhere') return { does: 'anything', why };
  return target.is === 'path' ? { does: 'makes', path: target.path, kind: 'file' } : fills(target.folder, why);
}
