import type { Command } from '../../src/shell/model.ts';
import type { Alias } from '../../src/diagnostic.ts';
import { defineRule } from '../../src/rule.ts';

const aliases: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL3001', level: 'info' }, { tool: 'kics', id: '9b6b0f38-92a2-41f9-b881-3a1083d99f1b' }, { tool: 'semgrep', id: 'nonsensical-command' },
];

/** What each shows or changes, none of which is in the image afterwards. */
const pointless: Readonly<Record<string, string>> = {
  top: 'shows processes to somebody who watches', htop: 'shows processes to somebody who watches', free: 'shows the memory of the machine that builds',
  vim: 'waits for somebody to type', vi: 'waits for somebody to type', nano: 'waits for somebody to type',
  shutdown: 'has no machine to stop', reboot: 'has no machine to start again', halt: 'has no machine to stop', poweroff: 'has no machine to stop',
  ifconfig: 'shows or changes the network of the build, not of the image',
};

/** Rarely of use in a build, but there are such uses: a daemon that is started, asked and ended in one RUN. */
const rare: ReadonlySet<string> = new Set(['ssh', 'ps', 'kill', 'mount', 'service']);

export default defineRule({
  id: 'pointless-command',
  summary: 'Run in a build only what leaves something in the image.',
  category: 'correctness', fixable: true,
  faults: {
    pointless: { severity: 'info', summary: 'The command is for somebody at a terminal, or for a machine that runs.', since: '2026-11', aliases },
    service: { severity: 'warning', summary: 'A service is started, and ends with the RUN that started it.', since: '2026-11', aliases },
    'npm-build': { severity: 'warning', summary: '`npm build` does not run the script `build` of the project.', since: '2026-11' },
    'other-user': { severity: 'warning', summary: '`su` without a command starts a shell that nobody types into: it ends, and what follows runs as before.', since: '2026-11' },
    rare: { severity: 'off', summary: 'A command that builds seldom need: `ssh`, `ps`, `kill`, `mount`, `service`.', since: '2026-11', aliases },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('npm')) {
      const build = command.subcommand('build');
      if (build === undefined || build.raw !== 'build' || command.operands().length > 0) continue;
      yield {
        fault: 'npm-build', at: build, message: '`npm build` does not run the script `build`: it does nothing up to npm 6, and newer ones do not know it', help: 'Write `npm run build`.',
        ...(command.instruction.keyword === 'RUN' && command.words.length === 2 ? { fixes: [{ title: 'Write `npm run build`', safety: 'unsafe' as const, edits: [{ place: build.place, text: 'run build' }] }] } : {}),
      };
    }
    for (const command of dockerfile.commands(...Object.keys(pointless), ...rare, 'su')) {
      if (command.instruction.keyword !== 'RUN' || command.name === '') continue;
      if (command.name === 'su') {
        if (startsShell(command)) yield { fault: 'other-user', at: command, message: `\`${command.words.map(({ raw }) => raw).join(' ')}\` starts a shell that nobody types into: it ends, and what follows runs as before`, help: 'Name the user with USER, or give `su` its command with `-c`.' };
        continue;
      }
      const why = pointless[command.name];
      const isQuestion = command.words.length === 2 && /^(-v|-V|--version|--help)$/.test(command.words[1]?.value ?? '');
      const at = command.program;
      if (why !== undefined) yield { fault: isQuestion || isBatch(command) ? 'rare' : 'pointless', at, message: `\`${command.name}\` ${why}`, help: 'Leave it out.' };
      else if (command.name === 'service' && isStart(command) && command.script.commands.at(-1) === command) {
        yield { fault: 'service', at, message: `\`service ${command.operands()[0]?.raw ?? ''} start\` ends with this RUN; nothing of it is in the image`, help: 'Start it in the ENTRYPOINT or CMD.' };
      } else yield { fault: 'rare', at, message: `\`${command.name}\` is seldom of use in a build`, help: 'Leave it out if the build does not need it.' };
    }
  },
});

/** `vim +PlugInstall +qall`, `vim -es`: the editor does something and ends. */
function isBatch(command: Command): boolean {
  return /^vim?$/.test(command.name) && command.words.some(({ raw }) => /^(\+|-[cesE])/.test(raw.replace(/^["']/, '')));
}

/** `su`, `su app`, `su - app`: it reads its commands from a terminal, and there is none. */
function startsShell(command: Command): boolean {
  const words = command.words.slice(1).map(({ value }) => value);
  return words.every((word) => word !== undefined && /^(?:-|-l|-m|-p|--login|[\w.-]+)$/.test(word)) && words.filter((word) => word?.startsWith('-') !== true).length <= 1
    && command.redirections.length === 0 && command.pipeline[0] === command;
}

function isStart(command: Command): boolean {
  return command.operands().some(({ value }) => value === 'start' || value === 'restart');
}
