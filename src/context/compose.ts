import { composeBuild, mergeBuilds, type ComposeBuild } from './compose-build.ts';
import { mayBuild, readComposeFile, type ComposeFile, type ComposeService } from './compose-file.ts';
import { isRemoteContext, LONGEST_LINK, resolvePath, type Declaration, type DeclarationDisk, type DeclarationProblem, type Declarations } from './declaration.ts';
import { join } from './join.ts';
import { readEnvironment, type Environment } from './interpolate.ts';
import type { Source } from '../source.ts';

/** In the order in which compose looks for its file. */
const BASES: readonly string[] = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];
const OVERRIDE = /^(?:docker-)?compose\.override\.ya?ml$/;

/** Services that take their settings from others in a row, and files of one folder's projects: more are not followed. */
const DEEPEST = 10;
const MOST_FILES = 50;

/** A service with all that it takes from others. */
interface Service {
  readonly written: ComposeService;
  readonly build: ComposeBuild | undefined;
}
type Services = ReadonlyMap<string, Service>;

/**
 * What the compose files of one folder (absolute, with `/`) declare for a Dockerfile, with the services that they extend and the
 * files that they include. A file that only changes the build of a service (`docker-compose.override.yml`, `…prod.yml`) is read
 * on top of the folder's own compose file. Profiles do not matter: each of their services is built by somebody.
 */
export async function composeDeclarations(files: readonly { readonly name: string; readonly source: Source }[], folder: string, dockerfile: string, disk: DeclarationDisk): Promise<Declarations> {
  const project = createProject(disk);
  const projects: { readonly name: string; readonly services: Services }[] = [];
  for (const { name, source } of files) projects.push({ name, services: await project.services(join(folder, name), source, folder) });
  const base = BASES.map((wanted) => projects.find(({ name }) => name === wanted)).find((found) => found !== undefined)?.services;
  const declarations = projects.flatMap(({ name, services }) => {
    const all = [...services.values()].map((service) => {
      const isOver = services !== base && (OVERRIDE.test(name) || service.build?.context === undefined);
      const below = isOver ? base?.get(service.written.name)?.build : undefined;
      return { ...service, build: service.written.build === 'reset' ? undefined : mergeBuilds(below, service.build) };
    });
    const byName = new Map(all.map((service) => [service.written.name, service]));
    return all.flatMap((service) => declarationOf(service, folder, byName, 0) ?? []).filter((declared) => declared.dockerfile === dockerfile);
  });
  return { declarations, problems: project.problems };
}

interface Project {
  /** The services of a file and of those that it includes; empty for one that cannot be read, which is a problem. */
  services(path: string, source: Source, folder: string): Promise<Services>;
  readonly problems: readonly DeclarationProblem[];
}

function createProject(disk: DeclarationDisk): Project {
  const problems: DeclarationProblem[] = [];
  const read = new Map<string, ComposeFile | undefined>();
  const environments = new Map<string, Environment>();
  const environmentOf = (folder: string): Environment => {
    const known = environments.get(folder) ?? readEnvironment(disk.read(join(folder, '.env'))?.text ?? '');
    environments.set(folder, known);
    return known;
  };
  const fileAt = async (path: string, given?: Source): Promise<ComposeFile | undefined> => {
    if (read.has(path) || read.size >= MOST_FILES) return read.get(path);
    read.set(path, undefined);
    const source = given ?? (isRemoteContext(path) ? undefined : disk.read(path));
    const found = source === undefined || !mayBuild(source) ? undefined : await readComposeFile(source);
    if (found !== undefined && 'message' in found) problems.push(found);
    else read.set(path, found);
    return read.get(path);
  };
  const buildOf = async (path: string, file: ComposeFile, service: ComposeService, folder: string, depth: number): Promise<ComposeBuild | undefined> => {
    const own = composeBuild(service, folder, environmentOf(folder));
    const from = service.extends;
    if (from === undefined || depth > DEEPEST || service.build === 'reset') return own;
    const otherPath = from.file === undefined ? path : resolvePath(folder, from.file);
    const otherFile = from.file === undefined ? file : await fileAt(otherPath);
    const other = otherFile?.services.get(from.service);
    if (otherFile === undefined || other === undefined) return own;
    // Paths of another file are relative to that one.
    return mergeBuilds(await buildOf(otherPath, otherFile, other, from.file === undefined ? folder : folderOf(otherPath), depth + 1), own);
  };
  /** `taken`: files that are in the project already; each is taken once, also one that includes itself. */
  const services = async (path: string, source: Source | undefined, folder: string, taken = new Set<string>()): Promise<Services> => {
    const found = new Map<string, Service>();
    if (taken.has(path)) return found;
    taken.add(path);
    const file = await fileAt(path, source);
    for (const { files, projectDirectory } of file?.includes ?? []) {
      const paths = files.map((each) => resolvePath(folder, each));
      const inner = projectDirectory === undefined ? folderOf(paths[0] ?? folder) : resolvePath(folder, projectDirectory);
      for (const each of paths) {
        for (const [name, service] of await services(each, undefined, inner, taken)) found.set(name, { written: service.written, build: mergeBuilds(found.get(name)?.build, service.build) });
      }
    }
    for (const service of file?.services.values() ?? []) if (file !== undefined) found.set(service.name, { written: service, build: await buildOf(path, file, service, folder, 0) });
    return found;
  };
  return { services, problems };
}

function declarationOf({ written, build }: Service, folder: string, services: Services, depth: number): Declaration | undefined {
  if (build === undefined || build.isInline) return undefined;
  const context = build.context === undefined ? folder : build.context.value;
  const file = build.dockerfile === undefined ? 'Dockerfile' : build.dockerfile.value;
  if (context === undefined || file === undefined || isRemoteContext(context)) return undefined;
  const target = build.target?.value;
  return {
    by: 'compose', name: written.name, place: written.source.place(written.start, written.end), context, dockerfile: resolvePath(context, file),
    target: target === '' ? undefined : target, args: build.args, namedContexts: build.namedContexts,
    linked: new Map([...build.namedContexts].flatMap(([name, value]) => {
      const other = value.startsWith('service:') && depth < LONGEST_LINK ? services.get(value.slice('service:'.length)) : undefined;
      const linked = other === undefined ? undefined : declarationOf(other, folder, services, depth + 1);
      return linked === undefined ? [] : [[name, linked] as const];
    })),
  };
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 1));
}
