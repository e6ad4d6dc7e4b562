import type { Report } from './model.ts';
import { knownValue } from '../word.ts';
import { expandWords } from './expand.ts';
import type { ExposeNode } from './nodes-simple.ts';

const help = 'Write ports as `80`, `80/udp` or `8000-8010`.';

/** Ports that BuildKit cannot read, after expansion. */
export function checkPorts(expose: ExposeNode, report: Report): void {
  for (const word of expose.words) {
    const { words, error } = expandWords(word.content, expose.scope, { escape: expose.escape });
    if (error !== undefined) {
      report(error);
      continue;
    }
    for (const { text, place } of words) {
      const value = knownValue(text);
      if (value?.startsWith('#') === true) {
        report({ place, message: `\`${value}\` is no port`, help: 'A comment needs a line of its own: move it above this one.' });
        return;
      }
      const fault = value === undefined ? undefined : portFault(value);
      if (fault !== undefined) report({ place, message: fault, help });
    }
  }
}

/** Why `[ip:][host:]container[/protocol]` is no port; undefined when it is one. */
function portFault(text: string): string | undefined {
  const parts = text.split(':');
  const last = parts.pop() ?? '';
  const host = parts.pop() ?? '';
  const address = parts.join(':');
  const slash = last.indexOf('/');
  const container = slash === -1 ? last : last.slice(0, slash);
  const protocol = slash === -1 ? '' : last.slice(slash + 1).toLowerCase();
  if (container === '') return `\`${text}\` has no port`;
  if (!['', 'tcp', 'udp', 'sctp'].includes(protocol)) return `\`${protocol}\` is no protocol`;
  if (address !== '' && !isAddress(address)) return `\`${address}\` is no IP address`;
  const ports = portRange(container);
  if (ports === undefined) return `\`${container}\` is no port`;
  if (host === '') return undefined;
  const hostPorts = portRange(host);
  if (hostPorts === undefined) return `\`${host}\` is no port`;
  if (ports !== hostPorts && ports !== 1) return `\`${host}\` and \`${container}\` are not of the same length`;
  return undefined;
}

/** How many ports a range has; undefined when it is none. */
function portRange(text: string): number | undefined {
  const match = /^(\+?\d+)(?:-(\+?\d+))?$/.exec(text);
  if (match === null) return undefined;
  const start = Number(match[1]);
  const end = match[2] === undefined ? start : Number(match[2]);
  return start > 65535 || end > 65535 || end < start ? undefined : end - start + 1;
}

function isAddress(text: string): boolean {
  const bare = text.startsWith('[') && text.endsWith(']') ? text.slice(1, -1) : text;
  return isAddressV4(bare) || isAddressV6(bare);
}

function isAddressV4(text: string): boolean {
  return /^(?:(?:25[0-5]|2[0-4]\d|1\d\d|[1-9]?\d)(?:\.(?!$)|$)){4}$/.test(text);
}

function isAddressV6(text: string): boolean {
  if (!text.includes(':')) return false;
  const lastColon = text.lastIndexOf(':');
  const tail = text.slice(lastColon + 1);
  const groupsText = isAddressV4(tail) ? `${text.slice(0, lastColon + 1)}0:0` : text;
  const halves = groupsText.split('::');
  if (halves.length > 2) return false;
  const groups = halves.flatMap((half) => (half === '' ? [] : half.split(':')));
  if (!groups.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return false;
  return halves.length === 2 ? groups.length < 8 : groups.length === 8;
}
