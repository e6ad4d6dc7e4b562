import type { PackageManager } from './model.ts';

/** What a package manager leaves behind, and how it is told not to. */
export interface ManagerKnowledge {
  /** `apt`, `npm`: the manager's usual name. */
  readonly name: string;
  /** Programs that are it. */
  readonly programs: readonly string[];
  /** Folders where it keeps what was downloaded; `~` is the home of the user, `$NAME` an environment variable that moves it. */
  readonly caches: readonly string[];
  /** Package lists that an update brings. */
  readonly lists: readonly string[];
  /** Commands that empty the caches. */
  readonly clean: readonly string[];
  /** Options of an installation that keep nothing. */
  readonly keepNothing: readonly string[];
  /** Environment variables that do the same, with the value that does. */
  readonly variables: readonly (readonly [string, string])[];
}

/** Sources: the manuals of the managers and Docker's page on cache mounts, read 2026-11-23. */
export const packageManagers: readonly ManagerKnowledge[] = [
  // Debian's and Ubuntu's images delete archives after each installation (`/etc/apt/apt.conf.d/docker-clean`), never the lists.
  { name: 'apt', programs: ['apt-get', 'apt', 'aptitude'], caches: ['/var/cache/apt', '/var/lib/apt'], lists: ['/var/lib/apt/lists'], clean: ['rm -rf /var/lib/apt/lists/*', 'apt-get clean', 'apt-get dist-clean'], keepNothing: [], variables: [] },
  { name: 'apk', programs: ['apk'], caches: ['/var/cache/apk', '/etc/apk/cache'], lists: ['/var/cache/apk'], clean: ['rm -rf /var/cache/apk/*', 'apk cache clean'], keepNothing: ['--no-cache'], variables: [] },
  { name: 'dnf', programs: ['dnf', 'dnf5'], caches: ['/var/cache/dnf', '/var/cache/libdnf5'], lists: ['/var/cache/dnf'], clean: ['dnf clean all', 'rm -rf /var/cache/dnf'], keepNothing: ['--setopt=keepcache=0'], variables: [] },
  { name: 'microdnf', programs: ['microdnf'], caches: ['/var/cache/yum', '/var/cache/dnf'], lists: ['/var/cache/yum'], clean: ['microdnf clean all'], keepNothing: [], variables: [] },
  { name: 'yum', programs: ['yum'], caches: ['/var/cache/yum', '/var/cache/dnf'], lists: ['/var/cache/yum'], clean: ['yum clean all', 'rm -rf /var/cache/yum'], keepNothing: [], variables: [] },
  { name: 'zypper', programs: ['zypper'], caches: ['/var/cache/zypp'], lists: ['/var/cache/zypp/raw', '/var/cache/zypp/solv'], clean: ['zypper clean --all', 'zypper clean', 'zypper cc'], keepNothing: [], variables: [] },
  { name: 'pacman', programs: ['pacman'], caches: ['/var/cache/pacman/pkg'], lists: ['/var/lib/pacman/sync'], clean: ['rm -rf /var/cache/pacman/pkg/*'], keepNothing: [], variables: [] },
  { name: 'pip', programs: ['pip', 'pip3'], caches: ['$PIP_CACHE_DIR', '~/.cache/pip'], lists: [], clean: ['pip cache purge'], keepNothing: ['--no-cache-dir'], variables: [['PIP_NO_CACHE_DIR', '1']] },
  { name: 'uv', programs: ['uv'], caches: ['$UV_CACHE_DIR', '~/.cache/uv'], lists: [], clean: ['uv cache clean'], keepNothing: ['--no-cache'], variables: [['UV_NO_CACHE', '1']] },
  { name: 'poetry', programs: ['poetry'], caches: ['$POETRY_CACHE_DIR', '~/.cache/pypoetry'], lists: [], clean: ['poetry cache clear --all .'], keepNothing: ['--no-cache'], variables: [] },
  { name: 'npm', programs: ['npm'], caches: ['$npm_config_cache', '~/.npm'], lists: [], clean: ['npm cache clean --force'], keepNothing: [], variables: [] },
  { name: 'yarn', programs: ['yarn', 'yarnpkg'], caches: ['$YARN_CACHE_FOLDER', '/usr/local/share/.cache', '~/.cache/yarn', '~/.yarn/berry/cache'], lists: [], clean: ['yarn cache clean'], keepNothing: [], variables: [] },
  { name: 'pnpm', programs: ['pnpm'], caches: ['$PNPM_HOME/store', '~/.local/share/pnpm/store'], lists: [], clean: ['pnpm store prune'], keepNothing: [], variables: [] },
  { name: 'bun', programs: ['bun'], caches: ['$BUN_INSTALL_CACHE_DIR', '~/.bun/install/cache'], lists: [], clean: ['bun pm cache rm'], keepNothing: ['--no-cache'], variables: [] },
  { name: 'gem', programs: ['gem'], caches: ['/usr/local/bundle/cache'], lists: [], clean: ['gem cleanup'], keepNothing: [], variables: [] },
  { name: 'bundler', programs: ['bundle', 'bundler'], caches: ['/usr/local/bundle/cache', '~/.bundle/cache'], lists: [], clean: ['bundle clean --force'], keepNothing: [], variables: [] },
  { name: 'composer', programs: ['composer'], caches: ['$COMPOSER_CACHE_DIR', '~/.composer/cache', '~/.cache/composer'], lists: [], clean: ['composer clear-cache'], keepNothing: ['--no-cache'], variables: [] },
  { name: 'cargo', programs: ['cargo'], caches: ['$CARGO_HOME/registry', '$CARGO_HOME/git', '/usr/local/cargo/registry', '/usr/local/cargo/git', '~/.cargo/registry', '~/.cargo/git'], lists: [], clean: [], keepNothing: [], variables: [] },
  { name: 'go', programs: ['go'], caches: ['$GOMODCACHE', '/go/pkg/mod', '$GOCACHE', '~/.cache/go-build'], lists: [], clean: ['go clean -cache -modcache'], keepNothing: [], variables: [] },
  { name: 'maven', programs: ['mvn'], caches: ['~/.m2/repository'], lists: [], clean: [], keepNothing: [], variables: [] },
  { name: 'gradle', programs: ['gradle', 'gradlew'], caches: ['$GRADLE_USER_HOME/caches', '~/.gradle/caches'], lists: [], clean: [], keepNothing: [], variables: [] },
  { name: 'nuget', programs: ['dotnet'], caches: ['$NUGET_PACKAGES', '~/.nuget/packages'], lists: [], clean: ['dotnet nuget locals all --clear'], keepNothing: [], variables: [] },
];

/** The manager that a program is; undefined for other programs. */
export function managerOf(program: string): ManagerKnowledge | undefined {
  return packageManagers.find(({ programs }) => programs.includes(program));
}

/** Managers of system packages, by the program's name (`apt-get` is apt). */
export function systemManagerOf(program: string): Exclude<PackageManager, 'none'> | undefined {
  const name = managerOf(program)?.name;
  return systemManagers.find((manager) => manager === name);
}

const systemManagers: readonly Exclude<PackageManager, 'none'>[] = ['apt', 'apk', 'dnf', 'microdnf', 'yum', 'zypper', 'pacman'];

/** Whether an image with this package manager cannot have the program, which is another's: no image comes with two. Those of RPM go under each other's names. */
export function isForeignManager(own: PackageManager | undefined, program: string): boolean {
  const other = systemManagerOf(program);
  if (other === undefined || own === undefined || own === 'none' || other === own) return false;
  return !(ofRpm.includes(other) && ofRpm.includes(own));
}

const ofRpm: readonly PackageManager[] = ['dnf', 'microdnf', 'yum'];
