import type { AnyRule } from '../rule.ts';

/** The rules that judge ignore comments. They observe nothing by themselves: `suppress` reports them, once all others have run. */
const unusedIgnore: AnyRule = {
  id: 'unused-ignore',
  summary: 'Remove ignore comments that ignore nothing.',
  category: 'style',
  fixable: true,
  faults: {
    'nothing-ignored': { severity: 'info', summary: 'The comment names a rule that finds nothing there.', since: '2026-11' },
    'no-effect': { severity: 'info', summary: 'The comment stands where it has no effect, has expired, or is not allowed.', since: '2026-11' },
  },
  check: () => [],
};

const unknownIgnore: AnyRule = {
  id: 'unknown-ignore',
  summary: 'Name rules that exist in ignore comments.',
  category: 'correctness',
  faults: { 'unknown-rule': { severity: 'warning', summary: 'The comment names a rule that does not exist.', since: '2026-11' } },
  check: () => [],
};

export const suppressionRules: readonly AnyRule[] = [unusedIgnore, unknownIgnore];
