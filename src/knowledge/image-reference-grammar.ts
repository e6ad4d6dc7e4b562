/**
 * What keeps a text from being a full image reference: it must name its registry, and follow the grammar of distribution/reference
 * (source: distribution/reference, regexp.go). Undefined when it is right.
 */
export function imageReferenceProblem(value: string): string | undefined {
  if (value.length > 4096) return 'is no image reference';
  const at = value.indexOf('@');
  const named = at === -1 ? value : value.slice(0, at);
  const slash = named.indexOf('/');
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = named.slice(slash + 1, colon === -1 ? undefined : colon);
  const registry = slash === -1 ? '' : named.slice(0, slash);
  if (/\s/.test(value) || value === '') return 'is no image reference';
  if (!/[.:]/.test(registry) && registry !== 'localhost') return 'does not name its registry, such as `docker.io/library/debian:12`';
  if (!isRegistry(registry)) return 'has a registry that is no host name';
  if (path.length > 255 || !path.split('/').every(isPathPart)) return 'has a repository name that registries refuse';
  if (colon !== -1 && !/^\w[\w.-]{0,127}$/.test(named.slice(colon + 1))) return 'has a tag that registries refuse';
  if (at !== -1 && !/^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/.test(value.slice(at + 1))) return 'has a digest that registries refuse';
  return undefined;
}

function isRegistry(registry: string): boolean {
  const [, host, port] = /^(\[[0-9A-Fa-f:]+\]|[^:]*)(?::(.*))?$/.exec(registry) ?? [];
  if (host === undefined || (port !== undefined && !/^\d+$/.test(port))) return false;
  return host.startsWith('[') || host.split('.').every((label) => /^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(label));
}

/** Lower-case letters and digits, with `.`, `_`, `__` or dashes between them. Read piece by piece: no backtracking. */
function isPathPart(part: string): boolean {
  if (!/^[a-z0-9]/.test(part) || !/[a-z0-9]$/.test(part)) return false;
  return part.split(/[a-z0-9]+/).every((separator) => /^(?:|\.|__?|-+)$/.test(separator));
}
