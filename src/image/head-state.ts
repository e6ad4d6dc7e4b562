import type { StageState } from './model.ts';

const absent = { is: 'absent', why: 'no stage has begun' } as const;

/** Before the first FROM there is no image. */
export const headState: StageState = {
  user: absent,
  workdir: absent,
  env: { lookup: () => ({ is: 'unset', why: absent.why }) },
  shell: absent,
  label: () => absent,
  labels: () => [],
  entrypoint: absent,
  cmd: absent,
  healthcheck: absent,
  ports: [],
  volumes: [],
  stopSignal: absent,
  history: [],
};
