import type { CopyInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build } from '../../src/rule.ts';
import type { Alias } from '../../src/diagnostic.ts';

const aliases: readonly Alias[] = [{ tool: 'hadolint', id: 'DL3067', level: 'warning' }];

export default defineRule({
  id: 'copy-whole-filesystem',
  summary: 'Copy what is needed from a stage, not all of it.',
  category: 'size',
  faults: {
    system: { severity: 'info', summary: 'A whole system is copied over another one.', since: '2026-11', aliases },
    content: { severity: 'off', summary: 'All of a stage or an image is copied, of which it is not known to be a whole system.', since: '2026-11', aliases },
  },

  *check(build) {
    for (const copy of build.dockerfile.all('COPY')) {
      const { from, sources, destination } = copy;
      const source = sources.find(({ value }) => value === '/' || value === '/.');
      if (from === undefined || source === undefined || destination?.value !== '/') continue;
      yield {
        fault: isSystem(copy, build) ? 'system' : 'content', at: source, message: `all files of \`${from.raw}\` are copied`,
        help: `Copy the files that are needed; to go on from all of them, write \`FROM ${from.raw}\`.`,
      };
    }
  },
});

/** A distribution is known to be in it, and lands on another one: on `scratch` the copy makes one layer of many, by intention. */
function isSystem(copy: CopyInstruction, { dockerfile, image }: Build): boolean {
  const source = copy.from?.value === undefined ? undefined : dockerfile.stage(copy.from.value, copy.stage);
  if (source === undefined || copy.stage === undefined || image.base(copy.stage)?.image === 'scratch') return false;
  return image.base(source)?.packageManager !== undefined && image.base(source)?.packageManager !== 'none';
}
