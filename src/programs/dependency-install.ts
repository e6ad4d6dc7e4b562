import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { pipInstall } from './python.ts';

/** A command that installs what the project's manifest lists. */
export interface InstallCommand {
  /** The manager: an id of `knowledge/dependency-managers.ts`. */
  readonly manager: string;
  readonly at: Word;
  /** As a person would call it: `npm ci`. */
  readonly title: string;
  /** It builds, and installs what is missing on the way: `mvn package`. */
  readonly implicit: boolean;
}

type Recognise = (command: Command) => Omit<InstallCommand, 'at' | 'title'> & { readonly at?: Word | undefined; readonly title?: string } | undefined;

const explicit = (manager: string): { readonly manager: string; readonly implicit: boolean } => ({ manager, implicit: false });

/** Install commands of the JavaScript managers: nothing is named, and nothing is global. */
function javascript(manager: string, subcommands: readonly string[]): Recognise {
  return (command) => {
    if (command.option('-g', '--global', '--offline', '--version', '-v', '-V', '--help', '-h', '--global-style') !== undefined) return undefined;
    const name = command.subcommand()?.value ?? '';
    if (manager === 'yarn' && name === 'workspaces') return command.operands()[0]?.value === 'focus' ? explicit(manager) : undefined;
    return subcommands.includes(name) && command.operands().length === 0 ? explicit(manager) : undefined;
  };
}

