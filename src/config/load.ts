import { readFileSync, statSync } from 'node:fs';
import { basename, dirname, relative, resolve, sep } from 'node:path';
import type { Catalogue } from '../catalogue.ts';
import { readConfigFile } from './config-file.ts';
import { configNames, hadolintNames } from './names.ts';
import { ConfigError, readFailure } from './error.ts';
import { emptyConfig, mergeConfigs } from './merge.ts';
import type { Config, ConfigFile } from './model.ts';
import type { RuleChecks } from './rule-settings.ts';
import type { Validators } from './validators.ts';
import { builtValidators } from './validators.ts';
import { isPipe } from '../read-source.ts';
import { repositoryRoot } from '../repository-root.ts';
import { slashed } from '../slashed.ts';

/** Keys that only hadolint has, one at the beginning of a line: cheap, and asked again of the document. */
const mayBeHadolint = /^["']?(?:failure-threshold|ignored|label-schema|no-color|no-fail|override|strict-labels|disable-ignore-pragma|trustedRegistries)\b/m;

export interface ConfigRequest {
  /** The current folder, absolute: paths are shown as they are seen from it. */
  readonly currentFolder: string;
  /** `--config FILE`: it holds for all files, and none is searched. */
  readonly file?: string;
  /** `--no-config`: none is searched. */
  readonly none?: boolean;
  /** For tests; those compiled at build otherwise. */
  readonly validators?: Validators;
}

/** Finds and reads configs; each file is read once however many Dockerfiles it holds for. */
export interface ConfigLoader {
  /**
   * The config for a Dockerfile in a folder (absolute).
   * @throws ConfigError when one is found that cannot be used.
   */
  configFor(folder: string): Promise<Config>;
}

/** The disk half of the config: everything that it reads lies between a Dockerfile's folder and the repository root. */
export function createConfigLoader(catalogue: Catalogue, request: ConfigRequest): ConfigLoader {
  const found = new Map<string, string | undefined>();
  const loaded = new Map<string, Promise<Config>>();
  const load = (path: string): Promise<Config> => {
    const known = loaded.get(path) ?? loadConfig(path, catalogue, request);
    loaded.set(path, known);
    return known;
  };
  return {
    async configFor(folder) {
      if (request.none === true) return emptyConfig;
      if (request.file !== undefined) return load(resolve(request.currentFolder, request.file));
      if (!found.has(folder)) found.set(folder, findConfig(folder, request.currentFolder));
      const path = found.get(folder);
      return path === undefined ? emptyConfig : load(path);
    },
  };
}

/**
 * The nearest config from a folder up to the repository root, or to the current folder when there is no repository; a hadolint
 * config when there is none of ours.
 * @throws ConfigError when a folder has two.
 */
function findConfig(folder: string, currentFolder: string): string | undefined {
  const folders = foldersUp(folder, currentFolder);
  for (const names of [configNames, hadolintNames]) {
    // hadolint reads the one of the current folder, wherever the Dockerfile lies.
    for (const each of names === hadolintNames && !folders.includes(currentFolder) ? [...folders, currentFolder] : folders) {
      const here = names.filter((name) => isFile(resolve(each, name)));
      const [first, second] = here;
      if (first === undefined) continue;
      if (second !== undefined) throw new ConfigError(shown(resolve(each, first), currentFolder), [{ message: `\`${second}\` lies beside it; keep one of them` }]);
      return resolve(each, first);
    }
  }
  return undefined;
}

function foldersUp(folder: string, currentFolder: string): readonly string[] {
  const root = repositoryRoot(folder) ?? (isWithin(folder, currentFolder) ? currentFolder : folder);
  const folders = [folder];
  for (let at = folder; at !== root && dirname(at) !== at; ) {
    at = dirname(at);
    folders.push(at);
  }
  return folders;
}

function isWithin(path: string, folder: string): boolean {
  return path === folder || path.startsWith(folder.endsWith(sep) ? folder : folder + sep);
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
}

/** The text is read once: a pipe (`--config <(…)`) has it only once. */
async function loadConfig(path: string, catalogue: Catalogue, request: ConfigRequest): Promise<Config> {
  const checks = { catalogue, validators: request.validators ?? (await builtValidators()) };
  const name = shown(path, request.currentFolder);
  const text = read(path, name);
  // One that is named on the command line may be called anything.
  if (/(?:^|[\\/])\.?hadolint\.ya?ml$/.test(path) || (request.file !== undefined && mayBeHadolint.test(text))) {
    const { isHadolintConfig, readHadolintConfig } = await import('./hadolint.ts');
    if (/hadolint/.test(basename(path)) || (await isHadolintConfig(name, text))) return readHadolintConfig(name, folderOf(path, request), text, catalogue);
  }
  return mergeConfigs(await withExtended({ path, text }, [], new Set(), checks, request));
}

/** A config file behind all that it extends, each once. `trail` are the files that led to it, `done` those that were read. */
async function withExtended({ path, text }: { readonly path: string; readonly text: string }, trail: readonly string[], done: Set<string>, checks: RuleChecks, request: ConfigRequest): Promise<readonly ConfigFile[]> {
  done.add(path);
  const name = shown(path, request.currentFolder);
  const file = await readConfigFile(name, folderOf(path, request), text, checks);
  const files: ConfigFile[] = [];
  for (const extended of file.extendedFiles) {
    const target = resolve(dirname(path), extended.path);
    const circle = [...trail, path];
    const root = repositoryRoot(dirname(path));
    const wrong = circle.includes(target)
      ? `\`extends\` goes round in a circle: ${[...circle, target].map((each) => shown(each, request.currentFolder)).join(' → ')}`
      : root !== undefined && !isWithin(target, root)
        ? `\`${extended.path}\` lies outside of the repository; configs extend files of their own repository only`
        : !isFile(target)
          ? `\`extends\` names \`${extended.path}\`, and there is no such file`
          : undefined;
    if (wrong !== undefined) throw new ConfigError(name, [{ message: wrong, position: extended.position }]);
    if (!done.has(target)) files.push(...(await withExtended({ path: target, text: read(target, shown(target, request.currentFolder)) }, circle, done, checks, request)));
  }
  return [...files, file];
}

/** What the paths of a config are relative to: its folder, or the current one for what lies in none (a pipe). */
function folderOf(path: string, { currentFolder }: ConfigRequest): string {
  return slashed(isPipe(path) ? currentFolder : dirname(path));
}

function read(path: string, name: string): string {
  try {
    return readFileSync(path, 'utf8').replace(/^\uFEFF/, '');
  } catch (error) {
    throw new ConfigError(name, [{ message: `this config cannot be used: ${readFailure(error)}` }]);
  }
}

/** As seen from the current folder where it lies below it. */
function shown(path: string, currentFolder: string): string {
  return slashed(isWithin(path, currentFolder) ? relative(currentFolder, path) : path);
}
