import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'run-insecure',
  summary: 'Run what builds the image in its sandbox.',
  category: 'security',
  faults: {
    insecure: { severity: 'warning', summary: 'A RUN asks for all rights of the machine that builds: `--security=insecure`.', since: '2026-11' },
    'host-network': { severity: 'info', summary: 'A RUN asks for the network of the machine that builds: `--network=host`.', since: '2026-11' },
  },

  *check({ dockerfile }) {
    for (const run of dockerfile.all('RUN')) {
      for (const flag of run.flags) {
        const value = flag.value?.value?.toLowerCase();
        if (flag.name === 'security' && value === 'insecure') {
          yield {
            fault: 'insecure', at: flag, message: 'this RUN has all rights of the machine that builds, and runs only where builders were told to let it',
            help: 'Leave `--security=insecure` out; what needs a device gets it by `--device`, what needs other rights belongs in front of the build.',
          };
        } else if (flag.name === 'network' && value === 'host') {
          yield {
            fault: 'host-network', at: flag, message: 'this RUN reaches the services of the machine that builds, and runs only where builders were told to let it',
            help: 'Leave `--network=host` out, and give the build what it needs by COPY or a mount.',
          };
        } else if (flag.name === 'security' || flag.name === 'network') yield { kind: 'proof', at: flag, message: `\`${flag.name}=${value ?? ''}\` keeps to the sandbox` };
      }
    }
  },
});
