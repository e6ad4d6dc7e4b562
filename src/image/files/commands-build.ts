import type { Word } from '../../word.ts';
import { buildsBelow } from './commands-install.ts';
import type { Deed } from './model.ts';
import { fills, folderIn, makes, nothing, targetIn } from './step.ts';
import type { Reader, Step } from './step.ts';

/** Build tools: beside what is read here, they write where their words say (`mentioned-places.ts`). */
export const buildReaders: Readonly<Record<string, Reader>> = {
  mvn: below, mvnw: below, gradle: below, gradlew: below, npx: builder, bunx: builder, tsc: below, ng: below, vite: below, webpack: below, next: below, nest: below, turbo: below, hugo: below, trunk: below,
  dotnet, bundle: bundled, bundler: bundled, composer: below, mix: below, rebar3: below, sbt: below, lein: below, poetry: packaged, uv: packaged, pipenv: packaged, conda: packaged, mamba: packaged,
  micromamba: packaged, pecl: packaged, 'docker-php-ext-install': packaged, 'docker-php-ext-configure': packaged, 'docker-php-ext-enable': packaged,
  cmake: (step) => (step.command.option('--install', '-P', '--build', '--target') === undefined ? [fills(step.folder, '`cmake` writes there'), ...named(step, '-B')] : undefined),
  python, python3: python, virtualenv: (step) => step.command.operands().slice(0, 1).map((word) => environment(step, word)),
  gpg: (step) => {
    const output = step.command.option('-o', '--output')?.value;
    return output === undefined ? [fills(step.home() ?? '/root', '`gpg` keeps its keys there')] : [makes(step, output, 'file')];
  },
  'add-apt-repository': () => [fills('/etc', '`add-apt-repository` writes there')],
  'locale-gen': () => [fills('/usr/lib/locale', '`locale-gen` writes there')], localedef: (step) => [fills('/usr/lib/locale', '`localedef` writes there'), ...(step.command.operands().some(({ raw }) => raw.includes('/')) ? [fills(step.folder, '`localedef` writes there')] : [])],
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
};

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
