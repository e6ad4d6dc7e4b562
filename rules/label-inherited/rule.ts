import { ownLabels } from '../../src/image/questions/labels.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'label-inherited',
  summary: 'Set the labels that the base image sets for itself.',
  category: 'metadata',
  faults: {
    describes: { severity: 'off', summary: 'A label of the base image describes the base, and now stands on yours.', since: '2026-11' },
  },

  *check({ image, target }) {
    if (target === undefined) return;
    const at = target.from.image ?? target.from;
    const base = image.base(target);
    if (base?.labels === undefined) {
      if (base !== undefined || image.baseReference(target) !== undefined) yield { kind: 'doubt', at, message: 'which labels the base image has is not known' };
      return;
    }
    const own = ownLabels(target);
    const foreign = base.labels.filter((key) => (key.startsWith('org.opencontainers.image.') || key === 'maintainer') && !own.pairs.has(key));
    if (foreign.length === 0) yield { kind: 'proof', at, message: `\`${base.image}\` leaves no label of its own on the image` };
    for (const key of foreign) {
      yield { fault: 'describes', at, message: `\`${key}\` of \`${base.image}\` stands on this image too, and describes the base`, help: `Set \`LABEL ${key}=…\` yourself.` };
    }
  },
});
