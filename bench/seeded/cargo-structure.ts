import { targetsAreNamed } from '../../src/cargo/members.ts';
import { chainAbove } from '../../src/cargo/chain.ts';
import { cacheMounts } from '../../src/cargo/mounts.ts';
import { pairOf, recipeCopy, wholeCopy, workOf } from './cargo-places.ts';
import { above, below, endOf, inside, remove, replace, startOf } from './edits.ts';
import type { Candidate, Mutant, Seed } from './model.ts';

const corpora = ['cargo-chef'] as const;
const rule = 'cargo-chef';

export const structureSeeds: readonly Seed[] = [
  { rule, corpora, faults: ['sources-before-cook'], way: 'COPY . .', mutate: (candidate) => aboveCook(candidate, () => 'COPY . .') },
  { rule, corpora, faults: ['sources-before-cook'], way: 'COPY src', mutate: (candidate) => aboveCook(candidate, () => 'COPY Cargo.toml Cargo.lock ./\nCOPY src ./src') },
  { rule, corpora, faults: ['sources-before-cook'], way: 'a crate', mutate: (candidate) => aboveCook(candidate, ({ world }) => {
    const manifest = [...(world?.files.keys() ?? [])].find((path) => /^[\w-]+\/Cargo\.toml$/.test(path));
    return manifest === undefined ? undefined : `COPY ${manifest.replace('/Cargo.toml', '')} ./crate`;
  }) },
  { rule, corpora, faults: ['sources-before-cook'], way: 'out of the planner', mutate: (candidate) => aboveCook(candidate, () => {
    const [prepare] = workOf(candidate).prepares;
    const name = prepare?.stage?.name?.value;
    // Manifests alone change no more than the recipe does.
    if (wholeCopy(prepare?.stage?.instructions ?? []) === undefined) return undefined;
    return prepare?.workdir === undefined || name === undefined || prepare.workdir === '/' ? undefined : `COPY --from=${name} ${prepare.workdir} .`;
  }) },
  { rule, corpora, faults: ['no-planner'], mutate: noPlanner },
  { rule, corpora, faults: ['recipe-missing'], mutate: (candidate) => onRecipe(candidate, ({ copy }, cook) => ({ edits: [remove(copy)], at: [inside(cook.run)] })) },
  { rule, corpora, faults: ['recipe-path'], way: 'destination', mutate: (candidate) => onRecipe(candidate, ({ copy, destination }) => ({ edits: [replace(destination, 'chef/recipe-seeded.json')], at: [inside(copy)] })) },
  { rule, corpora, faults: ['recipe-path'], way: 'source', mutate: (candidate) => onRecipe(candidate, ({ copy, source }) => ({ edits: [replace(source, '/seeded/recipe.json')], at: [inside(copy)] })) },
  { rule, corpora, faults: ['recipe-path', 'recipe-missing'], way: 'cook', mutate: recipeOfCook },
  { rule, corpora, faults: ['planner-without-sources', 'crate-missing'], mutate: manifestsOnly },
  { rule, corpora, faults: ['crate-missing'], mutate: crateIgnored },
  { rule, corpora, faults: ['volatile-variable'], way: 'ARG', mutate: (candidate) => aboveCook(candidate, () => 'ARG GIT_COMMIT') },
  { rule, corpora, faults: ['volatile-variable'], way: 'ENV', mutate: (candidate) => aboveCook(candidate, () => 'ARG BUILD_DATE\nENV BUILD_DATE=$BUILD_DATE') },
  { rule, corpora, faults: ['missing'], options: () => ({ required: true }), mutate: withoutChef },
  { rule, corpora, faults: ['stage-count'], options: ({ build }) => ({ stages: build.dockerfile.stages.filter((stage) => build.image.isBuilt(stage)).length }), mutate: oneStageMore },
  { rule: 'cargo-chef-absent', corpora, faults: ['not-cached'], mutate: absent },
];

function aboveCook(candidate: Candidate, text: (candidate: Candidate) => string | undefined): Mutant | undefined {
  const cook = pairOf(candidate)?.cook;
  const inserted = cook === undefined ? undefined : text(candidate);
  if (cook === undefined || inserted === undefined) return undefined;
  const names = inserted.match(/GIT_COMMIT|BUILD_DATE/);
  // A variable that is there already, or is used, is no mistake of this kind.
  if (names !== null && candidate.source.text.includes(names[0])) return undefined;
  return { edits: [above(cook.run, inserted)], at: [startOf(cook.run)] };
}

function noPlanner(candidate: Candidate): Mutant | undefined {
  return onRecipe(candidate, ({ copy }, cook) => {
    const path = cook.invocation.recipePath?.raw;
    return { edits: [replace(copy, `COPY . .\nRUN cargo chef prepare${path === undefined ? '' : ` --recipe-path ${path}`}`)], at: [inside(cook.run)] };
  });
}

type RecipeCopy = NonNullable<ReturnType<typeof recipeCopy>>;
type Cook = NonNullable<ReturnType<typeof pairOf>>['cook'];

