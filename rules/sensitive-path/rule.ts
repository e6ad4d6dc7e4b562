import { startsSystemd } from '../../src/knowledge/inits.ts';
import { defineRule } from '../../src/rule.ts';

/** What the kernel or the runtime owns (source: hier(7), file-hierarchy(7)). */
const system = /^\/(?:proc|sys|dev|boot)(?:\/|$)/;
/** Whoever can write there is root on the host. */
const socket = /^(?:\/var)?\/run\/(?:docker|containerd|podman|crio)(?:\/|\.sock$)/;

function isSocket(path: string): boolean {
  return socket.test(path) && path.endsWith('.sock');
}

export default defineRule({
  id: 'sensitive-path',
  summary: 'Keep out of the folders of the kernel and of the container runtime.',
  category: 'security',
  faults: {
    socket: { severity: 'warning', summary: 'The socket of the container runtime is a volume, is copied, or is handed to a container.', since: '2026-11', aliases: [{ tool: 'semgrep', id: 'dockerfile-dockerd-socket-mount' }, { tool: 'dockle', id: 'DKL-DI-0002' }] },
    volume: { severity: 'warning', summary: 'A VOLUME stands over a folder of the kernel.', since: '2026-11', aliases: [{ tool: 'dockle', id: 'DKL-DI-0002' }] },
    workdir: { severity: 'warning', summary: 'WORKDIR is a folder of the kernel.', since: '2026-11', aliases: [{ tool: 'trivy', id: 'DS-0030' }] },
  },

  *check({ dockerfile, image: { shipped } }) {
    for (const word of dockerfile.all('VOLUME').flatMap(({ words }) => words)) {
      const path = word.value;
      if (path === undefined) yield { kind: 'doubt', at: word, message: `only the build knows where \`${word.raw}\` is` };
      else if (socket.test(path)) yield { fault: 'socket', at: word, message: `\`${path}\` belongs to the container runtime: whoever can write there is root on the host`, help: 'Let the one who runs the container mount it, if it must be.' };
      else if (/^\/sys\/fs\/cgroup\/?$/.test(path) && [shipped?.entrypoint, shipped?.cmd].some((fact) => fact?.is === 'present' && startsSystemd(fact.value))) yield { kind: 'doubt', at: word, message: 'systemd, which the image starts, wants the control groups of the host there' };
      else if (system.test(path)) yield { fault: 'volume', at: word, message: `\`${path}\` belongs to the kernel`, help: 'Use a folder of your own.' };
      else yield { kind: 'proof', at: word, message: `\`${path}\` is a folder of the image` };
    }
    for (const word of dockerfile.all('COPY', 'ADD').flatMap(({ sources, destination }) => [...sources, destination])) {
      if (word?.value !== undefined && isSocket(word.value)) yield { fault: 'socket', at: word, message: `\`${word.value}\` is the socket of a container runtime, which no copy of it leads to`, help: 'Leave it out: whoever runs the container mounts it, if it must be.' };
    }
    for (const command of dockerfile.commands('docker', 'podman', 'nerdctl')) {
      const word = command.words.find(({ value }) => value !== undefined && /^(?:--?v(?:olume)?=)?[^:=]*:/.test(value) && isSocket(value.replace(/^.*=/, '').split(':')[0] ?? ''));
      if (word !== undefined) yield { fault: 'socket', at: word, message: `\`${command.name}\` hands a container the socket of its runtime: it is root on the host then`, help: 'Start it beside the container, not through the socket of the host.' };
    }
    for (const { path } of dockerfile.all('WORKDIR')) {
      if (path?.value === undefined) continue;
      if (system.test(path.value)) yield { fault: 'workdir', at: path, message: `\`${path.value}\` belongs to the kernel: what is written there is in no layer`, help: 'Use a folder of your own.' };
      else yield { kind: 'proof', at: path, message: `\`${path.value}\` is a folder of the image` };
    }
  },
});
