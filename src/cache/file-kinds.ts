/** What kind of file of a project a path is, for the summary of a cache. */
export type FileKind = 'sources' | 'manifests' | 'lock files' | 'documentation' | 'CI files' | 'other files';

/** In the order in which people look at them. */
export const fileKinds: readonly FileKind[] = ['sources', 'manifests', 'lock files', 'documentation', 'CI files', 'other files'];

const lockFile = /(?:^|\/)(?:Cargo\.lock|package-lock\.json|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|bun\.lockb?|poetry\.lock|uv\.lock|Pipfile\.lock|go\.sum|Gemfile\.lock|composer\.lock|mix\.lock|packages\.lock\.json|gradle\.lockfile)$/;
const manifest =
  /(?:^|\/)(?:Cargo\.toml|package\.json|pyproject\.toml|requirements[^/]*\.txt|setup\.(?:py|cfg)|Pipfile|go\.(?:mod|work)|pom\.xml|(?:build|settings)\.gradle(?:\.kts)?|Gemfile|[^/]+\.gemspec|composer\.json|mix\.exs|[^/]+\.(?:cs|fs|vb)proj|[^/]+\.sln|rust-toolchain(?:\.toml)?|tsconfig[^/]*\.json|\.npmrc)$/;
const documentation = /(?:^|\/)(?:docs?\/|README|CHANGELOG|LICENSE|CONTRIBUTING|AUTHORS)|\.(?:md|mdx|rst|adoc)$/i;
const continuousIntegration = /^(?:\.github|\.gitlab|\.circleci|\.buildkite|\.ci)\/|(?:^|\/)(?:\.gitlab-ci\.yml|Jenkinsfile|\.travis\.yml|azure-pipelines\.yml|\.pre-commit-config\.yaml)$/;
const source =
  /\.(?:rs|go|py|js|mjs|cjs|ts|mts|cts|jsx|tsx|vue|svelte|java|kt|kts|scala|rb|php|cs|fs|vb|ex|exs|erl|hs|c|cc|cpp|h|hpp|swift|dart|clj|html|css|scss|sql|proto|sh)$/i;

/** The kind of a path relative to the context. */
export function fileKind(path: string): FileKind {
  if (lockFile.test(path)) return 'lock files';
  if (manifest.test(path)) return 'manifests';
  if (continuousIntegration.test(path)) return 'CI files';
  if (documentation.test(path)) return 'documentation';
  return source.test(path) ? 'sources' : 'other files';
}
