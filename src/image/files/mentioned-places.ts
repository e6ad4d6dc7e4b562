import { containerPath } from '../../container-path.ts';
import type { KeyValue } from '../../dockerfile/model.ts';
import type { Word } from '../../word.ts';
import { pattern } from '../../word.ts';
import type { Deed } from './model.ts';
import { fills } from './step.ts';
import type { Step } from './step.ts';

/**
 * Build tools and installers write where their options, their project and their variables say: `--outDir /out`, `-DoutputDirectory=/libs`,
 * `UV_PROJECT_ENVIRONMENT=/venv`. No table of options is complete, so every path that such a command names beside its folder may be
 * written by it. Programs of which every output is followed are not asked about (`commands.ts`).
 */
export function mentionedPlaces(step: Step): readonly Deed[] {
  const { command, folder } = step;
  const places = new Set<string>(step.tree.surroundings.places);
  const words = [...command.words.slice(1), ...command.assignments.filter(({ name }) => name !== 'PATH').map(({ value }) => value)];
  for (const word of words) for (const place of placesIn(word, folder)) places.add(place);
  return [...places].map((place) => fills(place, `\`${command.name}\` may write there`));
}

/** An absolute path, or one that leaves the folder: at the beginning of a word, behind `=` and its like, or behind a single letter's option. URLs and msbuild's `/p:` are none. */
const path = /(?<=^|[=:,;"'@ ]|^-[a-zA-Z])(\/(?![a-zA-Z]{1,20}:)[^\s"',:;=\u0000/]|\.\.\/)[^\s"',:;\u0000]*/g;

/** Files that a project is described in, beside which it is built, and the interpreter of a virtual environment. */
const project = /\/(?:bin\/python[\d.]*|pom\.xml|package\.json|pyproject\.toml|composer\.json|mix\.exs|schema\.prisma|Makefile|[^/]+\.(?:csproj|fsproj|vbproj|proj|slnx?|gradle|kts|cabal))$/;

function placesIn(word: Word, folder: string | undefined): readonly string[] {
  const text = pattern(word.text);
  if (!text.includes('/')) return [];
  return [...text.matchAll(path)].flatMap(([found]): readonly string[] => {
    if (!found.startsWith('/') && folder === undefined) return [];
    const place = containerPath(found.replace(project, ''), folder);
    return place === '/' ? [] : [place];
  });
}

/** Names of variables that say where tools write or install (source: the tools' documentation, 2026-11-28). */
const names = /^(?:PIP|UV|POETRY|PDM|PIPENV|WORKON|GEM|BUNDLE|NPM|npm_config|PNPM|YARN|BUN|DENO|CONDA|MAMBA|MIX|HEX|REBAR|COMPOSER|GRADLE|MAVEN|DOTNET|NUGET|TURBO|PLAYWRIGHT|PUPPETEER|CYPRESS|XDG|GO)_?|^(?:VIRTUAL_ENV|PYTHONUSERBASE|HOME|M2_HOME)$|DIR|PATH|OUT|DEST|TARGET|PREFIX|ROOT|BUILD|DIST|CACHE/;

/** Of a longer PATH, the end counts: what each of many ENVs adds would be read again with every one below. Characters. */
const MOST_PATH = 4096;

/** The folder that a variable of the stage names, when its name says that something may be written there; of PATH, those that are no folders of the system. */
export function placesOfVariable({ key, value }: KeyValue): readonly string[] {
  const name = key.value;
  if (name === undefined || value === undefined || !names.test(name)) return [];
  const written = pattern(value.text);
  const folders = (name === 'PATH' ? written.slice(-MOST_PATH).split(':') : [written]).filter((text) => /^\/[^\s\u0000]+$/.test(text));
  return folders.map((text) => containerPath(name === 'PATH' ? text.replace(/\/s?bin\/*$/, '') : text)).filter((text) => !/^\/(?:usr(?:\/local)?|s?bin)?$/.test(text));
}
