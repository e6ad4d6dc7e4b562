import type { Invocation } from './arguments.ts';
import { UsageError } from './usage-error.ts';

/** For a command that is about nothing in particular. Throws `UsageError`. */
export function noNames({ command, names: [name] }: Invocation): void {
  if (name !== undefined) throw new UsageError(`\`ironlint ${command}\` takes no names, and \`${name}\` is one`);
}

/** What a command is about, which is one thing. Throws `UsageError`. */
export function onlyName(invocation: Invocation, usage: string): string {
  const [name, ...more] = invocation.names;
  if (name === undefined || more.length > 0) throw new UsageError(`usage: ironlint ${usage}`);
  return name;
}
