import { lineOf } from '../source.ts';
import type { Place } from '../source.ts';
import type { Word } from '../word.ts';
import { checkInstruction } from './errors-instruction.ts';
import { placeInText } from './expand-pieces.ts';
import { keywordOf } from './head.ts';
import { referenceFault } from './image-reference.ts';
import type { CopyInstruction, Dockerfile, Instruction, Report, RunInstruction, Stage } from './model.ts';
import { FromNode } from './nodes-simple.ts';
import { LazyWord } from './words.ts';

/** How stages name images and each other: FROM, `--platform`, `COPY --from`, `RUN --mount=from=`. */
export function checkStages(dockerfile: Dockerfile, report: Report): void {
  const triggered = new Set<Stage>();
  let taken = 0;
  for (const stage of dockerfile.stages) {
    const { parent } = stage;
    // Once a stage is enough: its triggers fail in every stage FROM it.
    if (parent !== undefined && !triggered.has(parent)) {
      triggered.add(parent);
      checkTriggers(stage, parent, dockerfile, report);
    }
    checkImage(stage, report);
    checkPlatform(stage, report);
    for (const instruction of stage.instructions) {
      const images = taken;
      taken += imagesTaken(instruction, dockerfile);
      if (instruction.keyword === 'COPY') checkCopyFrom(instruction, stage, { dockerfile, images }, report);
      else if (instruction.keyword === 'RUN') checkMountFrom(instruction, stage, dockerfile, report);
    }
  }
}

/** The triggers of a stage run, and are read, where another stage is FROM it. */
function checkTriggers(stage: Stage, parent: Stage, dockerfile: Dockerfile, report: Report): void {
  const place = stage.from.image?.place ?? stage.from.place;
  for (const onbuild of parent.instructions) {
    if (onbuild.keyword !== 'ONBUILD' || onbuild.rest.text === '') continue;
    const message = (reason: string): string => `a trigger of the stage \`${parent.name?.raw ?? ''}\` fails here: ${reason}`;
    const related = `It is the \`ONBUILD\` in line ${lineOf(onbuild.place)}.`;
    const { trigger } = onbuild;
    const [word = ''] = onbuild.rest.text.split(/\s/, 1);
    if (trigger === undefined) {
      if (keywordOf(word) === undefined) report({ place, message: message(`unknown instruction \`${word.slice(0, 80)}\``), help: related });
    } else checkInstruction(trigger, dockerfile, (error) => { report({ place, message: message(error.message), help: related }); });
  }
}

function checkImage(stage: Stage, report: Report): void {
  const { from } = stage;
  const { image } = from;
  // Where FROM has words too many, that is the mistake.
  if (image === undefined || (from instanceof FromNode && from.hasStrayWords)) return;
  const error = image instanceof LazyWord ? image.expansion.error : undefined;
  if (error !== undefined) {
    report({ place: error.place, message: error.message });
    return;
  }
  const { value } = image;
  if (value === undefined || stage.parent !== undefined || stage.isScratch) return;
  // What the default of an ARG makes of it is not all there is: builds may always give another value. What this one gives counts.
  const given = from instanceof FromNode ? from.document.buildArgs : undefined;
  if (image instanceof LazyWord && image.expansion.references.some((reference) => reference.value.is === 'set' && given?.has(reference.name) !== true)) return;
  if (value === '') report({ place: image.place, message: `\`${image.raw}\` is empty, so \`FROM\` names no image` });
  else checkReference(image, value, report);
}

function checkReference(word: Word, value: string, report: Report): void {
  const fault = referenceFault(value);
  if (fault === undefined) return;
  const help = fault.help === undefined ? {} : { help: fault.help };
  report({ code: 'image-reference', place: within(word, placeInText(word.text, fault.start, fault.end)), message: fault.message, ...help });
}

/** The part of a word that is at fault; all of it when that part is written elsewhere, in an ARG. */
function within(word: Word, part: Place | undefined): Place {
  const { span } = word.place;
  return part !== undefined && part.span.start >= span.start && part.span.end <= span.end ? part : word.place;
}

const oneWordPlatforms: ReadonlySet<string> = new Set([
  'aix', 'android', 'darwin', 'dragonfly', 'freebsd', 'illumos', 'ios', 'js', 'linux', 'macos', 'netbsd', 'openbsd', 'plan9', 'solaris', 'wasip1', 'windows', 'zos',
  '386', 'amd64', 'amd64p32', 'arm', 'armbe', 'arm64', 'arm64be', 'aarch64', 'armhf', 'armel', 'i386', 'x86_64', 'x86-64', 'loong64', 'mips', 'mipsle', 'mips64', 'mips64le',
  'mips64p32', 'mips64p32le', 'ppc', 'ppc64', 'ppc64le', 'riscv', 'riscv64', 's390', 's390x', 'sparc', 'sparc64', 'wasm',
]);

