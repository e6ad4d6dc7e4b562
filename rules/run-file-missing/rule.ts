import type { Stage } from '../../src/dockerfile/model.ts';
import type { FileFact, FileTree, Need } from '../../src/image/files/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';

type Absent = FileFact & { readonly is: 'absent' };

export default defineRule({
  id: 'run-file-missing',
  summary: 'Put files in place before RUN reads them.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    file: { severity: 'warning', summary: 'RUN reads a path that the stage does not have at that point: the command fails.', since: '2026-11' },
    manifest: { severity: 'warning', summary: 'RUN starts a program that looks for a file of the project, and no instruction above puts one there: the command fails.', since: '2026-11' },
  },

  *check(build) {
    for (const stage of build.dockerfile.stages) {
      const files = build.files(stage);
      const told = new Set<string>();
      for (const need of files.needs) {
        // A path may be there at first, and gone further down.
        const key = `${need.fact.is} ${need.fact.path}`;
        if (need.what === 'program' || told.has(key)) continue;
        told.add(key);
        yield build.image.isBuilt(stage) || need.fact.is !== 'absent' ? judge(need, files, stage) : { kind: 'doubt', at: need.word, message: `\`${need.fact.path}\` is missing in a stage that this build leaves out` };
      }
    }
  },
});

function judge(need: Need, files: FileTree, stage: Stage): Observation {
  const { word, fact } = need;
  if (fact.is === 'present') return { kind: 'proof', at: word, message: `\`${fact.path}\` is there when this runs` };
  if (fact.is === 'unknown') return { kind: 'doubt', at: word, message: `whether \`${fact.path}\` is there when this runs is not known: ${fact.why}` };
  return missing(need, fact, files.at(fact.path), stage);
}

function missing({ what, word, command }: Need, fact: Absent, later: FileFact, stage: Stage): Observation {
  const isLater = later.is === 'present' && later.by !== undefined && later.by.stage === stage && later.by.index > command.instruction.index;
  const why = isLater ? `it is put there further down, by ${later.by?.keyword ?? ''}` : fact.why;
  const message = what === 'file' ? `\`${fact.path}\` is not in the image when this runs: ${why}` : `\`${word.raw}\` needs \`${fact.path}\`, which is not in the image when this runs: ${why}`;
  return { fault: what === 'file' ? 'file' : 'manifest', at: word, message, help: remedy(fact, isLater), ...(isLater ? { related: [{ place: later.at.place, message: 'it is put there here' }] } : {}) };
}

function remedy({ path, near, ignored }: Absent, isLater: boolean): string {
  if (isLater) return 'Move that above this RUN.';
  if (ignored === true) return 'Add an exception for it to the ignore file.';
  const folder = path.slice(0, path.lastIndexOf('/')) || '/';
  return near === undefined ? `Copy it to \`${folder}\` above, or correct the path.` : `\`${near}\` is there: name that, or put it into \`${folder}\`.`;
}
