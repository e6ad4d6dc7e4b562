import { knownParts, versionAfter } from './tag.ts';

export interface Release {
  readonly name: string;
  readonly release: string | undefined;
}

/** Codename, distribution, release (source: endoflife.date, products debian and ubuntu, 2026-08-22; Debian's distro-info-data, 2026-11-28). */
const codenames: readonly (readonly [string, string, string])[] = [
  ['wheezy', 'debian', '7'], ['jessie', 'debian', '8'], ['stretch', 'debian', '9'], ['buster', 'debian', '10'],
  ['bullseye', 'debian', '11'], ['bookworm', 'debian', '12'], ['trixie', 'debian', '13'],
  ['precise', 'ubuntu', '12.04'], ['trusty', 'ubuntu', '14.04'], ['xenial', 'ubuntu', '16.04'], ['yakkety', 'ubuntu', '16.10'],
  ['zesty', 'ubuntu', '17.04'], ['artful', 'ubuntu', '17.10'], ['bionic', 'ubuntu', '18.04'], ['cosmic', 'ubuntu', '18.10'],
  ['disco', 'ubuntu', '19.04'], ['eoan', 'ubuntu', '19.10'], ['focal', 'ubuntu', '20.04'], ['groovy', 'ubuntu', '20.10'],
  ['hirsute', 'ubuntu', '21.04'], ['impish', 'ubuntu', '21.10'], ['jammy', 'ubuntu', '22.04'], ['kinetic', 'ubuntu', '22.10'],
  ['lunar', 'ubuntu', '23.04'], ['mantic', 'ubuntu', '23.10'], ['noble', 'ubuntu', '24.04'], ['oracular', 'ubuntu', '24.10'],
  ['plucky', 'ubuntu', '25.04'], ['questing', 'ubuntu', '25.10'], ['resolute', 'ubuntu', '26.04'], ['stonking', 'ubuntu', '26.10'],
];

/** Distributions that tags write with their version: `alpine3.20`, `ubi9`, `oraclelinux9`. */
const versioned: readonly (readonly [string, string])[] = [
  ['alpine', 'alpine'], ['ubuntu', 'ubuntu'], ['debian', 'debian'], ['ubi', 'ubi'], ['oraclelinux', 'oraclelinux'], ['oracle', 'oraclelinux'],
  ['azurelinux', 'azurelinux'], ['mariner', 'mariner'], ['al', 'amazonlinux'], ['amazonlinux', 'amazonlinux'], ['stream', 'centos-stream'], ['centos', 'centos'], ['rockylinux', 'rockylinux'],
];

/** The release that a codename names; undefined for other words. */
export function releaseOfCodename(codename: string): Release | undefined {
  const found = codenames.find(([name]) => name === codename);
  return found && { name: found[1], release: found[2] };
}

/** The distribution that the known words of a tag name: `bookworm`, `alpine3.20`, `ubi9`. Undefined when none does for sure. */
export function distributionOfTag(tag: string): Release | undefined {
  for (const part of knownParts(tag)) {
    const release = releaseOfCodename(part);
    if (release) return release;
  }
  for (const [word, name] of versioned) {
    const version = versionAfter(tag, word);
    if (version === undefined) continue;
    return { name, release: name === 'alpine' ? twoDigits(version) : version };
  }
  return undefined;
}

function twoDigits(version: string): string | undefined {
  const [major, minor] = version.split('.');
  return minor === undefined ? undefined : `${major ?? ''}.${minor}`;
}
