import path from 'node:path';
import type { Config, ShellCheckMode } from '../config/model.ts';
import type { Build } from '../rule.ts';
import type { ShellCheckComment, ShellCheckResult } from '../shellcheck/model.ts';
import type { ShellCheck } from '../shellcheck/program.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';

/** What came of ShellCheck for one file. */
export interface ShellChecked {
  /** Undefined where it did not run. */
  readonly comments: readonly ShellCheckComment[] | undefined;
  readonly notes: readonly string[];
  readonly errors: readonly string[];
}

/** The programs of a run, one for each path that is asked for. */
export interface ShellChecks {
  /**
   * Gives the scripts of a build to ShellCheck, and whom to ask for the answer; undefined where there is nothing to wait for. It
   * works beside whatever is done in between.
   */
  begin(build: Build, plan: FilePlan, options: RunOptions): Promise<(() => Promise<ShellChecked>) | undefined>;
}

/** `patient`: many files are judged, and a call waits until enough of their scripts have come together. */
export function createShellChecks({ patient }: { readonly patient: boolean }): ShellChecks {
  const programs = new Map<string, ShellCheck>();
  return {
    async begin(build, { config }, options) {
      const mode = options.shellcheck ?? config.shellcheck;
      if (mode === 'off') return undefined;
      const { scriptsToCheck } = await import('../shellcheck/scripts.ts');
      const scripts = scriptsToCheck(build);
      if (scripts.length === 0) return () => Promise.resolve({ comments: [], notes: [], errors: [] });
      const { createShellCheck } = await import('../shellcheck/program.ts');
      const { name, notes } = programOf(config, options);
      const program = programs.get(name) ?? createShellCheck(name, { patient });
      programs.set(name, program);
      const answer = program.check(scripts);
      return async () => {
        const { notes: more, ...found } = checked(await answer(), mode);
        return { ...found, notes: [...notes, ...more] };
      };
    },
  };
}

/** The path of the command line; of a config only when that is trusted, since whoever may change it could have anything run. */
function programOf({ shellcheckPath: named }: Config, options: RunOptions): { readonly name: string; readonly notes: readonly string[] } {
  if (options.shellcheckPath !== undefined) return { name: options.shellcheckPath, notes: [] };
  if (named === undefined) return { name: 'shellcheck', notes: [] };
  if (options.trustConfig) return { name: path.resolve(named.folder, named.value), notes: [] };
  return { name: 'shellcheck', notes: [`\`shellcheckPath\` in ${named.from} counts with \`--trust-config\` only`] };
}

function checked(result: ShellCheckResult, mode: ShellCheckMode): ShellChecked {
  if (result.is === 'checked') return { comments: result.comments.flat(), notes: [], errors: [] };
  return mode === 'required'
    ? { comments: undefined, notes: [], errors: [`ShellCheck is required and could not run: ${result.why}`] }
    : { comments: undefined, notes: [`scripts were not checked by ShellCheck: ${result.why}`], errors: [] };
}
