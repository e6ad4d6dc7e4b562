import { baseTitle } from '../../src/knowledge/image-name.ts';
import { microdnfIsSilent } from '../../src/knowledge/microdnf.ts';
import { aptSettingHolds, aptSettings } from '../../src/programs/apt-settings.ts';
import { promptOf, PROMPTING_PROGRAMS } from '../../src/programs/prompts.ts';
import type { Prompt } from '../../src/programs/prompts.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';

export default defineRule({
  id: 'assume-yes',
  summary: 'Have package managers ask nothing.',
  category: 'correctness',
  fixable: true,
  faults: {
    apt: {
      severity: 'warning', summary: 'apt asks, and nobody answers.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3014', level: 'warning' }, { tool: 'trivy', id: 'DS-0021' }, { tool: 'kics', id: '77783205-c4ca-4f80-bb80-c777f267c547' },
        { tool: 'semgrep', id: 'missing-assume-yes-switch' },
      ],
    },
    yum: {
      severity: 'warning', summary: 'yum asks, and nobody answers.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3030', level: 'warning' }, { tool: 'kics', id: '6e19193a-8753-436d-8a09-76dcff91bb03' }, { tool: 'semgrep', id: 'missing-yum-assume-yes-switch' }],
    },
    dnf: {
      severity: 'warning', summary: 'dnf, microdnf or tdnf asks, and nobody answers.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3038', level: 'warning' }, { tool: 'kics', id: '7ebd323c-31b7-4e5b-b26f-de5e9e477af8' }, { tool: 'semgrep', id: 'missing-dnf-assume-yes-switch' }],
    },
    zypper: {
      severity: 'warning', summary: 'zypper asks, and nobody answers.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3034', level: 'warning' }, { tool: 'kics', id: '45e1fca5-f90e-465d-825f-c2cb63fa3944' }],
    },
    removal: { severity: 'warning', summary: 'apt, yum or dnf asks before it removes what is installed.', since: '2026-11' },
    pacman: { severity: 'warning', summary: 'pacman asks, and nobody answers.', since: '2026-11' },
  },

  *check({ dockerfile, image }) {
    const settings = aptSettings(dockerfile, 'assume-yes');
    for (const command of dockerfile.commands(...PROMPTING_PROGRAMS)) {
      const prompt = promptOf(command);
      if (prompt === undefined || (prompt.manager === 'apt' && aptSettingHolds(settings, command.instruction) !== undefined)) continue;
      const { manager, subcommand, option, optionBehind } = prompt;
      yield {
        fault: /^(?:apt|yum|dnf)$/.test(manager) && /^(?:remove|purge|autoremove|autopurge)$/.test(subcommand.value ?? '') ? 'removal' : manager, at: subcommand,
        ...question(prompt, image),
        help: `Add \`${option}\`.`,
        fixes: [{ title: `Add \`${option}\``, safety: 'safe', edits: [command.insertAfter(optionBehind, option)] }],
      };
    }
  },
});

/** The microdnf of old releases goes on without an answer. */
function question({ command, subcommand }: Prompt, image: Build['image']): Pick<Finding, 'message' | 'severity'> {
  const { name, instruction: { stage } } = command;
  const base = name === 'microdnf' && stage !== undefined ? image.base(stage) : undefined;
  const called = `\`${name} ${subcommand.value ?? ''}\``;
  if (base !== undefined && microdnfIsSilent(base.distribution)) return { severity: 'info', message: `${called} does not ask in \`${baseTitle(base)}\`, and does in later releases, where a build has nobody to answer` };
  return { message: `${called} asks before it goes on, and a build has nobody to answer` };
}