/** A folder of the project: `.`, `./lib`, `.[dev]`; no wheel, and nothing with a wildcard. */
function isProject(value: string | undefined): boolean {
  return value !== undefined && /^(?:\.{1,2}(?:\/|\[|$)|\/)/.test(value) && !/[*?]|\.(?:whl|tar\.gz|zip|tgz)$/.test(value);
}

const pip: Recognise = (command) => {
  const install = pipInstall(command);
  if (install === undefined || install.pip.option('--no-deps', '--no-index') !== undefined || install.subcommand.value !== 'install') return undefined;
  const found = { at: install.subcommand, implicit: false, title: command.name === 'uv' ? 'uv pip install' : 'pip install' };
  if (install.requirements.length > 0) return { ...found, manager: 'pip' };
  return [...install.editable, ...install.pip.operands].some(({ value }) => isProject(value)) ? { ...found, manager: 'pip project' } : undefined;
};

const go: Recognise = (command) => {
  const name = command.subcommand()?.value;
  const operands = command.operands();
  if (name === 'mod') return operands[0]?.value === 'download' ? { ...explicit('go'), title: 'go mod download' } : undefined;
  const isLocal = operands.every(({ value }) => value !== undefined && (/^\.{1,2}(?:\/|$)/.test(value) || value.endsWith('.go')));
  if (name === 'get') return isLocal ? explicit('go') : undefined;
  const vendored = command.option('-mod', '--mod')?.value?.value === 'vendor';
  return (name === 'build' || name === 'install') && isLocal && !vendored ? { manager: 'go', implicit: true } : undefined;
};

const MAVEN_INSTALLS = /^(?:(?:org\.apache\.maven\.plugins:)?(?:maven-)?dependency(?:-plugin)?(?::[\d.]+)?:(?:go-offline|resolve|resolve-plugins)|de\.qaware\.maven:.*)$/;
const MAVEN_BUILDS = /^(?:compile|test-compile|test|package|verify|install|deploy|spring-boot:(?:run|build-image|repackage)|quarkus:.*|jetty:run|exec:java)$/;

const maven: Recognise = (command) => {
  if (command.option('-o', '--offline') !== undefined) return undefined;
  const installs = command.operands().find(({ value }) => MAVEN_INSTALLS.test(value ?? ''));
  if (installs !== undefined) return { ...explicit('maven'), at: installs, title: `${command.name} ${installs.value ?? ''}` };
  const builds = command.operands().find(({ value }) => MAVEN_BUILDS.test(value ?? ''));
  return builds === undefined ? undefined : { manager: 'maven', implicit: true, at: builds, title: `${command.name} ${builds.value ?? ''}` };
};

const GRADLE_BUILDS = /(?:^|:)(?:build|assemble|classes|compile\w*|jar|war|\w+Jar|\w+War|installDist|distZip|distTar|publish\w*|test|check|run|bootRun|nativeCompile|buildNative|quarkusBuild|stage)$/;
const GRADLE_INSTALLS = /(?:^|:)(?:dependencies|resolve\w*|download\w*|cacheDependencies)$/;

const gradle: Recognise = (command) => {
  if (command.option('--offline', '--version', '-v') !== undefined) return undefined;
  const at = (wanted: RegExp): Word | undefined => command.operands().find(({ value }) => wanted.test(value ?? ''));
  const installs = at(GRADLE_INSTALLS);
  const found = installs ?? at(GRADLE_BUILDS);
  return found === undefined ? undefined : { manager: 'gradle', implicit: installs === undefined, at: found, title: `${command.name} ${found.value ?? ''}` };
};

const dotnet: Recognise = (command) => {
  const name = command.subcommand()?.value ?? '';
  if (name === 'restore') return explicit('dotnet');
  return ['build', 'publish', 'pack', 'test'].includes(name) && command.option('--no-restore', '--no-build') === undefined ? { manager: 'dotnet', implicit: true } : undefined;
};

const bundler: Recognise = (command) => {
  if (command.option('--local', '--version', '-v', '--help', '-h') !== undefined) return undefined;
  return ['', 'install'].includes(command.subcommand()?.value ?? '') && command.operands().length === 0 ? explicit('bundler') : undefined;
};

const mix: Recognise = (command) => {
  const words = command.words.slice(1);
  const at = words.find(({ value }) => /^deps\.get,?$/.test(value ?? ''));
  return at === undefined || !['do', 'deps.get'].includes(words[0]?.value?.replace(/,$/, '') ?? '') ? undefined : { ...explicit('mix'), at, title: 'mix deps.get' };
};

const composer: Recognise = (command) => {
  const isArchive = command.name === 'php';
  const words = command.words.slice(isArchive ? 2 : 1).filter(({ value }) => value?.startsWith('-') !== true);
  if (isArchive && !/(?:^|\/)composer(?:\.phar)?$/.test(command.words[1]?.value ?? '')) return undefined;
  const name = isArchive ? words[0]?.value : command.subcommand()?.value;
  return name === 'install' || name === 'i' ? { ...explicit('composer'), title: 'composer install', ...(isArchive ? { at: words[0] } : {}) } : undefined;
};

const pipenv: Recognise = (command) => {
  const [name, ...more] = command.words.slice(1).filter(({ value }) => value?.startsWith('-') !== true);
  return name !== undefined && more.length === 0 && ['install', 'sync'].includes(name.value ?? '') ? { ...explicit('pipenv'), at: name, title: `pipenv ${name.value ?? ''}` } : undefined;
};

const uv: Recognise = (command) => {
  const name = command.subcommand()?.value;
  if (name === 'sync') return command.option('--offline') === undefined ? explicit('uv') : undefined;
  return name === 'pip' ? pip(command) : undefined;
};

/** By the name of the program. */
const PROGRAMS: Readonly<Record<string, Recognise>> = {
  npm: javascript('npm', ['ci', 'install', 'i', 'clean-install']), yarn: javascript('yarn', ['', 'install']), pnpm: javascript('pnpm', ['install', 'i', 'fetch']), bun: javascript('bun', ['install', 'i']),
  pipenv,
  poetry: (command) => (['install', 'sync'].includes(command.subcommand()?.value ?? '') && command.option('--only-root') === undefined ? explicit('poetry') : undefined),
  uv, go, mvn: maven, mvnw: maven, gradle, gradlew: gradle, dotnet, bundle: bundler, bundler, mix, composer, 'composer.phar': composer, php: composer,
};

/** Undefined for a command that installs nothing, or only what it names itself. */
export function installCommand(command: Command): InstallCommand | undefined {
  const recognise = Object.hasOwn(PROGRAMS, command.name) ? PROGRAMS[command.name] : /^(?:pip|python|pypy)[\d.-]*$/.test(command.name) ? pip : undefined;
  const found = recognise?.(command);
  if (found === undefined) return undefined;
  const subcommand = command.subcommand();
  return { manager: found.manager, implicit: found.implicit, at: found.at ?? subcommand ?? command.program, title: found.title ?? [command.name, subcommand?.value].filter((word) => word !== undefined).join(' ') };
}
