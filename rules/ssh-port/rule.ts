import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'ssh-port',
  summary: 'Do not open a container to SSH.',
  category: 'security',
  faults: {
    exposed: {
      severity: 'info', summary: 'EXPOSE names port 22.', since: '2026-11',
      aliases: [{ tool: 'trivy', id: 'DS-0004' }, { tool: 'checkov', id: 'CKV_DOCKER_1' }, { tool: 'kics', id: '5907595b-5b6d-4142-b173-dbb0e73fbff8' }],
    },
  },

  *check({ dockerfile }) {
    for (const { words } of dockerfile.all('EXPOSE')) {
      for (const word of words) {
        // `0.0.0.0:2222:22` is not valid, but the part behind the last colon is what was meant.
        const [from, to = from] = (word.value?.replace(/\/(tcp|udp|sctp)$/i, '').split(':').at(-1) ?? '').split('-').map(Number);
        if (from !== undefined && to !== undefined && from <= 22 && to >= 22 && from > 0 && !/\/udp$/i.test(word.value ?? '')) {
          yield { fault: 'exposed', at: word, message: `\`EXPOSE ${word.raw}\` says that the container takes SSH logins`, help: 'Reach into a container with `docker exec` or `kubectl exec`, and copy its files from outside.' };
        }
      }
    }
  },
});
