import type { Alias } from '../../src/diagnostic.ts';
import type { CmdInstruction, EntrypointInstruction, HealthcheckInstruction } from '../../src/dockerfile/model.ts';
import { removal } from '../../src/image/questions/removal.ts';
import { defineRule } from '../../src/rule.ts';

const buildkit: Alias = { tool: 'buildkit', id: 'MultipleInstructionsDisallowed' };

type Single = CmdInstruction | EntrypointInstruction | HealthcheckInstruction;

export default defineRule({
  id: 'instruction-repeated',
  summary: 'Write CMD, ENTRYPOINT and HEALTHCHECK once in a stage.',
  category: 'correctness', fixable: true,
  faults: {
    cmd: {
      severity: 'warning', summary: 'A later CMD of the stage replaces this one.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL4003', level: 'warning' }, buildkit, { tool: 'trivy', id: 'DS-0016' }, { tool: 'kics', id: '41c195f4-fc31-4a5c-8a1b-90605538d49f' }],
    },
    entrypoint: {
      severity: 'warning', summary: 'A later ENTRYPOINT of the stage replaces this one.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL4004', level: 'error' }, buildkit, { tool: 'trivy', id: 'DS-0007' }, { tool: 'kics', id: '6938958b-3f1a-451c-909b-baeee14bdc97' },
        { tool: 'semgrep', id: 'multiple-entrypoint-instructions' },
      ],
    },
    healthcheck: {
      severity: 'warning', summary: 'A later HEALTHCHECK of the stage replaces this one.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3012', level: 'error' }, buildkit, { tool: 'trivy', id: 'DS-0023' }],
    },
  },

  *check({ dockerfile }) {
    for (const [keyword, fault] of [['CMD', 'cmd'], ['ENTRYPOINT', 'entrypoint'], ['HEALTHCHECK', 'healthcheck']] as const) {
      let last: Single | undefined;
      for (const instruction of dockerfile.all(keyword).toReversed()) {
        // Triggers are another build's: they replace only each other.
        if (instruction.onbuild === undefined && last !== undefined && last.stage === instruction.stage) {
          yield {
            fault, at: { place: instruction.keywordAt },
            message: `a later \`${keyword}\` of the stage replaces this one`,
            help: 'Take it away: only the last one counts.',
            related: [{ place: last.keywordAt, message: 'this one counts' }],
            fixes: [{ title: `Remove the \`${keyword}\` that does not count`, safety: 'safe', edits: [removal(instruction)] }],
          };
        } else if (instruction.onbuild === undefined) last = instruction;
      }
    }
  },
});
