import type { BuildContext } from '../context/model.ts';

/** What the manifests of the build context say of features and packages. Read by sections, not as TOML: an odd manifest tells less. */
export interface Manifests {
  /** The root is a workspace without a package of its own. */
  readonly virtual: boolean;
  readonly members: ReadonlySet<string>;
  /** Whether a feature brings or changes a crate that is not of the project. Undefined when no manifest names it. */
  reachesDependencies(feature: string): boolean | undefined;
  /** Whether the feature is on by default in every manifest that names it. */
  isDefault(feature: string): boolean;
}

/** More manifests than this are not read. */
const MOST_MANIFESTS = 400;

/** Undefined when the context is not known, or holds no manifest that can be read. */
export function readManifests(context: BuildContext): Manifests | undefined {
  const root = context.read('Cargo.toml')?.text;
  if (root === undefined) return undefined;
  const paths = (context.list() ?? []).filter(({ path }) => path.endsWith('/Cargo.toml')).slice(0, MOST_MANIFESTS);
  const texts = [root, ...paths.flatMap(({ path }) => context.read(path)?.text ?? [])];
  const crates = texts.map(readCrate);
  const members = new Set(crates.flatMap(({ name }) => name ?? []));
  return {
    virtual: !/^[ \t]*\[package\]/m.test(root), members,
    reachesDependencies: (feature) => reaches(crates, members, feature),
    isDefault: (feature) => {
      const naming = crates.filter(({ name, features }) => features.has(plain(feature)) && ofCrate(feature, name));
      return naming.length > 0 && naming.every(({ features }) => closure(features, 'default').has(plain(feature)));
    },
  };
}

interface Crate {
  readonly name: string | undefined;
  readonly features: ReadonlyMap<string, readonly string[]>;
}

function readCrate(text: string): Crate {
  const features = new Map<string, readonly string[]>();
  const section = sectionOf(text, 'features');
  for (const [, name, list] of section.matchAll(/^[ \t]*"?([\w+.-]+)"?[ \t]*=[ \t]*\[([^\]]*)\]/gm)) {
    features.set(name ?? '', [...(list ?? '').replaceAll(/#.*$/gm, '').matchAll(/"([^"]*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? ''));
  }
  // An optional dependency is a feature of its own, unless a feature names it by `dep:`.
  const named = new Set([...features.values()].flat());
  for (const name of optionalDependencies(text)) if (!named.has(`dep:${name}`) && !features.has(name)) features.set(name, [`dep:${name}`]);
  return { name: /^[ \t]*name[ \t]*=[ \t]*["']([^"']+)["']/m.exec(sectionOf(text, 'package'))?.[1], features };
}

function optionalDependencies(text: string): readonly string[] {
  const found: string[] = [];
  let header = '';
  for (const line of text.split('\n')) {
    header = /^[ \t]*\[{1,2}([^[\]]+)\]/.exec(line)?.[1]?.trim() ?? header;
    const own = /(?:^|\.)dependencies\.["']?([\w-]+)["']?$/.exec(header)?.[1];
    if (own !== undefined && /^[ \t]*optional[ \t]*=[ \t]*true/.test(line)) found.push(own);
    const inline = /(?:^|\.)dependencies$/.test(header) ? /^[ \t]*["']?([\w-]+)["']?[ \t]*=[ \t]*\{.*\boptional[ \t]*=[ \t]*true/.exec(line)?.[1] : undefined;
    if (inline !== undefined) found.push(inline);
  }
  return found;
}

/** The lines of a table of a manifest, up to the next one. */
export function sectionOf(text: string, name: string): string {
  const lines = text.split('\n');
  const start = lines.findIndex((line) => line.trim() === `[${name}]`);
  if (start < 0) return '';
  const end = lines.findIndex((line, index) => index > start && line.startsWith('['));
  return lines.slice(start + 1, end < 0 ? undefined : end).join('\n');
}

function plain(feature: string): string {
  return feature.slice(feature.indexOf('/') + 1);
}

function ofCrate(feature: string, crate: string | undefined): boolean {
  return !feature.includes('/') || feature.startsWith(`${crate ?? ''}/`);
}

/** All features that a feature turns on, itself among them. */
function closure(features: Crate['features'], feature: string): ReadonlySet<string> {
  const found = new Set([feature]);
  for (const one of found) for (const next of features.get(one) ?? []) if (!next.includes('/') && !next.startsWith('dep:')) found.add(next);
  return found;
}

/** Follows a feature through the crates of the project, until it names one that is not of it. */
function reaches(crates: readonly Crate[], members: ReadonlySet<string>, feature: string): boolean | undefined {
  const seen = new Set<string>();
  const queue = crates.flatMap((crate) => (crate.features.has(plain(feature)) && ofCrate(feature, crate.name) ? [{ crate, feature: plain(feature) }] : []));
  if (queue.length === 0) return undefined;
  for (const { crate, feature: name } of queue) {
    const key = `${crate.name ?? ''}/${name}`;
    if (seen.has(key)) continue;
    seen.add(key);
    for (const entry of crate.features.get(name) ?? []) {
      const dependency = entry.startsWith('dep:') ? entry.slice(4) : entry.includes('/') ? entry.slice(0, entry.indexOf('/')).replace(/\?$/, '') : undefined;
      if (dependency === undefined) {
        if (crate.features.has(entry)) queue.push({ crate, feature: entry });
        else if (!members.has(entry)) return true;
      } else if (!members.has(dependency)) return true;
      else if (entry.includes('/')) queue.push(...crates.filter((one) => one.name === dependency).map((one) => ({ crate: one, feature: plain(entry) })));
    }
  }
  return false;
}
