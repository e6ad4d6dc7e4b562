import type { ContextFile } from '../../src/context/model.ts';
import { contextSources } from '../../src/image/questions/context-copies.ts';
import { formatSize, totalSize } from '../../src/image/questions/file-sizes.ts';
import { defineRule } from '../../src/rule.ts';

interface Options {
  readonly limit: number;
}

const MEGABYTE = 1_000_000;

export default defineRule<Options>({
  id: 'context-size',
  summary: 'Copy no more from the build context than the image needs.',
  category: 'size',
  needs: ['context'],
  faults: {
    large: { severity: 'off', summary: 'A source of COPY or ADD is larger than the option `limit`.', since: '2026-11' },
  },
  options: {
    defaults: { limit: 100 },
    schema: { limit: { type: 'number', exclusiveMinimum: 0, description: 'How many megabytes (millions of bytes) one source may have.' } },
  },

  *check({ dockerfile, image, context }, { limit }) {
    for (const { instruction, word: at, path, options } of contextSources(dockerfile)) {
      if (instruction.keyword === 'RUN' || (instruction.stage !== undefined && !image.isBuilt(instruction.stage))) continue;
      const files = path === undefined ? undefined : context.takes(path, options)?.files;
      const size = files === undefined ? undefined : totalSize(files, Infinity);
      if (files === undefined || size === undefined) yield { kind: 'doubt', at, message: `how large \`${at.raw}\` is is not known` };
      else if (size <= limit * MEGABYTE) yield { kind: 'proof', at, message: `\`${at.raw}\` is ${formatSize(size)}` };
      else {
        yield {
          fault: 'large', at,
          message: `\`${at.raw}\` is ${formatSize(size)} in ${String(files.length)} ${files.length === 1 ? 'file' : 'files'}, more than ${formatSize(limit * MEGABYTE)}`,
          help: `Leave out in \`.dockerignore\` what the image does not need; the largest: ${largest(files, path ?? '').join(', ')}.`,
        };
      }
    }
  },
});

/** The three largest children of the folder that is copied. */
function largest(files: readonly ContextFile[], root: string): readonly string[] {
  const start = root === '' ? 0 : root.length + 1;
  const sizes = new Map<string, number>();
  for (const { path, size = 0 } of files) {
    const slash = path.startsWith(root) ? path.indexOf('/', start) : -1;
    const child = slash === -1 ? path : `${path.slice(0, slash)}/`;
    sizes.set(child, (sizes.get(child) ?? 0) + size);
  }
  return [...sizes].sort(([, one], [, other]) => other - one).slice(0, 3).map(([child, size]) => `\`${child}\` (${formatSize(size)})`);
}
