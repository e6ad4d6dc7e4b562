import type { Source } from '../source.ts';
import { isRemoteContext, resolvePath, type Declaration, type DeclarationProblem, type Declarations } from './declaration.ts';
import { interpolate } from './interpolate.ts';

/** A service may be built, so far as the file is plain enough to tell. */
interface Built {
  readonly source: Source;
  readonly name: string;
  readonly start: number;
  readonly end: number;
  readonly build: Readonly<Record<string, unknown>>;
}

const BASE = /^(?:docker-)?compose\.ya?ml$/;
const COMPOSE = /^(?:[\w-]+[.-])?(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;

/** More services than this are not looked at. */
const MOST_SERVICES = 2000;
/** Services that take their settings from others in a row. */
const DEEPEST_MERGE = 5;

/** Whether a file is named like one of compose. */
export function isComposeName(name: string): boolean {
  return COMPOSE.test(name);
}

/**
 * What the compose files of one folder (absolute, with `/`) declare for a Dockerfile. A file that only changes the build of a
 * service (`docker-compose.override.yml`, `…prod.yml`) is read on top of the folder's own compose file.
 */
export async function composeDeclarations(files: readonly { readonly name: string; readonly source: Source }[], folder: string, dockerfile: string): Promise<Declarations> {
  const problems: DeclarationProblem[] = [];
  const read: { readonly name: string; readonly services: ReadonlyMap<string, Built> }[] = [];
  for (const { name, source } of files) {
    // Most compose files build nothing: they need not be parsed.
    if (!source.text.includes('build')) continue;
    const services = await readServices(source);
    if ('message' in services) problems.push(services);
    else read.push({ name, services });
  }
  const base = read.find(({ name }) => BASE.test(name))?.services;
  const declarations = read.flatMap(({ services }) =>
    [...services.values()].flatMap((service) => {
      const below = service.build['context'] === undefined && services !== base ? base?.get(service.name)?.build : undefined;
      const declared = declarationOf(service, below === undefined ? service.build : merged(below, service.build), folder, dockerfile);
      return declared === undefined ? [] : [declared];
    }),
  );
  return { declarations, problems };
}

async function readServices(source: Source): Promise<ReadonlyMap<string, Built> | DeclarationProblem> {
  const { isAlias, isMap, isNode, isScalar, isSeq, parseDocument } = await import('yaml');
  const document = parseDocument(source.text, { merge: true, logLevel: 'silent', prettyErrors: false });
  const error = document.errors[0];
  if (error !== undefined) return { place: source.place(error.pos[0], error.pos[1]), message: `this is not YAML that can be read: ${firstLine(error.message)}` };
  // Only what is under `build` is made a value of: a large file with many aliases takes no longer.
  const buildNode = (value: unknown, depth: number): unknown => {
    const node = isAlias(value) ? value.resolve(document) : value;
    if (!isMap(node) || depth > DEEPEST_MERGE) return undefined;
    const own = node.items.find(({ key }) => isScalar(key) && key.value === 'build');
    if (own !== undefined) return own.value;
    const merges = node.items.filter(({ key }) => isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol')).flatMap(({ value: from }) => (isSeq(from) ? from.items : [from]));
    for (const merge of merges) {
      const inherited = buildNode(merge, depth + 1);
      if (inherited !== undefined) return inherited;
    }
    return undefined;
  };
  const found = new Map<string, Built>();
  try {
    const services = document.get('services');
    if (!isMap(services)) return found;
    for (const { key, value } of services.items.slice(0, MOST_SERVICES)) {
      if (!isScalar(key) || typeof key.value !== 'string') continue;
      const build: unknown = buildNode(value, 0);
      const plain: unknown = isNode(build) ? build.toJS(document, { maxAliasCount: 1000 }) : undefined;
      const [start, end] = key.range ?? [0, 0];
      const name = key.value;
      if (typeof plain === 'string') found.set(name, { source, name, start, end, build: { context: plain } });
      else if (isRecord(plain)) found.set(name, { source, name, start, end, build: plain });
    }
  } catch (thrown) {
    return { place: source.place(0, 0), message: `this compose file cannot be read: ${firstLine(thrown instanceof Error ? thrown.message : String(thrown))}` };
  }
  return found;
}

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[.:]$/, '');
}

function merged(below: Built['build'], above: Built['build']): Built['build'] {
  const args = new Map([...pairsOf(below['args']), ...pairsOf(above['args'])]);
  const contexts = new Map([...pairsOf(below['additional_contexts']), ...pairsOf(above['additional_contexts'])]);
  return { ...below, ...above, args: Object.fromEntries(args), additional_contexts: Object.fromEntries(contexts) };
}

function declarationOf(service: Built, build: Built['build'], folder: string, dockerfile: string): Declaration | undefined {
  const context = textOf(build['context'] ?? '.');
  const file = textOf(build['dockerfile'] ?? 'Dockerfile');
  if (context === undefined || file === undefined || build['dockerfile_inline'] !== undefined || isRemoteContext(context)) return undefined;
  const contextFolder = resolvePath(folder, context);
  if (resolvePath(contextFolder, file) !== dockerfile) return undefined;
  const target = build['target'] === undefined ? undefined : textOf(build['target']);
  const namedContexts = new Map(pairsOf(build['additional_contexts']).map(([name, value]) => [name, isRemoteContext(value) ? value : resolvePath(folder, value)] as const));
  return {
    by: 'compose', name: service.name, place: service.source.place(service.start, service.end), context: contextFolder, dockerfile,
    target: target === '' ? undefined : target, args: new Map(pairsOf(build['args'])), namedContexts,
  };
}

/** `{ KEY: value }` or `[KEY=value]`; what has no known value is left out. */
function pairsOf(value: unknown): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.flatMap((each): (readonly [string, unknown])[] => {
        const [, key, text] = /^([^=]+)=([^]*)$/.exec(typeof each === 'string' ? each : '') ?? [];
        return key === undefined ? [] : [[key, text]];
      })
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return pairs.flatMap(([key, each]) => {
    const text = textOf(each);
    return text === undefined ? [] : [[key, text] as const];
  });
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? interpolate(value) : undefined;
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
