import { expand } from './expand.ts';
import { sourceKind } from './errors-files.ts';
import type { Dockerfile, Report, Stage } from './model.ts';
import { ArgNode } from './nodes-pairs.ts';
import { knownValue } from '../word.ts';
import { LazyWord } from './words.ts';

const name = 'SOURCE_DATE_EPOCH';

/** A global `ARG SOURCE_DATE_EPOCH=…`: seconds, `context`, or a stage that holds nothing but one remote ADD. */
export function checkEpoch(dockerfile: Dockerfile, report: Report): void {
  for (const instruction of dockerfile.globalArgs) {
    for (const pair of instruction.pairs) {
      if (pair.key.raw !== name || !(pair.value instanceof LazyWord) || !(instruction instanceof ArgNode)) continue;
      const value = knownValue(expand(pair.value.content, instruction.scope, { escape: dockerfile.escape }).text);
      if (value === undefined || value === '' || value === 'context' || /^[+-]?\d+$/.test(value)) continue;
      const stage = dockerfile.stages.find((candidate) => candidate.name?.raw.toLowerCase() === value.toLowerCase());
      if (stage !== undefined) checkStage(stage, report);
      else report({ place: pair.value.place, message: `\`${value}\` is no value of \`${name}\``, help: 'Write the seconds since 1970, `context`, or the name of a stage.' });
    }
  }
}

function checkStage(stage: Stage, report: Report): void {
  const adds = stage.instructions.filter((instruction) => instruction.keyword === 'ADD');
  const other = stage.instructions.find((instruction) => instruction.keyword !== 'ADD' && instruction.keyword !== 'ARG');
  const [source] = adds[0]?.sources ?? [];
  const isRemote = source?.value === undefined || sourceKind(source.value) !== 'path';
  if (stage.isScratch && other === undefined && adds.length === 1 && adds[0]?.sources.length === 1 && isRemote) return;
  report({
    place: stage.from.place,
    message: `the stage gives \`${name}\` its time, but is not one remote \`ADD\` on \`scratch\``,
    help: `Leave only \`FROM scratch\` and one \`ADD\` of a URL or a git repository in it.`,
  });
}
