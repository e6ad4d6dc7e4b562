import { createdUser } from '../../src/programs/users.ts';
import { defineRule } from '../../src/rule.ts';

/** From here on `/var/log/lastlog` alone, 292 bytes a number, counts as tens of megabytes. */
const LARGE = 100_000;

export default defineRule({
  id: 'useradd-large-uid',
  summary: 'Create users with large numbers without a login record.',
  category: 'size',
  fixable: true,
  faults: {
    'login-record': {
      severity: 'warning', summary: '`useradd` with a large number and without `--no-log-init` makes huge log files.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3046', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('useradd')) {
      const uid = createdUser(command)?.uid;
      if (uid === undefined || command.option('-l') !== undefined) continue;
      if (uid.value === undefined) {
        yield { kind: 'doubt', at: uid, message: `only the build knows the number \`${uid.raw}\`` };
        continue;
      }
      if (!/^\d+$/.test(uid.value)) continue;
      const number = Number(uid.value);
      if (number < LARGE) yield { kind: 'proof', at: uid, message: `${uid.value} is a small number` };
      else {
        yield {
          fault: 'login-record', at: uid,
          message: `with the number ${uid.value} \`useradd\` makes a login record of ${size(number * 292)}`,
          help: 'Add `--no-log-init`.',
          fixes: [{ title: 'Add `--no-log-init`', safety: 'safe', edits: [command.insertAfter(command.program, '--no-log-init')] }],
        };
      }
    }
  },
});

function size(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes < 1024 ? `${mebibytes.toFixed(0)} MiB` : `${(mebibytes / 1024).toFixed(1)} GiB`;
}
