import { closedFolders } from '../../src/image/questions/closed-folders.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'copy-chmod-folder',
  summary: 'Give folders that COPY brings a mode with which they can be entered.',
  category: 'runtime',
  needs: ['context'],
  faults: {
    closed: { severity: 'warning', summary: '`--chmod` gives folders a mode with which nobody but root can enter them, and the image runs as another user.', since: '2026-11' },
  },

  *check(build) {
    const user = build.image.shipped?.user;
    if (user === undefined) return;
    for (const { copy, mode, folder } of closedFolders(build)) {
      if (user.is !== 'present') yield { kind: 'doubt', at: mode, message: 'who the image runs as is not known' };
      else if (user.value.isRoot === true) yield { kind: 'proof', at: mode, message: 'the image runs as root, who can enter every folder' };
      else if (folder === undefined || user.value.isRoot === undefined) yield { kind: 'doubt', at: mode, message: `it is not known whether ${copy.keyword} copies folders, which get this mode too` };
      else {
        yield {
          fault: 'closed', at: mode, message: `\`${user.value.user ?? ''}\` cannot enter \`${folder}\`: \`--chmod=${mode.value ?? mode.raw}\` is given to folders, too`,
          help: 'Leave `--chmod` out where the files have their modes already, or write `--chmod=u=rwX,go=rX`: `X` is for folders, and for files that somebody may execute already.',
        };
      }
    }
  },
});
