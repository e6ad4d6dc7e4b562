import { editedFiles } from '../../src/cache/edited-files.ts';
import type { Step } from '../../src/cache/model.ts';
import { planCache } from '../../src/cache/plan.ts';
import { hiddenCargo } from '../../src/cargo/scripts.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

interface Options {
  readonly edits: readonly string[];
  readonly step: readonly string[];
}

export default defineRule<Options>({
  id: 'cache-survives',
  summary: 'Keep a step cached when only certain files change.',
  category: 'cache',
  needs: ['context'],
  faults: {
    'runs-again': { severity: 'warning', summary: 'An edit of the files runs the step again.', since: '2026-11' },
    missing: { severity: 'warning', summary: 'No step of the build runs the command.', since: '2026-11' },
  },
  options: {
    defaults: { edits: [], step: [] },
    schema: {
      edits: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'Paths of the context that are edited; `*` stands for a name or a part of it.' },
      step: { type: 'array', items: { type: 'string', minLength: 1 }, description: 'The words that the command of the step begins with: `[cargo, chef, cook]`.' },
    },
  },

  *check(build, { edits, step }) {
    if (edits.length === 0 || step.length === 0 || build.target === undefined) return;
    const at = build.target.from.image ?? build.target.from;
    const shown = step.join(' ');
    const command = build.dockerfile.commands().find((one) => runs(one, step) && (one.instruction.stage === undefined || build.image.isBuilt(one.instruction.stage)));
    if (command === undefined) {
      const hidden = step[0] === 'cargo' ? hiddenCargo(build, cargoWork(build)) : undefined;
      if (hidden !== undefined) {
        yield { kind: 'doubt', at: hidden, message: `whether \`${hidden.name}\` runs \`${shown}\` is not known: no other step does` };
        return;
      }
      yield { fault: 'missing', at, message: `no step that is built runs \`${shown}\``, help: 'Let the build run it, or name another step in the policy.' };
      return;
    }
    const files = editedFiles(build.context, edits);
    if (files.length === 0) yield { kind: 'doubt', at: command, message: noFiles(build, edits) };
    else yield judge(build, command, shown, files);
  },
});

function noFiles({ context }: Build, edits: readonly string[]): string {
  const patterns = edits.map((edit) => `\`${edit}\``).join(', ');
  if (context.folder.is === 'unknown') return `which files match ${patterns} is not known: which folder is the build context? (\`--context DIR\`)`;
  return context.list() === undefined ? `which files match ${patterns} is not known: the build context could not be listed` : `the build context has no file that matches ${patterns}`;
}

function judge(build: Build, command: Command, shown: string, files: readonly string[]): Observation {
  let doubt: Observation | undefined;
  for (const file of files) {
    const steps = planCache(build, [file]);
    const own = steps.find(({ instruction }) => instruction === command.instruction);
    if (own?.outcome === 'unknown') doubt ??= { kind: 'doubt', at: command, message: `whether \`${shown}\` stays cached when \`${file}\` changes only the build knows: ${own.why}` };
    if (own?.outcome !== 'runs') continue;
    const first = steps.find((step: Step) => step.outcome === 'runs');
    return {
      fault: 'runs-again', at: command, message: `an edit of \`${file}\` runs \`${shown}\` again: ${own.why}`,
      help: 'Copy into this stage only what the step needs, before it; `ironlint cache` shows every step.',
      related: first === undefined ? [] : [{ place: first.instruction.place, message: first.why }],
    };
  }
  return doubt ?? { kind: 'proof', at: command, message: `\`${shown}\` stays cached when \`${files[0] ?? ''}\`${files.length > 1 ? ` or ${String(files.length - 1)} like it` : ''} changes` };
}

function runs(command: Command, words: readonly string[]): boolean {
  // `xx-cargo` is cargo for the platform that is built for (tonistiigi/xx), and so is `cross`.
  const own = [command.name === 'cross' ? 'cargo' : command.name.replace(/^xx-/, ''), ...command.words.slice(1).map(({ value }) => value ?? '').filter((value) => !value.startsWith('+'))];
  return begins(own, words) || begins(pluginWords(own), words);
}

/** `cargo-chef chef cook` is what cargo starts for `cargo chef cook`. */
function pluginWords([program = '', ...others]: readonly string[]): readonly string[] {
  const plugin = /^cargo-(.+)$/.exec(program)?.[1];
  return plugin === undefined ? [] : ['cargo', plugin, ...(others[0] === plugin ? others.slice(1) : others)];
}

function begins(own: readonly string[], words: readonly string[]): boolean {
  return words.every((word, index) => own[index] === word);
}
