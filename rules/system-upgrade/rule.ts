import { systemUpgrade, UPGRADING_PROGRAMS } from '../../src/programs/upgrades.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'system-upgrade',
  summary: 'Take newer packages with a newer base image.',
  category: 'reproducibility',
  faults: {
    distribution: {
      severity: 'info', summary: 'apt or dnf upgrades everything, and may remove packages for it.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3005', level: 'off' }, { tool: 'trivy', id: 'DS-0024' }, { tool: 'dockle', id: 'DKL-DI-0003' }],
    },
    'zypper-distribution': { severity: 'info', summary: 'zypper moves to another state of the distribution.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3035', level: 'warning' }] },
    apt: { severity: 'off', summary: 'apt upgrades every package.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3005', level: 'off' }, { tool: 'semgrep', id: 'avoid-apt-get-upgrade' }] },
    apk: { severity: 'off', summary: 'apk upgrades every package.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3017', level: 'off' }, { tool: 'semgrep', id: 'avoid-apk-upgrade' }] },
    yum: { severity: 'off', summary: 'yum upgrades every package.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3031', level: 'off' }, { tool: 'semgrep', id: 'avoid-yum-update' }] },
    dnf: { severity: 'off', summary: 'dnf, microdnf or tdnf upgrades every package.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3039', level: 'off' }, { tool: 'semgrep', id: 'avoid-dnf-update' }] },
    zypper: { severity: 'off', summary: 'zypper upgrades every package.', since: '2026-11', aliases: [{ tool: 'semgrep', id: 'avoid-zypper-update' }] },
    pacman: { severity: 'off', summary: 'pacman upgrades every package.', since: '2026-11' },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands(...UPGRADING_PROGRAMS)) {
      const upgrade = systemUpgrade(command);
      if (upgrade === undefined) continue;
      const { manager, distribution, at } = upgrade;
      const called = `${command.name} ${at.value ?? at.raw}`;
      yield {
        fault: !distribution ? manager : manager === 'zypper' ? 'zypper-distribution' : 'distribution', at,
        message: distribution ? `\`${called}\` upgrades the whole system, and removes what stands in its way` : `\`${called}\` installs whatever is newest on the day`,
        help: 'Build on a newer tag of the base image, or upgrade the packages you mean by name.',
      };
    }
  },
});
