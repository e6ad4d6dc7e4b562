import { shownReference } from '../../src/image/questions/used-images.ts';
import { comparablePlatform, platformsOfName } from '../../src/knowledge/platforms.ts';
import type { FromInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';

export default defineRule({
  id: 'base-platform',
  summary: 'Take base images that are made for the platform that is built for.',
  category: 'correctness',
  faults: {
    other: {
      severity: 'warning', summary: 'The base image is made for other platforms than the build asks for.', since: '2026-11',
      aliases: [{ tool: 'buildkit', id: 'InvalidBaseImagePlatform', level: 'warning' }],
    },
  },
  options: {
    defaults: { platforms: [] },
    schema: { platforms: { type: 'array', items: { type: 'string' }, description: 'The platforms that are built for, such as `linux/amd64`; empty: not known, so only `FROM --platform` says one.' } },
  },

  *check({ dockerfile, image, args }, { platforms }: { readonly platforms: readonly string[] }) {
    const given = args.get('TARGETPLATFORM');
    const built = given === undefined ? platforms : [given];
    for (const stage of dockerfile.stages) {
      const word = stage.from.image;
      if (stage.pulls === undefined || word === undefined) continue;
      const made = image.base(stage)?.platforms ?? platformsOfName(pattern(word.text, '?'));
      if (made === undefined) continue;
      const known = new Set(made.map(comparablePlatform));
      const asked = asksFor(stage.from, built).map(comparablePlatform);
      const missing = known.has(undefined) ? [] : asked.filter((platform) => platform !== undefined && !known.has(platform));
      const shown = shownReference(word);
      if (missing.length > 0) {
        yield {
          fault: 'other', at: word, message: `\`${shown}\` is made for ${made.join(', ')}, and the build asks for ${missing.join(', ')}`,
          help: 'Take an image that is made for the platform, or name the platform of the image with `FROM --platform`.',
        };
      } else if (asked.length === 0 || asked.includes(undefined)) yield { kind: 'doubt', at: word, message: `which platform is built for is not known, and \`${shown}\` is made for ${made.join(', ')} alone` };
      else yield { kind: 'proof', at: word, message: `\`${shown}\` is made for ${made.join(', ')}` };
    }
  },
});

/** `--platform` of FROM; without it, and for the builder's own `$TARGETPLATFORM`, what is built for. */
function asksFor({ platform }: FromInstruction, built: readonly string[]): readonly string[] {
  if (platform === undefined || /^["']?\$\{?TARGETPLATFORM\b/.test(platform.raw)) return built;
  return platform.value === undefined ? [] : [platform.value];
}
