import { shippedLayers } from '../../src/image/questions/shipped-layers.ts';
import { refusesRecommended } from '../../src/programs/apt.ts';
import { aptSettingHolds, aptSettings } from '../../src/programs/apt-settings.ts';
import { defineRule } from '../../src/rule.ts';
import { lineOf } from '../../src/source.ts';

const flag = '--no-install-recommends';

interface Options {
  readonly layers: 'all' | 'shipped';
}

export default defineRule<Options>({
  id: 'apt-no-recommends',
  summary: 'Install apt packages without the ones they recommend.',
  category: 'size',
  fixable: true,
  faults: {
    'recommended-packages': {
      severity: 'info', summary: 'apt also installs what the packages recommend.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3015', level: 'info' }, { tool: 'trivy', id: 'DS-0029' }, { tool: 'kics', id: '7384dfb2-fcd1-4fbf-91cd-6c44c318c33c' },
        { tool: 'semgrep', id: 'missing-no-install-recommends' },
      ],
    },
    'apt-command': {
      severity: 'info', summary: 'The command `apt` (or `aptitude`) also installs what the packages recommend; hadolint looks at `apt-get` only.', since: '2026-11',
      aliases: [{ tool: 'trivy', id: 'DS-0029' }, { tool: 'kics', id: '7384dfb2-fcd1-4fbf-91cd-6c44c318c33c' }],
    },
  },
  options: {
    defaults: { layers: 'all' },
    schema: { layers: { enum: ['all', 'shipped'], description: '`all`: whatever is installed in any stage. `shipped`: what the layers of the shipped image hold.' } },
  },

  *check(build, { layers }) {
    const { dockerfile, target } = build;
    const ships = layers === 'shipped' ? shippedLayers(build) : () => true;
    const settings = aptSettings(dockerfile, 'no-recommends');
    let installs = false;
    for (const command of dockerfile.commands('apt-get', 'apt', 'aptitude')) {
      const install = command.subcommand('install');
      if (install === undefined || command.option('--only-upgrade') !== undefined || !ships(command.instruction)) continue;
      installs = true;
      const setting = aptSettingHolds(settings, command.instruction);
      if (refusesRecommended(command)) {
        yield { kind: 'proof', at: command.option(flag) ?? install, message: `\`${command.name} install\` leaves out the packages that yours recommend` };
        continue;
      }
      if (setting !== undefined) {
        yield { kind: 'proof', at: install, message: `the configuration of apt, written at line ${String(lineOf(setting.by.place))}, leaves out recommended packages` };
        continue;
      }
      const without = command.name === 'aptitude' ? '--without-recommends' : flag;
      yield {
        fault: command.name === 'apt-get' ? 'recommended-packages' : 'apt-command',
        at: install,
        message: `\`${command.name} install\` also installs the packages that yours recommend`,
        help: `Add \`${without}\`, and name the ones you do need.`,
        fixes: [{ title: `Add \`${without}\``, safety: 'unsafe', edits: [command.insertAfter(install, without)] }],
      };
    }
    if (!installs && target !== undefined) yield { kind: 'proof', at: target.from.image ?? target.from, message: layers === 'shipped' ? 'no layer of the shipped image installs with apt' : 'nothing is installed with apt' };
  },
});
