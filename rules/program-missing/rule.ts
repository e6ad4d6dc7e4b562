import { containerPath } from '../../src/container-path.ts';
import { foreignCopies } from '../../src/cargo/foreign-programs.ts';
import type { FileFact, FileTree } from '../../src/image/files/model.ts';
import { folderOfThatName } from '../../src/image/questions/folder-of-that-name.ts';
import { isBaseForOthers } from '../../src/image/questions/base-for-others.ts';
import { lostScript } from '../../src/image/questions/interpreters.ts';
import type { LostScript } from '../../src/image/questions/interpreters.ts';
import { notExecutable } from '../../src/image/questions/not-executable.ts';
import { startedPrograms, volumeOver } from '../../src/image/questions/started.ts';
import { packagesWith } from '../../src/knowledge/programs-of-packages.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';

export default defineRule({
  id: 'program-missing',
  summary: 'Start a program that the image has.',
  category: 'runtime',
  needs: ['context'],
  faults: {
    words: { severity: 'warning', summary: 'A program and its arguments stand in one word of a JSON array: the container does not start.', since: '2026-11' },
    missing: { severity: 'warning', summary: 'The program that ENTRYPOINT or CMD starts is not in the image: the container does not start.', since: '2026-11' },
    twice: { severity: 'warning', summary: 'CMD names the program that the entrypoint starts already: it takes the name for that of a script.', since: '2026-11' },
    script: { severity: 'warning', summary: 'ENTRYPOINT is a script, and takes the place of the interpreter that the base image would start.', since: '2026-11' },
    'other-libc': { severity: 'off', summary: 'The program is linked with a C library that the image does not have; `binary-libc` reports it by default.', since: '2026-11' },
    'not-executable': { severity: 'warning', summary: 'The mode of the program does not let the user execute it: the container does not start.', since: '2026-11' },
    'not-copied': { severity: 'off', summary: 'The COPY that is to bring the program finds nothing, and the build fails; `copy-from-missing` reports it by default.', since: '2026-11' },
  },

  *check(build) {
    const { target } = build;
    if (target === undefined) return;
    const files = build.files(target);
    const lost = lostScript(build.image, target);
    if (lost !== undefined) yield lostScriptFinding(lost);
    for (const { instruction, program } of startedPrograms(build)) {
      if (lost?.at === program) continue;
      const name = program.value ?? '';
      // Exec form does not expand variables: `exec-form-variable` tells of that.
      if (name.includes('$')) continue;
      if (name.endsWith('.wasm')) {
        yield { kind: 'doubt', at: program, message: `\`${name}\` is started by a runtime of its own` };
        continue;
      }
      if (isCommandLine(name, files)) {
        const words = wordsOf(name).map((word) => JSON.stringify(word)).join(', ');
        yield { fault: 'words', at: program, message: `${instruction.keyword} looks for a program that is called \`${name}\`, blanks and all`, help: `Write a word each: \`${words}\`.` };
        continue;
      }
      const fact = files.program(name);
      const beside = besidePath(build, name, fact);
      if (beside !== undefined) {
        yield { fault: 'missing', at: program, message: `${instruction.keyword} looks for \`${name}\` in the folders of PATH, and it lies in the working directory`, help: `Start \`${beside}\`, which is there.` };
        continue;
      }
      const foreign = fact.is === 'present' && fact.by?.keyword === 'COPY' ? foreignCopies(build).get(fact.by) : undefined;
      // What changes modes itself before it starts: `chmod +x /app && exec /app`.
      const mode = fact.is === 'present' && !instruction.commands.some((command) => command.name === 'chmod') ? notExecutable(fact, build) : undefined;
      if (fact.is === 'unknown' && fact.fails === true) yield { fault: 'not-copied', at: fact.at ?? program, message: `no \`${name}\` comes into the image: ${fact.why}`, help: 'Copy it from where it is made.' };
      else if (fact.is === 'unknown') yield { kind: 'doubt', at: program, message: `whether the image has \`${name}\` is not known: ${fact.why}` };
      else if (foreign !== undefined) yield { fault: 'other-libc', at: program, message: `\`${name}\` does not start: ${foreign}`, help: 'Compile it for the C library of the image, or ship another image.' };
      else if (fact.is === 'present' && mode !== undefined) yield { fault: 'not-executable', at: program, message: `\`${name}\` does not start: ${mode}`, help: 'Copy it with `--chmod=755`, or run `chmod +x` on it.', related: [{ place: fact.at.place, message: 'it is put there here' }] };
      else if (fact.is === 'present') yield { kind: 'proof', at: program, message: `\`${name}\` is in the image` };
      else {
        const perhaps = whyPerhaps(build, name, fact.path);
        yield perhaps === undefined
          ? { fault: 'missing', at: program, message: `${instruction.keyword} starts \`${name}\`, which the image does not have: ${fact.why}`, help: remedy(name, fact) }
          : { kind: 'doubt', at: program, message: perhaps };
      }
    }
  },
});

