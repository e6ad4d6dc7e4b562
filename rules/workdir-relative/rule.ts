import type { Alias } from '../../src/diagnostic.ts';
import type { WorkdirInstruction } from '../../src/dockerfile/model.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';

const everywhere: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL3000', level: 'error' }, { tool: 'trivy', id: 'DS-0009' }, { tool: 'checkov', id: 'CKV_DOCKER_10' }, { tool: 'kics', id: '6b376af8-cfe8-49ab-a08d-f32de23661a4' },
];

export default defineRule({
  id: 'workdir-relative',
  summary: 'Give WORKDIR an absolute path.',
  category: 'correctness', fixable: true,
  faults: {
    'unknown-base': {
      severity: 'warning', summary: 'A relative WORKDIR that depends on the working directory of the base image.', since: '2026-11',
      aliases: [...everywhere, { tool: 'buildkit', id: 'WorkdirRelativePath' }],
    },
    relative: { severity: 'off', summary: 'A relative WORKDIR below one of the file that is absolute.', since: '2026-11', aliases: everywhere },
  },

  *check({ dockerfile, image }) {
    for (const instruction of dockerfile.all('WORKDIR')) {
      const { path } = instruction;
      if (path === undefined || !isRelative(pattern(path.text))) continue;
      const known = hasAbsolute(instruction.stage, instruction);
      const before = instruction.stage === undefined ? undefined : image.after(instruction).workdir;
      const absolute = before?.is === 'present' ? before.value : undefined;
      const fix = absolute === undefined || instruction.onbuild !== undefined || path.value === undefined || /[\s"'$\\]/.test(absolute + path.raw)
        ? undefined : { title: `Write \`${absolute}\``, safety: 'safe' as const, edits: [{ place: path.place, text: absolute }] };
      yield {
        fault: known ? 'relative' : 'unknown-base', at: path,
        message: known ? `\`${path.raw}\` is relative to the WORKDIR above` : `where \`${path.raw}\` lies depends on the working directory of the base image`,
        help: 'Write the whole path, from `/` on.',
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

/** What begins with a variable may be absolute; a drive letter is absolute on Windows. */
function isRelative(path: string): boolean {
  const bare = path.replace(/^["']/, '');
  return !/^(?:[/\\\u0000]|[A-Za-z]:)/.test(bare) && bare !== '';
}

/** An absolute WORKDIR stands above it in the stage, or in one that the stage is built FROM. */
function hasAbsolute(stage: Stage | undefined, before: WorkdirInstruction): boolean {
  for (let at = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if (instruction.index >= before.index) break;
      if (instruction.keyword === 'WORKDIR' && instruction.path !== undefined && !isRelative(pattern(instruction.path.text))) return true;
    }
  }
  return false;
}
