import type { PackageRequest } from '../../src/programs/package-request.ts';
import { pipInstall } from '../../src/programs/python.ts';
import { openVersions } from '../../src/programs/unpinned.ts';
import type { OpenVersions, PinningManager } from '../../src/programs/unpinned.ts';
import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';

/** How a version is written, by manager. */
const written: { readonly [manager in PinningManager]: string } = {
  apt: 'curl=8.14.1-2*', apk: 'curl=~8.14', yum: 'curl-7.61.1', dnf: 'curl-8.15.0', tdnf: 'curl-8.15.0', zypper: 'curl=8.14.1', pacman: '', pip: 'requests==2.32.5', npm: 'typescript@5.9.3',
  yarn: 'typescript@5.9.3', gem: 'bundler:2.7.2', go: 'example.com/tool@v1.2.3',
};

export default defineRule({
  id: 'package-pinned',
  summary: 'Name the versions of the packages that are installed.',
  category: 'reproducibility',
  faults: {
    apt: {
      severity: 'off', summary: 'apt installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3008', level: 'warning' }, { tool: 'kics', id: '965a08d7-ef86-4f14-8792-4a3b2098937e' }],
    },
    'apt-command': { severity: 'off', summary: 'The command `apt` (or `aptitude`) installs whatever version is current; hadolint looks at `apt-get` only.', since: '2026-11' },
    apk: {
      severity: 'off', summary: 'apk installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3018', level: 'warning' }, { tool: 'kics', id: 'd3499f6d-1651-41bb-a9a7-de925fea487b' }],
    },
    yum: {
      severity: 'off', summary: 'yum installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3033', level: 'warning' }, { tool: 'kics', id: '6452c424-1d92-4deb-bb18-a03e95d579c4' }],
    },
    dnf: {
      severity: 'off', summary: 'dnf or microdnf installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3041', level: 'warning' }, { tool: 'kics', id: '93d88cf7-f078-46a8-8ddc-178e03aeacf1' }],
    },
    tdnf: { severity: 'off', summary: 'tdnf installs whatever version is current.', since: '2026-11' },
    zypper: {
      severity: 'off', summary: 'zypper installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3037', level: 'warning' }, { tool: 'kics', id: '562952e4-0348-4dea-9826-44f3a2c6117b' }],
    },
    pip: {
      severity: 'info', summary: 'pip, pipx or `uv pip` installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3013', level: 'warning' }, { tool: 'kics', id: '02d9c71f-3ee8-4986-9c27-1a20d0d19bfc' }],
    },
    'pip-extras': {
      severity: 'off', summary: 'pip installs a folder with extras: `.[dev]`. Which versions, the folder says.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3013', level: 'warning' }],
    },
    npm: {
      severity: 'info', summary: 'npm installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3016', level: 'warning' }, { tool: 'kics', id: 'e36d8880-3f78-4546-b9a1-12f0745ca0d5' }],
    },
    yarn: { severity: 'info', summary: 'yarn, pnpm or bun installs whatever version is current.', since: '2026-11' },
    'moving-tag': { severity: 'info', summary: 'npm and its kin install what a tag such as `latest` names today.', since: '2026-11' },
    gem: {
      severity: 'info', summary: 'gem installs whatever version is current.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3028', level: 'warning' }, { tool: 'kics', id: '22cd11f7-9c6c-4f6e-84c0-02058120b341' }],
    },
    go: { severity: 'info', summary: 'go fetches whatever version is current.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3062', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands()) {
      const open = openVersions(command);
      if (open === undefined || open.manager === 'pacman') continue;
      yield* judge(open);
    }
  },
});

function* judge({ manager, command, unpinned, moving, extras, unknown }: OpenVersions) {
  const [first] = unpinned;
  const [folder] = extras;
  if (first !== undefined) {
    // The peers look at what is installed.
    const fetched = manager === 'pip' && pipInstall(command)?.subcommand.value === 'download';
    yield {
      fault: manager === 'apt' && command.name !== 'apt-get' ? 'apt-command' : manager, at: first.word,
      message: `${listed(unpinned)} ${unpinned.length === 1 ? 'is' : 'are'} ${fetched ? 'downloaded' : 'installed'} in whatever version is current`,
      help: `Name ${unpinned.length === 1 ? 'its version' : 'their versions'}, as in \`${written[manager]}\`.`,
      ...(fetched ? { aliases: [] } : {}),
    };
  }
  if (first === undefined && folder !== undefined) {
    yield { fault: 'pip-extras', at: folder.word, message: `which versions the extras of \`${folder.name}\` ask for, its own files say`, help: 'Install them with `--constraint` and a file that names versions.' };
  }
  for (const { word } of moving) yield { fault: 'moving-tag', at: word, message: `\`${word.value ?? word.raw}\` is another version whenever the tag moves`, help: `Name a version, as in \`${written[manager]}\`.` };
  for (const word of unknown) yield { kind: 'doubt' as const, at: word, message: `only the build knows which packages \`${word.raw}\` names for \`${command.name}\`` };
}

/** `curl`, `git` and 3 more. */
function listed(requests: readonly PackageRequest[]): string {
  const names = requests.slice(0, requests.length > 3 ? 2 : 3).map(({ word }) => `\`${pattern(word.text, '…')}\``);
  const more = requests.length - names.length;
  return more > 0 ? `${names.join(', ')} and ${String(more)} more` : names.join(names.length === 2 ? ' and ' : ', ');
}
