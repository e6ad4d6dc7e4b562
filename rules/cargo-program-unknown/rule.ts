import { nearProgram, packageNames, programNames, readsContext } from '../../src/cargo/programs.ts';
import type { CargoStep, CargoWork } from '../../src/cargo/model.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'cargo-program-unknown',
  summary: 'Build programs and packages that the manifests have.',
  category: 'correctness',
  needs: ['context'],
  faults: {
    bin: { severity: 'warning', summary: '`--bin` names a program that no manifest of the build context has: cargo stops.', since: '2026-11' },
    package: { severity: 'warning', summary: '`--package` names a package that neither a manifest of the build context nor its lock file has: cargo stops.', since: '2026-11' },
  },

  *check(build) {
    const work = cargoWork(build);
    const steps = [...work.cooks, ...work.builds];
    let named = false;
    for (const step of steps) {
      const { bins, packages } = step.invocation;
      for (const word of bins) yield judge(build, work, step, word, 'bin');
      for (const word of packages) yield judge(build, work, step, word, 'package');
      named ||= bins.length + packages.length > 0;
    }
    const at = work.builds[0]?.at ?? build.target?.from;
    if (at !== undefined && !named) yield { kind: 'proof', at, message: 'no program is asked for by its name' };
  },
});

function judge(build: Build, work: CargoWork, step: CargoStep, word: Word, fault: 'bin' | 'package'): Observation {
  const what = fault === 'bin' ? 'program' : 'package';
  // `serde@1.0`, `serde:1.0`; addresses are looked at no further.
  const name = fault === 'bin' ? word.value : word.value?.replace(/[@:][\d.]+$/, '');
  const doubt: Observation = { kind: 'doubt', at: word, message: `whether the project has the ${what} \`${word.raw}\` is not known` };
  if (name === undefined || /[*?[:/@#]/.test(name) || !readsProject(build, work, step)) return doubt;
  const programs = programNames(build.context);
  const packages = packageNames(build.context);
  const names = fault === 'bin' ? programs.names : packages.own;
  if ((fault === 'bin' ? names : packages.all).has(name)) return { kind: 'proof', at: word, message: `the project has the ${what} \`${name}\`` };
  if (!(fault === 'bin' ? programs : packages).complete) return doubt;
  const near = nearProgram(name, names);
  const other = fault === 'bin' ? 'Name a package with `src/main.rs`, a `[[bin]]`, or a file of `src/bin`.' : 'Name a package of the workspace.';
  return {
    fault, at: word,
    message: `no manifest of the build context has a ${what} \`${name}\`: \`${step.title}\` stops`,
    help: near === undefined ? other : `Did you mean \`${near}\`?`,
  };
}

/** A recipe holds the manifests that its planner reads. */
function readsProject(build: Build, work: CargoWork, step: CargoStep): boolean {
  if (step.does === 'build') return readsContext(build, step);
  return step.invocation.manifestPath === undefined && work.prepares.length > 0 && work.prepares.every((prepare) => readsContext(build, prepare));
}
