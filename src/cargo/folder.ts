import { containerPath } from '../container-path.ts';
import type { Command } from '../shell/model.ts';

/** The folder a command runs in: the workdir of its RUN, and every `cd` above it in its script. Undefined when only the build knows. */
export function folderOf(command: Command, workdir: string | undefined): string | undefined {
  let folder = workdir;
  for (const earlier of command.script.commands) {
    if (earlier.place.span.start >= command.place.span.start) break;
    if (earlier.name !== 'cd' && earlier.name !== 'pushd') continue;
    const to = earlier.operands()[0]?.value;
    // A `)` between the two may end the subshell that the `cd` stands in.
    const between = command.place.source.text.slice(earlier.place.span.end, command.place.span.start);
    if (to === undefined || earlier.conditional || between.includes(')')) return undefined;
    if (to.startsWith('/')) folder = containerPath(to);
    else folder = folder === undefined ? undefined : containerPath(to, folder);
  }
  return folder;
}
