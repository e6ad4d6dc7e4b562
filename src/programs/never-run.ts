import type { Command, Flow, Script } from '../shell/model.ts';

/** Commands of a script in branches that are never taken. */
export function neverRun(script: Script): ReadonlySet<Command> {
  const flow = script.flow();
  return new Set(flow === undefined ? [] : leftOutIn(flow));
}

function leftOutIn(flow: Flow): readonly Command[] {
  switch (flow.kind) {
    case 'case': return [...flow.leftOut ?? [], ...flow.bodies.flatMap(leftOutIn)];
    case 'pipeline': case 'and-or': case 'sequence': return flow.parts.flatMap(leftOutIn);
    case 'subshell': case 'redirected': case 'function': return leftOutIn(flow.body);
    case 'if': return [...flow.branches.flatMap(({ test, body }) => [...leftOutIn(test), ...leftOutIn(body)]), ...(flow.otherwise === undefined ? [] : leftOutIn(flow.otherwise))];
    case 'loop': return [...(flow.test === undefined ? [] : leftOutIn(flow.test)), ...leftOutIn(flow.body)];
    case 'command': case 'assignment': case 'background': case 'test': return [];
  }
}
