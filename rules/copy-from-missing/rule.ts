import { containerPath } from '../../src/container-path.ts';
import { cacheMountOver } from '../../src/cargo/mounts.ts';
import { copiedOutputs, looksLikeOutput, outputFolder } from '../../src/cargo/outputs.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import type { CopyInstruction, Stage } from '../../src/dockerfile/model.ts';
import { defineRule, type Build, type Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'copy-from-missing',
  summary: 'Copy from another stage what that stage makes.',
  category: 'correctness',
  needs: ['context'],
  fixable: true,
  faults: {
    missing: { severity: 'error', summary: 'Nothing makes the path in the stage that it is copied from: the build stops there.', since: '2026-11' },
  },

  *check(build) {
    let told: ReadonlySet<Word> | undefined;
    for (const copy of build.dockerfile.all('COPY')) {
      const stage = copy.from?.value === undefined ? undefined : build.dockerfile.stage(copy.from.value, copy.stage);
      if (stage === undefined || copy.stage === undefined || (stage.index >= copy.stage.index && stage.from.place.source === copy.place.source)) continue;
      for (const source of copy.sources) {
        if (source.value === undefined || /[*?[]/.test(source.value)) continue;
        for (const observation of judge(build, copy, stage, source, source.value)) {
          if (!('fault' in observation) || !(told ??= toldOfCargo(build)).has(source)) yield observation;
        }
      }
    }
  },
});

function* judge(build: Build, copy: CopyInstruction, stage: Stage, source: Word, value: string): Iterable<Observation> {
  const files = build.files(stage);
  const fact = files.at(containerPath(value));
  const name = stage.name?.value ?? String(stage.index);
  if (fact.is === 'unknown') {
    yield { kind: 'doubt', at: source, message: `whether \`${name}\` has \`${value}\` is not known: ${fact.why}` };
    return;
  }
  if (fact.is === 'present') {
    if (fact.by !== undefined) yield { kind: 'proof', at: source, message: `\`${name}\` makes \`${value}\`` };
    return;
  }
  const near = relativeToWorkdir(build, stage, value) ?? fact.near;
  yield {
    fault: 'missing', at: source,
    message: `\`${name}\` has no \`${containerPath(value)}\`: ${fact.why}`,
    help: near === undefined ? `Make it in \`${name}\`, or copy a path that is there.` : `Copy \`${near}\`, which is there.`,
    fixes: near === undefined || source.raw !== value || copy.json ? [] : [{ title: `Copy \`${near}\``, safety: 'unsafe', edits: [{ place: source.place, text: near }] }],
  };
}

/** A relative source counts from the root of the stage, whatever its WORKDIR is. */
function relativeToWorkdir(build: Build, stage: Stage, value: string): string | undefined {
  const { workdir } = build.image.final(stage);
  if (value.startsWith('/') || workdir.is !== 'present') return undefined;
  const path = containerPath(value, workdir.value);
  return build.files(stage).at(path).is === 'present' ? path : undefined;
}

/** Sources that `cargo-output-path` tells of: another folder than cargo's, or one that is a cache mount. */
function toldOfCargo(build: Build): ReadonlySet<Word> {
  const told = new Set<Word>();
  for (const { source, path, builds } of copiedOutputs(build, cargoWork(build))) {
    for (const step of builds) {
      const base = step.targetDir.path;
      const found = base === undefined ? undefined : looksLikeOutput(path, base);
      if (found !== undefined && (outputFolder(build, step) !== found.folder || cacheMountOver(step, path) !== undefined)) told.add(source);
    }
  }
  return told;
}
