import { expand } from './expand.ts';
import type { Expansion } from './expand.ts';
import type { Heredoc, Instruction } from './model.ts';

/**
 * What the build makes of the files that heredocs of COPY and ADD hold, those with a quoted delimiter left out (source: BuildKit,
 * `ExpandRaw` of its commands: the escape character is always a backslash there, and quotes are characters like any other).
 */
export function expandedBodies(instruction: Instruction): readonly Expansion[] {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return [];
  return instruction.heredocs.filter(isExpanded).map(({ body }) => expand(body, instruction.scope, { escape: '\\', skipQuotes: true }));
}

function isExpanded({ expand: expanded, body }: Heredoc): boolean {
  return expanded && body.text.includes('$');
}
