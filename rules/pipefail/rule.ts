import type { Alias } from '../../src/diagnostic.ts';
import type { RunInstruction } from '../../src/dockerfile/model.ts';
import { isWithin } from '../../src/image/questions/used-images.ts';
import { knowsPipefail, pipefailOfShell, setsPipefail, startsWithPipefail } from '../../src/programs/pipefail.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build } from '../../src/rule.ts';
import type { Command, Script } from '../../src/shell/model.ts';

const aliases: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL4006', level: 'warning' }, { tool: 'semgrep', id: 'set-pipefail' }, { tool: 'kics', id: 'efbf148a-67e9-42d2-ac47-02fa1c0d0b22' },
];

export default defineRule({
  id: 'pipefail',
  summary: 'Let a pipe fail when one of its commands fails.',
  category: 'correctness',
  faults: {
    'download-piped': { severity: 'info', summary: 'A download is piped into a command that works on whatever comes, `sh` for one: its failure goes unnoticed.', since: '2026-11', aliases },
    pipe: { severity: 'off', summary: 'Of a pipe only the failure of the last command counts.', since: '2026-11', aliases },
    'unsure-shell': { severity: 'off', summary: 'SHELL gives `-o pipefail` to `sh`, which knows it in some images only.', since: '2026-11', aliases },
  },

  *check(build) {
    for (const instruction of build.dockerfile.all('RUN')) {
      const inShell = pipefailAt(build, instruction);
      if (inShell === 'on') continue;
      const pipes = pipesOf(instruction);
      const first = pipes[0]?.[0];
      if (first === undefined) continue;
      if (inShell === 'unsure') {
        yield { fault: 'unsure-shell', at: first, message: '`sh` knows `-o pipefail` in some images only', help: 'Name `bash` or `ash` in SHELL.' };
        continue;
      }
      const download = pipes.flatMap((pipe) => pipe.filter((command, index) => fetches(command) && isTakenAsItIs(pipe[index + 1]))).at(0);
      const { name, program } = download ?? first;
      yield {
        fault: download === undefined ? 'pipe' : 'download-piped', at: download ?? first,
        message: `a failure of \`${name === '' ? program.raw : name}\` does not stop the build: only the last command of a pipe counts`,
        help: `Set \`SHELL ["${shellFor(build, instruction)}", "-o", "pipefail", "-c"]\` above it, or \`set -o pipefail\` in its script.`,
      };
    }
  },
});

function pipefailAt({ image }: Build, instruction: RunInstruction): 'on' | 'unsure' | 'off' {
  // Exec form starts no SHELL; what `sh -c` says for itself stands in its words.
  if (instruction.command.form === 'exec') return pipefailOfShell(instruction.command.words.map(({ value }) => value ?? ''));
  const { shell } = image.before(instruction);
  return shell.is === 'present' ? pipefailOfShell(shell.value) : shell.is === 'unknown' ? 'on' : 'off';
}

/** A shell that is there and knows the option: the one that SHELL names; Alpine has no bash until somebody installs it. */
function shellFor({ image }: Build, instruction: RunInstruction): string {
  const { stage } = instruction;
  const { shell } = image.before(instruction);
  const [named] = shell.is === 'present' ? shell.value : [];
  if (named !== undefined && knowsPipefail(named)) return named;
  const base = stage === undefined ? undefined : image.base(stage);
  return base?.distribution?.name === 'alpine' ? '/bin/ash' : '/bin/bash';
}

/** Not when it only tells of itself, as `curl --version` does. */
function fetches({ name, words }: Command): boolean {
  return (name === 'curl' || name === 'wget') && !words.some(({ value }) => value === '--version' || value === '-V' || value === '--help' || value === '-h');
}

/** Programs that fail by themselves when nothing, or half of an archive, comes in. */
const picky: ReadonlySet<string> = new Set(['tar', 'bsdtar', 'gpg', 'apt-key', 'gunzip', 'zcat', 'xz', 'unxz', 'bunzip2', 'unzip', 'cpio', 'sha256sum', 'sha512sum']);

/** The next command works on whatever comes. */
function isTakenAsItIs(next: Command | undefined): boolean {
  return next !== undefined && !picky.has(next.name);
}

/** The pipes of a RUN whose failures are hidden. */
function pipesOf({ commands }: RunInstruction): readonly (readonly Command[])[] {
  const safe = new Map<Script, boolean>();
  const pipes = new Map<Command | undefined, readonly Command[]>();
  // `bash -o pipefail -c '…'` stands before the commands of its script.
  const startedSafe: Command[] = [];
  for (const command of commands) {
    const { script } = command;
    const isSafe = safe.get(script) ?? (/^#!.*-\w*o\s+pipefail/.test(script.text.text) || startedSafe.some((shell) => isWithin(script.place, shell)));
    if (startsWithPipefail(command)) startedSafe.push(command);
    safe.set(script, setsPipefail(command) ?? isSafe);
    if (isSafe || script.exec) continue;
    const { pipeline } = command;
    // Of a group in a pipe only what stands outside of the group knows of the pipe.
    if (pipeline.length > 1) pipes.set(pipeline.at(-1), pipeline);
  }
  return [...pipes.values()];
}
