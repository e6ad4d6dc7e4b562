/** A program that installs what a project's manifest lists: these steps are worth caching, since manifests change seldom. */
export interface DependencyManager {
  /** What its programs are called in `src/programs/dependency-install.ts`. */
  readonly id: string;
  /** What to copy before the install, for the help. */
  readonly manifests: string;
  /** A step that installs dependencies alone, for builds that install what is missing. */
  readonly installAlone?: string;
  /** Files that the install itself reads. */
  readonly reads: RegExp;
  /** Endings that the project's sources have; the first one stands for them. */
  readonly sources: readonly string[];
}

const javascript = ['.js', '.ts', '.tsx', '.jsx', '.mjs', '.cjs', '.mts', '.cts', '.vue', '.svelte'];
const python = ['.py'];

/** From the documentation of each manager, 2026-09. Cargo has rules of its own. */
export const dependencyManagers: readonly DependencyManager[] = [
  { id: 'npm', manifests: '`package.json` and `package-lock.json`', sources: javascript, reads: /(?:^|\/)(?:package\.json|package-lock\.json|npm-shrinkwrap\.json|\.npmrc)$/ },
  { id: 'yarn', manifests: '`package.json` and `yarn.lock`', sources: javascript, reads: /(?:^|\/)(?:package\.json|yarn\.lock|\.yarnrc(?:\.yml)?|\.npmrc|\.pnp\.c?js)$|(?:^|\/)\.yarn\// },
  { id: 'pnpm', manifests: '`package.json` and `pnpm-lock.yaml`', sources: javascript, reads: /(?:^|\/)(?:package\.json|pnpm-lock\.yaml|pnpm-workspace\.yaml|\.npmrc|\.pnpmfile\.c?js)$/ },
  { id: 'bun', manifests: '`package.json` and `bun.lock`', sources: javascript, reads: /(?:^|\/)(?:package\.json|bun\.lockb?|bunfig\.toml|\.npmrc)$/ },
  { id: 'pip', manifests: '`requirements.txt`', sources: python, reads: /(?:^|\/)(?:[^/]*requirements[^/]*\.(?:txt|in)|requirements\/[^/]+|constraints[^/]*\.txt|pip\.conf)$/ },
  {
    id: 'pip project', manifests: 'a list of the dependencies alone (`requirements.txt`, or `pyproject.toml` with `uv sync --no-install-project`)', sources: python,
    reads: /(?:^|\/)(?:pyproject\.toml|setup\.(?:py|cfg)|[^/]*requirements[^/]*\.(?:txt|in)|requirements\/[^/]+|MANIFEST\.in)$/,
  },
  { id: 'pipenv', manifests: '`Pipfile` and `Pipfile.lock`', sources: python, reads: /(?:^|\/)Pipfile(?:\.lock)?$/ },
  { id: 'poetry', manifests: '`pyproject.toml` and `poetry.lock`', sources: python, reads: /(?:^|\/)(?:pyproject\.toml|poetry\.(?:lock|toml))$/ },
  { id: 'uv', manifests: '`pyproject.toml` and `uv.lock`', installAlone: 'uv sync --no-install-project', sources: python, reads: /(?:^|\/)(?:pyproject\.toml|uv\.(?:lock|toml)|\.python-version)$/ },
  { id: 'go', manifests: '`go.mod` and `go.sum`', installAlone: 'go mod download', sources: ['.go'], reads: /(?:^|\/)go\.(?:mod|sum|work|work\.sum)$/ },
  { id: 'bundler', manifests: '`Gemfile` and `Gemfile.lock`', sources: ['.rb'], reads: /(?:^|\/)(?:Gemfile(?:\.lock)?|[^/]+\.gemspec|\.ruby-version|\.tool-versions)$|(?:^|\/)vendor\/cache\// },
  { id: 'composer', manifests: '`composer.json` and `composer.lock`', sources: ['.php'], reads: /(?:^|\/)(?:composer|symfony)\.(?:json|lock)$|(?:^|\/)auth\.json$/ },
  {
    id: 'dotnet', manifests: 'the solution and project files', installAlone: 'dotnet restore', sources: ['.cs', '.fs', '.vb', '.razor', '.cshtml'],
    reads: /(?:^|\/)(?:[^/]+\.(?:cs|fs|vb|es|sql)proj|[^/]+\.slnx?|[^/]+\.dcproj|nuget\.config|global\.json|Directory\.[^/]+\.(?:props|targets)|[^/]+\.props|packages\.(?:lock\.json|config)|paket\.(?:dependencies|lock|references)|dotnet-tools\.json)$/i,
  },
  { id: 'mix', manifests: '`mix.exs` and `mix.lock`', sources: ['.ex', '.exs', '.eex', '.heex'], reads: /(?:^|\/)mix\.(?:exs|lock)$|(?:^|\/)config\/[^/]+\.exs$/ },
  { id: 'maven', manifests: '`pom.xml`', installAlone: 'mvn dependency:go-offline', sources: ['.java', '.kt', '.scala', '.groovy'], reads: /(?:^|\/)(?:pom\.xml|settings\.xml|mvnw(?:\.cmd)?)$|(?:^|\/)\.mvn\// },
  {
    id: 'gradle', manifests: 'the wrapper and the build scripts', installAlone: 'gradle dependencies', sources: ['.java', '.kt', '.scala', '.groovy'],
    reads: /(?:^|\/)(?:[^/]+\.gradle(?:\.kts)?|gradle\.properties|gradle\.lockfile|gradlew(?:\.bat)?|[^/]+\.versions\.toml)$|(?:^|\/)(?:gradle|buildSrc|build-logic)\//,
  },
];

/** Folders in which projects keep their sources. */
export const sourceFolders: ReadonlySet<string> = new Set([
  'src', 'app', 'lib', 'server', 'client', 'cmd', 'internal', 'pkg', 'web', 'frontend', 'backend', 'api', 'source', 'components', 'packages', 'apps', 'services', 'libs', 'modules', 'projects',
]);
