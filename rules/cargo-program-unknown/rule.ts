import { nearProgram, programNames, readsContext } from '../../src/cargo/programs.ts';
import type { CargoStep } from '../../src/cargo/model.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'cargo-program-unknown',
  summary: 'Build programs that the manifests have.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    bin: { severity: 'warning', summary: '`--bin` names a program that no manifest of the build context has: cargo stops.', since: '2026-11' },
  },

  *check(build) {
    const { builds } = cargoWork(build);
    for (const step of builds) for (const word of step.invocation.bins) yield judge(build, step, word);
    const at = builds[0]?.at ?? build.target?.from;
    if (at !== undefined && builds.every(({ invocation }) => invocation.bins.length === 0)) yield { kind: 'proof', at, message: 'no program is asked for by its name' };
  },
});

function judge(build: Build, step: CargoStep, word: Word): Observation {
  const name = word.value;
  const doubt: Observation = { kind: 'doubt', at: word, message: `whether the project has the program \`${word.raw}\` is not known` };
  if (name === undefined || /[*?[]/.test(name) || !readsContext(build, step)) return doubt;
  const { names, complete } = programNames(build.context);
  if (names.has(name)) return { kind: 'proof', at: word, message: `the project has the program \`${name}\`` };
  if (!complete) return doubt;
  const near = nearProgram(name, names);
  return {
    fault: 'bin', at: word,
    message: `no manifest of the build context has a program \`${name}\`: \`${step.title}\` stops`,
    help: near === undefined ? 'Name a package with `src/main.rs`, a `[[bin]]`, or a file of `src/bin`.' : `Did you mean \`${near}\`?`,
  };
}
