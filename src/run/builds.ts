import type { BuildPorts, BuildRequest } from '../build.ts';
import { createBuild, createBuilds } from '../build.ts';
import type { Declaration } from '../context/declaration.ts';
import type { FoundFile } from '../discover.ts';
import { shown } from '../discover.ts';
import type { Build } from '../rule.ts';
import { lineOf } from '../source.ts';
import type { Source } from '../source.ts';
import { readBaseline } from './baseline.ts';
import { contextChoice } from './context-choice.ts';
import { declaredBuilds, type Asking } from './declared.ts';
import type { RunOptions } from './options.ts';
import { portsFor } from './ports.ts';
import type { ChosenFolder } from './ports.ts';
import type { FilePlan } from './settings.ts';

type ShellCheckPort = NonNullable<BuildPorts['shellcheck']>;

/** How the builds of one file are made, of its text as it is or as fixes left it. */
export interface BuildMakers {
  /** The default build without what the world says of it. */
  plain(source: Source): Build;
  /** The default build first, once for each platform that the file has stages for. `changed`: other texts as fixes left them. */
  all(source: Source, shellcheck: ShellCheckPort, changed?: ReadonlyMap<string, Source>): readonly Build[];
  readonly notes: readonly string[];
}

/**
 * The default build is the one of the command line and the config; the first declaration of a compose or Bake file tells it its
 * context. Declarations with another target, other arguments or another context are builds of their own. Throws `ConfigError`.
 */
export async function makersOf(file: FoundFile, plan: FilePlan, options: RunOptions, asking: Asking): Promise<BuildMakers> {
  const { declarations, notes, read } = await declaredBuilds(file.file, plan, options, asking);
  const baseline = readBaseline(options, file);
  const choice = contextChoice(options, plan.config, asking.world);
  // What the config says of the context holds for every build.
  const isChosen = choice.folder !== undefined || choice.listed !== undefined;
  const shared = {
    target: options.target ?? plan.config.target, today: options.today, baseImages: plan.config.baseImages,
    args: new Map([...plan.config.buildArgs, ...options.buildArgs]),
  } satisfies Partial<BuildRequest>;
  const against: BuildPorts = baseline === undefined ? {} : { baseline: () => createBuild({ ...shared, source: baseline }) };
  const [first] = declarations;
  const portsOf = (declaration: Declaration | undefined, changed: ReadonlyMap<string, Source>): BuildPorts =>
    portsFor({ file: file.file, folder: options.folder, choice: isChosen || declaration === undefined ? choice : { folder: declaredFolder(declaration, options.folder) }, changed, world: asking.world });
  const linksWith = (changed: ReadonlyMap<string, Source>) => createLinks((dockerfile) => {
    const source = read(dockerfile);
    return changed.get(source?.path ?? '') ?? source;
  }, (declaration, linked, source) => createBuild({
    ...shared, source, target: declaration.target, args: declaration.args, declaredBy: declaration.place, namedContexts: declaration.namedContexts, linked,
    ports: portsOf(declaration, changed),
  }));
  return {
    notes,
    plain: (source) => createBuild({ ...shared, source }),
    all: (source, shellcheck, changed = new Map()) => {
      const links = linksWith(changed);
      const asked = { ...shared, source, namedContexts: first?.namedContexts, linked: links(first), ports: { ...portsOf(first, changed), ...against, shellcheck } };
      const [main, ...onOtherPlatforms] = createBuilds(asked);
      const others = declarations.filter((declaration) => differs(isChosen && first !== undefined ? { ...declaration, context: first.context } : declaration, first, main));
      return [main, ...onOtherPlatforms, ...others.map((declaration) => createBuild({
        ...shared, source, target: declaration.target, args: declaration.args, declaredBy: declaration.place, namedContexts: declaration.namedContexts, linked: links(declaration),
        ports: { ...portsOf(declaration, changed), ...against, shellcheck },
      }))];
    },
  };
}

/** The builds that a declaration stands on, each made once. */
function createLinks(read: (dockerfile: string) => Source | undefined, make: (declaration: Declaration, linked: ReadonlyMap<string, Build>, source: Source) => Build) {
  const made = new Map<Declaration, Build | undefined>();
  const buildOf = (declaration: Declaration): Build | undefined => {
    if (!made.has(declaration)) {
      const source = read(declaration.dockerfile);
      made.set(declaration, source === undefined ? undefined : make(declaration, links(declaration), source));
    }
    return made.get(declaration);
  };
  const links = (declaration: Declaration | undefined): ReadonlyMap<string, Build> =>
    new Map([...(declaration?.linked ?? [])].flatMap(([name, linked]) => {
      const build = buildOf(linked);
      return build === undefined ? [] : [[name, build] as const];
    }));
  return links;
}

/** A target that the file does not have is the declaring file's mistake: that build is not judged. */
function differs({ target, args, context }: Declaration, first: Declaration | undefined, main: Build): boolean {
  const stage = target === undefined ? main.target : main.dockerfile.stage(target);
  return stage !== undefined && (stage.index !== main.target?.index || args.size > 0 || context !== first?.context);
}

function declaredFolder(declaration: Declaration, folder: string): ChosenFolder {
  return { isDeclared: true, path: shown(declaration.context, folder), why: `\`${declaration.place.source.path}\` builds it so (line ${String(lineOf(declaration.place))})` };
}
