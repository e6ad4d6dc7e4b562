import type { Stage } from '../../src/dockerfile/model.ts';
import { isLabelSchemaKey, ociKeyForLabelSchema } from '../../src/knowledge/oci-labels.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'label-schema-migration',
  summary: 'Use the labels of OCI in place of Label Schema.',
  category: 'metadata',
  fixable: true,
  faults: {
    deprecated: { severity: 'info', summary: 'Label Schema was given up for the annotations of OCI.', since: '2026-11' },
  },

  *check({ dockerfile }) {
    const keysOf = new Map<Stage | undefined, ReadonlySet<string>>();
    for (const label of dockerfile.all('LABEL')) {
      for (const { key } of label.pairs) {
        const name = key.value;
        if (name === undefined || !isLabelSchemaKey(name)) {
          if (name?.startsWith('org.opencontainers.') === true) yield { kind: 'proof', at: key, message: `\`${name}\` is a key of OCI` };
          continue;
        }
        const successor = ociKeyForLabelSchema(name);
        // Where the successor is set already, the old label may stay for old readers.
        const keys = keysOf.get(label.stage) ?? keysIn(label.stage);
        keysOf.set(label.stage, keys);
        const set = successor !== undefined && keys.has(successor);
        const fixable = successor !== undefined && !set && key.place.source.slice(key.place.span) === name;
        yield {
          fault: 'deprecated', at: key, message: `\`${name}\` belongs to Label Schema, which was given up in 2018`,
          help: successor === undefined ? 'Nothing in OCI stands for it: remove it.' : set ? `\`${successor}\` is set already: remove it.` : `Write \`${successor}\`.`,
          fixes: fixable ? [{ title: `Write \`${successor}\` (metadata changes)`, safety: 'safe', edits: [{ place: key.place, text: successor }] }] : [],
        };
      }
    }
  },
});

function keysIn(stage: Stage | undefined): ReadonlySet<string> {
  return new Set(stage?.instructions.flatMap((one) => (one.keyword === 'LABEL' ? one.pairs.flatMap(({ key }) => key.value ?? []) : [])));
}
