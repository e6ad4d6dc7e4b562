import { configurationOf } from '../../src/cargo/configuration.ts';
import type { CargoStep } from '../../src/cargo/model.ts';
import { cacheMountOver } from '../../src/cargo/mounts.ts';
import { copiedOutputs, looksLikeOutput, outputFolder, type CopiedOutput } from '../../src/cargo/outputs.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import { defineRule, type Build, type Observation } from '../../src/rule.ts';

const since = '2026-11';

export default defineRule({
  id: 'cargo-output-path',
  summary: 'Copy programs from the folder that cargo puts them into.',
  category: 'correctness',
  fixable: true,
  faults: {
    'other-folder': { severity: 'warning', since, summary: 'The path fits neither the target nor the profile that was compiled for.' },
    'cache-mounted': { severity: 'warning', since, summary: 'The folder was a cache mount while cargo ran: nothing of it is in the image.' },
  },

  *check(build) {
    for (const output of copiedOutputs(build, cargoWork(build))) yield* judge(build, output);
  },
});

function* judge(build: Build, output: CopiedOutput): Iterable<Observation> {
  const { source, path, builds, copy } = output;
  if (moves(output)) return;
  const folders = builds.map((step) => outputFolder(build, step));
  const near = builds.flatMap((step) => {
    const base = step.targetDir.path;
    const found = base === undefined ? undefined : (looksLikeOutput(path, base) ?? (step.workdir === undefined ? undefined : looksLikeOutput(path, `${step.workdir === '/' ? '' : step.workdir}/target`)));
    return found === undefined ? [] : [{ step, found }];
  });
  const [first] = near;
  if (first === undefined) return;
  const maker = builds.find((_, index) => folders[index] === first.found.folder);
  if (maker !== undefined) {
    const mount = builds.every((step, index) => folders[index] !== first.found.folder || cacheMountOver(step, path) !== undefined) ? cacheMountOver(maker, path) : undefined;
    if (mount === undefined) yield { kind: 'proof', at: source, message: `\`${maker.title}\` makes \`${path}\`` };
    else {
      yield {
        fault: 'cache-mounted', at: source,
        message: `\`${path}\` lies in a cache mount while \`${maker.title}\` runs, and is not in the image of that stage`,
        help: 'Copy the program out of the mount in the same RUN: `cp target/release/app /usr/local/bin/`.',
        related: [{ place: mount.mount.place, message: 'the cache mount' }],
      };
    }
    return;
  }
  const wanted = folders.find((folder) => folder !== undefined);
  if (folders.includes(undefined) || wanted === undefined || mayNameTarget(build, first.step, first.found.folder, wanted)) {
    yield { kind: 'doubt', at: source, message: 'only the build knows the target or the profile' };
    return;
  }
  const right = `${wanted}/${first.found.name}${first.found.name === '' && source.value?.endsWith('/.') === true ? '.' : ''}`;
  const made = first.found.name === '' ? 'programs' : `\`${first.found.name}\``;
  const plain = source.raw === source.value && !copy.json && new Set(folders).size === 1;
  yield {
    fault: 'other-folder', at: source,
    message: `\`${first.step.title}\` puts ${made} into \`${wanted}\`, not into \`${first.found.folder}\``,
    help: `Copy \`${right}\`.`,
    related: [{ place: first.step.at.place, message: 'compiled here' }],
    fixes: plain ? [{ title: `Copy \`${right}\``, safety: 'unsafe', edits: [{ place: source.place, text: right }] }] : [],
  };
}

/** The path has the folder of a target, which nothing here names, and a configuration of cargo may. */
function mayNameTarget(build: Build, step: CargoStep, copied: string, wanted: string): boolean {
  const [target, profile] = copied.split('/').slice(-2);
  return step.invocation.target.length === 0 && target?.includes('-') === true && wanted.endsWith(`/${profile ?? ''}`) && configurationOf(build, step).open;
}

/** A script of that stage handles the target folder itself: it may have put anything there. */
function moves({ stage, builds }: CopiedOutput): boolean {
  const runs = new Set(builds.map(({ run }) => run));
  for (let one: typeof stage | undefined = stage; one !== undefined; one = one.parent) for (const instruction of one.instructions) if (instruction.keyword === 'RUN') runs.add(instruction);
  for (const run of runs) {
    if (/\btarget\b/.test(run.rest.text) && run.commands.some(({ name, words }) => /^(?:cp|mv|ln|install|rsync|mkdir|find|tar|strip|objcopy|upx)$/.test(name) && words.slice(1).some(({ raw }) => raw.includes('target')))) return true;
  }
  return false;
}
