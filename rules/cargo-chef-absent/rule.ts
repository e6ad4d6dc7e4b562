import { chainAbove } from '../../src/cargo/chain.ts';
import { isKeptOtherwise } from '../../src/cargo/kept-otherwise.ts';
import type { CargoStep } from '../../src/cargo/model.ts';
import { CHEF_PATTERN } from '../../src/cargo/pattern.ts';
import { isSeldomEdited, sourcesOf } from '../../src/cargo/sources.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { defineRule, type Build } from '../../src/rule.ts';

export default defineRule({
  id: 'cargo-chef-absent',
  summary: 'Keep the compiled dependencies of a Rust build out of the way of its sources.',
  category: 'cache',
  faults: {
    'not-cached': { severity: 'info', since: '2026-11', summary: 'Every edit of the sources compiles all dependencies again: there is neither cargo-chef nor a cache mount.' },
  },

  *check(build) {
    const work = cargoWork(build);
    if (work.cooks.length > 0 || work.prepares.length > 0) return;
    const told = new Set<unknown>();
    for (const step of work.builds) {
      const sources = told.has(step.stage) ? undefined : sourcesOfContext(build, step);
      if (sources === undefined) continue;
      told.add(step.stage);
      if (isKeptOtherwise(build, step)) {
        yield { kind: 'proof', at: step.at, message: 'dependencies are cached in another way' };
        continue;
      }
      yield {
        fault: 'not-cached', at: step.at,
        message: `\`${step.title}\` compiles all dependencies again after every edit of what \`${sources.shown}\` takes`,
        help: CHEF_PATTERN,
        related: [{ place: sources.place, message: 'sources are copied here' }],
      };
    }
  },
});

/** What brings the sources out of the context; a build of something that was downloaded is cached as it is. */
function sourcesOfContext(build: Build, step: CargoStep): { readonly place: CargoStep['at']['place']; readonly shown: string } | undefined {
  const copies = [...chainAbove(build, step.run)].flatMap((instruction) => (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD' ? [] : sourcesOf(instruction).map((copy) => ({ copy, instruction }))));
  // Of a folder the name does not tell whether sources are in it.
  const found = copies.find(({ copy }) => copy.kind === 'everything' || copy.kind === 'sources') ?? copies.find(({ copy }) => copy.kind === 'folder' && !isSeldomEdited(copy)) ?? copies.find(({ copy }) => copy.kind === 'folder');
  return found === undefined ? undefined : { place: found.copy.place, shown: `${found.instruction.keyword} ${found.copy.raw} ${found.instruction.destination?.raw ?? ''}` };
}
