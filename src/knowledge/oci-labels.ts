import { distance } from 'fastest-levenshtein';

/** What a value must be, by the name of the check in `label-values.ts`; `text` is any text that is not empty. */
export type LabelValueKind = 'date-time' | 'url' | 'version' | 'revision' | 'spdx' | 'image' | 'digest' | 'text' | 'index-only';

const prefix = 'org.opencontainers.image.';

/** Keys of the OCI image specification, annotations.md (read 2026-08-21). `index-only`: has a meaning only in an index.json. */
const ociKeys: Readonly<Record<string, LabelValueKind>> = {
  created: 'date-time', authors: 'text', url: 'url', documentation: 'url', source: 'url', version: 'version', revision: 'revision', vendor: 'text', licenses: 'spdx',
  'ref.name': 'index-only', title: 'text', description: 'text', 'base.digest': 'digest', 'base.name': 'image', 'referrer.subject': 'index-only', 'referrer.convert': 'index-only',
};

/** What the value of a key must be; undefined for keys that the specification does not define. */
export function kindOfKey(key: string): LabelValueKind | undefined {
  if (!key.startsWith(prefix)) return undefined;
  const name = key.slice(prefix.length);
  return Object.hasOwn(ociKeys, name) ? ociKeys[name] : undefined;
}

/** In the OCI namespace, and not a key of the specification: reserved, so most likely a slip. */
export function isUnknownOciKey(key: string): boolean {
  return key.startsWith('org.opencontainers.') && kindOfKey(key) === undefined;
}

/** Names that people write for the specification's, closer in meaning than in letters. */
const slips: Readonly<Record<string, string>> = {
  license: 'licenses', licence: 'licenses', licences: 'licenses', homepage: 'url', website: 'url', site: 'url', author: 'authors', maintainer: 'authors', maintainers: 'authors',
  name: 'title', docs: 'documentation', doc: 'documentation', usage: 'documentation', repository: 'source', repo: 'source', 'source-url': 'source', vcs: 'source', 'vcs-url': 'source',
  'vcs-ref': 'revision', ref: 'revision', commit: 'revision', 'git-commit': 'revision', sha: 'revision', 'build-date': 'created', date: 'created', builddate: 'created', created_at: 'created',
  'created-at': 'created', summary: 'description', desc: 'description', organization: 'vendor', company: 'vendor', owner: 'vendor', basename: 'base.name', 'base-name': 'base.name', base: 'base.name',
  'base-digest': 'base.digest', basedigest: 'base.digest', tag: 'version', release: 'version',
};

/**
 * The key that was meant by one that the specification does not have: `org.opencontainers.image.license` gives `…licenses`.
 * Undefined when nothing is near. Also for slips in the prefix (`org.opencontainer.image.title`).
 */
export function suggestKey(key: string): string | undefined {
  if (kindOfKey(key) !== undefined) return undefined;
  const lower = key.toLowerCase();
  const dot = endOfPrefix(lower);
  if (dot === undefined) return undefined;
  const name = lower.slice(dot).replaceAll('_', '-');
  const known = Object.hasOwn(slips, name) ? slips[name] : Object.keys(ociKeys).includes(name) ? name : nearest(name);
  return known === undefined || ociKeys[known] === 'index-only' ? undefined : prefix + known;
}

/** Where the name begins, behind the prefix or something at most three letters away from it. */
function endOfPrefix(key: string): number | undefined {
  if (key.length > 200) return undefined;
  if (key.startsWith(prefix)) return prefix.length;
  if (key.startsWith('org.opencontainers.') && !key.slice('org.opencontainers.'.length).includes('.')) return 'org.opencontainers.'.length;
  const parts = key.split('.');
  const written = `${parts.slice(0, 3).join('.')}.`;
  return parts.length > 3 && distance(written, prefix) <= 3 ? written.length : undefined;
}

function nearest(name: string): string | undefined {
  let best: string | undefined;
  let least = name.length <= 4 ? 2 : 3;
  for (const key of Object.keys(ociKeys)) {
    const away = distance(name, key);
    if (away < least) [best, least] = [key, away];
  }
  return best;
}

/** label-schema.org's keys and the OCI keys that took their place (source: image-spec, annotations.md, "Back-compatibility with Label Schema"). */
const labelSchema: Readonly<Record<string, string>> = {
  'build-date': 'created', url: 'url', 'vcs-url': 'source', version: 'version', 'vcs-ref': 'revision', vendor: 'vendor', name: 'title', description: 'description', usage: 'documentation',
};

export function isLabelSchemaKey(key: string): boolean {
  return key.startsWith('org.label-schema.');
}

/** The OCI key in the place of an `org.label-schema.*` key; undefined where there is none (`schema-version`, `docker.cmd`). */
export function ociKeyForLabelSchema(key: string): string | undefined {
  const name = isLabelSchemaKey(key) ? key.slice('org.label-schema.'.length) : '';
  return Object.hasOwn(labelSchema, name) ? prefix + (labelSchema[name] ?? '') : undefined;
}

/** Namespaces that Docker keeps for itself (source: Docker documentation, "Docker object labels"). */
const reserved: readonly string[] = ['com.docker.', 'io.docker.', 'org.dockerproject.'];

/** Keys in Docker's namespaces that images are meant to set (source: Docker documentation on extensions and Desktop). */
const meantForImages: readonly string[] = ['com.docker.desktop.extension.', 'com.docker.extension.', 'com.docker.image.source.entrypoint'];

/** The reserved namespace that a key lies in: `com.docker.`. */
export function reservedNamespace(key: string): string | undefined {
  if (meantForImages.some((allowed) => key.startsWith(allowed))) return undefined;
  return reserved.find((namespace) => key.startsWith(namespace));
}

/**
 * What is wrong with a key by Docker's guidelines: it begins with a letter, ends with a letter or a digit, and has letters, digits,
 * and single `.`, `-`, `_`, `/` between. Capitals are told apart (`style`), since many projects have them on purpose.
 */
export function labelKeyProblem(key: string): { readonly problem: string; readonly style: boolean } | undefined {
  if (key === '') return { problem: 'the label has no key', style: false };
  const bad = /[^A-Za-z0-9._/-]/.exec(key);
  if (bad) return { problem: `the label key has ${named(bad[0])} in it`, style: false };
  if (!/^[A-Za-z]/.test(key)) return { problem: 'the label key does not begin with a letter', style: false };
  if (!/[A-Za-z0-9]$/.test(key)) return { problem: 'the label key does not end with a letter or a digit', style: false };
  if (/\.\.|--/.test(key)) return { problem: `the label key has \`${key.includes('..') ? '..' : '--'}\` in it`, style: false };
  return /[A-Z]/.test(key) ? { problem: 'the label key has capital letters', style: true } : undefined;
}

function named(character: string): string {
  if (character === ' ') return 'a blank';
  return /[!-~]/.test(character) && character !== '`' ? `\`${character}\`` : 'a character that label keys do not have';
}
