import { isUncatchable, signalName, signalNumber } from '../../src/knowledge/signals.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'stop-signal',
  summary: 'Stop containers with a signal that programs can handle.',
  category: 'runtime',
  faults: {
    uncatchable: { severity: 'warning', summary: 'No program can handle the signal, so containers end without a chance to clean up.', since: '2026-11', aliases: [{ tool: 'tally', id: 'no-ungraceful-stopsignal' }] },
  },

  *check({ dockerfile }) {
    for (const { signal } of dockerfile.all('STOPSIGNAL')) {
      const number = signal?.value === undefined ? undefined : signalNumber(signal.value);
      if (signal === undefined || number === undefined || !isUncatchable(number)) continue;
      yield { fault: 'uncatchable', at: signal, message: `no program can handle \`${signalName(number) ?? String(number)}\``, help: 'Leave STOPSIGNAL out for `SIGTERM`, or name the signal on which the program ends in order.' };
    }
  },
});
