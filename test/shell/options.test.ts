import { describe, expect, test } from '@jest/globals';
import { only, shown } from './run-instruction.ts';

describe('option', () => {
  test.each<[string, string, string | undefined | null]>([
    // null: not given, undefined: given without a value
    ['apt-get -qqy install a', '-y', undefined],
    ['apt-get install --assume-yes a', '-y', undefined],
    ['apt-get install -t stable a', '--target-release', 'stable'],
    ['apt-get install -tstable a', '-t', 'stable'],
    ['apt-get install --target-release=stable a', '-t', 'stable'],
    ['apt-get install -t=stable a', '-t', 'stable'],
    ['apt-get install -t "$X" a', '-t', ''],
    ['apt-get install -- -y', '-y', null],
    ['apt-get install a -y', '-y', undefined],
    ['apt-get -o -y install a', '-y', null],
    ['unknown -x v', '-x', undefined],
    ['unknown --x=v', '--x', 'v'],
    ['go build -ldflags "-s -w" -o /x ./...', '-o', '/x'],
    ['go build --tags=a', '-tags', 'a'],
    ['mvn --file pom.xml package', '--file', 'pom.xml'],
    ['tar xzf a.tgz -C /usr', '-f', 'a.tgz'],
    ['tar cfC a.tar /b .', '-C', '/b'],
    ['tar -xzf a.tgz', '-z', undefined],
    ['wget -qO- https://x', '-O', '-'],
    ['wget -qnv -nc https://x', '--no-verbose', undefined],
    ['curl -fsSLo /x https://x', '--output', '/x'],
    ['sed -i.bak s/a/b/ f', '-i', '.bak'],
    ['sed -ie s/a/b/ f', '-e', null],
    ['cargo +nightly build -r', '--release', undefined],
    ['ssh -p 22 host cmd -x', '-x', null],
    ['docker run --rm -it image cmd -x', '-x', null],
    ['python3 -m http.server -x', '-m', 'http.server'],
  ])('%s: %s', (script, name, value) => {
    const option = only(script).option(name);
    expect(option === undefined ? null : option.value?.value).toBe(value);
  });

  test('the place of an attached value is the value', () => {
    const value = only('apt-get install --target-release=stable a').option('-t')?.value;
    expect(value?.place.source.slice(value.place.span)).toBe('stable');
  });

  test('options in order, clusters split', () => {
    expect(only('apt-get -qqy install -t x a').options().map((option) => option.name)).toEqual(['-q', '-q', '-y', '-t']);
  });
});

describe('operands and subcommand', () => {
  test.each<[string, string | undefined, readonly string[]]>([
    ['apt-get -y -o Acquire::Retries=3 install --no-install-recommends a=1 b', 'install', ['a=1', 'b']],
    ['git -C /src clone --depth 1 https://x /y', 'clone', ['https://x', '/y']],
    ['npm --prefix web ci', 'ci', []],
    ['apk add --no-cache --virtual .deps a b', 'add', ['a', 'b']],
    ['apk --no-cache add -t .deps a', 'add', ['a']],
    ['apk add -X http://x a', 'add', ['a']],
    ['cargo +nightly chef cook --release --recipe-path recipe.json', 'chef', ['cook']],
    ['dnf --setopt install_weak_deps=0 install -y a', 'install', ['a']],
    ['zypper -n in -y a', 'in', ['a']],
    ['useradd -m -u 1000 -s /bin/sh app', undefined, ['app']],
    ['mkdir -p -m 755 a b', undefined, ['a', 'b']],
    ['yarn --cwd web install', 'install', []],
    ['unknown a b', 'a', ['a', 'b']],
  ])('%s', (script, subcommand, operands) => {
    const command = only(script);
    expect(command.subcommand()?.value).toBe(subcommand);
    expect(shown(command.operands())).toEqual(operands);
  });

  test('a subcommand is found by its own name and by its alias', () => {
    expect(only('npm i x').subcommand('install')?.value).toBe('i');
    expect(only('npm i x').subcommand('i')?.value).toBe('i');
    expect(only('npm i x').subcommand('ci')).toBeUndefined();
  });
});
