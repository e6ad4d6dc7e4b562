import type { CopyInstruction, Stage } from '../../src/dockerfile/model.ts';
import { isArchiveName } from '../../src/programs/archives.ts';
import { defineRule } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import { pattern } from '../../src/word.ts';
import type { Word } from '../../src/word.ts';

/** What takes the compression off a file that it is given. */
const decompressors = ['gunzip', 'zcat', 'gzcat', 'bunzip2', 'bzcat', 'unxz', 'xzcat', 'unlzma', 'lzcat', 'unzstd', 'zstdcat', 'uncompress', 'unzip'] as const;

export default defineRule({
  id: 'copy-archive',
  summary: 'Unpack local archives with ADD.',
  category: 'size',
  faults: {
    unpacked: { severity: 'info', summary: 'An archive is copied, and unpacked in a later layer.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3010', level: 'info' }] },
  },

  *check({ dockerfile }) {
    const unpacking = new Map<Stage | undefined, Map<string, Command>>();
    for (const command of dockerfile.commands('tar', 'bsdtar', ...decompressors)) {
      const archive = unpackedBy(command);
      if (archive === undefined) continue;
      const inStage = unpacking.get(command.instruction.stage) ?? new Map<string, Command>();
      unpacking.set(command.instruction.stage, inStage.set(lastPart(archive), command));
    }
    for (const copy of dockerfile.all('COPY')) {
      const inStage = copy.from === undefined ? unpacking.get(copy.stage) : undefined;
      for (const source of copy.sources) {
        const path = source.value;
        if (path === undefined || copy.from !== undefined || !isTar(path)) continue;
        const tar = inStage?.get(lastPart(path)) ?? inStage?.get(lastPart(renamed(copy)?.value ?? ''));
        if (tar === undefined || tar.instruction.index < copy.index) continue;
        yield {
          fault: 'unpacked', at: source,
          message: `\`${path}\` stays in its layer although a later one unpacks it`,
          help: 'Unpack it with `ADD`, or from a `RUN --mount=type=bind`, and no layer holds the archive.',
          related: [{ place: tar.place, message: 'unpacked here' }],
        };
      }
    }
  },
});

function isTar(path: string): boolean {
  return isArchiveName(path) && !/[*?[]/.test(path);
}

function lastPart(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** The name that a single source gets. */
function renamed({ sources, destination }: CopyInstruction): Word | undefined {
  return sources.length === 1 && destination?.value !== undefined && !destination.value.endsWith('/') ? destination : undefined;
}

/** The archive of which `tar` unpacks all, as ADD would: without members, and without leaving parts of paths out. */
function unpackedBy(command: Command): string | undefined {
  if (!command.name.endsWith('tar')) return command.operands().map(({ text }) => pattern(text)).find((name) => /\.tar\b|\.t[a-z]{1,3}2?$/i.test(name));
  const file = command.option('-f')?.value;
  if (file === undefined || command.option('-x') === undefined || command.option('--strip-components', '--exclude', '--transform', '--wildcards') !== undefined) return undefined;
  return command.operands().length > 0 ? undefined : pattern(file.text);
}
