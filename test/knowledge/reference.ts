import type { ImageReference } from '../../src/dockerfile/model.ts';
import { Source } from '../../src/source.ts';

/** An image reference from its text, NUL for what only a build knows: as the parser would make it. */
export function reference(image: string): ImageReference {
  const source = new Source('Dockerfile', `FROM ${image}`);
  const place = source.place(5, 5 + image.length);
  const at = image.indexOf('@');
  const named = at === -1 ? image : image.slice(0, at);
  const colon = named.indexOf(':', named.lastIndexOf('/') + 1);
  const path = colon === -1 ? named : named.slice(0, colon);
  const written = colon === -1 ? undefined : named.slice(colon + 1);
  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const hasRegistry = slash !== -1 && (/[.:]/.test(first) || first === 'localhost');
  const hides = (text: string | undefined): boolean => text?.includes('\u0000') ?? false;
  const registry = hasRegistry ? first : 'docker.io';
  const repository = hasRegistry ? path.slice(slash + 1) : path;
  const digest = at === -1 ? undefined : image.slice(at + 1);
  const fields = { registry, repository, tag: written, digest };
  const unknown = new Set<'registry' | 'repository' | 'tag' | 'digest'>();
  if (hides(registry)) unknown.add('registry');
  if (hides(repository)) unknown.add('repository').add('registry');
  if (hides(written)) unknown.add('tag');
  if (hides(digest)) unknown.add('digest');
  const known = (name: keyof typeof fields): string | undefined => (unknown.has(name) ? undefined : fields[name]);
  return {
    word: { place, raw: image, text: [{ text: image, from: place }], value: unknown.size > 0 ? undefined : image, quoted: false },
    registry: known('registry'), repository: known('repository'), tag: known('tag'), digest: known('digest'), tagPattern: written, repositoryPattern: repository, unknown,
    nameAt: place, tagAt: written === undefined ? undefined : place, digestAt: digest === undefined ? undefined : place,
  };
}
