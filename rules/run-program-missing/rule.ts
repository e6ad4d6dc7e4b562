import type { Dockerfile, Stage } from '../../src/dockerfile/model.ts';
import type { FileFact, Need } from '../../src/image/files/model.ts';
import { systemManagerOf } from '../../src/knowledge/package-managers.ts';
import { packagesWith } from '../../src/knowledge/programs-of-packages.ts';
import { goneFromDebian } from '../../src/knowledge/system-programs.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'run-program-missing',
  summary: 'Call programs that the stage has.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    missing: { severity: 'warning', summary: 'RUN calls a program that neither the base image nor an instruction above brings: the command fails.', since: '2026-11' },
    instruction: { severity: 'warning', summary: 'The line above ends in a backslash, so an instruction became a part of the script of RUN.', since: '2026-11' },
  },

  *check(build) {
    yield* swallowed(build.dockerfile);
    for (const stage of build.dockerfile.stages) {
      const told = new Set<string>();
      let last: Need | undefined;
      for (const missing of build.files(stage).needs) {
        const { fact } = missing;
        if (missing.what !== 'program' || isInstruction(missing.word)) continue;
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

/** `\\` at the end of the last line of a script. What a heredoc or a string holds is text of its own. */
function* swallowed(dockerfile: Dockerfile): Iterable<Finding> {
  for (const run of dockerfile.all('RUN')) {
    for (const command of run.command.form === 'shell' ? run.commands : []) {
      if (command.script.heredoc || command.script.functionNames.size > 0) continue;
      const word = command.words.find((one, index) => isInstruction(one) && (index === 0 || isFirstOnLine(one)));
      if (word === undefined) continue;
      const { place: { source, span } } = word;
      const message = isFirstOnLine(word) ? `\`${word.raw}\` is no instruction here: a backslash above makes it a part of RUN` : `\`${word.raw}\` is an instruction, and no program`;
      yield { fault: 'instruction', at: { place: source.place(span.start, span.end) }, message, help: isFirstOnLine(word) ? 'Take the backslash away that the script above ends in, and what joins commands before it.' : word.raw === 'RUN' ? 'Take it away.' : `Begin a line of its own with \`${word.raw}\`.` };
      break;
    }
  }
}

function isInstruction({ raw }: Word): boolean {
  return /^(?:FROM|RUN|CMD|LABEL|MAINTAINER|EXPOSE|ENV|ADD|COPY|ENTRYPOINT|VOLUME|USER|WORKDIR|ARG|ONBUILD|STOPSIGNAL|HEALTHCHECK|SHELL)$/.test(raw);
}

/** Nothing but blanks before it, and something behind it. */
function isFirstOnLine({ place: { source, span } }: Word): boolean {
  return /\n[ \t]*$/.test(source.text.slice(Math.max(0, span.start - 200), span.start)) && /^[ \t]+[^\s\\]/.test(source.text.slice(span.end, span.end + 200));
}

function lacksShell({ image, files }: Build, stage: Stage, { command }: Need): boolean {
  return image.before(command.instruction).shell.is === 'absent' && files(stage).program('/bin/sh').is === 'absent';
}

function remedy({ image }: Build, stage: Stage, fact: FileFact & { readonly is: 'absent' }, name: string): string {
  if (name === 'source') return 'Write `.` in its place, or set `SHELL ["/bin/bash", "-c"]` above.';
  if (fact.near !== undefined) return `\`${fact.near}\` is there: call that.`;
  const own = image.base(stage)?.packageManager;
  const manager = systemManagerOf(name);
  if (manager !== undefined && own !== undefined && own !== 'none') return `The package manager of this image is \`${own}\`.`;
  // Of an image that is not known its name says that it is Alpine.
  if (manager !== undefined && own === undefined) return 'The package manager of Alpine is `apk`.';
  if (name.includes('/')) return 'Copy it into the image above, or correct its path.';
  const instead = Object.hasOwn(goneFromDebian, name) ? goneFromDebian[name]?.instead : undefined;
  if (instead !== undefined) return instead;
  const [packaged] = packagesWith(name);
  return `Install ${packaged === undefined ? 'it' : `\`${packaged}\``} above, or build on an image that has it.`;
}
