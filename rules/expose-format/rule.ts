import type { Alias } from '../../src/diagnostic.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';
import { pattern } from '../../src/word.ts';

const range: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL3011', level: 'error' }, { tool: 'trivy', id: 'DS-0008' }, { tool: 'kics', id: '71bf8cf8-f0a1-42fa-b9d2-d10525e0a38e' }, { tool: 'semgrep', id: 'invalid-port' },
];

export default defineRule({
  id: 'expose-format',
  summary: 'Expose container ports only, in lower case.',
  category: 'correctness',
  fixable: true,
  faults: {
    range: { severity: 'error', summary: 'A port is not between 0 and 65535.', since: '2026-11', aliases: range },
    mapping: { severity: 'warning', summary: 'EXPOSE names an address or a host port, which it ignores.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'ExposeInvalidFormat', level: 'warning' }] },
    casing: { severity: 'info', summary: 'The protocol is in capitals.', since: '2026-11', aliases: [{ tool: 'buildkit', id: 'ExposeProtoCasing', level: 'warning' }] },
  },

  *check({ dockerfile }) {
    for (const expose of dockerfile.all('EXPOSE')) for (const word of expose.words) yield* judge(word);
  },
});

function* judge(word: Word): Iterable<Observation> {
  const text = pattern(word.text);
  const slash = text.lastIndexOf('/');
  const ports = slash === -1 ? text : text.slice(0, slash);
  const colon = ports.lastIndexOf(':');
  const container = ports.slice(colon + 1);
  const large = container.split('-').find((port) => /^\d+$/.test(port) && Number(port) > 65_535);
  if (large !== undefined) yield { fault: 'range', at: word, message: `there is no port ${large}`, help: 'Ports end at 65535.' };
  // Only colons in front of a port are an empty host port, and an empty address; more of them are one.
  const isMapping = !/^:{0,2}[^:]*$/.test(ports);
  if (isMapping) {
    yield { fault: 'mapping', at: word, message: `\`${word.raw}\` names more than a port of the container`, help: `Write \`EXPOSE ${container === '' || container.includes('\u0000') ? 'PORT' : container}\`; \`docker run -p\` publishes it.` };
  }
  const protocol = slash === -1 ? '' : text.slice(slash + 1);
  if (protocol !== protocol.toLowerCase() && !protocol.includes('\u0000')) {
    const raw = word.raw.toLowerCase();
    yield {
      fault: 'casing', at: word, message: `the protocol \`${protocol}\` is in capitals`, help: `Write \`${protocol.toLowerCase()}\`.`,
      fixes: word.raw.includes('$') || word.raw !== word.place.source.slice(word.place.span) ? [] : [{ title: `Write \`${raw}\``, safety: 'safe', edits: [{ place: word.place, text: raw }] }],
    };
  } else if (large === undefined && !isMapping) yield { kind: 'proof', at: word, message: `\`${word.raw}\` is a port of the container` };
}
