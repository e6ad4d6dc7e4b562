import { configurationOf } from '../../src/cargo/configuration.ts';
import { compareSteps, type Compared, type Difference, type Drift } from '../../src/cargo/drift.ts';
import { isElsewhere } from '../../src/cargo/elsewhere.ts';
import { readManifests } from '../../src/cargo/manifests.ts';
import type { CargoStep, Cooked } from '../../src/cargo/model.ts';
import { settingNames } from '../../src/cargo/settings.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import type { Fix } from '../../src/diagnostic.ts';
import { takesWholeWorkspace } from '../../src/cargo/workspace.ts';
import { defineRule, type Fault, type Finding, type Observation } from '../../src/rule.ts';

const since = '2026-11';

export default defineRule({
  id: 'cargo-chef-drift',
  summary: 'Cook dependencies with the same choices as the build that uses them.',
  category: 'cache',
  needs: ['context'],
  fixable: true,
  faults: {
    'profile': { severity: 'warning', since, summary: '`cook` and the build compile for different profiles.' },
    'profile-twice': { severity: 'error', since, summary: '`--release` and `--profile` are given both, which cargo refuses.' },
    'target': { severity: 'warning', since, summary: '`cook` and the build compile for different targets.' },
    'features': { severity: 'info', since, summary: '`cook` and the build compile with different features.' },
    'packages': { severity: 'info', since, summary: '`cook` and the build compile different packages, whose dependencies may have other features.' },
    'manifest': { severity: 'info', since, summary: '`cook` and the build name different manifests.' },
    'uncooked-targets': { severity: 'info', since, summary: 'The build compiles tests, benches or examples, whose dependencies were not cooked.' },
    'mode': { severity: 'warning', since, summary: '`cook` only checks, and the build needs compiled crates.' },
    'compiler': { severity: 'warning', since, summary: 'One of the two compiles by way of zig, xx or cross, and the other does not.' },
    'toolchain': { severity: 'warning', since, summary: '`cook` and the build run with different toolchains.' },
    'workdir': { severity: 'warning', since, summary: '`cook` and the build run in different folders.' },
    'target-dir': { severity: 'warning', since, summary: '`cook` and the build compile into different folders.' },
    'flags': { severity: 'warning', since, summary: 'Flags of the compiler or of the profile are set for only one of the two.' },
    'wrapper': { severity: 'info', since, summary: 'A program around rustc (sccache) is set for only one of the two.' },
    'build-script': { severity: 'info', since, summary: 'A variable that build scripts watch is set for only one of the two.' },
  } satisfies Readonly<Record<Drift | 'profile-twice', Fault>>,

  *check(build) {
    const work = cargoWork(build);
    for (const step of [...work.cooks, ...(work.cooks.length === 0 ? [] : work.builds)]) yield* profileTwice(step);
    const preparedForBinary = work.prepares.some(({ invocation }) => invocation.bins.length > 0);
    const settings = settingNames(build, [...work.cooks, ...work.builds]);
    let manifests: ReturnType<typeof readManifests> | 'unread' = 'unread';
    const results: { readonly step: CargoStep; readonly best: Judged }[] = [];
    for (const step of work.builds) {
      const cooked = work.cookedFor(step).filter(({ cook }) => cook.command.option('--no-build') === undefined);
      if (cooked.length === 0 || isElsewhere(step, cooked)) continue;
      if (manifests === 'unread') manifests = readManifests(build.context);
      const judged = cooked.map((one) => ({ one, ...compareSteps(one, step, { cooked, settings, preparedForBinary, takesWorkspace: (names) => takesWholeWorkspace(build.context, names), manifests: manifests === 'unread' ? undefined : manifests, configuration: configurationOf(build, step) }) }));
      const [best] = judged.toSorted((a, b) => weight(a) - weight(b) || b.one.cook.order - a.one.cook.order);
      if (best !== undefined) results.push({ step, best });
    }
    const served = new Set(results.flatMap(({ best }) => (best.differences.length === 0 ? [best.one.cook] : [])));
    const told = new Set<string>();
    for (const { step, best } of results) {
      for (const difference of best.differences) {
        const finding = toFinding(best.one.cook, step, difference, served.has(best.one.cook));
        const key = `${finding.fault} ${String(finding.at.place.span.start)}`;
        if (!told.has(key)) yield finding;
        told.add(key);
      }
      for (const message of best.doubts) yield { kind: 'doubt', at: step.at, message };
      if (best.differences.length + best.doubts.length === 0) yield { kind: 'proof', at: step.at, message: `\`${step.title}\` compiles as \`${best.one.cook.title}\` did` };
    }
  },
});

interface Judged extends Compared {
  readonly one: Cooked;
}

/** Settings weigh less than what puts artifacts into another folder: the cook that a build is meant to use differs in few things. */
function weight({ differences }: Judged): number {
  return differences.reduce((sum, { drift, distance = 1 }) => sum + Math.min(distance, 9) + (drift === 'profile' || drift === 'target' || drift === 'workdir' || drift === 'target-dir' || drift === 'manifest' ? 20 : drift === 'features' || drift === 'packages' ? 3 : 5), 0);
}

function toFinding(cook: CargoStep, build: CargoStep, difference: Difference, served: boolean): Finding {
  const { drift, at, lacks } = difference;
  // A cook that another build uses as it is cannot be changed; it is this build that has none.
  const place = served ? build.at : (at ?? cook.at);
  return {
    fault: drift, at: place,
    message: `\`${cook.title}\` ${difference.cook}, \`${build.title}\` ${difference.build}`,
    help: drift === 'wrapper' ? 'Set it for both, or what `cook` compiles never comes from that cache.' : served ? 'Cook once more with the choices of this build, or it compiles its dependencies again after every edit.' : 'Give both the same, or the build compiles its dependencies again after every edit.',
    related: [{ place: (served ? cook.at : build.at).place, message: served ? 'cooked here' : 'built here' }],
    fixes: lacks === undefined || served || lacks.includes('$') ? [] : [fixOf(cook, lacks)],
    ...(served ? { severity: 'info' as const } : {}),
  };
}

function fixOf(cook: CargoStep, argument: string): Fix {
  return { title: `Cook with \`${argument}\``, safety: 'safe', edits: [cook.command.insertAfter(cook.at, argument)] };
}

function* profileTwice(step: CargoStep): Iterable<Observation> {
  const { release, profile } = step.invocation;
  if (!release || profile === undefined || (step.does === 'build' && profile.value === 'release')) return;
  const option = step.command.option('--release', '-r');
  yield {
    fault: 'profile-twice', at: option?.word ?? profile,
    message: `\`${step.title}\` is given \`${option?.name ?? '--release'}\` and \`--profile ${profile.raw}\`, and refuses to run`,
    help: 'Leave one of them out.',
  };
}
