import { shippedLabels } from '../../src/image/questions/labels.ts';
import { dateTimeProblem, gitHashProblem } from '../../src/knowledge/label-values.ts';
import { kindOfKey } from '../../src/knowledge/oci-labels.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'label-stale',
  summary: 'Let the build say when and of what it was made.',
  category: 'metadata',
  faults: {
    literal: { severity: 'info', summary: 'A time of creation or a revision is written into the file, and true for one build at most.', since: '2026-11' },
  },

  *check(build) {
    for (const [name, { value }] of shippedLabels(build).pairs) {
      const kind = kindOfKey(name);
      if (value?.value === undefined || value.raw.includes('$') || (kind !== 'date-time' && kind !== 'revision')) continue;
      // What is no date and no hash is the matter of another rule.
      if ((kind === 'date-time' ? dateTimeProblem : gitHashProblem)(value.value) !== undefined) continue;
      const what = kind === 'date-time' ? 'time' : 'commit';
      yield { fault: 'literal', at: value, message: `the ${what} in \`${name}\` stays the same in every build`, help: `Pass the ${what} as a build argument.` };
    }
  },
});
