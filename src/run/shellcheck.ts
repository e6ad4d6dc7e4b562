import type { Build } from '../rule.ts';
import type { ShellCheckComment } from '../shellcheck/model.ts';
import type { Source } from '../source.ts';
import type { RunOptions } from './options.ts';
import type { FilePlan } from './settings.ts';

export interface PreparedShellCheck {
  /** Whether it looked at scripts. */
  readonly ran: boolean;
  readonly answer: (build: Build) => readonly ShellCheckComment[] | undefined;
  readonly notes: readonly string[];
  readonly errors: readonly string[];
}

const silent: PreparedShellCheck = { ran: false, answer: () => undefined, notes: [], errors: [] };

/** Runs ShellCheck over the scripts of a file when that is asked for: one call for all of them, before the rules are asked. */
export async function prepareShellCheck(source: Source, plan: FilePlan, options: RunOptions, make: (source: Source) => Build | undefined): Promise<PreparedShellCheck> {
  const mode = options.shellcheck ?? plan.config.shellcheck;
  const build = mode === 'off' ? undefined : make(source);
  if (build === undefined) return silent;
  const { scriptsToCheck } = await import('../shellcheck/scripts.ts');
  const scripts = scriptsToCheck(build);
  if (scripts.length === 0) return { ...silent, answer: () => [] };
  const { runShellCheck } = await import('../shellcheck/program.ts');
  const result = await runShellCheck(options.shellcheckPath ?? 'shellcheck', scripts);
  if (result.is === 'checked') return { ...silent, ran: true, answer: () => result.comments.flat() };
  return mode === 'required'
    ? { ...silent, errors: [`ShellCheck is required and could not run: ${result.why}`] }
    : { ...silent, notes: [`scripts were not checked by ShellCheck: ${result.why}`] };
}
