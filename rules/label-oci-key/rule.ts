import { isUnknownOciKey, suggestKey } from '../../src/knowledge/oci-labels.ts';
import { defineRule } from '../../src/rule.ts';

/** Meant for descriptors of an index, where they say which reference or image it is; in an image's config nobody reads them. */
const ofDescriptors: ReadonlySet<string> = new Set(['org.opencontainers.image.ref.name', 'org.opencontainers.image.referrer.subject', 'org.opencontainers.image.referrer.convert']);

export default defineRule({
  id: 'label-oci-key',
  summary: 'Spell the keys of OCI labels as the specification does.',
  category: 'metadata',
  fixable: true,
  faults: {
    unknown: { severity: 'warning', summary: 'OCI has no label of this key: no tool reads it.', since: '2026-11' },
    descriptor: { severity: 'info', summary: 'The key is one for an index, not for an image.', since: '2026-11' },
  },

  *check({ dockerfile }) {
    for (const label of dockerfile.all('LABEL')) {
      for (const { key } of label.pairs) {
        const name = key.value;
        if (name?.startsWith('org.opencontainers.image.') !== true) continue;
        if (ofDescriptors.has(name)) yield { fault: 'descriptor', at: key, message: `\`${name}\` means nothing as a label of an image`, help: 'Leave it to the tool that writes the index.' };
        else if (!isUnknownOciKey(name)) yield { kind: 'proof', at: key, message: `\`${name}\` is a key of OCI` };
        else {
          const meant = suggestKey(name);
          const written = key.place.source.slice(key.place.span);
          const sure = meant !== undefined && written === name;
          yield {
            fault: 'unknown', at: key, message: `OCI has no label \`${name}\``,
            help: meant === undefined ? 'See https://github.com/opencontainers/image-spec/blob/main/annotations.md.' : `Did you mean \`${meant}\`?`,
            fixes: sure ? [{ title: `Write \`${meant}\` (metadata changes)`, safety: 'safe', edits: [{ place: key.place, text: meant }] }] : [],
          };
        }
      }
    }
  },
});
