import type { Report } from './model.ts';
import { isBoolean } from './directives.ts';
import type { AddNode } from './nodes-files.ts';
import type { LazyWord } from './words.ts';

/** What names the state of a repository that is taken, and what it stands for in front of a bare name. */
const prefixes = [['ref', ''], ['branch', 'refs/heads/'], ['tag', 'refs/tags/']] as const;
const known: ReadonlySet<string> = new Set(['ref', 'tag', 'branch', 'subdir', 'checksum', 'commit', 'keep-git-dir', 'submodules']);
const booleans: ReadonlySet<string> = new Set(['keep-git-dir', 'submodules']);

interface Fault {
  readonly message: string;
  readonly help: string;
}

/** The query and the fragment of a git source, `?branch=main&subdir=x#v1:y`, and flags that say the opposite (source: dfgitutil, `loadQuery`). */
export function checkGitSource(add: AddNode, source: LazyWord, report: Report): void {
  const parts = /\?([^#]*)(?:#(.*))?$/.exec(source.value ?? '');
  if (parts?.[1] === undefined) return;
  const parameters = new URLSearchParams(parts[1]);
  const fault = parameterFault(parameters) ?? conflict(parameters, parts[2] ?? '');
  if (fault !== undefined) {
    report({ place: source.place, ...fault });
    return;
  }
  const flag = add.flag('keep-git-dir');
  const keep = parameters.get('keep-git-dir');
  if (flag === undefined || keep === null) return;
  const flagValue = (flag.value?.value ?? 'true').toLowerCase() === 'true';
  if (flagValue !== isOn(keep)) report({ place: flag.place, message: '`--keep-git-dir` contradicts the source, which says the opposite', help: 'Keep one of them.' });
}

function isOn(value: string): boolean {
  return value === '' || /^(?:1|t|true)$/i.test(value);
}

/** A parameter that cannot be read; of names that are not known here nothing is said. */
function parameterFault(parameters: URLSearchParams): Fault | undefined {
  for (const name of new Set(parameters.keys())) {
    if (!known.has(name)) continue;
    const [value = '', second] = parameters.getAll(name);
    if (second !== undefined) return { message: `the source gives \`${name}\` more than once`, help: 'Keep one of them.' };
    if (booleans.has(name) ? value !== '' && !isBoolean(value) : value === '') {
      return { message: value === '' ? `\`${name}\` of the source has no value` : `\`${value}\` is neither true nor false`, help: `Write \`${name}=…\`, or leave it out.` };
    }
  }
  return undefined;
}

/** Two parts of a source that name another state, or another folder, of the repository. */
function conflict(parameters: URLSearchParams, fragment: string): Fault | undefined {
  const [reference = '', ...rest] = fragment.split(':');
  const named = prefixes.flatMap(([name, prefix]) => {
    const value = parameters.get(name);
    return value === null ? [] : [{ name: `\`${name}\``, value: value.startsWith(prefix) ? value : prefix + value }];
  });
  if (reference !== '') named.unshift({ name: 'reference behind `#`', value: reference });
  const [first] = named;
  const other = named.find(({ value }) => value !== first?.value);
  if (first !== undefined && other !== undefined) return { message: `the source names a ${first.name} and another ${other.name}`, help: 'Keep one of them.' };
  const folder = rest.join(':').replace(/^\/+|\/+$/g, '');
  const subfolder = parameters.get('subdir');
  return folder === '' || subfolder === null || subfolder === folder ? undefined : { message: 'the source names two folders of the repository', help: 'Keep one of them.' };
}
