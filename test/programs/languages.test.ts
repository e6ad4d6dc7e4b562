import { describe, expect, test } from '@jest/globals';
import { cargoInvocation } from '../../src/programs/cargo.ts';
import { download } from '../../src/programs/fetch.ts';
import { gitClone } from '../../src/programs/git.ts';
import { goInstall } from '../../src/programs/go.ts';
import { nodeInstall } from '../../src/programs/node.ts';
import type { PackageInstall } from '../../src/programs/package-request.ts';
import { pipInstall, pipInvocation, pipxInstall } from '../../src/programs/python.ts';
import { gemInstall } from '../../src/programs/ruby.ts';
import { only, shown } from '../shell/run-instruction.ts';

function requests(install: PackageInstall | undefined): readonly string[] | undefined {
  return install?.packages.map((request) => [request.kind, request.name, ...(request.version === undefined ? [] : [request.version])].join(' ').replaceAll('\0', '?'));
}

describe('pip', () => {
  test.each<[string, readonly string[] | undefined]>([
    ['pip install a b==1 "c>=2,<3" "d[x]==1" .', ['name a', 'name b ==1', 'name c >=2,<3', 'name d[x] ==1', 'path .']],
    ['pip3.11 install --no-cache-dir -r requirements.txt', []],
    ['python3 -m pip install --upgrade pip', ['name pip']],
    ['uv pip install --system a', ['name a']],
    ['pip install -i https://x -t /y git+https://x/y.git ./a.whl b.whl', ['url git+https://x/y.git', 'path ./a.whl', 'path b.whl']],
    ['pip install a==$X $X', ['name a ==?', 'unknown ?']],
    ['pip install git+https://x/y.git@v1#egg=z foo/bar', ['url git+https://x/y.git@v1#egg=z v1', 'path foo/bar']],
    ['pip freeze', undefined],
    ['python3 -m venv /v', undefined],
    ['python setup.py install', undefined],
  ])('%s', (script, expected) => {
    expect(requests(pipInstall(only(script, { variables: { X: null } })))).toEqual(expected);
  });

  test('options of every spelling', () => {
    expect(pipInvocation(only('python -m pip install -U a'))?.option('--upgrade')?.word.value).toBe('-U');
    expect(shown(pipInstall(only('pip install -r a.txt --requirement=b.txt -c c.txt -e .'))?.requirements ?? [])).toEqual(['a.txt', 'b.txt']);
  });
});

describe('node', () => {
  test.each<[string, readonly string[] | undefined, boolean]>([
    ['npm install -g a@1 @s/b @s/c@2 ./d https://x/e.tgz', ['name a 1', 'name @s/b', 'name @s/c 2', 'path ./d', 'url https://x/e.tgz'], true],
    ['npm i a/b#v1 git+https://x/y.git c.tar', ['url a/b#v1 v1', 'url git+https://x/y.git', 'path c.tar'], false],
    ['npm i', [], false], ['npm ci --omit=dev', [], false], ['npm --prefix x add a', ['name a'], false], ['npm run build', undefined, false],
    ['yarn', [], false], ['yarn add a@1', ['name a 1'], false], ['yarn global add a', ['name a'], true], ['yarn build', undefined, false],
    ['pnpm add -g a', ['name a'], true], ['bun install', [], false], ['npm --version', undefined, false],
  ])('%s', (script, expected, global) => {
    const install = nodeInstall(only(script));
    expect(requests(install)).toEqual(expected);
    expect(install?.global ?? false).toBe(global);
  });

  test('frozen', () => {
    expect(['npm ci', 'npm install', 'yarn install --frozen-lockfile', 'pnpm i --frozen-lockfile'].map((script) => nodeInstall(only(script))?.frozen)).toEqual([true, false, true, true]);
  });
});

