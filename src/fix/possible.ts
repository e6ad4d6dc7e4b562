import type { Diagnostic } from '../diagnostic.ts';

/** Without fixes of a text that is no UTF-8: it would be written back as another one. */
export function withPossibleFixes(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const isImpossible = ({ edits }: Diagnostic['fixes'][number]): boolean => edits.some(({ place }) => place.source.invalidUtf8);
  if (!diagnostics.some(({ fixes }) => fixes.some(isImpossible))) return diagnostics;
  return diagnostics.map((diagnostic) => ({ ...diagnostic, fixes: diagnostic.fixes.filter((fix) => !isImpossible(fix)) }));
}
