import type { Stage } from '../../src/dockerfile/model.ts';
import type { FileFact, Need } from '../../src/image/files/model.ts';
import { systemManagerOf } from '../../src/knowledge/package-managers.ts';
import { packagesWith } from '../../src/knowledge/programs-of-packages.ts';
import { goneFromDebian } from '../../src/knowledge/system-programs.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build } from '../../src/rule.ts';

export default defineRule({
  id: 'run-program-missing',
  summary: 'Call programs that the stage has.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    missing: { severity: 'warning', summary: 'RUN calls a program that neither the base image nor an instruction above brings: the command fails.', since: '2026-11' },
  },

  *check(build) {
    for (const stage of build.dockerfile.stages) {
      const told = new Set<string>();
      let last: Need | undefined;
      for (const missing of build.files(stage).needs) {
        const { fact } = missing;
        if (missing.what !== 'program') continue;
        if (fact.is === 'unknown') yield { kind: 'doubt', at: missing.word, message: `whether \`${fact.path}\` is there when this runs is not known: ${fact.why}` };
        // Where no shell reads the command, `shell-missing` tells of that.
        if (fact.is !== 'absent' || (!missing.command.script.exec && lacksShell(build, stage, missing))) continue;
        const name = missing.word.value ?? missing.word.raw;
        // What a shell that is missing was to run is not reached.
        if (told.has(name) || (last !== undefined && missing.command.place.span.end <= last.command.place.span.end)) continue;
        told.add(name);
        last = missing;
        if (build.image.isBuilt(stage)) yield { fault: 'missing', at: missing.word, message: `\`${name}\` is not in the image when this runs: ${fact.why}`, help: remedy(build, stage, fact, name) };
        else yield { kind: 'doubt', at: missing.word, message: `\`${name}\` is missing in a stage that this build leaves out` };
      }
    }
  },
});

function lacksShell({ image, files }: Build, stage: Stage, { command }: Need): boolean {
  return image.before(command.instruction).shell.is === 'absent' && files(stage).program('/bin/sh').is === 'absent';
}

function remedy({ image }: Build, stage: Stage, fact: FileFact & { readonly is: 'absent' }, name: string): string {
  if (fact.near !== undefined) return `\`${fact.near}\` is there: call that.`;
  const own = image.base(stage)?.packageManager;
  const manager = systemManagerOf(name);
  if (manager !== undefined && own !== undefined && own !== 'none') return `The package manager of this image is \`${own}\`.`;
  if (name.includes('/')) return 'Copy it into the image above, or correct its path.';
  const instead = Object.hasOwn(goneFromDebian, name) ? goneFromDebian[name]?.instead : undefined;
  if (instead !== undefined) return instead;
  const [packaged] = packagesWith(name);
  return `Install ${packaged === undefined ? 'it' : `\`${packaged}\``} above, or build on an image that has it.`;
}
