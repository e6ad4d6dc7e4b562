import type * as Yaml from 'yaml';
import { isRecord } from '../is-record.ts';
import { onceEach } from '../once-each.ts';
import type { Source } from '../source.ts';
import type { DeclarationProblem } from './declaration.ts';

/** What a service is taken from: `extends`. Without a file it is one of the same file. */
export interface Extended {
  readonly service: string;
  readonly file: string | undefined;
}

/** A service as one compose file writes it. */
export interface ComposeService {
  readonly source: Source;
  readonly name: string;
  /** Where the name stands: offsets. */
  readonly start: number;
  readonly end: number;
  /** Variables are not replaced yet; undefined without `build`, `reset` where it is taken back (`!reset`). */
  readonly build: Readonly<Record<string, unknown>> | 'reset' | undefined;
  readonly extends: Extended | undefined;
}

/** Another compose project that a file takes in: `include`. */
export interface Included {
  /** The first one, and those that are merged over it. */
  readonly files: readonly string[];
  /** What its paths are relative to; the folder of its first file without it. */
  readonly projectDirectory: string | undefined;
}

export interface ComposeFile {
  readonly services: ReadonlyMap<string, ComposeService>;
  readonly includes: readonly Included[];
}

/** More services than this are not looked at. */
const MOST_SERVICES = 2000;
/** Services that take their settings from others in a row. */
const DEEPEST_MERGE = 5;

/** Whether a file may say how something is built: most compose files build nothing, and need not be parsed. */
export function mayBuild(source: Source): boolean {
  return /\bbuild\b|\bextends\b|^include\b/m.test(source.text);
}

/** Reads a compose file, several documents of YAML over one another; a source that is asked for again is not read again. */
export const readComposeFile = onceEach(async (source: Source): Promise<ComposeFile | DeclarationProblem> => {
  const yaml = await import('yaml');
  const documents: readonly Yaml.Document.Parsed[] = [...yaml.parseAllDocuments(source.text, { merge: true, logLevel: 'silent', prettyErrors: false })];
  const services = new Map<string, ComposeService>();
  const includes: Included[] = [];
  for (const document of documents) {
    const error = document.errors[0];
    if (error !== undefined) return { place: source.place(error.pos[0], error.pos[1]), message: `this is not YAML that can be read: ${firstLine(error.message)}` };
    try {
      const reader = createReader(document, yaml);
      for (const service of reader.services(source)) services.set(service.name, service);
      includes.push(...reader.includes());
    } catch (thrown) {
      return { place: source.place(0, 0), message: `this compose file cannot be read: ${firstLine(thrown instanceof Error ? thrown.message : String(thrown))}` };
    }
  }
  return { services, includes };
});

function firstLine(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/[.:]$/, '');
}

interface Reader {
  services(source: Source): readonly ComposeService[];
  includes(): readonly Included[];
}

/** Only what is asked for is made a value of: a large file with many aliases takes no longer. Throws on a bomb of aliases. */
function createReader(document: Yaml.Document.Parsed, yaml: typeof Yaml): Reader {
  const { isAlias, isMap, isNode, isScalar, isSeq, visit } = yaml;
  const anchors = new Map<string, Yaml.Node>();
  // `alias.resolve` would walk the document each time. A name that stands twice is rare; the last one is taken.
  if (document.contents !== null) visit(document.contents, { Value: (_key, node) => { if (node.anchor !== undefined) anchors.set(node.anchor, node); } });
  const resolved = (value: unknown): unknown => {
    if (!isAlias(value)) return value;
    const found = anchors.get(value.source);
    if (found === undefined) throw new Error(`the alias \`*${value.source}\` stands for nothing`);
    return found;
  };
  const member = (value: unknown, name: string, depth = 0): unknown => {
    const node = resolved(value);
    if (!isMap(node) || depth > DEEPEST_MERGE) return undefined;
    const own = node.items.find(({ key }) => isScalar(key) && key.value === name);
    if (own !== undefined) return own.value;
    for (const merge of mergesOf(node)) {
      const inherited = member(merge, name, depth + 1);
      if (inherited !== undefined) return inherited;
    }
    return undefined;
  };
  const mergesOf = (node: Yaml.YAMLMap): readonly unknown[] =>
    node.items.filter(({ key }) => isScalar(key) && (key.value === '<<' || typeof key.value === 'symbol')).flatMap(({ value: from }) => (isSeq(from) ? from.items : [from]));
  const plain = (value: unknown): unknown => (isNode(value) ? value.toJS(document, { maxAliasCount: 1000 }) : undefined);
  const buildOf = (value: unknown): ComposeService['build'] => {
    const node = resolved(member(value, 'build'));
    if (isNode(node) && 'tag' in node && node.tag === '!reset') return 'reset';
    const build = plain(node);
    return typeof build === 'string' ? { context: build } : isRecord(build) ? build : undefined;
  };
  return {
    services: (source) => {
      const services = resolved(document.get('services', true));
      return (isMap(services) ? services.items : []).slice(0, MOST_SERVICES).flatMap(({ key, value }): readonly ComposeService[] => {
        if (!isScalar(key) || typeof key.value !== 'string') return [];
        const [start, end] = key.range ?? [0, 0];
        return [{ source, name: key.value, start, end, build: buildOf(value), extends: extendedOf(plain(member(value, 'extends'))) }];
      });
    },
    includes: () => includesOf(plain(document.get('include', true))),
  };
}

function extendedOf(value: unknown): Extended | undefined {
  if (typeof value === 'string') return { service: value, file: undefined };
  if (!isRecord(value) || typeof value['service'] !== 'string') return undefined;
  const file = value['file'];
  return { service: value['service'], file: typeof file === 'string' ? file : undefined };
}

function includesOf(value: unknown): readonly Included[] {
  return (Array.isArray(value) ? value : []).flatMap((each: unknown): readonly Included[] => {
    if (typeof each === 'string') return [{ files: [each], projectDirectory: undefined }];
    if (!isRecord(each)) return [];
    const files = (Array.isArray(each['path']) ? each['path'] : [each['path']]).filter((path) => typeof path === 'string');
    const folder = each['project_directory'];
    return files.length === 0 ? [] : [{ files, projectDirectory: typeof folder === 'string' ? folder : undefined }];
  });
}
