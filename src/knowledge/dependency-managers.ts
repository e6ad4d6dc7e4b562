/** A program that installs what a project's manifest lists: these steps are worth caching, since manifests change seldom. */
export interface DependencyManager {
  readonly programs: readonly string[];
  /** Subcommands that install from the manifest when no package is named; '' is the program alone. */
  readonly installs: readonly string[];
  /** Options without which the command installs packages that are named: `-r` of pip. */
  readonly needs?: readonly string[];
  /** What to copy before the install, for the help. */
  readonly manifests: string;
  /** Files that the install itself reads. */
  readonly reads: RegExp;
  /** An ending that the project's sources have. */
  readonly sources: string;
}

/** From the documentation of each manager, 2026-09. Cargo has rules of its own. */
export const dependencyManagers: readonly DependencyManager[] = [
  {
    programs: ['npm'], installs: ['ci', 'install', 'i', 'clean-install'], manifests: '`package.json` and `package-lock.json`', sources: '.js',
    reads: /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|\.npmrc)$/,
  },
  {
    programs: ['yarn'], installs: ['', 'install'], manifests: '`package.json` and `yarn.lock`', sources: '.js',
    reads: /(?:^|\/)(?:package\.json|yarn\.lock|\.yarnrc(?:\.yml)?|\.npmrc|\.pnp\.c?js)$|(?:^|\/)\.yarn\//,
  },
  { programs: ['pnpm'], installs: ['install', 'i', 'fetch'], manifests: '`package.json` and `pnpm-lock.yaml`', sources: '.js', reads: /(?:^|\/)(?:package\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.npmrc|\.pnpmfile\.cjs)$/ },
  { programs: ['bun'], installs: ['install', 'i'], manifests: '`package.json` and `bun.lock`', sources: '.ts', reads: /(?:^|\/)(?:package\.json|bun\.lockb?|bunfig\.toml|\.npmrc)$/ },
  { programs: ['pip'], installs: ['install'], needs: ['-r', '--requirement'], manifests: '`requirements.txt`', sources: '.py', reads: /(?:^|\/)(?:[^/]*requirements[^/]*\.(?:txt|in)|requirements\/[^/]+|constraints[^/]*\.txt|pip\.conf)$/ },
  { programs: ['pipenv'], installs: ['install', 'sync'], manifests: '`Pipfile` and `Pipfile.lock`', sources: '.py', reads: /(?:^|\/)Pipfile(?:\.lock)?$/ },
  { programs: ['poetry'], installs: ['install'], manifests: '`pyproject.toml` and `poetry.lock`', sources: '.py', reads: /(?:^|\/)(?:pyproject\.toml|poetry\.(?:lock|toml))$/ },
  { programs: ['uv'], installs: ['sync'], manifests: '`pyproject.toml` and `uv.lock`', sources: '.py', reads: /(?:^|\/)(?:pyproject\.toml|uv\.(?:lock|toml))$/ },
  { programs: ['go'], installs: ['mod'], manifests: '`go.mod` and `go.sum`', sources: '.go', reads: /(?:^|\/)go\.(?:mod|sum|work|work\.sum)$/ },
  { programs: ['bundle', 'bundler'], installs: ['install'], manifests: '`Gemfile` and `Gemfile.lock`', sources: '.rb', reads: /(?:^|\/)(?:Gemfile(?:\.lock)?|[^/]+\.gemspec|\.ruby-version)$/ },
  { programs: ['composer'], installs: ['install', 'i'], manifests: '`composer.json` and `composer.lock`', sources: '.php', reads: /(?:^|\/)composer\.(?:json|lock)$/ },
  { programs: ['dotnet'], installs: ['restore'], manifests: 'the project files', sources: '.cs', reads: /(?:^|\/)(?:[^/]+\.(?:cs|fs|vb)proj|[^/]+\.slnx?|nuget\.config|global\.json|Directory\.[^/]+\.props|packages\.lock\.json)$/i },
  { programs: ['mix'], installs: ['deps.get'], manifests: '`mix.exs` and `mix.lock`', sources: '.ex', reads: /(?:^|\/)mix\.(?:exs|lock)$/ },
  { programs: ['mvn', 'mvnw'], installs: ['dependency:go-offline', 'dependency:resolve'], manifests: '`pom.xml`', sources: '.java', reads: /(?:^|\/)(?:pom\.xml|settings\.xml)$|(?:^|\/)\.mvn\// },
];

/** Folders in which projects keep their sources. */
export const sourceFolders: ReadonlySet<string> = new Set(['src', 'app', 'lib', 'server', 'client', 'cmd', 'internal', 'pkg', 'web', 'frontend', 'backend', 'api', 'source', 'components']);
