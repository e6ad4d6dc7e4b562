/** Files that hold the versions that an install takes, and the programs that read them (documentation of each, 2026-11-28). */
export const lockFiles: readonly { readonly name: string; readonly manifest: string; readonly programs: readonly string[] }[] = [
  { name: 'Cargo.lock', manifest: 'Cargo.toml', programs: ['cargo'] },
  { name: 'package-lock.json', manifest: 'package.json', programs: ['npm'] },
  { name: 'yarn.lock', manifest: 'package.json', programs: ['yarn'] },
  { name: 'pnpm-lock.yaml', manifest: 'package.json', programs: ['pnpm'] },
  { name: 'bun.lock', manifest: 'package.json', programs: ['bun'] },
  { name: 'bun.lockb', manifest: 'package.json', programs: ['bun'] },
  { name: 'go.sum', manifest: 'go.mod', programs: ['go'] },
  { name: 'poetry.lock', manifest: 'pyproject.toml', programs: ['poetry'] },
  { name: 'uv.lock', manifest: 'pyproject.toml', programs: ['uv'] },
  { name: 'Pipfile.lock', manifest: 'Pipfile', programs: ['pipenv'] },
  { name: 'Gemfile.lock', manifest: 'Gemfile', programs: ['bundle', 'bundler'] },
  { name: 'composer.lock', manifest: 'composer.json', programs: ['composer'] },
];
