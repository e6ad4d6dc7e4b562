import { describe, expect, test } from '@jest/globals';
import { apkAdd, usesNoCache } from '../../src/programs/apk.ts';
import { aptInstall, assumesYes, refusesRecommended } from '../../src/programs/apt.ts';
import { rpmAssumesYes } from '../../src/programs/rpm.ts';
import { installedPackages } from '../../src/programs/system-packages.ts';
import { createdGroup, createdUser } from '../../src/programs/users.ts';
import { commands, only, shown } from '../shell/run-instruction.ts';

describe('apt', () => {
  test.each<[string, boolean]>([
    ['apt-get install -y a', true], ['apt-get -qq install a', true], ['apt-get install -q -q a', true], ['apt-get install -q a', false],
    ['apt-get -q=2 install a', true], ['apt-get install a --assume-yes', true], ['apt-get -o APT::Get::Assume-Yes=true install a', true],
    ['apt-get -o APT::Get::Assume-Yes=false install a', false], ['apt-get install a', false],
  ])('asks no question: %s', (script, expected) => {
    expect(assumesYes(only(script))).toBe(expected);
  });

  test.each<[string, boolean]>([
    ['apt-get install --no-install-recommends a', true], ['apt-get install a', false], ['apt-get -o APT::Install-Recommends=false install a', true],
    ['apt-get install --install-recommends a', false], ['apt-get -o "APT::Install-Recommends=0" install a', true], ['aptitude install -R a', true],
  ])('refuses recommended packages: %s', (script, expected) => {
    expect(refusesRecommended(only(script))).toBe(expected);
  });

  test('install', () => {
    expect(shown(aptInstall(only('apt-get install -y a b=1'))?.packages ?? [])).toEqual(['a', 'b=1']);
    expect(aptInstall(only('apt-get update'))).toBeUndefined();
    expect(aptInstall(only('yum install a'))).toBeUndefined();
  });
});

test('apk', () => {
  expect(shown(apkAdd(only('apk add --no-cache a'))?.packages ?? [])).toEqual(['a']);
  expect(usesNoCache(only('apk add --no-cache a'))).toBe(true);
  expect(usesNoCache(only('apk add a'))).toBe(false);
});

test('dnf and zypper ask no question', () => {
  expect(['yum install -y a', 'dnf install a', 'zypper -n in a', 'zypper in -y a', 'zypper in a'].map((script) => rpmAssumesYes(only(script)))).toEqual([true, false, true, true, false]);
});

describe('packages of the system', () => {
  test.each<[string, readonly string[]]>([
    ['apt-get install -y a b=1.0-1 c/bookworm ./d.deb $X e=$X', ['name a', 'name b 1.0-1', 'name c bookworm', 'path ./d.deb', 'unknown ?', 'name e ?']],
    ['apk add a "b>1" c=1 d~=2 e@edge', ['name a', 'name b >1', 'name c =1', 'name d ~=2', 'name e@edge']],
    ['yum install -y a a-devel b-1.2.3 https://x/y.rpm @dev "@Development Tools"', ['name a', 'name a-devel', 'name b 1.2.3', 'url https://x/y.rpm', 'group @dev', 'group @Development Tools']],
    ['dnf groupinstall x', ['group x']],
    ['dnf group install x', ['group x']],
    ['dnf module install -y a:10 b', ['name a 10', 'name b']],
    ['zypper in -y a "b=1" c.rpm', ['name a', 'name b =1', 'path c.rpm']],
    ['pacman -Syu --noconfirm a', ['name a']],
    ['apt-get remove a', []],
    ['pacman -Syu', []],
  ])('%s', (script, expected) => {
    const packages = installedPackages(only(script, { variables: { X: null } }))?.packages ?? [];
    expect(packages.map((request) => [request.kind, request.name, ...(request.version === undefined ? [] : [request.version])].join(' ').replaceAll('\0', '?'))).toEqual(expected);
  });
});

describe('users', () => {
  test.each<[string, object | undefined]>([
    ['useradd -r -m -u 1000 -g app -s /usr/sbin/nologin app', { name: 'app', uid: '1000', group: 'app', system: true, createsHome: true, shell: '/usr/sbin/nologin' }],
    ['useradd -rMU app', { name: 'app', system: true, createsHome: false }],
    ['useradd --uid=10 --no-create-home app', { name: 'app', uid: '10', createsHome: false }],
    ['adduser -D -u 1000 -G app -h /home/x app', { name: 'app', uid: '1000', group: 'app', home: '/home/x', system: false, createsHome: true }],
    ['adduser -SDH -s /bin/false app', { name: 'app', system: true, createsHome: false, shell: '/bin/false' }],
    ['adduser --system --group --uid 5 --no-create-home app', { name: 'app', uid: '5', system: true, createsHome: false }],
    ["adduser --disabled-password --gecos '' app", { name: 'app', system: false }],
    ['adduser app docker', undefined],
    ['adduser --group app', undefined],
    ['useradd', undefined],
  ])('%s', (script, expected) => {
    const user = createdUser(only(script));
    if (expected === undefined) expect(user).toBeUndefined();
    else {
      expect({
        name: user?.name.value, system: user?.system, createsHome: user?.createsHome, uid: user?.uid?.value, group: user?.group?.value, home: user?.home?.value, shell: user?.shell?.value,
      }).toMatchObject(expected);
    }
  });

  test.each<[string, string | undefined, string | undefined]>([
    ['groupadd -r -g 5 app', 'app', '5'], ['addgroup -S app', 'app', undefined], ['addgroup --gid 7 app', 'app', '7'], ['addgroup app docker', undefined, undefined],
    ['adduser --group app', 'app', undefined], ['adduser app', undefined, undefined],
  ])('%s', (script, name, gid) => {
    const group = createdGroup(only(script));
    expect([group?.name.value, group?.gid?.value]).toEqual([name, gid]);
  });

  test('busybox', () => {
    const [command] = commands('busybox adduser -D app');
    expect(command === undefined ? undefined : createdUser(command)?.name.value).toBe('app');
  });
});
