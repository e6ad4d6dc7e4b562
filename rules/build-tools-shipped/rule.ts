import { containerPath } from '../../src/container-path.ts';
import { onlyCooks } from '../../src/cargo/elsewhere.ts';
import type { CopyInstruction, RunInstruction } from '../../src/dockerfile/model.ts';
import { isForBuilding } from '../../src/image/questions/base-for-others.ts';
import { explainedPackages } from '../../src/image/questions/explained-packages.ts';
import { shownReference } from '../../src/image/questions/used-images.ts';
import { baseTitle } from '../../src/knowledge/image-name.ts';
import { isBuildPackage, isToolchainFolder } from '../../src/knowledge/build-tools.ts';
import { minimalVariants, shipInstead } from '../../src/knowledge/variants.ts';
import { keptPackages } from '../../src/programs/kept-packages.ts';
import type { Build, Observation } from '../../src/rule.ts';
import { defineRule } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'build-tools-shipped',
  summary: 'Keep compilers and build tools out of the shipped image.',
  category: 'size',
  faults: {
    base: {
      severity: 'info', summary: 'The shipped image is built on an image that is there to build with.', since: '2026-11',
      aliases: [{ tool: 'tally', id: 'prefer-multi-stage-build' }],
    },
    'full-variant': { severity: 'off', summary: 'The shipped image is built on the variant of a language that has compilers.', since: '2026-11' },
    copied: { severity: 'info', summary: 'A toolchain, or a whole stage that has one, is copied into the shipped image.', since: '2026-11' },
    packages: { severity: 'info', summary: 'Compilers, build tools or headers are installed into the shipped image and stay there.', since: '2026-11' },
  },

  *check(build) {
    const { image, target } = build;
    if (target === undefined) return;
    if (isForBuilding(build)) {
      yield { kind: 'doubt', at: target.from, message: 'the image is there to build with, as its name or its base says' };
      return;
    }
    const instructions = image.shippedChain.toReversed().flatMap((stage) => stage.instructions);
    const observations = [...baseOf(build), ...instructions.flatMap((instruction) => {
      if (instruction.keyword === 'RUN') return [...installsOf(build, instruction)];
      return instruction.keyword === 'COPY' ? [...copiesOf(build, instruction)] : [];
    })];
    const cook = observations.some((one) => 'fault' in one) ? onlyCooks(build) : undefined;
    if (cook !== undefined) {
      yield { kind: 'doubt', at: cook.at, message: 'dependencies are cooked here for a build in another file' };
      return;
    }
    yield* observations;
    const word = image.shippedChain.at(-1)?.from.image;
    if (observations.length === 0) yield { kind: 'proof', at: word ?? target.from, message: `neither ${word === undefined ? 'the base' : `\`${shownReference(word)}\``} nor what is installed on it has build tools` };
  },
});

/** Folders of a toolchain, or a whole stage, which other stages are to keep. */
function* copiesOf({ dockerfile, image }: Build, { from, stage, sources }: CopyInstruction): Iterable<Observation> {
  if (from === undefined) return;
  const named = from.value === undefined ? undefined : dockerfile.stage(from.value, stage);
  const base = named === undefined ? undefined : image.base(named);
  for (const source of sources) {
    const path = source.value === undefined ? undefined : containerPath(source.value);
    const help = 'Copy the programs that run, and nothing else, out of the stage that builds.';
    if (path === '/' && base?.buildTools === true) yield { fault: 'copied', at: source, message: `all of \`${from.raw}\` is copied, with the compilers of \`${baseTitle(base)}\``, help };
    else if (path === '/') yield { kind: 'doubt', at: from, message: 'what a whole file system brings is not known' };
    else if (path !== undefined && isToolchainFolder(path)) yield { fault: 'copied', at: source, message: `\`${path}\` of \`${from.raw}\` holds a toolchain, which stays in the shipped image`, help };
  }
}

function* baseOf(build: Build): Iterable<Observation> {
  const { image, target } = build;
  const word = image.shippedChain.at(-1)?.from.image;
  if (target === undefined || word === undefined) return;
  const base = image.base(target);
  const reference = image.baseReference(target);
  if (base?.buildTools === undefined) yield { kind: 'doubt', at: word, message: `it is not known whether \`${shownReference(word)}\` has build tools` };
  else if (base.buildTools && reference !== undefined) {
    const advice = shipInstead(reference);
    const [variant] = minimalVariants(reference);
    yield {
      fault: advice === undefined ? 'full-variant' : 'base', at: word, message: `\`${shownReference(word)}\` ships with compilers and build tools`,
      help: advice ?? (variant === undefined ? 'Build in a stage of its own, and copy what it makes into a smaller image.' : `Use \`${variant}\`, and build what needs a compiler in a stage of its own.`),
    };
  }
}

/** `curl https://sh.rustup.rs | sh`: a toolchain, unless the same RUN takes it away again. */
function* rustupOf({ commands }: RunInstruction): Iterable<Observation> {
  const [word] = commands.flatMap((command) => rustupIn(command) ?? []);
  if (word === undefined) return;
  const removal = commands.find(({ name, words }) => (name === 'rustup' && words.some(({ value }) => value === 'uninstall')) || (name === 'rm' && words.some(({ raw }) => /\.?(?:cargo|rustup)\b/.test(raw))));
  if (removal !== undefined) yield { kind: 'doubt', at: removal, message: 'only the build knows how much of the toolchain is removed again' };
  else yield { fault: 'packages', at: word, message: 'rustup installs a toolchain, which stays in the shipped image', help: 'Compile in a stage of its own, and copy what it makes.' };
}

/** The word that fetches rustup's installer, or starts it. */
function rustupIn({ words, name, program }: Command): Word | undefined {
  if (name === 'rustup-init') return program;
  return name === 'curl' || name === 'wget' ? words.find(({ value }) => /^(?:https:\/\/)?sh\.rustup\.rs\/?$/.test(value ?? '')) : undefined;
}

function* installsOf({ dockerfile }: Build, run: RunInstruction): Iterable<Observation> {
  yield* rustupOf(run);
  for (const { packages, maybeRemoved } of keptPackages(run)) {
    const all = packages.filter(({ kind, name }) => (kind === 'name' || kind === 'group') && isBuildPackage(name));
    const explained = all.length === 0 ? undefined : explainedPackages(dockerfile, run, packages);
    const tools = all.filter((one) => explained?.has(one) !== true);
    const unknown = packages.find(({ kind }) => kind === 'unknown');
    const [first] = tools;
    if (first === undefined) {
      for (const { name, word } of all) yield { kind: 'doubt', at: word, message: `a comment says what \`${name}\` is needed for` };
      if (unknown !== undefined) yield { kind: 'doubt', at: unknown.word, message: `only the build knows what \`${unknown.word.raw}\` installs` };
      continue;
    }
    const names = tools.slice(0, 3).map(({ name }) => `\`${name}\``).join(', ');
    const shown = tools.length > 3 ? `${names} and ${tools.length - 3} more` : names;
    const them = tools.length === 1 ? 'it' : 'them';
    if (maybeRemoved) yield { kind: 'doubt', at: first.word, message: `only the build knows whether ${shown} ${tools.length === 1 ? 'is' : 'are'} removed again` };
    else {
      yield {
        fault: 'packages', at: first.word, message: `${shown} ${tools.length === 1 ? 'stays' : 'stay'} in the shipped image`,
        help: `Install ${them} in a stage that builds, and copy what it makes; or remove ${them} in the same \`RUN\`.`,
      };
    }
  }
}
