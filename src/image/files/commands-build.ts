import { containerPath } from '../../container-path.ts';
import type { Word } from '../../word.ts';
import { buildsBelow } from './commands-install.ts';
import { baseName } from './effect-index.ts';
import type { Deed } from './model.ts';
import { fills, folderIn, isFolder, makes, nothing, targetIn } from './step.ts';
import type { Reader, Step } from './step.ts';

/** Compilers, build tools and shells. */
export const buildReaders: Readonly<Record<string, Reader>> = {
  go, gcc: compiler, cc: compiler, 'g++': compiler, 'c++': compiler, clang: compiler, 'clang++': compiler, rustc: compiler, 'musl-gcc': compiler, tcc: compiler,
  mvn: below, mvnw: below, gradle: below, gradlew: below, npx: builder, bunx: builder, tsc: below, ng: below, vite: below, webpack: below, next: below, nest: below, turbo: below, hugo: below, trunk: below,
  dotnet, bundle: bundled, bundler: bundled, composer: below, mix: below, rebar3: below, sbt: below, lein: below, poetry: packaged, uv: packaged, pipenv: packaged, conda: packaged, mamba: packaged,
  micromamba: packaged, pecl: packaged, 'docker-php-ext-install': packaged, 'docker-php-ext-configure': packaged, 'docker-php-ext-enable': packaged,
  cmake: (step) => (step.command.option('--install', '-P', '--build', '--target') === undefined ? [fills(step.folder, '`cmake` writes there'), ...named(step, '-B')] : undefined),
  python, python3: python, virtualenv: (step) => step.command.operands().slice(0, 1).map((word) => environment(step, word)),
  gpg: (step) => {
    const output = step.command.option('-o', '--output')?.value;
    return output === undefined ? [fills(step.home ?? '/root', '`gpg` keeps its keys there')] : [makes(step, output, 'file')];
  },
  'add-apt-repository': () => [fills('/etc', '`add-apt-repository` writes there')],
  'locale-gen': () => [fills('/usr/lib/locale', '`locale-gen` writes there')], localedef: () => [fills('/usr/lib/locale', '`localedef` writes there')],
  'dpkg-reconfigure': () => [fills('/etc', '`dpkg-reconfigure` writes there'), fills('/usr', '`dpkg-reconfigure` writes there')], 'dpkg-divert': () => [fills('/usr', '`dpkg-divert` writes there')],
  a2enmod: apache, a2dismod: apache, a2ensite: apache, a2dissite: apache, a2enconf: apache,
  corepack: () => [{ does: 'installs', manager: 'corepack', programs: ['yarn', 'yarnpkg', 'pnpm', 'pnpx'], folders: ['/usr/local/bin'], unknown: [], mayTouch: () => false }],
  rsync: (step) => {
    const into = step.command.operands().at(-1);
    const target = into === undefined ? undefined : targetIn(step, into);
    return target?.is === 'path' ? [fills(target.path, '`rsync` copies into it', true)] : undefined;
  },
  openssl: (step) => step.command.words.flatMap((word, index): readonly Deed[] => (/^-(?:out|keyout)$/.test(step.command.words[index - 1]?.value ?? '') ? [makes(step, word, 'file')] : [])),
  protoc: (step) => [fills(step.folder, '`protoc` writes there')],
  '.': () => nothing, source: () => nothing, eval: shell, sh: shell, bash: shell, dash: shell, ash: shell, zsh: shell, ksh: shell, su: shell, runuser: shell, flock: shell, gosu: shell, 'su-exec': shell,
};

/** A shell that is handed a script: the script's own commands are read. */
function shell(step: Step): readonly Deed[] | undefined {
  return step.handsOver ? nothing : undefined;
}

function below(step: Step): readonly Deed[] {
  const folder = folderIn(step, step.command.option('-p', '--project-dir', '-d', '--working-dir', '--destination')?.value);
  return buildsBelow(step.command.option('-f', '--file') === undefined ? folder : step.folder, `\`${step.command.name}\` builds there`);
}

function builder(step: Step): readonly Deed[] | undefined {
  return /^(?:tsc|ng|vite|next|nuxt|nuxi|webpack|vue-cli-service|prisma|turbo|nx|astro|gatsby|rollup|esbuild|tailwindcss|react-scripts|vue-tsc|svelte-kit|lerna|parcel|tsup|nest|remix|eslint|vitest|jest)$/.test(step.command.operands()[0]?.value ?? '') ? below(step) : undefined;
}

function named(step: Step, option: string): readonly Deed[] {
  const word = step.command.option(option)?.value;
  return word === undefined ? [] : [fills(folderIn(step, word), `\`${step.command.name}\` writes there`)];
}

function apache(): readonly Deed[] {
  return [fills('/etc/apache2', 'apache is set up there')];
}

/** Managers that install below the system's folders or beside the project. */
function packaged(step: Step): readonly Deed[] {
  const why = `\`${step.command.name}\` installs there`;
  return [...buildsBelow(step.folder, why), ...['/usr', '/opt', '/root', '/tmp', '/home', '/venv'].map((folder) => fills(folder, why))];
}

function bundled(step: Step): readonly Deed[] | undefined {
  if (step.command.subcommand('config') !== undefined) return nothing;
  return step.command.subcommand('exec') === undefined ? packaged(step) : undefined;
}

