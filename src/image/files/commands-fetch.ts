import { containerPath } from '../../container-path.ts';
import { download } from '../../programs/fetch.ts';
import type { Word } from '../../word.ts';
import { pattern } from '../../word.ts';
import { baseName } from './effect-index.ts';
import type { Deed } from './model.ts';
import { fills, makes, nothing } from './step.ts';
import type { Reader, Step } from './step.ts';

/** Programs that fetch files. */
export const fetchReaders: Readonly<Record<string, Reader>> = {
  curl: (step) => {
    const found = download(step.command);
    if (found === undefined) return nothing;
    const outputs = step.command.options().flatMap((option) => ((option.name === '-o' || option.name === '--output') && option.value !== undefined ? [option.value] : []));
    const written = outputs.filter((word) => word.value !== '-').map((word) => makes(step, word, 'file'));
    const named = step.command.option('-O', '--remote-name-all') === undefined ? [] : found.urls.map((url) => fetched(step, step.command.option('--output-dir')?.value, url, step.command.option('-J') !== undefined));
    return [...written, ...named];
  },
  wget: (step) => {
    const found = download(step.command);
    if (found === undefined) return step.command.option('-i') === undefined ? nothing : [fills(step.folder, '`wget` downloads into it')];
    if (step.command.option('-r', '-m', '--mirror', '--content-disposition') !== undefined) return [fills(step.folder, '`wget` downloads into it')];
    if (found.output !== undefined) return found.output.value === '-' ? nothing : [makes(step, found.output, 'file')];
    return found.urls.map((url) => fetched(step, step.command.option('-P')?.value, url, false));
  },
};

/** A download under the name that its address ends with. */
function fetched(step: Step, folder: Word | undefined, url: Word, serverNames: boolean): Deed {
  const into = folder === undefined ? step.folder : folder.value === undefined ? undefined : folder.value.startsWith('/') || step.folder !== undefined ? containerPath(folder.value, step.folder) : undefined;
  const address = pattern(url.text);
  const name = baseName(/^[^?#]*/.exec(address)?.[0] ?? '');
  if (into === undefined || serverNames || name === '' || name.includes('\u0000')) return fills(into, `\`${step.command.name}\` downloads into it`);
  return { does: 'makes', path: containerPath(name, into), kind: 'file', owner: step.user };
}
