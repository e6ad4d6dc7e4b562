import type { Alias } from '../../src/diagnostic.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';
import type { Word } from '../../src/word.ts';

const scanners: readonly Alias[] = [{ tool: 'trivy', id: 'DS-0009' }, { tool: 'checkov', id: 'CKV_DOCKER_10' }, { tool: 'kics', id: '6b376af8-cfe8-49ab-a08d-f32de23661a4' }];
const everywhere: readonly Alias[] = [{ tool: 'hadolint', id: 'DL3000', level: 'error' }, ...scanners];

export default defineRule({
  id: 'workdir-relative',
  summary: 'Give WORKDIR an absolute path.',
  category: 'correctness', fixable: true,
  faults: {
    'unknown-base': {
      severity: 'warning', summary: 'A relative WORKDIR that depends on the working directory of the base image.', since: '2026-11',
      aliases: [...everywhere, { tool: 'buildkit', id: 'WorkdirRelativePath' }],
    },
    'not-expanded': {
      severity: 'warning', summary: 'WORKDIR names a variable in single quotes, in which it stays as it is written.', since: '2026-11',
      aliases: [...scanners, { tool: 'buildkit', id: 'WorkdirRelativePath' }],
    },
    relative: { severity: 'off', summary: 'A relative WORKDIR below another one of the file.', since: '2026-11', aliases: everywhere },
  },

  *check({ dockerfile, image }) {
    const set = new StagesWithWorkdir();
    for (const instruction of dockerfile.all('WORKDIR')) {
      const { path } = instruction;
      if (path === undefined) continue;
      const known = set.has(instruction.stage);
      set.add(instruction.stage);
      if (!isRelative(pattern(path.text))) continue;
      const before = instruction.stage === undefined ? undefined : image.after(instruction).workdir;
      const whole = before?.is === 'present' ? before.value : undefined;
      const fix = whole === undefined || instruction.onbuild !== undefined || path.value === undefined || /[\s"'$\\]/.test(whole + path.raw)
        ? undefined : { title: `Write \`${whole}\``, safety: 'safe' as const, edits: [{ place: path.place, text: whole }] };
      if (!known && isNotExpanded(path)) {
        yield { fault: 'not-expanded', at: path, message: `the folder is called \`${path.value ?? ''}\`: in single quotes a variable is not replaced`, help: 'Write it in double quotes, or without.' };
        continue;
      }
      yield {
        fault: known ? 'relative' : 'unknown-base', at: path,
        message: path.value === '' ? `\`${path.raw}\` is empty: the working directory stays that of the base image` : known ? `\`${path.raw}\` is relative to the WORKDIR above` : `where \`${path.raw}\` lies depends on the working directory of the base image`,
        help: 'Write the whole path, from `/` on.',
        ...(fix === undefined ? {} : { fixes: [fix] }),
      };
    }
  },
});

function isNotExpanded({ raw, value }: Word): boolean {
  return raw.startsWith("'") && /^\$[\w{]/.test(value ?? '');
}

/** What begins with a variable may be absolute; a drive letter is absolute on Windows. */
function isRelative(path: string): boolean {
  const bare = path.replace(/^["']/, '');
  return !/^(?:[/\\\u0000]|[A-Za-z]:)/.test(bare);
}

/** Stages that have a WORKDIR so far, those built FROM such a stage included: where the first is absolute, all are. */
class StagesWithWorkdir {
  readonly #known = new Map<Stage | undefined, boolean>();

  add(stage: Stage | undefined): void {
    this.#known.set(stage, true);
  }

  has(stage: Stage | undefined): boolean {
    if (stage === undefined) return this.#known.has(stage);
    const passed: Stage[] = [];
    let found = false;
    for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
      const known = this.#known.get(at);
      if (known !== undefined) {
        found = known;
        break;
      }
      passed.push(at);
    }
    for (const each of passed) this.#known.set(each, found);
    return found;
  }
}
