import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { peerDifferences, type PeerDifference } from '../knowledge/peer-differences.ts';
import { lineOf } from '../source.ts';
import type { Ignore, Reach } from './comments.ts';

/** Whether the tool that a comment speaks to may tell of what the comment reaches, where ironlint is known to tell of nothing: the comment may well be needed there. */
export function isNeededElsewhere(dockerfile: Dockerfile, { dialect, name, reach }: Ignore): boolean {
  const differences = peerDifferences.filter(({ tool, ids }) => tool === dialect && ids.includes(name));
  return differences.length > 0 && reached(dockerfile, reach).some(({ keyword, rest, stage }) =>
    differences.some(({ keywords, says, inStages }) => keywords.includes(keyword) && says?.test(rest.text) !== false && isMeant(dockerfile, stage, inStages)));
}

function isMeant({ stages }: Dockerfile, stage: Stage | undefined, inStages: PeerDifference['inStages']): boolean {
  if (inStages === undefined) return true;
  return inStages === 'built on another' ? stage?.parent !== undefined : stage !== stages.at(-1);
}

function reached({ instructions }: Dockerfile, reach: Reach): readonly Instruction[] {
  if (reach.over === 'file') return instructions;
  if (reach.over === 'instruction') return [reach.instruction];
  if (reach.over === 'stage') return instructions.filter(({ stage }) => stage === reach.stage);
  if (reach.over === 'nothing') return [];
  const { line } = reach;
  return instructions.filter(({ place: { source, span } }) => lineOf({ source, span }) <= line && source.position(span.end).line >= line);
}
