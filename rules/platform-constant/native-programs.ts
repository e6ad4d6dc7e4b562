import { copiedPrograms } from '../../src/cargo/foreign-programs.ts';
import { containerPath } from '../../src/container-path.ts';
import type { CopyInstruction, Stage } from '../../src/dockerfile/model.ts';
import { chainOf } from '../../src/dockerfile/stage-chain.ts';
import type { Build, Finding } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Word } from '../../src/word.ts';

/** A program that is compiled for the machine of the builder, in a stage that asks for it, and copied into an image of the target platform. */
export function* judgeNativePrograms(build: Build): Iterable<Finding> {
  const ofCargo = new Map<CopyInstruction, Command>(copiedPrograms(build).map(({ output, step }) => [output.copy, step.command]));
  for (const copy of build.dockerfile.all('COPY')) {
    const { stage, from } = copy;
    const compiledIn = from?.value === undefined ? undefined : build.dockerfile.stage(from.value, stage);
    if (stage === undefined || compiledIn === undefined || !build.image.shippedChain.includes(stage)) continue;
    if (!asksFor(compiledIn, 'BUILDPLATFORM') || !isOfTarget(stage) || mayCross(compiledIn)) continue;
    const by = ofCargo.get(copy) ?? compiledByGo(build, copy, compiledIn);
    const platform = platformOf(compiledIn);
    if (by === undefined || platform === undefined) continue;
    yield {
      fault: 'native-program', at: by,
      message: `\`${by.name} ${by.subcommand()?.value ?? ''}\` compiles for \`$BUILDPLATFORM\`, and the image is one for \`$TARGETPLATFORM\`: built for another platform, the program does not start there`,
      help: by.name === 'go' ? 'Compile for the target: `ARG TARGETOS TARGETARCH`, and `GOOS=$TARGETOS GOARCH=$TARGETARCH go build`; or leave `--platform` out.' : 'Compile for the target (`--target`, or `tonistiigi/xx`), or leave `--platform` out.',
      related: [{ place: platform.place, message: 'the stage is for the builder' }, { place: copy.place, message: 'it is copied into the image here' }],
    };
    return;
  }
}

/** The platform that the FROM at the bottom of its chain asks for. */
function platformOf(stage: Stage): Word | undefined {
  return chainOf(stage).at(-1)?.from.platform;
}

function asksFor(stage: Stage, variable: string): boolean {
  return new RegExp(`^["']?\\$\\{?${variable}\\}?["']?$`).test(platformOf(stage)?.raw ?? '');
}

function isOfTarget(stage: Stage): boolean {
  return platformOf(stage) === undefined || asksFor(stage, 'TARGETPLATFORM');
}

/** Something in the stage speaks of the target, or of another machine. */
function mayCross(stage: Stage): boolean {
  return chainOf(stage).some(({ instructions }) => instructions.some(({ place }) => /TARGET|GOARCH|GOOS=(?!"?linux)|\bxx\b|\bxx-|--target|zigbuild|\bcross\b|\barch\b|uname|--platform|\bmake\b|\.sh\b/.test(place.source.slice(place.span))));
}

function compiledByGo(build: Build, copy: CopyInstruction, stage: Stage): Command | undefined {
  for (const { value } of copy.sources) {
    const fact = value === undefined ? undefined : build.files(stage).at(containerPath(value));
    const by = fact?.is === 'present' && fact.by?.keyword === 'RUN' ? fact.by.commands.find((command) => command === fact.at) : undefined;
    if (by?.name === 'go' && by.subcommand('build') !== undefined) return by;
  }
  return undefined;
}
