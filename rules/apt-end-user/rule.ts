import type { Fix } from '../../src/diagnostic.ts';
import { defineRule } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

/** apt(8): what `apt` does, and the tool whose output and options scripts may rest on. `upgrade` also installs new dependencies. */
const instead: { readonly [subcommand: string]: 'apt-get' | 'apt-cache' } = {
  install: 'apt-get', reinstall: 'apt-get', update: 'apt-get', upgrade: 'apt-get', 'dist-upgrade': 'apt-get', remove: 'apt-get', purge: 'apt-get', autoremove: 'apt-get',
  autopurge: 'apt-get', autoclean: 'apt-get', clean: 'apt-get', 'build-dep': 'apt-get', source: 'apt-get', download: 'apt-get', changelog: 'apt-get', satisfy: 'apt-get',
  search: 'apt-cache', show: 'apt-cache', policy: 'apt-cache', depends: 'apt-cache', rdepends: 'apt-cache', showsrc: 'apt-cache',
};

export default defineRule({
  id: 'apt-end-user',
  summary: 'Call `apt-get` and `apt-cache` in scripts.',
  category: 'correctness',
  fixable: true,
  faults: {
    apt: {
      severity: 'info', summary: '`apt` is called in a script.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3027', level: 'warning' }, { tool: 'kics', id: 'b84a0b47-2e99-4c9f-8933-98bcabe2b94d' }, { tool: 'checkov', id: 'CKV_DOCKER_9' },
        { tool: 'semgrep', id: 'prefer-apt-get' },
      ],
    },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands('apt', 'apt-get', 'apt-cache')) {
      if (command.name !== 'apt' || (command.subcommand() === undefined && command.option('--help', '-h', '--version', '-v') !== undefined)) continue;
      const tool = instead[command.subcommand()?.value ?? ''];
      yield {
        fault: 'apt', at: command.program,
        message: '`apt` is made for people: its commands and options may change from release to release',
        help: tool === undefined ? 'Use `apt-get` or `apt-cache`.' : `Use \`${tool}\`.`,
        fixes: fixesOf(command, tool),
      };
    }
  },
});

function fixesOf(command: Command, tool: string | undefined): readonly Fix[] {
  const { program } = command;
  const { source, span } = program.place;
  // In another word than `apt` or a path that ends in it (a variable, quotes) nothing is replaced.
  if (tool === undefined || !/^"?(?:\/usr\/bin\/)?apt"?$/.test(program.raw) || !source.slice(span).replace(/"$/, '').endsWith('apt')) return [];
  const end = span.end - (source.slice(span).endsWith('"') ? 1 : 0);
  const upgrade = command.subcommand('upgrade');
  const edits = [
    { place: source.place(end - 'apt'.length, end), text: tool },
    ...(upgrade === undefined ? [] : [command.insertAfter(upgrade, '--with-new-pkgs')]),
  ];
  return [{ title: `Use \`${tool}\``, safety: tool === 'apt-get' ? 'safe' : 'unsafe', edits }];
}
