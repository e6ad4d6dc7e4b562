import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { image, stageAt } from './sample-image.ts';
import { growthOf } from '../work.ts';

test('many instructions take no more work than they are', () => {
  const askAll = (count: number): void => {
    const of = image(['FROM debian', ...Array.from({ length: 3 * count }, (_, index) => [`WORKDIR d${String(index)}`, `LABEL l${String(index)}=x`, 'USER a'][index % 3] ?? '')]);
    for (const instruction of of.dockerfile.instructions) {
      const state = of.before(instruction);
      expect(state.user.is).toBe('present');
      expect(state.workdir.is).not.toBe('absent');
      expect(state.label('l1').is).not.toBe('unknown');
    }
    expect(of.shipped?.labels()).toHaveLength(count);
  };
  expect(growthOf(askAll, 300)).toBeLessThan(1.5);
});

test('nor do many stages', () => {
  const askLast = (count: number): void => {
    const chain = image(['FROM debian AS s0', ...Array.from({ length: count }, (_, index) => [`FROM s${String(index)} AS s${String(index + 1)}`, 'WORKDIR d']).flat()]);
    // Longer than a path may be.
    expect(chain.shipped?.workdir.is).toBe('unknown');
    expect(chain.isBuilt(stageAt(chain, 0))).toBe(true);
  };
  expect(growthOf(askLast, 2500)).toBeLessThan(1.5);
});

test('no file makes a state throw', () => {
  const parts = fc.array(
    fc.constantFrom('FROM debian', 'FROM a AS a', 'FROM scratch AS b', 'FROM b', 'FROM $V', 'FROM', 'ARG V', 'ENV V=1', 'USER $V', 'USER', 'WORKDIR a', 'WORKDIR', 'SHELL x', 'SHELL []', 'LABEL $V=1 a=2', 'LABEL',
      'CMD ["a"]', 'CMD', 'ENTRYPOINT x', 'HEALTHCHECK NONE', 'HEALTHCHECK', 'EXPOSE 1', 'ONBUILD USER x', 'ONBUILD', 'COPY --from=b x y', 'RUN --mount=from=a x', 'STOPSIGNAL'),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(parts, (lines) => {
      const of = image(lines);
      for (const instruction of of.dockerfile.instructions) {
        for (const state of [of.before(instruction), of.after(instruction)]) {
          const facts = [state.user, state.workdir, state.shell, state.label('a'), state.entrypoint, state.cmd, state.healthcheck, state.stopSignal];
          for (const fact of facts) expect(['present', 'absent', 'unknown']).toContain(fact.is);
          expect(state.labels().length + state.ports.length + state.volumes.length + state.history.length).toBeLessThan(100);
        }
      }
      for (const stage of of.dockerfile.stages) expect(of.isBuilt(stage) || !of.isShipped(stage)).toBe(true);
    }),
    { numRuns: 500 },
  );
});