function checkPlatform(stage: Stage, report: Report): void {
  const word = stage.from.platform;
  const platform = word?.value;
  if (word === undefined) return;
  const error = word instanceof LazyWord ? word.expansion.error : undefined;
  if (error !== undefined) report({ place: error.place, message: error.message });
  if (platform === undefined || (platform === '' && word.raw === '')) return;
  const parts = platform.split('/');
  const [first = ''] = parts;
  const readable = parts.length <= 3 && parts.every((part, index) => (index === 0 ? /^[A-Za-z0-9_.-]+(?:\([A-Za-z0-9_.-]*\))?$/ : /^[A-Za-z0-9_.-]+$/).test(part));
  if (readable && (parts.length > 1 || oneWordPlatforms.has(first.toLowerCase()))) return;
  report({ place: word.place, message: platform === '' ? `\`${word.raw}\` is empty, so it is no platform` : `\`${platform}\` is no platform`, help: 'Write `linux/amd64`, or `$BUILDPLATFORM`.' });
}

/** How many images that no stage names an instruction takes; a mount without `from` takes `scratch`. */
function imagesTaken(instruction: Instruction, dockerfile: Dockerfile): number {
  const isImage = (reference: string | undefined): boolean => reference !== undefined && dockerfile.stage(reference)?.name?.raw.toLowerCase() !== reference.toLowerCase();
  if (instruction.keyword === 'COPY') {
    const reference = instruction.from?.value;
    return reference !== undefined && reference !== '' && !isStageNumber(reference) && isImage(reference) ? 1 : 0;
  }
  if (instruction.keyword !== 'RUN' || instruction.flags.length === 0) return 0;
  return instruction.mounts.filter(({ options }) => isImage(options.get('from')?.value ?? 'scratch')).length;
}

/** A number as Go reads one: a longer one is the name of an image. */
function isStageNumber(reference: string): boolean {
  if (!/^[+-]?\d+$/.test(reference)) return false;
  const number = BigInt(reference.replace('+', ''));
  return number === BigInt.asIntN(64, number);
}

function checkCopyFrom(copy: CopyInstruction, stage: Stage, { dockerfile, images }: { readonly dockerfile: Dockerfile; readonly images: number }, report: Report): void {
  const { from } = copy;
  const reference = from?.value;
  if (from === undefined || reference === undefined || reference === '') return;
  if (/\$./.test(reference)) {
    report({ place: from.place, message: 'variables are not expanded in `--from`', help: `Give the image a name with \`FROM ${reference} AS name\` at the top, and copy from that stage.` });
    return;
  }
  if (isStageNumber(reference)) {
    const number = Number(reference);
    const source = dockerfile.stages[number];
    // Behind the stages BuildKit numbers the images that COPY and mounts took so far.
    const isImage = number >= dockerfile.stages.length && number < dockerfile.stages.length + images;
    if (isImage) return;
    if (source === undefined) report({ code: 'stage-order', place: from.place, message: `there is no stage number ${reference}`, help: `The stages are numbered from 0 to ${dockerfile.stages.length - 1}.` });
    else checkOrder(source, stage, from.place, report);
    return;
  }
  const source = dockerfile.stage(reference);
  if (source !== undefined) checkOrder(source, stage, from.place, report);
  else if (reference !== 'scratch') checkReference(from, reference, report);
}

function checkMountFrom(run: RunInstruction, stage: Stage, dockerfile: Dockerfile, report: Report): void {
  if (run.flags.length === 0) return;
  for (const mount of run.mounts) {
    const from = mount.options.get('from');
    const reference = from?.value;
    if (from === undefined || reference === undefined || reference === '' || /\$./.test(reference)) continue;
    const source = dockerfile.stage(reference);
    // Mounts name stages, they do not number them.
    const isNamed = source !== undefined && source.name?.raw.toLowerCase() === reference.toLowerCase();
    if (!isNamed) {
      // Whatever the type of the mount, the image is looked up.
      if (reference !== 'scratch') checkReference(from, reference, report);
    } else if (mount.type !== 'tmpfs' && mount.type !== 'secret' && mount.type !== 'ssh') checkOrder(source, stage, from.place, report);
  }
}

/** A stage gives only to stages below it. BuildKit goes by the last stage of a name, wherever it stands. */
function checkOrder(source: Stage, stage: Stage, place: Place, report: Report): void {
  if (source.index < stage.index) return;
  const name = source.name?.raw ?? `number ${source.index}`;
  // hadolint tells of a stage's own number as of any other that is not above.
  const code = /^\d/.test(place.source.slice(place.span)) ? 'stage-order' : 'self-reference';
  if (source.index === stage.index) report({ code, place, message: `the stage \`${name}\` takes files from itself`, help: 'Name another stage, or an image.' });
  else report({ code: 'stage-order', place, message: `the stage \`${name}\` comes later, so nothing can be taken from it here`, help: 'Move that stage up.' });
}
