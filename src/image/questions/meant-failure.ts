import type { Command } from '../../shell/model.ts';

/** Characters around a command in which its script is looked at; a list of commands is not longer. */
const NEARBY = 4000;

/** Whether the script asks for the failure, or goes on behind it: `x || true`, `if x`, `! x`. By its text where its commands do not say. */
export function mayFail({ conditional, negated, connector, script, place: { source, span } }: Command): boolean {
  if (conditional || negated || connector === '||') return true;
  // `x 2>/dev/null; true`: nobody is to hear of it.
  if (/^\s*;\s*(?:true|:|exit 0)(?=[\s;)&|]|$)/.test(source.text.slice(span.end, span.end + 100)) || /2>\s*\/dev\/null/.test(source.slice(span))) return true;
  const before = source.text.slice(Math.max(script.place.span.start, span.start - NEARBY), span.start);
  const keyword = before.match(/\b(?:if|elif|while|until|then|do|else|fi|done)\b/g)?.at(-1);
  if (keyword !== undefined && /^(?:if|elif|while|until)$/.test(keyword)) return true;
  return /\bset \+\w*e/.test(before) || source.text.slice(span.end, Math.min(script.place.span.end, span.end + NEARBY)).includes('||');
}
