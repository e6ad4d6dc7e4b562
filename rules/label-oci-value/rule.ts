import type { ImageReference, KeyValue } from '../../src/dockerfile/model.ts';
import { restsOnArgument, shippedLabels } from '../../src/image/questions/labels.ts';
import { imageName, splitImage, tagOf } from '../../src/knowledge/image-name.ts';
import { dateTimeProblem, digestProblem, emptyProblem, gitHashProblem, imageProblem, isPlaceholder, literalProblem, urlProblem } from '../../src/knowledge/label-values.ts';
import type { ValueProblem } from '../../src/knowledge/label-values.ts';
import { kindOfKey } from '../../src/knowledge/oci-labels.ts';
import type { LabelValueKind } from '../../src/knowledge/oci-labels.ts';
import { spdxProblem } from '../../src/knowledge/spdx.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'label-oci-value',
  summary: 'Write the values of OCI labels in their formats.',
  category: 'metadata',
  fixable: true,
  faults: {
    format: { severity: 'warning', summary: 'The value is not of the format that the OCI specification has for its key.', since: '2026-11' },
    empty: { severity: 'info', summary: 'The value is empty.', since: '2026-11' },
    latest: { severity: 'info', summary: 'The version is `latest`, which names no version.', since: '2026-11' },
    'base-mismatch': { severity: 'warning', summary: '`base.name` or `base.digest` names another image than FROM.', since: '2026-11' },
  },

  *check(build) {
    const open: KeyValue[] = [];
    let proven = false;
    for (const [key, pair] of shippedLabels(build).pairs) {
      const kind = kindOfKey(key);
      if (kind === undefined || kind === 'index-only' || pair.value === undefined) continue;
      const isOpen = isPlaceholder(pattern(pair.value.text));
      const found = isOpen ? undefined : judge(key, kind, pair.value, build);
      const known = pair.value.value !== undefined && !isOpen && !isOfUnknownBase(kind, build);
      if (found !== undefined && !restsOnArgument(pair.value, build.dockerfile)) yield found;
      else if (found !== undefined || !known) open.push(pair);
      else {
        proven = true;
        yield { kind: 'proof', at: pair, message: `\`${key}\` ${proofs[kind]}` };
      }
    }
    // What a build is given is for the build to get right: a doubt only where nothing else is there to judge.
    const [first] = open;
    if (!proven && first !== undefined) yield { kind: 'doubt', at: first, message: `only the build knows the value of \`${first.key.raw}\`` };
  },
});

const proofs: Readonly<Record<LabelValueKind, string>> = {
  'date-time': 'is a date and time', url: 'is a URL', version: 'names a version', revision: 'is the hash of a commit', spdx: 'is an SPDX licence expression',
  image: 'names the base image', digest: 'is the digest of the base image', text: 'has a text', 'index-only': 'is there',
};

const formats: { readonly [K in LabelValueKind]?: (value: string) => ValueProblem } = { 'date-time': dateTimeProblem, url: urlProblem, revision: (value) => gitHashProblem(value), image: imageProblem, digest: digestProblem };

function judge(key: string, kind: LabelValueKind, word: Word, build: Build): Finding | undefined {
  const value = pattern(word.text);
  const help = helps[kind] ?? 'Write what the key stands for, or leave the label out.';
  if (emptyProblem(value) !== undefined) return { fault: 'empty', at: word, message: `\`${key}\` is empty`, help: 'Give the label a value, or leave it out.' };
  if (kind === 'version' && value.trim() === 'latest') return { fault: 'latest', at: word, message: `\`${key}\` is \`latest\`, which names no version`, help: 'Write the version of what is in the image, or pass it as a build argument.' };
  const literal = literalProblem(value);
  if (literal !== undefined) return { fault: 'format', at: word, message: `\`${key}\` ${literal}`, help: 'Declare a build argument (`ARG`), name it in double quotes, and give it its value with `--build-arg`.' };
  if (kind === 'spdx') return licenses(key, word, value);
  const problem = formats[kind]?.(value);
  if (problem !== undefined) return { fault: 'format', at: word, message: `\`${key}\` ${problem}`, help };
  const mismatch = word.value === undefined ? undefined : baseMismatch(kind, word.value, build);
  return mismatch === undefined ? undefined : { fault: 'base-mismatch', at: word, message: `\`${key}\` ${mismatch}`, help: 'Name the image that FROM names, or leave the label out.' };
}

const helps: { readonly [K in LabelValueKind]?: string } = {
  'date-time': 'Pass the time of the build as a build argument: `date -u +%Y-%m-%dT%H:%M:%SZ`.',
  url: 'Write the whole address, with `https://`.',
  revision: 'Pass the commit as a build argument: `git rev-parse HEAD`.',
  image: 'Write the name in full, such as `docker.io/library/debian:12`.',
};

function licenses(key: string, word: Word, value: string): Finding | undefined {
  const found = spdxProblem(value);
  if (found === undefined) return undefined;
  const { problem, suggestion } = found;
  const message = `\`${key}\` ${problem}`;
  if (suggestion === undefined) return { fault: 'format', at: word, message, help: 'Write identifiers of the SPDX licence list, such as `MIT` or `Apache-2.0 OR MIT`.' };
  const isLiteral = !word.raw.includes('$');
  return {
    fault: 'format', at: word, message, help: `Write \`${suggestion}\`, if that is what is meant.`,
    fixes: isLiteral ? [{ title: `Write \`${suggestion}\``, safety: 'unsafe', edits: [{ place: word.place, text: `"${suggestion}"` }] }] : [],
  };
}

/** How `base.name` and `base.digest` differ from what FROM names; undefined when they do not, or only the build knows. */
function baseMismatch(kind: LabelValueKind, value: string, { image, target }: Build): ValueProblem {
  if (target === undefined || (kind !== 'image' && kind !== 'digest')) return undefined;
  const reference = image.baseReference(target);
  if (reference === undefined) return image.shippedChain.at(-1)?.isScratch === true ? 'names a base image, and FROM names `scratch`' : undefined;
  return kind === 'digest' ? otherDigest(value, reference) : otherName(value, reference);
}

/** The label is about the base image, and only the build knows that. */
function isOfUnknownBase(kind: LabelValueKind, { image, target }: Build): boolean {
  if (kind !== 'image' && kind !== 'digest') return false;
  const reference = target === undefined ? undefined : image.baseReference(target);
  return reference !== undefined && reference.unknown.size > 0;
}

function otherDigest(value: string, { digest, digestAt, unknown }: ImageReference): ValueProblem {
  if (unknown.size > 0) return undefined;
  if (digestAt === undefined) return 'is a digest, and FROM names none';
  return digest === undefined || digest === value ? undefined : 'is another digest than that of FROM';
}

function otherName(value: string, reference: ImageReference): ValueProblem {
  const name = imageName(reference);
  if (name === undefined) return undefined;
  const named = splitImage(value);
  const shown = reference.word.value ?? reference.word.raw;
  const tag = tagOf(reference);
  const tagDiffers = named.tag !== '\u0000' && !tag.includes('\u0000') && named.tag !== tag;
  return named.name !== name || tagDiffers ? `names another image than FROM, which names \`${shown}\`` : undefined;
}
