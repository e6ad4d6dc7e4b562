import type { Fix } from '../../src/diagnostic.ts';
import type { MaintainerInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';

const label = 'org.opencontainers.image.authors';

export default defineRule({
  id: 'maintainer-deprecated',
  summary: 'Name the authors in a label.',
  category: 'metadata',
  fixable: true,
  faults: {
    maintainer: {
      severity: 'info', summary: 'MAINTAINER is deprecated.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL4000', level: 'error' }, { tool: 'buildkit', id: 'MaintainerDeprecated', level: 'warning' }, { tool: 'trivy', id: 'DS-0022' },
        { tool: 'checkov', id: 'CKV_DOCKER_6' }, { tool: 'kics', id: '99614418-f82b-4852-a9ae-5051402b741c' }, { tool: 'semgrep', id: 'maintainer-is-deprecated' },
      ],
    },
  },

  *check({ dockerfile }) {
    const maintainers = dockerfile.all('MAINTAINER');
    const from = dockerfile.stages.at(-1)?.from;
    if (maintainers.length === 0 && from !== undefined) yield { kind: 'proof', at: from.image ?? from, message: 'no `MAINTAINER` is set' };
    for (const maintainer of maintainers) {
      yield {
        fault: 'maintainer', at: { place: maintainer.keywordAt }, message: '`MAINTAINER` is deprecated',
        help: `Write \`LABEL ${label}="…"\`.`, fixes: fixOf(maintainer),
      };
    }
  },
});

/** The label says the same; readers of the old field look elsewhere, which is metadata only. */
function fixOf({ name, place, onbuild }: MaintainerInstruction): readonly Fix[] {
  if (name === undefined || onbuild !== undefined || /[\\\n`$]/.test(place.source.slice(place.span))) return [];
  const bare = name.raw.trim().replace(/^(["'])(.*)\1$/, '$2');
  if (bare === '' || bare.includes('"')) return [];
  return [{ title: 'Write it as a label (metadata changes)', safety: 'safe', edits: [{ place, text: `LABEL ${label}="${bare}"` }] }];
}
