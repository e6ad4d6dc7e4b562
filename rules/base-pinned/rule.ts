import type { Alias } from '../../src/diagnostic.ts';
import type { Dockerfile, ImageReference } from '../../src/dockerfile/model.ts';
import { copiedImages, lastPieceAt, isWithin, pinningOf, shownReference } from '../../src/image/questions/used-images.ts';
import { knownImage } from '../../src/knowledge/base-images.ts';
import { floatingTag, hasReleaseTags, toldElsewhere, variantTag } from '../../src/knowledge/floating-tags.ts';
import { imageName, isImagePlaceholder } from '../../src/knowledge/image-name.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

const scanners: readonly Alias[] = [{ tool: 'trivy', id: 'DS-0001' }, { tool: 'checkov', id: 'CKV_DOCKER_7' }];

export default defineRule({
  id: 'base-pinned',
  summary: 'Name the release of each image that is built on.',
  category: 'reproducibility',
  faults: {
    untagged: {
      severity: 'warning', summary: 'FROM names an image without tag or digest.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3006', level: 'warning' }, ...scanners, { tool: 'kics', id: '9efb0b2d-89c9-41a3-91ca-dcc0aec911fd' }, { tool: 'semgrep', id: 'missing-image-version' },
      ],
    },
    latest: {
      severity: 'warning', summary: 'FROM names the tag `latest`.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3007', level: 'warning' }, ...scanners, { tool: 'kics', id: 'f45ea400-6bbe-4501-9fc7-1c3d75c32067' }, { tool: 'dockle', id: 'DKL-DI-0006' }],
    },
    default: { severity: 'warning', summary: 'The default of an ARG that FROM rests on has no tag, or `latest`.', since: '2026-11', aliases: scanners },
    copied: { severity: 'warning', summary: 'Files are taken from an image without tag, or with `latest`.', since: '2026-11' },
    moving: { severity: 'warning', summary: 'The tag is whatever was built last: `nightly`, `edge`, `main`, `latest-…`.', since: '2026-11' },
    'release-line': { severity: 'info', summary: 'The tag goes on to the next release by itself: `lts`, `stable`, or a variant alone as in `node:alpine`.', since: '2026-11' },
  },

  *check({ dockerfile }) {
    for (const { pulls, from } of dockerfile.stages) {
      if (pulls !== undefined && from.image?.value !== '' && !isToldElsewhere(dockerfile, pulls)) yield judge(pulls, 'from');
    }
    for (const { reference, isImage, word } of copiedImages(dockerfile)) {
      if (isImage === true) yield judge(reference, 'copied');
      else yield { kind: 'doubt', at: word, message: `only the build knows whether \`${word.raw}\` is a build context or an image without tag` };
    }
  },
});

/** A rule about what the image is for says what moves with its tag. */
function isToldElsewhere(dockerfile: Dockerfile, { repository, tag, digestAt }: ImageReference): boolean {
  const runs = tag === undefined || digestAt !== undefined || floatingTag(tag)?.kind !== 'moving' ? undefined : toldElsewhere(repository, tag);
  if (runs === undefined) return false;
  const [program = '', ...words] = runs;
  return dockerfile.commands(program).some((command) => words.every((word, index) => [command.subcommand(), ...command.operands()][index]?.value === word));
}

/** `${BASE:-debian}`: what stands there when BASE does not. */
function endsWithDefault({ raw }: Word): boolean {
  return /\$\{\w+:?-[^{}]*\}["']?$/.test(raw);
}

/** What the image is there for: distributions have none. */
function productOf(reference: ImageReference, tag: string): BaseImage['product'] {
  const name = imageName(reference);
  return name === undefined ? undefined : knownImage(name, tag)?.product;
}

/** `python3.11`: an official image whose release was written into its name. */
function meantReference(reference: ImageReference): string | undefined {
  const name = imageName(reference);
  const [, image = '', release = ''] = /^([a-z]+)-?(\d[\w.-]*)$/.exec(name ?? '') ?? [];
  return name === undefined || image === '' || knownImage(name, '') !== undefined || knownImage(image, release) === undefined ? undefined : `${image}:${release}`;
}

function judge(reference: ImageReference, use: 'from' | 'copied'): Observation {
  const { word } = reference;
  const shown = shownReference(word);
  const pinning = pinningOf(reference);
  if (pinning.by === 'unknown') return { kind: 'doubt', at: word, message: `\`${word.raw}\` may have any tag: ${pinning.why}` };
  const at = { place: pinning.at };
  if (pinning.by === 'digest') return { kind: 'proof', at, message: `\`${shown}\` is pinned by its digest` };
  const floating = pinning.by === 'tag' ? (floatingTag(pinning.tag) ?? variantTag(pinning.tag, { name: imageName(reference), product: productOf(reference, pinning.tag) })) : undefined;
  if (pinning.by === 'tag' && floating === undefined) return { kind: 'proof', at, message: `\`${shown}\` names a release` };

  const fromDefault = !isWithin(lastPieceAt(word), word) || endsWithDefault(word);
  if (fromDefault && pinning.by === 'nothing' && isImagePlaceholder(shown)) return { kind: 'doubt', at, message: `\`${shown}\` stands for an image that a build names` };
  const related = fromDefault ? [{ place: word.place, message: `\`${word.raw}\` is this by default` }] : [];
  if (pinning.by === 'tag' && floating !== undefined && pinning.tag !== 'latest') {
    const message = floating.kind === 'moving' ? `\`${shown}\` is another image whenever \`${floating.word}\` moves` : `\`${shown}\` goes on to the next release by itself`;
    const help = floating.word === 'latest' ? 'Put a version in place of `latest`.' : 'Name the version that it is today.';
    return { fault: floating.kind, at, message, help, related };
  }
  const what = pinning.by === 'tag' ? 'is another image whenever `latest` moves' : 'has no tag, so it is whatever `latest` is on the day';
  const meant = pinning.by === 'nothing' ? meantReference(reference) : undefined;
  const help = meant !== undefined ? `Docker Hub has no such image: was \`${meant}\` meant?` : hasReleaseTags(reference) ? 'Name a release, such as the one that your builds use today.' : 'It is published without tags that name a release: name its digest (`@sha256:…`).';
  if (use === 'copied') return { fault: 'copied', at: word, message: `\`${shown}\` ${what}`, help };
  if (fromDefault) return { fault: 'default', at: { place: lastPieceAt(word) }, message: `by default \`${shown}\` ${what}`, help, related };
  return { fault: pinning.by === 'tag' ? 'latest' : 'untagged', at, message: `\`${shown}\` ${what}`, help };
}
