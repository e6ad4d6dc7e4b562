import { defineRule } from '../../src/rule.ts';
import { lineOf } from '../../src/source.ts';

export default defineRule({
  id: 'healthcheck-missing',
  summary: 'Give the shipped image a health check.',
  category: 'runtime',
  faults: {
    missing: {
      severity: 'off', summary: 'The shipped image has no HEALTHCHECK.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3057', level: 'off' }, { tool: 'trivy', id: 'DS-0026' }, { tool: 'checkov', id: 'CKV_DOCKER_2' },
        { tool: 'kics', id: 'b03a748a-542d-44f4-bb86-9199ab4fd2d5' }, { tool: 'dockle', id: 'CIS-DI-0006' },
      ],
    },
    none: { severity: 'off', summary: 'The shipped image has a HEALTHCHECK that says NONE.', since: '2026-11' },
  },

  *check({ image, target }) {
    if (image.shipped === undefined || target === undefined) return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `whether the image has a health check is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') {
      const isSet = image.shippedChain.some(({ instructions }) => instructions.some(({ keyword }) => keyword === 'HEALTHCHECK'));
      const base = image.baseReference(target)?.word;
      const message = isSet ? 'the image has no health check: `HEALTHCHECK NONE` switches it off' : `the image has no health check, and \`${base?.value ?? base?.raw ?? 'scratch'}\` has none`;
      yield { fault: isSet ? 'none' : 'missing', at: from, message, help: 'Add a HEALTHCHECK that asks the program itself whether it works.' };
    } else if ('base' in healthcheck.from) yield { kind: 'proof', at: healthcheck.from.at, message: `\`${healthcheck.from.base.image}\` has a health check` };
    else {
      const { at } = healthcheck.from;
      yield { kind: 'proof', at, message: `set at line ${String(lineOf(at.place))}` };
    }
  },
});
