import type { Stage } from './model.ts';

/** The stage and those it is built FROM, itself first. */
export function chainOf(stage: Stage | undefined): readonly Stage[] {
  const chain: Stage[] = [];
  for (let at = stage; at !== undefined; at = at.parent) chain.push(at);
  return chain;
}
