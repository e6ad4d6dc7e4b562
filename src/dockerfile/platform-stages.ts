import { architectures } from '../knowledge/platform-args.ts';
import type { Scope } from '../word.ts';
import { knownValue } from '../word.ts';
import { expand } from './expand.ts';
import type { PlatformArguments, Stage } from './model.ts';
import type { FromNode } from './nodes-simple.ts';

const systems = ['linux', 'windows', 'darwin', 'freebsd'];
const variants = ['', 'v5', 'v6', 'v7', 'v8'];
/** The architectures most images are built for come first: the first platform that a file has stages for is the one that is judged when only one can be. */
const architecturesByUse = ['amd64', 'arm64', ...architectures.filter((architecture) => architecture !== 'amd64' && architecture !== 'arm64')];

const platforms = architecturesByUse.map((architecture) => `linux/${architecture}`);

/** What the builder may set them to (source: Dockerfile reference, "Automatic platform ARGs in the global scope"). */
const valuesOf: Readonly<Record<string, readonly string[]>> = {
  TARGETARCH: architecturesByUse, BUILDARCH: architecturesByUse,
  TARGETPLATFORM: platforms, BUILDPLATFORM: platforms,
  TARGETOS: systems, BUILDOS: systems,
  TARGETVARIANT: variants, BUILDVARIANT: variants,
};

/** More builds of one file are not told apart. */
const most = 4;
/** A name of more combinations stays open: operating system, architecture and variant are 280. */
const mostCombinations = 300;
/** FROMs beyond these do not say which platforms there are. */
const mostChoosing = 50;

/** A stage that is FROM another one, or an image. */
interface Choosing {
  readonly from: FromNode;
  /** The stage above that a name means. */
  named(image: string): Stage | undefined;
}

/** The platforms for which the FROMs that choose their stage by platform (`FROM build-$TARGETARCH`) find one; empty when none does. */
export function platformsOf(stages: readonly Choosing[]): readonly PlatformArguments[] {
  let found: readonly PlatformArguments[] = [];
  let asked = 0;
  for (const stage of stages) {
    const all = choicesOf(stage.from);
    if (all.length > 0 && ++asked > mostChoosing) break;
    const choices = all.filter((choice) => {
      const name = imageUnder(stage.from, choice);
      return name !== undefined && stage.named(name) !== undefined;
    });
    if (choices.length > 0) found = found.length === 0 ? choices.slice(0, most) : joined(found, choices);
  }
  return found;
}

/** What FROM names when the builder sets these; undefined when more than that is not known. */
export function imageUnder({ image, scope, escape }: FromNode, platform: PlatformArguments): string | undefined {
  if (image === undefined) return undefined;
  const under: Scope = {
    lookup: (name) => {
      const text = platform.get(name);
      return text === undefined ? scope.lookup(name) : { is: 'set', text: text === '' ? [] : [{ text, from: image.place }], from: undefined };
    },
  };
  return knownValue(expand(image.content, under, { escape }).text);
}

/** Every value of the variables that keep the name of the image open; none when it is known, or open for another reason. */
function choicesOf({ image }: FromNode): readonly PlatformArguments[] {
  const open = new Set((image?.text ?? []).flatMap((piece) => ('text' in piece ? [] : (piece.variable ?? ''))));
  if (open.size === 0 || [...open].some((name) => !Object.hasOwn(valuesOf, name))) return [];
  if ([...open].reduce((count, name) => count * (valuesOf[name]?.length ?? 0), 1) > mostCombinations) return [];
  let choices: readonly PlatformArguments[] = [new Map<string, string>()];
  for (const name of open) choices = (valuesOf[name] ?? []).flatMap((value) => choices.map((choice) => new Map([...choice, [name, value]])));
  return choices;
}

/** Platforms that both are for. What contradicts all others is left out: that FROM is not known there. */
function joined(found: readonly PlatformArguments[], choices: readonly PlatformArguments[]): readonly PlatformArguments[] {
  return found.flatMap((platform) => {
    const together = choices.filter((choice) => [...choice].every(([name, value]) => (platform.get(name) ?? value) === value));
    return together.length === 0 ? [platform] : together.map((choice) => new Map([...platform, ...choice]));
  }).slice(0, most);
}
