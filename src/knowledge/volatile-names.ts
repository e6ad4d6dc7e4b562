/**
 * Names of variables that hold something new in every build or commit, by the habits of CI systems (OCI annotations, GitHub Actions,
 * GitLab CI, Jenkins, Docker's documentation of label-schema; read 2026-09). Versions and commits of other people's programs are
 * not among them: `NODE_VERSION`, `DIND_COMMIT`.
 */
const volatile =
  /^(?:(?:APP|PROJECT|IMAGE|SOURCE|SRC|SERVICE|RELEASE|CI)_)?(?:BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|NUM|ID|SHA|REF|VERSION)|TIMESTAMP|CREATED|GIT_?(?:SHA|COMMIT|REV|REVISION|HASH|REF|DESCRIBE|BRANCH)|COMMIT(?:_?(?:SHA|HASH|ID|REF))?|VCS_?REF|REVISION|SOURCE_COMMIT|CI_COMMIT_\w+|GITHUB_(?:SHA|RUN_ID|RUN_NUMBER)|CACHE_?BUST(?:ER)?|(?:APP|RELEASE|IMAGE|PACKAGE)_?VERSION)$/i;

/** The same behind the name of a project (`VERGEN_GIT_SHA`, `TALLY_BUILD_DATE`): where a value is written down, it is that of somebody else's release. */
const volatileOfProject = /^(?:SHA|\w+_(?:BUILD_?(?:DATE|TIME|TIMESTAMP|NUMBER|NUM|ID)|GIT_?(?:SHA|COMMIT|REV|REVISION|HASH|DESCRIBE)|VCS_?REF))(?:_SHORT)?$/i;

/** Of these even a variable may be another program's. */
const commitOfProject = /^\w+_(?:COMMIT(?:_?(?:SHA|HASH|ID))?|REVISION|TIMESTAMP)$/i;

/** Of these a value that is written down names a branch or a commit to take, of this project or another, and stays what it is until somebody passes another one. */
const revision = /(?:BRANCH|COMMIT|REV|REVISION|REF|SHA|HASH|DESCRIBE|COMMIT_?(?:SHA|HASH|ID|REF)|CI_COMMIT_\w+)$/i;

/** What stands in place of a value that the build gives. */
const placeholder = /^["']?(?:v?0\.0\.0(?:-\w+)?|unknown|dev|devel|development|local|none|snapshot|unset|undefined)["']?$/i;

/**
 * Whether a variable of this name changes from build to build. A version that is `unknown` or `dev` unless a build says otherwise is the project's own:
 * those of other people's programs have one.
 */
export function isVolatileName(name: string, value?: string): boolean {
  const isOpen = value === undefined || /^["']{0,2}$/.test(value) || placeholder.test(value);
  if (volatile.test(name)) return isOpen || value.includes('$') || !revision.test(name);
  // `NODE_VERSION=none` installs no Node.
  if (value !== undefined && /(?:^|_)VERSION$/i.test(name) && placeholder.test(value)) return /^VERSION$/i.test(name) || !value.includes('none');
  return volatileOfProject.test(name) ? isOpen || value.includes('$') : isOpen && commitOfProject.test(name);
}

/** A URL whose content changes while it stays the same: a branch, the latest release. */
export function isMovingUrl(url: string): boolean {
  return /\/(?:archive|tarball|zipball|raw|blob)\/(?:refs\/heads\/)?(?:main|master|develop|trunk)\b|\/refs\/heads\/|\/releases\/latest\/|\/latest\/download\/|\/(?:latest|nightly)(?:\/|\.(?:tar|tgz|zip))/i.test(url)
    || (/\.git$/i.test(url) && !url.includes('#'))
    || /\.git#(?:main|master|develop|trunk)(?:$|:)/i.test(url);
}
