import { expect } from '@jest/globals';
import type { AnyRule } from '../../src/rule.ts';
import { changedTexts, problemsOf, problemsOfFix, problemsOfVariants } from './checks.ts';
import { expectedFences } from './expected.ts';
import type { Case } from './page.ts';
import { CaseRunner } from './run.ts';
import type { PageUpdate } from './update.ts';

/**
 * Runs one example of a page and throws where it does not hold. With `update` the fences that can be derived are handed over to
 * be written instead of compared; the verdict holds all the same.
 */
export async function checkCase(example: Case, rule: AnyRule, update?: PageUpdate): Promise<void> {
  const runner = await CaseRunner.create(example, rule);
  const source = runner.source();
  const judged = runner.judge(source);
  if (example.verdict === 'bad' && judged.diagnostics.length === 0) throw new Error('Bad, but the rule finds nothing');
  if (example.verdict === 'good' && judged.diagnostics.length > 0) throw new Error(`Good, but the rule finds:\n${judged.output}`);
  if (example.verdict === 'good' && judged.proof === '' && !example.skip.has('vacuity') && !runner.metCandidate()) {
    throw new Error('Good, but the rule finds nothing here that it could judge: the example shows nothing (`<!-- skip: vacuity -->` when it does)');
  }
  expect(problemsOf(judged.diagnostics)).toEqual([]);
  expect([...problemsOfFix(runner, source, false), ...problemsOfFix(runner, source, true)]).toEqual([]);
  expect(problemsOfVariants(runner, judged)).toEqual([]);
  if (judged.diagnostics.some(({ fixes }) => fixes.length > 0)) expect({ fixable: rule.fixable }).toEqual({ fixable: true });

  const expected = expectedFences(example, { ...judged, fixed: changedTexts(runner.fix(source, true)) });
  if (update !== undefined) {
    if (example.proof !== undefined && example.proof.text !== '') expect(marksOf(judged.proof)).toEqual(marksOf(example.proof.text));
    update.add(example, expected);
    return;
  }
  for (const { language, file, text, fence, why } of expected) {
    const name = `\`${language}\`${file === undefined ? '' : ` of ${file}`} (${why})`;
    if (fence === undefined && text !== undefined) throw new Error(`no fence ${name}; \`UPDATE=1 npm test\` writes it:\n${text}`);
    if (fence !== undefined) expect({ [name]: fence.text }).toEqual({ [name]: text });
  }
}

/** Of each line of a `proof` fence, whether it proves or doubts. */
function marksOf(proof: string): string {
  return proof.split('\n').map((line) => line.slice(0, 1)).join('');
}
