import { rewrittenCopies } from '../../src/image/questions/rewritten-copies.ts';
import { defineRule } from '../../src/rule.ts';

const since = '2026-11';

export default defineRule({
  id: 'owner-after-copy',
  summary: 'Give files their owner and mode where they are copied.',
  category: 'size',
  needs: ['context'],
  faults: {
    owner: { severity: 'info', since, summary: 'A RUN changes the owner of what COPY brought, and writes all of it into the image again.' },
    mode: { severity: 'info', since, summary: 'A RUN changes the mode of what COPY brought, and writes all of it into the image again.' },
  },

  *check(build) {
    for (const { at, path, what, to, copies, amongOthers } of rewrittenCopies(build)) {
      const [first] = copies;
      yield {
        fault: what, at, message: `the image holds what \`${first?.keyword ?? 'COPY'}\` brought to \`${path}\` twice: this writes all of it again, with another ${what}`,
        help: `Write ${what === 'owner' ? givingOwner(to) : `${givingMode(to)} where it is copied`}, and take ${amongOthers ? `\`${path}\` out of this command` : 'this away'}.`,
        related: copies.slice(0, 3).map((copy) => ({ place: copy.keywordAt, message: 'it is copied here' })),
      };
    }
    for (const copy of build.dockerfile.all('COPY', 'ADD')) {
      const given = copy.flag('chown') ?? copy.flag('chmod');
      if (given !== undefined && copy.stage !== undefined && build.image.isShipped(copy.stage)) yield { kind: 'proof', at: given, message: 'it is given where it is copied' };
    }
  },
});

/** COPY looks a name up in the image. */
function givingOwner(user = '…'): string {
  return `\`--chown=${user}\` where it is copied${/^\d+(?::\d+)?$/.test(user) ? '' : ', below what creates the user'}`;
}

/** What a symbolic mode comes to depends on what the file had. */
function givingMode(mode = ''): string {
  if (/^[0-7]{3,4}$/.test(mode)) return `\`--chmod=${mode}\``;
  return /^(?:a|ugo)?\+r?[xX]$/.test(mode) ? '`--chmod=755`' : '`--chmod`, with the mode in digits,';
}
