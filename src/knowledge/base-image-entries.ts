import type { ImageReference } from '../dockerfile/model.ts';
import { splitImage } from './image-name.ts';
import type { BaseImage, BaseImageEntry } from './model.ts';

/** The last entry of the config that speaks of the image: its pattern fits the name as written, or the canonical one. */
export function entryFor(reference: ImageReference, name: string, tag: string, entries: readonly BaseImageEntry[]): BaseImageEntry | undefined {
  const written = reference.registry === undefined || reference.registry === 'docker.io' ? reference.repository ?? name : `${reference.registry}/${reference.repository ?? ''}`;
  return entries.findLast((entry) => {
    const pattern = splitPattern(entry.image);
    const fits = [name, written, `docker.io/${name}`].some((candidate) => globMatches(pattern.name, candidate));
    return fits && (pattern.tag === undefined || (!tag.includes('\u0000') && globMatches(pattern.tag, tag)) || pattern.tag === '*');
  });
}

/** The facts with what the entry says of them. */
export function withEntry(base: BaseImage, entry: BaseImageEntry): BaseImage {
  const packages = entry.packages ?? [];
  return {
    ...base,
    user: entry.user ?? base.user,
    dropsPrivileges: entry.user === undefined ? base.dropsPrivileges : false,
    users: entry.users === undefined ? base.users : [...(base.users ?? []), ...entry.users.map((name) => ({ name, uid: undefined }))],
    workdir: entry.workdir ?? base.workdir,
    packageManager: entry.packageManager ?? base.packageManager,
    healthcheck: entry.healthcheck ?? base.healthcheck,
    entrypoint: entry.entrypoint ?? base.entrypoint,
    minimal: entry.minimal ?? base.minimal,
    buildTools: entry.buildTools ?? base.buildTools,
    libc: entry.libc ?? base.libc,
    labels: entry.labels ?? base.labels,
    ...(entry.platforms === undefined ? {} : { platforms: entry.platforms }),
    ...shellFacts(base, entry.shell),
    bash: entry.bash ?? (packages.includes('bash') || entry.shell === 'bash' || (entry.shell === false ? false : base.bash)),
    curl: entry.curl ?? (packages.includes('curl') || base.curl),
    wget: entry.wget ?? (packages.includes('wget') || base.wget),
    packages: [...(base.packages ?? []), ...packages],
    source: 'baseImages of the config',
  };
}

function shellFacts(base: BaseImage, shell: BaseImageEntry['shell']): Pick<BaseImage, 'shell' | 'shellDialect'> {
  if (shell === undefined) return { shell: base.shell, shellDialect: base.shellDialect };
  if (typeof shell === 'string') return { shell: true, shellDialect: shell };
  return { shell, shellDialect: shell ? base.shellDialect : undefined };
}

function splitPattern(image: string): { readonly name: string; readonly tag: string | undefined } {
  const colon = image.indexOf(':', image.lastIndexOf('/') + 1);
  if (colon !== -1) return { name: image.slice(0, colon), tag: image.slice(colon + 1) };
  return { name: image.includes('*') ? image : splitImage(image).name, tag: undefined };
}

/** `*` stands for any characters, all else for itself. Linear: the pieces between stars are searched one after the other. */
function globMatches(glob: string, text: string): boolean {
  const pieces = glob.split('*');
  const first = pieces[0] ?? '';
  if (pieces.length === 1) return glob === text;
  if (!text.startsWith(first)) return false;
  const last = pieces[pieces.length - 1] ?? '';
  let at = first.length;
  for (const piece of pieces.slice(1, -1)) {
    const found = text.indexOf(piece, at);
    if (found === -1) return false;
    at = found + piece.length;
  }
  return text.length - last.length >= at && text.endsWith(last);
}
