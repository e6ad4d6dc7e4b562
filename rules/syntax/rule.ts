import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'syntax',
  summary: 'Write what the build can read.',
  category: 'correctness',
  faults: {
    refused: {
      severity: 'error', summary: 'The build refuses the file because of this.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL1000', level: 'error' }],
    },
    'image-reference': { severity: 'error', summary: 'No image can have this name.', since: '2026-11' },
    'instruction-order': {
      severity: 'error', summary: 'An instruction stands before the first FROM.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3061', level: 'error' }],
    },
    'onbuild-trigger': {
      severity: 'error', summary: 'ONBUILD is given an instruction that it cannot run.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3043', level: 'error' }, { tool: 'tally', id: 'invalid-onbuild-trigger' }],
    },
    'self-reference': {
      severity: 'error', summary: 'A stage takes files from itself.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3023', level: 'error' }, { tool: 'trivy', id: 'DS-0006' }, { tool: 'kics', id: 'cdddb86f-95f6-4fc4-b5a1-483d9afceb2b' },
        { tool: 'tally', id: 'circular-stage-deps' },
      ],
    },
    'stage-order': {
      severity: 'error', summary: 'Files are taken from a stage that is not above.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3022', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    for (const error of dockerfile.syntaxErrors) {
      yield { fault: error.code ?? 'refused', at: error, message: error.message, ...(error.help === undefined ? {} : { help: error.help }) };
    }
    const first = dockerfile.stages[0];
    if (dockerfile.syntaxErrors.length === 0 && first !== undefined) yield { kind: 'proof', at: { place: first.from.keywordAt }, message: 'the build can read every instruction' };
  },
});
