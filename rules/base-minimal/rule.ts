import { isNamedForBuilding } from '../../src/image/questions/base-for-others.ts';
import { shownReference } from '../../src/image/questions/used-images.ts';
import { minimalVariants, shipInstead } from '../../src/knowledge/variants.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'base-minimal',
  summary: 'Ship on a minimal base image.',
  category: 'size',
  faults: {
    'variant-exists': { severity: 'info', summary: 'The base image has a minimal variant.', since: '2026-11' },
    'not-minimal': { severity: 'off', summary: 'The base image is not a minimal one, and no variant of it is known that would be.', since: '2026-11' },
  },

  *check(build) {
    const { image, target } = build;
    const word = image.shippedChain.at(-1)?.from.image;
    if (target === undefined || word === undefined) return;
    const shown = shownReference(word);
    const base = image.base(target);
    const reference = image.baseReference(target);
    if (base?.operatingSystem === 'windows') yield { kind: 'doubt', at: word, message: `\`${shown}\` is a Windows image, of which no minimal variants are known` };
    else if (base?.minimal === undefined) yield { kind: 'doubt', at: word, message: `it is not known whether \`${shown}\` is minimal` };
    else if (base.minimal && base.buildTools !== true) yield { kind: 'proof', at: word, message: base.image === 'scratch' ? '`scratch` is empty' : `\`${shown}\` is a minimal image` };
    else if (isNamedForBuilding(build)) yield { kind: 'doubt', at: word, message: 'the image is there to develop with, as its name or its base says' };
    else {
      const variants = reference === undefined ? [] : minimalVariants(reference);
      const advice = reference === undefined || base.buildTools !== true ? undefined : shipInstead(reference);
      const names = variants.map((variant) => `\`${variant}\``).join(' or ');
      yield {
        fault: variants.length > 0 && advice === undefined ? 'variant-exists' : 'not-minimal', at: word, message: `\`${shown}\` is not a minimal image`,
        help: advice ?? (variants.length > 0 ? `Use ${names}.` : 'Ship on a slim, Alpine or distroless image.'),
      };
    }
  },
});
