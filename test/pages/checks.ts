import type { Diagnostic } from '../../src/diagnostic.ts';
import type { FixResult } from '../../src/fix.ts';
import { Source, type Place } from '../../src/source.ts';
import type { CaseRunner, Judged } from './run.ts';

/** What is wrong with how findings speak and where they stand: the conventions of CONTRIBUTING.md. */
export function problemsOf(diagnostics: readonly Diagnostic[]): readonly string[] {
  return diagnostics.flatMap((diagnostic) => {
    const { message, help, fixes, related, place } = diagnostic;
    const problems: string[] = [];
    const complain = (what: string): void => void problems.push(`${diagnostic.rule}/${diagnostic.fault}: ${what}`);
    if (/\.$/.test(message)) complain(`the message ends with a full stop: ${message}`);
    if (/\bshould\b/i.test(message)) complain(`the message says "should": ${message}`);
    if (message.trim() === '' || message.includes('\n')) complain('the message is one line');
    if (message.includes('\u0000')) complain(`the message shows a placeholder: ${JSON.stringify(message)}`);
    if (help !== undefined && !/[.?!`)]$/.test(help.trim())) complain(`the help is no sentence: ${help}`);
    for (const where of [place, ...related.map((one) => one.place), ...fixes.flatMap(({ edits }) => edits.map((edit) => edit.place))]) {
      if (!liesInside(where)) complain(`the span ${String(where.span.start)}–${String(where.span.end)} lies outside of ${where.source.path}`);
    }
    if (fixes.some(({ edits }) => edits.length === 0)) complain('a fix edits nothing');
    return problems;
  });
}

function liesInside({ source, span }: Place): boolean {
  return Number.isInteger(span.start) && Number.isInteger(span.end) && 0 <= span.start && span.start <= span.end && span.end <= source.text.length;
}

/** Texts that fixes changed, by path. */
export function changedTexts(result: FixResult): ReadonlyMap<string, string> {
  return new Map(result.changes.map(({ path, after }) => [path, `${after.byteOrderMark ? '\ufeff' : ''}${after.text}`]));
}

/** Why the result of `--fix` will not do: it goes round in circles, is not done, or no longer parses. */
export function problemsOfFix(runner: CaseRunner, source: Source, unsafe: boolean): readonly string[] {
  const problems: string[] = [];
  const result = runner.fix(source, unsafe);
  const named = unsafe ? '--fix --unsafe' : '--fix';
  if (result.cycle.length > 0) problems.push(`${named}: the fixes undo one another`);
  if (result.exhausted) problems.push(`${named}: there is always something more to fix`);
  const changed = new Map(result.changes.map(({ path, after }) => [path, after]));
  const fixed = changed.get(source.path) ?? source;
  const again = runner.fix(fixed, unsafe, changed);
  if (again.changes.length > 0) problems.push(`${named}: a second run changes the text again`);
  const [error] = runner.build(fixed, changed).dockerfile.syntaxErrors;
  if (error !== undefined && runner.build(source).dockerfile.syntaxErrors.length === 0) problems.push(`${named}: the fixed text does not parse: ${error.message}`);
  return problems;
}

/** What a byte order mark, or other line ends, change about the findings and the fixed text, when they change anything. */
export function problemsOfVariants(runner: CaseRunner, judged: Judged): readonly string[] {
  const { source } = judged;
  const { skip } = runner.example;
  const problems: string[] = [];
  const fixedHere = runner.fix(source, true).changes;
  if (!skip.has('bom') && !source.byteOrderMark) {
    const variant = new Source(source.path, source.text, { byteOrderMark: true });
    if (runner.judge(variant).output !== judged.output) problems.push('a byte order mark changes the findings');
    if (runner.fix(variant, true).changes.some(({ path, after }) => path === source.path && !after.byteOrderMark)) problems.push('the fix loses the byte order mark');
  }
  if (!skip.has('crlf') && !source.text.includes('\r')) {
    const variant = new Source(source.path, source.text.replaceAll('\n', '\r\n'));
    const output = runner.judge(variant).output;
    if (output !== judged.output) problems.push(`with CRLF the findings differ:\n${output}`);
    const fixed = runner.fix(variant, true).changes.find(({ path }) => path === source.path)?.after.text;
    const wanted = fixedHere.find(({ path }) => path === source.path)?.after.text.replaceAll('\n', '\r\n');
    if (fixed !== wanted) problems.push(`with CRLF the fixed text differs:\n${JSON.stringify(fixed)}\nrather than\n${JSON.stringify(wanted)}`);
  }
  return problems;
}
