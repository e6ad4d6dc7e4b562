import { namelessStage, unusedStages } from '../../src/image/questions/stage-uses.ts';
import { copiedImages } from '../../src/image/questions/used-images.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'stage-unused',
  summary: 'Leave no stage that nothing uses.',
  category: 'correctness',
  faults: {
    unnamed: { severity: 'info', summary: 'Nothing uses the stage, and it has no name to build it by.', since: '2026-11', aliases: [{ tool: 'tally', id: 'no-unreachable-stages' }] },
    named: { severity: 'off', summary: 'Nothing in the file uses the stage; builds may still name it as their target.', since: '2026-11', aliases: [{ tool: 'tally', id: 'no-unreachable-stages' }] },
  },

  *check({ dockerfile, target }) {
    const last = dockerfile.stages.at(-1);
    const unused = unusedStages(dockerfile).filter((stage) => stage !== target && stage !== last);
    const forgotten = new Set(copiedImages(dockerfile).map(({ isImage, instruction }) => (isImage === undefined ? namelessStage(instruction, dockerfile) : undefined)));
    for (const stage of unused) {
      const { name, from } = stage;
      // `copy-from-unknown` says which name it lacks.
      if (forgotten.has(stage)) continue;
      if (name === undefined) yield { fault: 'unnamed', at: from.image ?? from, message: 'nothing uses this stage, and it has no name to build it by', help: 'Remove it, or name it with `AS` when builds target it.' };
      else yield { fault: 'named', at: name, message: `nothing in this file uses the stage \`${name.raw}\``, help: `Copy from it what was meant to be copied (\`COPY --from=${name.raw}\`), or remove it unless builds name it with \`--target\`.` };
    }
    if (unused.length === 0 && last !== undefined) yield { kind: 'proof', at: { place: last.from.keywordAt }, message: 'every stage is used' };
  },
});
