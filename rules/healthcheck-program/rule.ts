import type { HealthcheckInstruction, Stage } from '../../src/dockerfile/model.ts';
import { foreignCopies } from '../../src/cargo/foreign-programs.ts';
import { isBuiltin, shellWords } from '../../src/image/questions/command-lines.ts';
import type { FileFact, FileTree } from '../../src/image/files/model.ts';
import { notExecutable } from '../../src/image/questions/not-executable.ts';
import { packagesWith } from '../../src/knowledge/programs-of-packages.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Located } from '../../src/source.ts';

/** What may ask a server over HTTP in place of a program that is missing. */
const clients = ['curl', 'wget'];

export default defineRule({
  id: 'healthcheck-program',
  summary: 'Check health with a program that the image has.',
  category: 'runtime',
  faults: {
    missing: { severity: 'warning', summary: 'The program of the health check is not in the image: the container will be called unhealthy.', since: '2026-11' },
    shell: { severity: 'off', summary: 'The health check is in shell form, and the image has no shell; `shell-missing` reports it by default.', since: '2026-11' },
    'other-libc': { severity: 'off', summary: 'The program is linked with a C library that the image does not have; `binary-libc` reports it by default.', since: '2026-11' },
    'not-executable': { severity: 'warning', summary: 'The mode of the program does not let the user execute it: the container will be called unhealthy.', since: '2026-11' },
    'not-copied': { severity: 'off', summary: 'The COPY that is to bring the program finds nothing, and the build fails; `copy-from-missing` reports it by default.', since: '2026-11' },
  },

  *check(build) {
    const { image, target } = build;
    if (image.shipped === undefined || target === undefined) return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `what the health check runs is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') yield { kind: 'doubt', at: from, message: `there is no health check: ${healthcheck.why}` };
    else if (!('keyword' in healthcheck.value)) yield { kind: 'proof', at: healthcheck.from.at, message: `the health check of \`${healthcheck.value.image}\` runs programs of its own` };
    else {
      const { commands } = healthcheck.value;
      yield* judgeShell(build, target, healthcheck.value);
      const names = new Set<string>();
      const files = build.files(target);
      for (const command of commands) {
        // What stands behind `||` or in a branch may be there because the program is not.
        if (command.conditional || isBuiltin(command) || names.has(command.name)) continue;
        names.add(command.name);
        const wrapper = judgeWrapper(command, files);
        const observation = wrapper ?? judge(command, files, build);
        yield observation;
        // Without what is to start them, no other word is looked for.
        if ('fault' in observation && (wrapper !== undefined || shellWords.has(command.name) || isShell(command))) return;
      }
      if (names.size > 0) return;
      const at = healthcheck.value.command ?? healthcheck.value;
      if (commands.length > 0) yield { kind: 'proof', at, message: 'the shell needs no other program' };
      else yield { kind: 'doubt', at, message: 'which program the health check runs is not understood' };
    }
  },
});

/** What reads shell form: the image must have it. Where that is not known the program itself says enough. */
function* judgeShell({ image, files }: Build, stage: Stage, check: HealthcheckInstruction): Iterable<Observation> {
  if (check.command?.form !== 'shell') return;
  const { shell } = image.before(check);
  const program = shell.is === 'present' ? shell.value[0] : shell.is === 'absent' ? '/bin/sh' : undefined;
  if (program === undefined || files(stage).program(program).is !== 'absent') return;
  yield { fault: 'shell', at: check.command, message: `shell form starts \`${program}\`, which the image does not have`, help: 'Write the command as a JSON array of words that starts the program itself.' };
}

/** What is to start the program: `gosu app …`. */
function judgeWrapper({ wrappers: [word] }: Command, files: FileTree): Observation | undefined {
  const name = word?.value ?? '';
  if (word === undefined || name === '' || shellWords.has(name) || /^[-+]|[=\s]/.test(name)) return undefined;
  const fact = files.program(name);
  return fact.is !== 'absent' ? undefined : { fault: 'missing', at: word, message: `the image has no \`${name}\`: ${fact.why}`, help: `Install \`${name}\`, or let the health check do without it.` };
}

function isShell({ name }: Command): boolean {
  return /^(?:[bd]?a|k|z)?sh$/.test(name);
}

function judge(command: Command, files: FileTree, build: Build): Observation {
  const { program } = command;
  if (program.value === undefined || program.value === '') return { kind: 'doubt', at: program, message: 'which program the health check runs only the build knows' };
  const fact = files.program(program.value);
  if (fact.is === 'unknown' && fact.fails === true) return { fault: 'not-copied', at: fact.at ?? program, message: `no \`${program.value}\` comes into the image: ${fact.why}`, help: 'Copy it from where it is made.' };
  if (fact.is === 'unknown') return { kind: 'doubt', at: fact.at ?? program, message: `whether the image has \`${program.value}\` is not known: ${fact.why}` };
  const why = fact.is === 'present' && fact.by?.keyword === 'COPY' ? foreignCopies(build).get(fact.by) : undefined;
  if (why !== undefined) return { fault: 'other-libc', at: program, message: `\`${program.value}\` does not start: ${why}`, help: 'Compile it for the C library of the image, or ship another image.' };
  const mode = fact.is === 'present' ? notExecutable(fact, build) : undefined;
  if (mode !== undefined) return { fault: 'not-executable', at: program, message: `\`${program.value}\` does not start: ${mode}`, help: 'Copy it with `--chmod=755`, or run `chmod +x` on it.' };
  if (fact.is === 'present') return { kind: 'proof', at: fact.at, message: `\`${program.value}\` is ${origin(fact, program)}` };
  const near = fact.near === undefined ? '' : `; \`${fact.near}\` is there`;
  return { fault: 'missing', at: program, message: `the image has no \`${program.value}\`: ${fact.why}${near}`, help: fact.near === undefined ? remedy(command, files) : `Name \`${fact.near}\`, or copy it to where the health check looks.` };
}

function origin({ by, at }: FileFact & { readonly is: 'present' }, program: Located): string {
  if (by === undefined) return 'in the base image';
  const { line } = at.place.source.position(at.place.span.start);
  const verb = by.keyword === 'RUN' ? 'installed' : by.keyword === 'COPY' ? 'copied' : 'added';
  return program.place.source === at.place.source ? `${verb} at line ${String(line)}` : verb;
}

function remedy({ name, words, program }: Command, files: FileTree): string {
  if (words.length === 1 && /\S\s+\S/.test(program.value ?? '')) return `Write every word as a string of its own: \`[${(program.value ?? '').trim().split(/\s+/).map((word) => JSON.stringify(word)).join(', ')}]\`.`;
  if (name === 'CMD-SHELL' || name === 'CMD') return `Take \`${name}\` away: it is a word of compose files, and a program here.`;
  const other = clients.includes(name) ? clients.find((client) => client !== name && files.program(client).is === 'present') : undefined;
  const url = words.find((word) => /^https?:\/\//.test(word.value ?? ''))?.value;
  if (other === 'wget') return `Use \`wget\`, which the image has: \`wget -q --spider ${url ?? 'URL'}\`.`;
  if (other === 'curl') return `Use \`curl\`, which the image has: \`curl -fsS ${url ?? 'URL'}\`.`;
  const [packaged] = packagesWith(name);
  if (packaged !== undefined && packaged !== name) return `Install \`${packaged}\`, or check with a program that the image has.`;
  return `Install \`${name}\` or copy it into the image, or check with a program that the image has.`;
}
