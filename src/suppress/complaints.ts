import type { Catalogue, Resolution } from '../catalogue.ts';
import { didYouMean } from '../catalogue.ts';
import type { Diagnostic, Fix, Level } from '../diagnostic.ts';
import type { Place } from '../source.ts';
import type { Dialect, Ignore } from './comments.ts';

/** An ignore comment's name, looked up. */
export interface JudgedIgnore {
  readonly ignore: Ignore;
  readonly resolution: Resolution | undefined;
  /** Why it does not count, however well it is placed. */
  readonly disabled: string | undefined;
}

type LevelOf = (rule: string, fault: string) => Level;

/** What is wrong with an ignore that took nothing out. `level`: see `suppress`. Pure. */
export function complaints({ ignore, resolution, disabled }: JudgedIgnore, catalogue: Catalogue, level: LevelOf): readonly Diagnostic[] {
  const complain = (rule: string, fault: string, message: string, help: string, fixes: readonly Fix[]): readonly Diagnostic[] => {
    const severity = level(rule, fault);
    return severity === 'off' ? [] : [{ rule, fault, severity, place: ignore.place, message, help, aliases: [], related: [], fixes }];
  };
  if (resolution === undefined && !ignore.every) {
    if (mayBeForeign(ignore)) return [];
    const message = `no rule is named \`${ignore.name}\`${didYouMean(suggestionFor(ignore, catalogue)).replace(/\?$/, '')}`;
    const isSetting = ignore.dialect === 'buildkit' && ignore.name.includes('=');
    return complain('unknown-ignore', 'unknown-rule', message, isSetting ? `Put a semicolon before \`${ignore.name}\`: commas part the names of checks.` : 'Name a rule, `rule/fault`, or a peer\'s id; `ironlint rules` lists them.', []);
  }
  if (disabled !== undefined) return complain('unused-ignore', 'no-effect', `this ignore of \`${ignore.name}\` has no effect: ${disabled}`, 'Remove it, or move it.', []);
  if (resolution === undefined || !wasJudged(resolution, level)) return [];
  return complain('unused-ignore', 'nothing-ignored', `\`${ignore.name}\` finds nothing that this comment could ignore`, 'Remove it.', removal(ignore));
}

/** Every rule with this name ran, and what it names is not wholly off: where one did not run, nobody knows what it would have found. */
function wasJudged({ targets }: Resolution, level: LevelOf): boolean {
  const isOn = (rule: string, faults: readonly string[]): boolean => faults.some((fault) => level(rule, fault) !== 'off');
  return targets.some(({ rule, faults }) => isOn(rule.id, faults)) && targets.every(({ rule }) => isOn(rule.id, Object.keys(rule.faults)));
}

function suggestionFor({ dialect, name }: Ignore, catalogue: Catalogue): string | undefined {
  // BuildKit tells cases apart: a name in the wrong case is not found there, and the right one is the best answer.
  const otherCase = dialect === 'buildkit' ? catalogue.resolve(name) : undefined;
  return otherCase?.name ?? catalogue.suggest(name);
}

/** Names that may well be a peer's, though no rule of ours has them. hadolint's and BuildKit's are all known. */
function mayBeForeign({ dialect, name }: Ignore): boolean {
  return foreign[dialect]?.test(name) ?? false;
}

const foreign: { readonly [D in Dialect]?: RegExp } = {
  hadolint: /^SC\d{4}$/,
  checkov: /^(?:CKV\d*|BC)_\w+$/,
  trivy: /^[A-Za-z][\w-]*$/,
  tally: /^/,
  droast: /^(?:DF\d{3}|SC\d{4})$/,
};

/** Takes the name out of its comment, or the comment's whole line when it is the only one. What was written for another tool may still be needed there: unsafe. */
function removal(ignore: Ignore): readonly Fix[] {
  if (ignore.dialect === 'buildkit' || ignore.dialect === 'trivy' || ignore.dialect === 'checkov') return [];
  const place = ignore.siblings === 1 ? lineOf(ignore.comment) : withComma(ignore.place);
  return [{ title: ignore.siblings === 1 ? 'Remove the comment' : `Remove \`${ignore.name}\``, safety: ignore.dialect === 'ironlint' ? 'safe' : 'unsafe', edits: [{ place, text: '' }] }];
}

function lineOf({ source, span }: Place): Place {
  const { line } = source.position(span.start);
  return source.place(source.lineStarts[line - 1] ?? span.start, source.lineStarts[line] ?? source.text.length);
}

function withComma({ source, span }: Place): Place {
  const after = /^[^\S\r\n]*,[^\S\r\n]*/.exec(source.text.slice(span.end, span.end + 100))?.[0];
  if (after !== undefined) return source.place(span.start, span.end + after.length);
  const before = /,[^\S\r\n]*$/.exec(source.text.slice(Math.max(0, span.start - 100), span.start))?.[0] ?? '';
  return source.place(span.start - before.length, span.end);
}
