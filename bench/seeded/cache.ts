import { dependencyInstalls, installsIn } from '../../src/cache/dependency-installs.ts';
import { fileKind } from '../../src/cache/file-kinds.ts';
import { pairOf, wholeCopy } from './cargo-places.ts';
import { above, inside, replace, startOf } from './edits.ts';
import type { Candidate, Mutant, Seed } from './model.ts';

const corpora = ['contexts', 'cargo-chef', 'dockerfiles'] as const;
const early = 'cache-voided-early';

export const cacheSeeds: readonly Seed[] = [
  { rule: 'dependencies-after-sources', corpora: ['contexts'], faults: ['runs-again'], way: 'with a context', mutate: sourcesAboveInstall },
  { rule: 'dependencies-after-sources', corpora: ['dockerfiles'], faults: ['runs-again'], mutate: sourcesAboveInstall },
  { rule: early, corpora, faults: ['variable'], way: 'ARG', mutate: (candidate) => aboveInstall(candidate, 'ARG GIT_COMMIT', 'GIT_COMMIT') },
  { rule: early, corpora, faults: ['variable'], way: 'ENV', mutate: (candidate) => aboveInstall(candidate, 'ARG BUILD_DATE\nENV BUILD_DATE=${BUILD_DATE}', 'BUILD_DATE') },
  { rule: early, corpora, faults: ['moving-url'], way: 'a branch', mutate: (candidate) => aboveInstall(candidate, 'ADD https://github.com/example/tool/archive/refs/heads/main.tar.gz /tmp/tool.tar.gz') },
  { rule: early, corpora, faults: ['moving-url'], way: 'the latest release', mutate: (candidate) => aboveInstall(candidate, 'ADD https://github.com/example/tool/releases/latest/download/tool /usr/local/bin/tool') },
  { rule: early, corpora, faults: ['sources-first'], mutate: modulesBehindSources },
  { rule: 'cache-survives', corpora: ['cargo-chef'], faults: ['runs-again'], options: editsOf, mutate: (candidate) => sourcesAboveCook(candidate) },
  { rule: 'cache-survives', corpora: ['cargo-chef'], faults: ['missing'], options: editsOf, mutate: withoutCook },
];

/** The whole context is copied right above an install that had only its manifests. */
function sourcesAboveInstall(candidate: Candidate): Mutant | undefined {
  const [install] = dependencyInstalls(candidate.build).filter(({ command }) => !command.conditional);
  const stage = install?.run.stage;
  if (install === undefined || stage === undefined || wholeCopy(stage.instructions) === undefined) return undefined;
  // Without one file of the context there is nothing that an edit could change.
  if (candidate.world !== undefined && candidate.build.context.list({ sentOnly: true })?.some(({ path }) => fileKind(path) === 'sources') !== true) return undefined;
  return { edits: [above(install.run, 'COPY . .')], at: [inside(install.run)] };
}

function aboveInstall({ build, source }: Candidate, line: string, name?: string): Mutant | undefined {
  if (name !== undefined && source.text.includes(name)) return undefined;
  for (const stage of build.dockerfile.stages) {
    const [install] = build.image.isBuilt(stage) ? installsIn(stage) : [];
    // What stands above `cargo chef cook` is told of by `cargo-chef`.
    if (install !== undefined && !source.text.includes('cargo chef')) return { edits: [above(install.run, line)], at: [startOf(install.run)] };
  }
  return undefined;
}

/** Dependencies that another stage installed, copied below the sources. */
function modulesBehindSources({ build }: Candidate): Mutant | undefined {
  for (const stage of build.dockerfile.stages) {
    if (!build.image.isBuilt(stage)) continue;
    for (const copy of stage.instructions) {
      const named = copy.keyword === 'COPY' && copy.from?.value !== undefined && build.dockerfile.stage(copy.from.value, stage) !== undefined && copy.flag('link') === undefined;
      if (named && copy.sources.some(({ value }) => /\/(?:node_modules|vendor|\.?venv|site-packages)\/?$/.test(value ?? ''))) return { edits: [above(copy, 'COPY . .')], at: [inside(copy)] };
    }
  }
  return undefined;
}

function editsOf({ world }: Candidate): object {
  const edited = [...(world?.files.keys() ?? [])].find((path) => path.endsWith('.rs') && path.includes('src/'));
  return { edits: edited === undefined ? [] : [edited], step: ['cargo', 'chef', 'cook'] };
}

function sourcesAboveCook(candidate: Candidate): Mutant | undefined {
  const cook = pairOf(candidate)?.cook;
  const [edited] = [...(candidate.world?.files.keys() ?? [])].filter((path) => path.endsWith('.rs') && path.includes('src/'));
  if (cook === undefined || edited === undefined || candidate.build.context.ignores(edited) || cook.run.mounts.some(({ type }) => type === 'bind')) return undefined;
  return { edits: [above(cook.run, 'COPY . .')], at: [inside(cook.run)] };
}

function withoutCook(candidate: Candidate): Mutant | undefined {
  const cook = pairOf(candidate)?.cook;
  return cook === undefined ? undefined : { edits: [replace(cook.run, 'RUN true')], at: [] };
}

