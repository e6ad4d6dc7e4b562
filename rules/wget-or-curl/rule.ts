import type { Stage } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

export default defineRule({
  id: 'wget-or-curl',
  summary: 'Download with one program, wget or curl.',
  category: 'style',
  faults: {
    both: {
      severity: 'off', summary: 'A stage uses both wget and curl.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL4001', level: 'warning' }, { tool: 'trivy', id: 'DS-0014' }, { tool: 'semgrep', id: 'use-either-wget-or-curl' },
        { tool: 'kics', id: 'fc775e75-fcfb-4c98-b2f2-910c5858b359' },
      ],
    },
  },

  *check({ dockerfile }) {
    const seen = new Map<Stage | undefined, Set<string>>();
    const reported = new Set<Command['instruction']>();
    for (const command of dockerfile.commands('wget', 'curl')) {
      const { instruction, name } = command;
      const programs = seen.get(instruction.stage) ?? new Set<string>();
      seen.set(instruction.stage, programs.add(name));
      if (programs.size < 2 || reported.has(instruction)) continue;
      reported.add(instruction);
      yield { fault: 'both', at: command.program, message: `the stage downloads with both \`wget\` and \`curl\``, help: `Use one of them for all, and install only that.` };
    }
  },
});
