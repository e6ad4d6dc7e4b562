import type { MappedText } from '../mapped-text.ts';
import { withoutEscapes } from './joined-text.ts';
import type { ParsedScript, ScriptExpansion } from './syntax.ts';

/**
 * The script inside a substitution and the text its offsets count in. Backticks with escapes are decoded by the parser, and
 * decoded here again with the places kept; undefined when the two differ.
 */
export function substitutionScript(node: ScriptExpansion, ground: MappedText): { script: ParsedScript; ground: MappedText } | undefined {
  const script = node.script;
  if (script === undefined) return undefined;
  if (script.source === undefined) return { script, ground };
  const inner = ground.slice(node.pos + 1, Math.max(node.pos + 1, node.end - 1));
  for (const escapable of ['\\`$', '\\`$"']) {
    const decoded = withoutEscapes(inner, escapable);
    if (decoded.text === script.source) return { script, ground: decoded };
  }
  return undefined;
}
