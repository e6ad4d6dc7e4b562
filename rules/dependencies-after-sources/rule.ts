import { dependencyInstalls, installFate, managerOf } from '../../src/cache/dependency-installs.ts';
import { toolInstallsBehindSources } from '../../src/cache/tool-installs.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'dependencies-after-sources',
  summary: 'Install dependencies before the sources are copied.',
  category: 'cache',
  needs: ['context'],
  faults: {
    'runs-again': { severity: 'info', summary: 'An edit of any source file installs all dependencies again.', since: '2026-11' },
    tools: { severity: 'info', summary: 'Packages of the system, or tools that cargo compiles, are installed behind the sources, of which they need none.', since: '2026-11' },
  },

  *check(build) {
    for (const { command, voidedBy } of toolInstallsBehindSources(build)) {
      const source = voidedBy.sources[0] ?? voidedBy;
      yield {
        fault: 'tools', at: command,
        message: `\`${command.name} ${command.subcommand()?.value ?? 'install'}\` runs again after every edit of the sources, and needs none of them`,
        help: `Install above this ${voidedBy.keyword}.`, related: [{ place: source.place, message: voidedBy.from === undefined ? 'sources are copied here' : 'what is built of the sources is copied here' }],
      };
    }
    for (const install of dependencyInstalls(build)) {
      const { at, implicit } = install;
      const fate = installFate(build, install);
      const manager = managerOf(install.manager);
      if (fate === undefined || manager === undefined) continue;
      const name = `\`${install.title}\``;
      if (fate.is === 'unknown') yield { kind: 'doubt', at, message: `whether ${name} stays cached when a source changes only the build knows: ${fate.why}` };
      else if (fate.is === 'cached') yield { kind: 'proof', at, message: `${name} stays cached when \`${fate.edited}\` changes` };
      else {
        const copy = fate.voidedBy;
        yield {
          fault: 'runs-again', at,
          message: implicit ? `${name} downloads all dependencies again after an edit of any source file` : `${name} installs everything again after an edit of any source file`,
          help: `Copy ${manager.manifests} first, ${manager.installAlone === undefined ? 'install' : `run \`${manager.installAlone}\``}, and copy the rest behind it.`,
          related: copy === undefined ? [] : [{ place: (copy.sources[0] ?? copy).place, message: 'sources are copied here' }],
        };
      }
    }
  },
});