function onRecipe(candidate: Candidate, make: (copy: RecipeCopy, cook: Cook) => Mutant | undefined): Mutant | undefined {
  const cook = pairOf(candidate)?.cook;
  const copy = cook === undefined ? undefined : recipeCopy(candidate, cook);
  return cook === undefined || copy === undefined ? undefined : make(copy, cook);
}

function recipeOfCook(candidate: Candidate): Mutant | undefined {
  return onRecipe(candidate, ({ copy }, cook) => {
    const word = cook.invocation.recipePath;
    return word === undefined || word.raw !== word.value ? undefined : { edits: [replace(word, 'seeded.json')], at: [inside(copy), inside(cook.run)] };
  });
}

function manifestsOnly(candidate: Candidate): Mutant | undefined {
  const [prepare, ...others] = workOf(candidate).prepares;
  if (prepare?.stage === undefined || others.length > 0 || targetsAreNamed(candidate.build, prepare)) return undefined;
  const whole = wholeCopy(prepare.stage.instructions);
  const copies = [...chainAbove(candidate.build, prepare.run)].filter(({ keyword }) => keyword === 'COPY' || keyword === 'ADD');
  if (whole === undefined || copies.length !== 1) return undefined;
  // A manifest that names its targets does without the files.
  const root = candidate.world?.files.get('Cargo.toml') ?? '';
  if (/^\[package\]/m.test(root) && /^\s*path\s*=\s*"[^"]*\.rs"/m.test(root)) return undefined;
  // A script of the planner that makes files may make the sources.
  const scripts = prepare.stage.instructions.some((run) => run.keyword === 'RUN' && run !== prepare.run && run.index > whole.copy.index);
  return scripts ? undefined : { edits: [replace(whole.source, 'Cargo.toml Cargo.lock'), ...(whole.copy.destination === undefined ? [] : [replace(whole.copy.destination, './')])], at: [inside(prepare.run)] };
}

/** A member of the workspace that its manifest names as it is, taken out by the ignore file. */
function crateIgnored(candidate: Candidate): Mutant | undefined {
  const { world } = candidate;
  const [prepare] = workOf(candidate).prepares;
  const root = world?.files.get('Cargo.toml');
  if (world === undefined || prepare?.stage === undefined || root === undefined || wholeCopy(prepare.stage.instructions) === undefined) return undefined;
  const members = /^members\s*=\s*\[([^\]]*)\]/m.exec(root)?.[1]?.replaceAll(/#.*$/gm, '') ?? '';
  const member = [...members.matchAll(/"([\w./-]+)"/g)].map((match) => match[1] ?? '').find((path) => path !== '.' && world.files.has(`${path}/Cargo.toml`));
  const ignoreFile = world.files.get('.dockerignore') ?? '';
  if (member === undefined || world.files.has(`${world.dockerfilePath ?? ''}.dockerignore`)) return undefined;
  return { edits: [], at: [inside(prepare.run)], world: (old) => ({ ...old, files: new Map([...old.files, ['.dockerignore', `${ignoreFile}\n${member}\n`]]) }) };
}

function withoutChef(candidate: Candidate): Mutant | undefined {
  const { prepares, cooks } = workOf(candidate);
  if (cooks.length === 0) return undefined;
  return { edits: [...new Set([...prepares, ...cooks].map(({ run }) => run))].map((run) => replace(run, 'RUN true')), at: [] };
}

function oneStageMore(candidate: Candidate): Mutant | undefined {
  const { build: { dockerfile, target } } = candidate;
  const name = target?.name?.value;
  const last = dockerfile.instructions.at(-1);
  if (target === undefined || name === undefined || last === undefined || pairOf(candidate) === undefined) return undefined;
  return { edits: [below(last, `FROM ${name} AS seeded\nUSER 1000`)], at: [endOf(last)] };
}

/** cargo-chef taken out, where nothing else keeps the dependencies: no cache mount, no wrapper, no artifacts of another stage. */
function absent(candidate: Candidate): Mutant | undefined {
  const pair = pairOf(candidate);
  const whole = pair?.step.stage === undefined ? undefined : wholeCopy(pair.step.stage.instructions);
  if (pair === undefined || whole === undefined || pair.builds.length > 1 || whole.copy.index > pair.step.run.index) return undefined;
  if (cacheMounts(pair.step).length > 0 || ['RUSTC_WRAPPER', 'CARGO_BUILD_RUSTC_WRAPPER'].some((name) => pair.step.variable(name).is !== 'unset')) return undefined;
  if (pair.step.stage?.instructions.some((copy) => copy.keyword === 'COPY' && copy.from !== undefined && copy.sources.some(({ raw }) => /target|cargo|vendor/.test(raw))) === true) return undefined;
  const runs = new Set([...pair.work.prepares, ...pair.work.cooks].map(({ run }) => run));
  return { edits: [...runs].map((run) => replace(run, 'RUN true')), at: [inside(pair.step.run)] };
}
