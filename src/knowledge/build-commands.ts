import type { Word } from '../word.ts';

/** What a program is told when it compiles or tests, and what when it starts the program of a project instead. */
interface BuildProgram {
  /** Any other word, where there is none. */
  readonly builds?: readonly string[];
  readonly starts?: RegExp;
}

/** Source: the manuals of the programs; targets of make by habit (read 2026-11-29). */
const buildPrograms: Readonly<Record<string, BuildProgram>> = {
  cargo: { builds: ['build', 'check', 'clippy', 'test', '--example'] },
  go: { builds: ['build', 'test'] },
  make: { starts: /^(?:run|start|serve|server|dev|up)(?:$|-)/ },
  ninja: {},
  mvn: { starts: /:(?:run|dev|java|exec|start)$/ },
  gradle: { starts: /^:?(?:[\w-]+:)*(?:run|bootRun|appRun|jettyRun|quarkusDev)$/ },
};

/** Whether a command is there to compile: `cargo test`, `make`. `cargo run` starts the program of an image that ships it; examples are nobody's program. */
export function isBuildCommand(name: string, words: readonly Word[]): boolean {
  const program = Object.hasOwn(buildPrograms, name) ? buildPrograms[name] : undefined;
  if (program === undefined) return false;
  const { builds, starts } = program;
  const values = words.slice(1).map(({ value }) => value ?? '');
  return (builds === undefined || values.some((value) => builds.includes(value))) && (starts === undefined || !values.some((value) => starts.test(value)));
}