test('gem and go', () => {
  expect(requests(gemInstall(only('gem install a b:1 -v 2 --no-document')))).toEqual(['name a', 'name b 1']);
  expect(gemInstall(only('gem i a -v 2'))?.version?.value).toBe('2');
  expect(requests(goInstall(only('go install -ldflags "-s -w" x.y/a@v1 x.y/b ./cmd')))).toEqual(['name x.y/a v1', 'name x.y/b', 'path ./cmd']);
  expect(requests(goInstall(only('go run x.y/a@latest b@c')))).toEqual(['name x.y/a latest']);
  expect(requests(goInstall(only('go run main.go b')))).toEqual(['path main.go']);
  expect(requests(gemInstall(only('gem install a -- --with-x y')))).toEqual(['name a']);
  expect(requests(pipxInstall(only('pipx install a b==1')))).toEqual(['name a', 'name b ==1']);
  expect(goInstall(only('go mod download'))).toBeUndefined();
});

describe('cargo', () => {
  test.each<[string, object]>([
    ['cargo build --release --bin app --locked', { subcommand: 'build', release: true, bins: ['app'], locked: true }],
    ['cargo +nightly b -r -p a -p b --target x --no-default-features -F c,d', { subcommand: 'build', toolchain: '+nightly', release: true, packages: ['a', 'b'], target: ['x'], features: ['c,d'], noDefaultFeatures: true }],
    ['cargo chef cook --release --recipe-path recipe.json', { subcommand: 'chef cook', release: true, recipePath: 'recipe.json', operands: [] }],
    ['cargo chef prepare --recipe-path recipe.json --bin app', { subcommand: 'chef prepare', bins: ['app'] }],
    ['cargo-chef chef cook --profile dist', { subcommand: 'chef cook', profile: 'dist' }],
    ['cargo auditable build --frozen', { subcommand: 'auditable build', locked: true }],
    ['cargo install --locked --version 0.1.2 cargo-chef', { subcommand: 'install', version: '0.1.2', operands: ['cargo-chef'] }],
    ['cargo zigbuild --target-dir /t --manifest-path a/Cargo.toml --workspace', { subcommand: 'zigbuild', targetDir: '/t', manifestPath: 'a/Cargo.toml', workspace: true }],
  ])('%s', (script, expected) => {
    const cargo = cargoInvocation(only(script));
    expect({
      ...cargo, toolchain: cargo?.toolchain?.value, profile: cargo?.profile?.value, recipePath: cargo?.recipePath?.value, version: cargo?.version?.value,
      targetDir: cargo?.targetDir?.value, manifestPath: cargo?.manifestPath?.value, packages: shown(cargo?.packages ?? []), bins: shown(cargo?.bins ?? []),
      target: shown(cargo?.target ?? []), features: shown(cargo?.features ?? []), operands: shown(cargo?.operands ?? []),
    }).toMatchObject(expected);
  });

  test('no invocation', () => {
    expect([only('cargo --version'), only('rustc x')].map(cargoInvocation)).toEqual([undefined, undefined]);
  });
});

test('downloads and clones', () => {
  const shownDownload = (script: string): unknown => {
    const found = download(only(script));
    return found && [shown(found.urls), found.output?.value, found.toStandardOutput, found.insecure];
  };
  expect(shownDownload('curl -fsSLk https://x -o /y')).toEqual([['https://x'], '/y', false, true]);
  expect(shownDownload('curl -H "A: b" --retry 3 https://x')).toEqual([['https://x'], undefined, true, false]);
  expect(shownDownload('curl -LO https://x/y')).toEqual([['https://x/y'], undefined, false, false]);
  expect(shownDownload('wget -qO- --no-check-certificate https://x')).toEqual([['https://x'], '-', true, true]);
  expect(shownDownload('curl --version')).toBeUndefined();
  const clone = gitClone(only('git -c a=b clone --depth=1 -b v1 https://x /y'));
  expect([clone?.repository.value, clone?.directory?.value, clone?.branch?.value, clone?.depth?.value]).toEqual(['https://x', '/y', 'v1', '1']);
});
