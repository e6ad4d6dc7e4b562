import type { Place } from '../source.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';
import { placeInText } from './expand-pieces.ts';
import type { ImageReference } from './model.ts';

type Field = 'registry' | 'repository' | 'tag' | 'digest';

/** Stands for a piece that only the build knows. */
const unknown = '\u0000';

/** Where the parts of a reference begin and end in its text; a part is undefined when it is not written. */
interface Parts {
  readonly registry: string | undefined;
  readonly repository: string;
  readonly repositoryStart: number;
  readonly tag: string | undefined;
  readonly tagStart: number;
  readonly digest: string | undefined;
  readonly digestStart: number;
}

/** The word as an image reference, piece by piece, by the grammar of the Distribution project. Any word has one; see `referenceFault`. */
export function imageReference(word: Word): ImageReference {
  const text = pattern(word.text, unknown);
  const parts = splitReference(text);
  const unknowns = unknownFields(parts, text);
  const known = (field: Field, value: string | undefined): string | undefined => unknowns.has(field) ? undefined : value;
  const place = (start: number, length: number): Place => placeInText(word.text, start, start + length) ?? word.place;
  return {
    word,
    registry: known('registry', parts.registry ?? 'docker.io'),
    repository: known('repository', parts.repository),
    repositoryPattern: parts.repository,
    tag: known('tag', parts.tag),
    digest: known('digest', parts.digest),
    tagPattern: parts.tag,
    unknown: unknowns,
    nameAt: place(0, parts.repositoryStart + parts.repository.length),
    tagAt: parts.tag === undefined ? undefined : place(parts.tagStart, parts.tag.length),
    digestAt: parts.digest === undefined ? undefined : place(parts.digestStart, parts.digest.length),
  };
}

function splitReference(text: string): Parts {
  const at = text.indexOf('@');
  const name = at === -1 ? text : text.slice(0, at);
  const slash = name.indexOf('/');
  const first = slash === -1 ? '' : name.slice(0, slash);
  const hasRegistry = slash !== -1 && isRegistry(first);
  const repositoryStart = hasRegistry ? slash + 1 : 0;
  const colon = name.indexOf(':', Math.max(name.lastIndexOf('/'), repositoryStart));
  const repositoryEnd = colon === -1 ? name.length : colon;
  return {
    registry: hasRegistry ? first : undefined,
    repository: name.slice(repositoryStart, repositoryEnd),
    repositoryStart,
    tag: colon === -1 ? undefined : name.slice(colon + 1),
    tagStart: colon + 1,
    digest: at === -1 ? undefined : text.slice(at + 1),
    digestStart: at + 1,
  };
}

/** The first component of a name is a registry when it cannot be a namespace: it has a dot, a colon, capitals, or is `localhost`. */
function isRegistry(component: string): boolean {
  return /[.:]/.test(component) || component === 'localhost' || component !== component.toLowerCase();
}

/** A variable may hold any part that is not written behind it: `$IMAGE` a tag as well, `$REG/app:1` no other tag. */
function unknownFields(parts: Parts, text: string): ReadonlySet<Field> {
  const fields = new Set<Field>();
  const holds = (part: string | undefined): boolean => part?.includes(unknown) === true;
  const firstUnknown = text.indexOf(unknown);
  if (firstUnknown === -1) return fields;
  if (holds(parts.registry)) fields.add('registry');
  if (holds(parts.repository)) {
    fields.add('repository');
    // Only a variable in the first component can hold a registry.
    const before = parts.repository.slice(0, parts.repository.indexOf(unknown));
    if (parts.registry === undefined && !before.includes('/')) fields.add('registry');
    if (parts.repository.endsWith(unknown)) {
      if (parts.tag === undefined) fields.add('tag');
      if (parts.digest === undefined && parts.tag === undefined) fields.add('digest');
    }
  }
  if (holds(parts.tag)) {
    fields.add('tag');
    if (parts.digest === undefined && parts.tag?.endsWith(unknown) === true) fields.add('digest');
  }
  if (holds(parts.digest)) fields.add('digest');
  return fields;
}

const component = '[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*';
const host = '(?:[a-zA-Z0-9]|[a-zA-Z0-9][a-zA-Z0-9-]*[a-zA-Z0-9])';
const registryPattern = new RegExp(`^(?:${host}(?:\\.${host})*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?$`);
const repositoryPattern = new RegExp(`^${component}(?:/${component})*$`);
const tagPattern = /^\w[\w.-]{0,127}$/;
const digestPattern = /^[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,}$/;
/** The algorithms that go-digest knows. */
const digestLengths: ReadonlyMap<string, number> = new Map([['sha256', 64], ['sha384', 96], ['sha512', 128]]);

/** What the build refuses in a reference that is wholly known; `at` and `end` are offsets into it. */
export interface ReferenceFault {
  readonly message: string;
  readonly help?: string;
  readonly start: number;
  readonly end: number;
}

/** Why `text` is no image reference; undefined when it is one. */
export function referenceFault(text: string): ReferenceFault | undefined {
  const parts = splitReference(text);
  const whole = { start: 0, end: text.length };
  if (/^[a-f0-9]{64}$/.test(text)) return { ...whole, message: 'an image cannot be named by 64 hexadecimal digits alone', help: 'Write `name@sha256:…`.' };
  if (parts.registry !== undefined && !registryPattern.test(parts.registry)) {
    return { start: 0, end: parts.registry.length, message: `\`${parts.registry}\` is no registry's address` };
  }
  const repository = { start: parts.repositoryStart, end: parts.repositoryStart + parts.repository.length };
  if (parts.repository !== parts.repository.toLowerCase()) {
    return { ...repository, message: `the image name \`${parts.repository}\` has capital letters`, help: `Write \`${parts.repository.toLowerCase()}\`: names of images are lower case.` };
  }
  if (!repositoryPattern.test(parts.repository) || parts.repository.length > 255) {
    const range = parts.repository === '' ? whole : repository;
    return { ...range, message: parts.repository === '' ? `\`${text}\` names no image` : `\`${parts.repository}\` is no image name` };
  }
  if (parts.tag !== undefined && !tagPattern.test(parts.tag)) {
    const range = { start: parts.tagStart - 1, end: parts.tagStart + parts.tag.length };
    return { ...range, message: parts.tag === '' ? `\`${text}\` has a colon but no tag` : `\`${parts.tag}\` is no tag`, help: 'A tag has letters, digits, `_`, `.` and `-`, at most 128 of them, and begins with a letter, a digit or `_`.' };
  }
  if (parts.digest !== undefined && !isDigest(parts.digest)) {
    const range = { start: parts.digestStart - 1, end: text.length };
    return { ...range, message: parts.digest === '' ? `\`${text}\` has an \`@\` but no digest` : `\`${parts.digest}\` is no digest`, help: 'Write `@sha256:` and 64 hexadecimal digits.' };
  }
  return undefined;
}

/** Whether the text is a digest such as `sha256:` and 64 hexadecimal digits. */
export function isDigest(text: string): boolean {
  if (!digestPattern.test(text)) return false;
  const [algorithm = '', hex = ''] = text.split(':');
  return hex.length === digestLengths.get(algorithm) && hex === hex.toLowerCase();
}
