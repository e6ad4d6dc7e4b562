import type { CopyInstruction, Dockerfile, RunInstruction } from '../../src/dockerfile/model.ts';
import { namelessStage, nearStage } from '../../src/image/questions/stage-uses.ts';
import { copiedImages, sourcesOf } from '../../src/image/questions/used-images.ts';
import { defineRule } from '../../src/rule.ts';
import type { Alias } from '../../src/diagnostic.ts';

const aliases: readonly Alias[] = [{ tool: 'hadolint', id: 'DL3022', level: 'warning' }];

export default defineRule({
  id: 'copy-from-unknown',
  summary: 'Take files from stages and images that exist.',
  category: 'correctness',
  fixable: true,
  faults: {
    typo: { severity: 'error', summary: 'The name is almost that of a stage.', since: '2026-11', aliases },
    nameless: { severity: 'error', summary: 'No stage has the name, and the one that it must mean has none.', since: '2026-11', aliases },
    unknown: { severity: 'off', summary: 'The name is that of no stage: a build context that the build gives, or an image.', since: '2026-11', aliases },
    image: { severity: 'off', summary: 'Files are taken from an image without tag and without a stage of its own.', since: '2026-11', aliases },
  },

  *check({ dockerfile }) {
    const stageNames = new Set(dockerfile.stages.map(({ name }) => name?.raw.toLowerCase()));
    for (const { word, isImage, reference, instruction } of copiedImages(dockerfile)) {
      const name = word.raw;
      const near = isImage === undefined ? nearStage(word.value ?? '', dockerfile) : undefined;
      // Mounts of an image are none of hadolint's business, and a colon is a tag to it, that of a port too.
      const own = instruction.keyword === 'COPY' && !name.includes(':') ? {} : { aliases: [] };
      if (near?.name !== undefined) {
        const fixes = [{ title: `Write \`${near.name.raw}\``, safety: 'unsafe' as const, edits: [{ place: word.place, text: near.name.raw }] }];
        yield { fault: 'typo', at: word, message: `there is no stage \`${name}\``, help: `Did you mean \`${near.name.raw}\`?`, related: [{ place: near.name.place, message: 'the stage' }], fixes, ...own };
        continue;
      }
      const nameless = isImage === undefined ? namelessStage(instruction, dockerfile) : undefined;
      if (nameless?.from.image !== undefined) {
        const { place } = nameless.from.image;
        const fixes = [{ title: `Name the stage \`${name}\``, safety: 'unsafe' as const, edits: [{ place: place.source.place(place.span.end, place.span.end), text: ` AS ${name}` }] }];
        yield { fault: 'nameless', at: word, message: `no stage is called \`${name}\`: the one above has no name`, help: `Write \`FROM ${nameless.from.image.raw} AS ${name}\` there.`, related: [{ place, message: 'the stage without a name' }], fixes, ...own };
      } else if (isImage === undefined) {
        yield { fault: 'unknown', at: word, message: `\`${name}\` is no stage of this file`, help: 'Name a stage, or give the build a context of that name with `--build-context`.', ...own };
      } else if (reference.tag === undefined && reference.digest === undefined) {
        yield { fault: 'image', at: word, message: `\`${name}\` is no stage, but an image without a tag`, help: `Name it in a stage: \`FROM ${name}:… AS …\`.`, ...own };
      }
    }
    for (const instruction of dockerfile.all('COPY', 'RUN')) yield* judgeKnown(instruction, dockerfile, stageNames);
  },
});

/** Proofs for stages that exist; numbers in a fragment that has no stage name nothing. */
function* judgeKnown(instruction: CopyInstruction | RunInstruction, dockerfile: Dockerfile, names: ReadonlySet<string | undefined>) {
  if (instruction.flags.length === 0 || instruction.onbuild !== undefined) return;
  for (const word of sourcesOf(instruction)) {
    const { value } = word;
    if (value === undefined || value === '') continue;
    const stage = dockerfile.stage(value, instruction.stage);
    if (stage !== undefined) yield { kind: 'proof' as const, at: word, message: `\`${value}\` is a stage` };
    else if (instruction.stage === undefined && /^\d+$/.test(value) && !names.has(value)) {
      yield { fault: 'unknown', at: word, message: `there is no stage number ${value} above`, help: 'Name a stage that stands above.' };
    }
  }
}
