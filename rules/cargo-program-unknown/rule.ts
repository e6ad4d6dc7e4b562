import { manifestOf, nearProgram, packageNames, programNames } from '../../src/cargo/programs.ts';
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

const kinds = {
  bin: { what: 'program', namesOf: programNames, remedy: 'Name a package with `src/main.rs`, a `[[bin]]`, or a file of `src/bin`.' },
  package: { what: 'package', namesOf: packageNames, remedy: 'Name a package of the workspace.' },
} as const;

function judge(build: Build, work: CargoWork, step: CargoStep, word: Word, fault: keyof typeof kinds): Observation {
  const { what, namesOf, remedy } = kinds[fault];
  // `serde@1.0`, `serde:1.0`; addresses are looked at no further.
  const name = fault === 'bin' ? word.value : word.value?.replace(/[@:][\d.]+$/, '');
  const doubt = (why: string): Observation => ({ kind: 'doubt', at: word, message: `whether the project has the ${what} \`${name ?? ''}\` is not known: ${why}` });
  if (name === undefined) return { kind: 'doubt', at: word, message: `only the build knows which ${what} \`${word.raw.replace(/^(["'])(.*)\1$/, '$2')}\` is` };
  if (build.context.folder.is === 'unknown') return doubt('which folder is the build context? (`--context DIR`)');
  if (/[*?[:/@#]/.test(name)) return doubt('it is no plain name');
  if (!readsProject(build, work, step)) return doubt('ironlint cannot tell which manifest cargo reads there');
  const { own, all, complete } = namesOf(build.context);
  if (all.has(name)) return { kind: 'proof', at: word, message: `the project has the ${what} \`${name}\`` };
  if (!complete) return doubt(what === 'package' ? 'there is no lock file to look it up in, or a manifest cannot be read' : 'not every manifest of the build context can be read');
  const near = nearProgram(name, own);
  return {
    fault, at: word,
    message: `no manifest of the build context has a ${what} \`${name}\`: \`${step.title}\` stops`,
    help: near === undefined ? remedy : `Did you mean \`${near}\`?`,
  };
}

/** A recipe holds the manifests that its planner reads. */
function readsProject(build: Build, work: CargoWork, step: CargoStep): boolean {
  if (step.does === 'build') return manifestOf(build, step) !== undefined;
  return step.invocation.manifestPath === undefined && work.prepares.length > 0 && work.prepares.every((prepare) => manifestOf(build, prepare) !== undefined);
}
