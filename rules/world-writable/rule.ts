import { modesAsShipped } from '../../src/image/questions/modes.ts';
import { isWorldWritable } from '../../src/programs/modes.ts';
import { defineRule } from '../../src/rule.ts';
import type { Located } from '../../src/source.ts';

/** Homes of rustup and cargo, which the official image gives to everybody (source: rust-lang/docker-rust, Dockerfile-slim.template, 2026-11). */
const TOOLCHAIN_HOME = /^"?(?:\$\{?(?:RUSTUP_HOME|CARGO_HOME)\}?|\/usr\/local\/(?:rustup|cargo))\/?"?$/;

export default defineRule({
  id: 'world-writable',
  summary: 'Let nobody but the owner and the group write to what is shipped.',
  category: 'security',
  faults: {
    mode: { severity: 'warning', summary: 'A mode such as 777 lets every user of the container change the file or folder.', since: '2026-11' },
    toolchain: { severity: 'off', summary: 'Every user may write to the homes of rustup and cargo, as in the official image.', since: '2026-11' },
  },

  *check(build) {
    const from = build.target?.from;
    let clean = true;
    let last: { readonly at: Located; readonly mode: string } | undefined;
    for (const { at, mode, paths, by, copied } of modesAsShipped(build)) {
      if (mode === undefined) {
        clean = false;
        yield { kind: 'doubt', at, message: `only the build knows the mode \`${at.raw}\`` };
      } else if (isWorldWritable(mode) && paths.length > 0 && paths.every((path) => TOOLCHAIN_HOME.test(path))) {
        clean = false;
        yield { fault: 'toolchain', at, message: `\`${by} ${mode}\` lets every user write to ${paths.map((path) => `\`${path}\``).join(', ')}, the home of a toolchain`, help: 'Where nobody builds in the image, leave the toolchain in a stage that builds.' };
      } else if (isWorldWritable(mode)) {
        clean = false;
        yield {
          fault: 'mode', at,
          message: `\`${by} ${mode}\` lets every user write to ${written(by, paths)}`,
          help: 'Give it to the user that needs it (`chown`, `COPY --chown`), and leave the mode at 755 for folders, 644 for files.',
          ...(copied === undefined ? {} : { related: [{ place: copied.place, message: 'the mode is copied into the image here' }] }),
        };
      } else last = { at, mode };
    }
    if (!clean || from === undefined) return;
    if (last !== undefined) yield { kind: 'proof', at: last.at, message: `no mode that is set lets everybody write, the last is \`${last.mode}\`` };
    else yield { kind: 'proof', at: from.image ?? from, message: 'nothing sets a mode that lets everybody write' };
  },
});

/** What COPY names may be the folder that it copies to. */
function written(by: string, paths: readonly string[]): string {
  const named = paths.map((path) => `\`${path}\``).join(', ');
  return named === '' ? 'what it is given' : /^(?:COPY|ADD)\b/.test(by) ? `what it puts at ${named}` : named;
}
