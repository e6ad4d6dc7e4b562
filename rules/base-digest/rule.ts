import { copiedImages, pinningOf, shownReference } from '../../src/image/questions/used-images.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'base-digest',
  summary: 'Pin each image that is built on by its digest.',
  category: 'reproducibility',
  faults: {
    'no-digest': {
      severity: 'off', summary: 'An image is named without a digest, so its tag may come to mean another one.', since: '2026-11',
      aliases: [{ tool: 'semgrep', id: 'dockerfile-source-not-pinned' }],
    },
  },

  *check({ dockerfile }) {
    const pulled = dockerfile.stages.flatMap(({ pulls, from }) => (pulls === undefined || from.image?.value === '' ? [] : [pulls]));
    const copied = copiedImages(dockerfile).flatMap(({ reference, isImage }) => (isImage === true ? [reference] : []));
    for (const reference of [...pulled, ...copied]) {
      const { word } = reference;
      const shown = shownReference(word);
      const pinning = pinningOf(reference);
      if (pinning.by === 'digest') yield { kind: 'proof', at: { place: pinning.at }, message: `\`${shown}\` is pinned by its digest` };
      else if (pinning.by === 'unknown' || reference.unknown.has('digest')) yield { kind: 'doubt', at: word, message: `only the build knows whether \`${word.raw}\` has a digest` };
      else yield { fault: 'no-digest', at: word, message: `\`${shown}\` has no digest, so the tag may come to mean another image`, help: 'Add `@sha256:…`; `docker buildx imagetools inspect` shows it.' };
    }
  },
});
