import { defineRule } from '../../src/rule.ts';
import type { Finding } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

export default defineRule({
  id: 'account-password',
  summary: 'Set no passwords of accounts in an image.',
  category: 'security',
  faults: {
    set: { severity: 'warning', summary: 'A password of an account is set in the image.', since: '2026-11', aliases: [{ tool: 'checkov', id: 'CKV2_DOCKER_17' }] },
    empty: { severity: 'warning', summary: 'An account gets an empty password.', since: '2026-11', aliases: [{ tool: 'dockle', id: 'DKL-LI-0001' }] },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('chpasswd', 'passwd', 'useradd', 'usermod', 'adduser')) {
      yield judge(command) ?? { kind: 'proof', at: command.program, message: `\`${command.name}\` sets no password here` };
    }
  },
});

function judge(command: Command): Finding | undefined {
  const set = (at: Finding['at']): Finding => ({ fault: 'set', at, message: 'the password of an account is set here, and is in the image for everyone', help: 'Leave accounts without a password: services do not log in.' });
  if (command.name === 'chpasswd') return set(command.program);
  if (command.name === 'passwd') {
    const deleted = command.option('-d', '--delete');
    if (deleted !== undefined) return { fault: 'empty', at: deleted, message: 'the account gets an empty password', help: 'Lock the password with `passwd -l`.' };
    return command.option('--stdin') === undefined ? undefined : set(command.program);
  }
  const password = command.name === 'adduser' ? undefined : command.option('-p', '--password');
  if (password === undefined) return undefined;
  // `*` and `!` lock an account; an empty field lets everybody in.
  if (password.value?.value === '') return { fault: 'empty', at: password, message: 'the account gets an empty password', help: 'Leave `--password` out: the account is locked then.' };
  return password.value?.value !== undefined && /^[*!]/.test(password.value.value) ? undefined : set(password);
}