/** A script that is called by its bare name, is in no folder of PATH for all that is known, and lies in the working directory. */
function besidePath(build: Build, name: string, fact: FileFact): string | undefined {
  const workdir = build.image.shipped?.workdir;
  if (fact.is === 'present' || !/^[\w-]+\.(?:sh|bash|py|pl|rb)$/.test(name) || build.target === undefined || workdir?.is !== 'present') return undefined;
  const path = containerPath(name, workdir.value);
  const there = build.files(build.target).at(path);
  return there.is === 'present' && there.by !== undefined ? path : undefined;
}

function lostScriptFinding(lost: LostScript): Finding {
  const { at } = lost;
  if (lost.is === 'named-twice') return { fault: 'twice', at, message: `CMD begins with \`${lost.at.value ?? ''}\`, which the entrypoint starts already: it looks for a file of that name`, help: `Leave \`${lost.same}\` out of CMD.` };
  return { fault: 'script', at, message: `\`${lost.at.value ?? ''}\` is started as a program: this ENTRYPOINT takes the place of \`${lost.interpreter}\`, which the base image would start`, help: 'Name it in CMD, and leave ENTRYPOINT to the base image.' };
}

/** Why a program that the image does not have may be there when it is started. */
function whyPerhaps(build: Build, name: string, path: string): string | undefined {
  if (isBaseForOthers(build)) return `\`${name}\` is not in the image: those that are built on it may bring it`;
  if (isMounted(name, build)) return `\`${name}\` may be mounted: the image has nothing of a project`;
  const folder = folderOfThatName(build, path);
  if (folder !== undefined) return `\`${folder}\` is a folder here, and may be the program where the image is built`;
  return volumeOver(build, path) === undefined ? undefined : `\`${name}\` is in a VOLUME`;
}

/** A program in a folder of a project, when none is copied into any stage: such images are started with the project mounted. */
function isMounted(name: string, { dockerfile }: Build): boolean {
  return name.includes('/') && !/^\/(?:usr|bin|sbin|lib|etc)\//.test(name) && dockerfile.all('COPY', 'ADD').length === 0;
}

/** What stands behind `-c` is one word for a shell. */
function wordsOf(line: string): readonly string[] {
  const words = line.split(' ');
  return words[1] === '-c' ? [...words.slice(0, 2), words.slice(2).join(' ')] : words;
}

function remedy(name: string, fact: FileFact & { readonly is: 'absent' }): string {
  if (fact.near !== undefined) return `Start \`${fact.near}\`, which is there.`;
  const [packaged] = name.includes('/') ? [] : packagesWith(name);
  return packaged === undefined ? `Copy or install \`${name}\`.` : `Install \`${packaged}\`, or start a program that the image has.`;
}

/** A name with arguments behind it. Paths may have blanks, of Windows most of all: that of a program that is there shows what is meant. */
function isCommandLine(name: string, files: FileTree): boolean {
  if (/^[\w.+-]+(?: [\w./:=@-]+)+$/.test(name)) return true;
  const [path = ''] = name.split(' ');
  return path.startsWith('/') && path !== name && files.at(name).is === 'absent' && files.at(path).is === 'present';
}
