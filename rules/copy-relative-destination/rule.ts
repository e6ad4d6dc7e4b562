import type { Dockerfile, Instruction, Stage } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';

export default defineRule({
  id: 'copy-relative-destination',
  summary: 'Set WORKDIR before copying to a relative path.',
  category: 'correctness',
  faults: {
    'no-workdir': { severity: 'info', summary: 'COPY goes to a path that depends on the WORKDIR of the base image.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3045', level: 'warning' }] },
    'not-expanded': { severity: 'info', summary: 'COPY goes to a path that begins with a variable in single quotes, in which it stays as it is written.', since: '2026-11' },
  },

  *check({ dockerfile, image }) {
    const setsWorkdir = workdirs(dockerfile);
    for (const copy of dockerfile.all('COPY')) {
      const { destination, stage } = copy;
      const path = pattern(destination?.text ?? []);
      if (destination === undefined || path === '') continue;
      if (/^(?:[/\\]|[A-Za-z]:)/.test(path)) {
        yield { kind: 'proof', at: destination, message: `\`${destination.raw}\` is absolute` };
        continue;
      }
      if (path.startsWith('\u0000')) {
        yield { kind: 'doubt', at: destination, message: `only the build knows whether \`${destination.raw}\` is absolute` };
        continue;
      }
      if (setsWorkdir(copy)) continue;
      const base = stage === undefined ? undefined : image.base(stage);
      if (base?.workdir !== undefined && base.workdir !== '/') continue;
      if (destination.raw.startsWith("'") && /^\$[\w{]/.test(path)) {
        yield { fault: 'not-expanded', at: destination, message: `\`${path}\` is what the path is called: in single quotes a variable is not replaced`, help: 'Write it in double quotes, or without.' };
        continue;
      }
      yield {
        fault: 'no-workdir', at: destination,
        message: `\`${destination.value ?? destination.raw}\` is relative, and ${base?.workdir === undefined ? 'this file sets no WORKDIR: the base image decides where it goes' : 'nothing sets WORKDIR before it'}`,
        help: 'Set `WORKDIR`, or write an absolute path.',
      };
    }
  },
});

/** Whether a WORKDIR stands above an instruction, in its stage or in one that it is built FROM. */
function workdirs(dockerfile: Dockerfile): (instruction: Instruction) => boolean {
  const first = new Map<Stage | undefined, number>();
  for (const { stage, index } of dockerfile.all('WORKDIR')) if (!first.has(stage)) first.set(stage, index);
  for (const stage of dockerfile.stages) {
    const { parent } = stage;
    if (parent === undefined) continue;
    // A stage of another Dockerfile that this build stands on.
    const isOther = parent.from.place.source !== dockerfile.source;
    if (first.has(parent) || (isOther && setsWorkdir(parent))) first.set(stage, -1);
  }
  return ({ stage, index }) => (first.get(stage) ?? Infinity) < index;
}

function setsWorkdir(stage: Stage): boolean {
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) if (at.instructions.some(({ keyword }) => keyword === 'WORKDIR')) return true;
  return false;
}
