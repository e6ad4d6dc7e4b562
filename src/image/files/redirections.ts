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

/** Files that groups and loops of a script write: `{ … } > file`, `done >> file`. A shell's commands do not say so. */
export function groupRedirections(script: string, folder: string | undefined): readonly Deed[] {
  const deeds: Deed[] = [];
  for (const match of script.matchAll(/(?:[})]|\b(?:done|fi|esac))[ \t]*(?:\d?>>?\|?|&>>?)[ \t]*("?)([^\s"';&|<>()]{1,4096})\1/g)) {
    const written = match[2] ?? '';
    if (written.startsWith('/dev/') || written.startsWith('&')) continue;
    const dollar = written.search(/[$`*?]/);
    const known = dollar === -1 ? written : written.slice(0, dollar);
    const target = targetOfText(known, dollar === -1, folder);
    if (target.is === 'nowhere') deeds.push({ does: 'anything', why: 'the script writes to a file that only the build knows' });
    else if (target.is === 'path') deeds.push({ does: 'makes', path: target.path, kind: 'file' });
    else deeds.push(fills(target.folder, 'the script writes to a file that only the build knows'));
  }
  return deeds;
}
