import { defineRule } from '../../src/rule.ts';

/** Comments by which a Dockerfile switches checks off, each dialect's own. */
const ignoring = /^(?:(hadolint)\s+(?:(?:stage|global)\s+)?ignore\s*=|ironlint\s+(?:(?:file|stage)-)?ignore\s*=|check\s*=\s*skip\s*=|checkov:skip=|trivy:ignore:|(?:tally|droast)\s+(?:global\s+)?ignore\s*=)/;

export default defineRule({
  id: 'inline-ignore',
  summary: 'Switch checks off in the configuration, not in the Dockerfile.',
  category: 'style',
  faults: {
    comment: { severity: 'off', summary: 'A comment switches a check off.', since: '2026-11' },
    hadolint: { severity: 'off', summary: 'A comment of hadolint switches a check off.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL1001', level: 'off' }] },
  },

  *check({ dockerfile }) {
    let found = false;
    for (const comment of dockerfile.comments) {
      const match = ignoring.exec(comment.text);
      if (match === null) continue;
      found = true;
      yield {
        fault: match[1] === undefined ? 'comment' : 'hadolint', at: comment, message: 'this comment switches a check off for one file',
        help: 'Write it into `ironlint.yaml`, where it is seen with all others.',
      };
    }
    const [first] = dockerfile.instructions;
    if (!found && first !== undefined) yield { kind: 'proof', at: { place: first.keywordAt }, message: 'no comment switches a check off' };
  },
});