function compiler(step: Step): readonly Deed[] {
  const output = step.command.words.findIndex((word) => word.value === '-o');
  const word = output === -1 ? undefined : step.command.words[output + 1];
  return [word === undefined ? fills(step.folder, `\`${step.command.name}\` compiles there`) : makes(step, word, 'file')];
}

function dotnet(step: Step): readonly Deed[] {
  const why = '`dotnet` builds there';
  const { command } = step;
  if (command.subcommand('tool', 'workload', 'new', 'nuget') !== undefined) return [fills('/root', why), fills('/usr', why), ...buildsBelow(step.folder, why)];
  const output = command.option('-o', '--output', '--property:PublishDir')?.value;
  return [...buildsBelow(step.folder, why), ...(output === undefined ? [] : [fills(folderIn(step, output), why, true)])];
}

function python(step: Step): readonly Deed[] | undefined {
  const module = step.command.option('-m')?.value;
  if (module === undefined) return undefined;
  const { words } = step.command;
  const operands = words.slice(words.indexOf(module) + 1).filter((word) => !word.raw.startsWith('-'));
  if (module.value === 'venv' || module.value === 'virtualenv') return operands.slice(0, 1).map((word) => environment(step, word));
  if (module.value === 'compileall' || module.value === 'site') return nothing;
  return module.value === 'ensurepip' ? [fills('/usr', '`ensurepip` installs there')] : undefined;
}

function environment(step: Step, word: Word): Deed {
  const target = targetIn(step, word);
  return target.is === 'path' ? fills(target.path, 'a virtual environment', true) : fills(undefined, 'a virtual environment');
}

function go(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  const why = '`go` builds there';
  const folder = folderIn(step, command.option('-C')?.value);
  const cache = step.variable('GOPATH') ?? '/go';
  if (command.subcommand('build') !== undefined) return [fills(containerPath('pkg', cache), why), ...goBuild({ ...step, folder }, why)];
  if (command.subcommand('install', 'get') !== undefined) return goInstalled({ ...step, folder }, cache, why);
  if (command.subcommand('generate', 'run', 'tool') !== undefined) return undefined;
  if (command.subcommand('test', 'vet', 'env', 'version', 'list', 'clean', 'fmt') !== undefined) return nothing;
  return [fills(containerPath('pkg', cache), why), fills(folder, why)];
}

function goBuild(step: Step, why: string): readonly Deed[] {
  const packages = step.command.operands();
  const names = packages.length === 0 ? [moduleName(step)] : packages.map((word) => programOfPackage(step, word));
  const output = step.command.option('-o')?.value;
  const several = packages.length > 1 || packages.some((word) => word.raw.includes('...'));
  // Several packages without `-o` are compiled and thrown away.
  if (output === undefined) return several ? nothing : names.map((name) => (name === undefined || step.folder === undefined ? fills(step.folder, why) : { does: 'makes', path: containerPath(name, step.folder), kind: 'file', owner: step.user }));
  const target = targetIn(step, output);
  if (target.is === 'nowhere') return [{ does: 'anything', why }];
  if (target.is === 'below') return [fills(target.folder, why)];
  if (!several && !target.slash && isFolder(step.tree, target.path) !== true) return [{ does: 'makes', path: target.path, kind: 'file', owner: step.user }];
  return names.map((name) => (name === undefined ? fills(target.path, why, true) : { does: 'makes', path: containerPath(name, target.path), kind: 'file', owner: step.user }));
}

function goInstalled(step: Step, cache: string, why: string): readonly Deed[] {
  const bin = step.variable('GOBIN');
  const folder = bin === undefined ? undefined : (bin ?? containerPath('bin', cache));
  const cross = step.variable('GOARCH') !== null || step.variable('GOOS') !== null;
  const deeds: Deed[] = [fills(containerPath('pkg', cache), why)];
  for (const word of step.command.operands()) {
    const name = programOfPackage(step, word);
    if (folder !== undefined && name !== undefined && !cross) deeds.push({ does: 'makes', path: containerPath(name, folder), kind: 'file', owner: step.user });
    else deeds.push(fills(folder, why));
  }
  return deeds.length === 1 ? [...deeds, fills(folder, why)] : deeds;
}

/** The program of `./cmd/app`, `example.com/tool/v2@latest`; undefined when only the build knows. */
function programOfPackage(step: Step, word: Word): string | undefined {
  const { value } = word;
  if (value === undefined || value.includes('...')) return undefined;
  if (value === '.' || value === './') return moduleName(step);
  if (value.endsWith('.go')) return baseName(value).slice(0, -3);
  const parts = (value.split('@')[0] ?? '').replace(/\/+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  const name = /^v\d+$/.test(last) ? parts.at(-2) : last;
  return name === undefined || name === '' || name === '.' || name === '..' ? undefined : name;
}

/** The last part of the module's path, as `go.mod` of the context says. */
function moduleName(step: Step): string | undefined {
  if (step.folder === undefined) return undefined;
  const fact = step.tree.at(containerPath('go.mod', step.folder));
  const text = fact.is !== 'present' || fact.contextPath === undefined ? undefined : step.build.context.read(fact.contextPath)?.text;
  const path = text === undefined ? undefined : /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
  const parts = path?.split('/') ?? [];
  const last = parts.at(-1);
  return last !== undefined && /^v\d+$/.test(last) ? parts.at(-2) : last;
}
