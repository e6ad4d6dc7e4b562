import { above, below, endOf, inside, remove, replace, startOf } from './edits.ts';
import type { Candidate, Corpus, Mutant, Seed } from './model.ts';
import type { CmdInstruction, EntrypointInstruction, Instruction, Stage, UserInstruction } from '../../src/dockerfile/model.ts';
import { installedPackages } from '../../src/programs/system-packages.ts';
import { containerPath } from '../../src/container-path.ts';

const corpora: readonly Corpus[] = ['contexts', 'cargo-chef', 'dockerfiles'];

const seeds: readonly Seed[] = [
  { rule: 'copy-from-missing', corpora, faults: ['missing'], way: 'typing error', mutate: (candidate) => fromStage(candidate, (path) => `${path}x`) },
  { rule: 'copy-from-missing', corpora, faults: ['missing'], way: 'other folder', mutate: (candidate) => fromStage(candidate, (path) => `/seeded${path}`) },
  { rule: 'program-missing', corpora, faults: ['missing'], way: 'typing error', mutate: programMistyped },
  { rule: 'program-missing', corpora, faults: ['missing'], way: 'not copied', mutate: programNotCopied },
  { rule: 'run-program-missing', corpora, faults: ['missing'], way: 'not installed', mutate: withoutPackage },
  { rule: 'run-program-missing', corpora, faults: ['missing'], way: 'of another system', mutate: otherManager },
  { rule: 'argument-path-missing', corpora, faults: ['file'], way: '--config', mutate: configMissing },
  { rule: 'argument-path-missing', corpora, faults: ['program'], mutate: scriptMissing },
  { rule: 'shell-missing', corpora, faults: ['start'], way: 'shell form', mutate: shellForm },
  { rule: 'shell-missing', corpora, faults: ['start'], way: 'HEALTHCHECK', mutate: (candidate) => onShellless(candidate, (stage) => ({ edits: [below(lastOf(stage), 'HEALTHCHECK CMD /app --check || exit 1')], at: [endOf(lastOf(stage))] })) },
  { rule: 'shell-missing', corpora, faults: ['run'], mutate: (candidate) => onShellless(candidate, (stage) => ({ edits: [below(stage.from, 'RUN mkdir -p /data')], at: [endOf(stage.from)] })) },
  { rule: 'healthcheck-program', corpora, faults: ['missing'], way: 'curl', mutate: (candidate) => healthcheck(candidate, 'curl', 'HEALTHCHECK CMD curl -f http://localhost:8080/health || exit 1') },
  { rule: 'healthcheck-program', corpora, faults: ['missing'], way: 'wget', mutate: (candidate) => healthcheck(candidate, 'wget', 'HEALTHCHECK CMD ["wget", "-q", "--spider", "http://localhost:8080/health"]') },
  { rule: 'user-cannot-write', corpora, faults: ['volume'], way: 'mkdir', mutate: (candidate) => aroundUser(candidate, (user) => ({ edits: [above(user, 'RUN mkdir -p /var/lib/seeded'), below(user, 'VOLUME ["/var/lib/seeded"]')], at: [startOf(user), endOf(user)] })) },
  { rule: 'user-cannot-write', corpora, faults: ['volume'], way: 'VOLUME alone', mutate: (candidate) => aroundUser(candidate, (user) => ({ edits: [above(user, 'VOLUME /seeded')], at: [startOf(user)] })) },
  { rule: 'user-cannot-write', corpora, faults: ['folder'], mutate: (candidate) => aroundUser(candidate, (user) => ({ edits: [above(user, 'RUN mkdir -p /var/lib/seeded')], at: [startOf(user)] })) },
  { rule: 'user-cannot-write', corpora, faults: ['workdir'], mutate: (candidate) => aroundUser(candidate, (user) => (user.stage?.instructions.some(({ keyword, index }) => keyword === 'WORKDIR' && index > user.index) === true ? undefined : { edits: [above(user, 'WORKDIR /seeded')], at: [startOf(user)] })) },
  { rule: 'copy-without-chown', corpora, faults: ['project'], mutate: (candidate) => aroundUser(candidate, (user) => ({ edits: [below(user, 'WORKDIR /seeded\nCOPY . .')], at: [endOf(user)] })) },
  { rule: 'copy-without-chown', corpora, faults: ['project', 'files'], way: '--chown lost', mutate: withoutChown },
];

/** What the image holds: a script or an unknown base may have made it, and the rules say so. */
export const fileSeeds: readonly Seed[] = seeds.map((seed) => ({ ...seed, mayDoubt: true }));

function lastOf(stage: Stage): Instruction {
  return stage.instructions.at(-1) ?? stage.from;
}

/** A source of COPY --from that the stage surely has, under another name. */
function fromStage({ build }: Candidate, rename: (path: string) => string): Mutant | undefined {
  for (const copy of build.dockerfile.all('COPY')) {
    const stage = copy.from?.value === undefined || copy.onbuild !== undefined ? undefined : build.dockerfile.stage(copy.from.value, copy.stage);
    if (stage === undefined || copy.stage === undefined || !build.image.isBuilt(copy.stage)) continue;
    for (const source of copy.sources) {
      if (source.value === undefined || source.raw !== source.value || !/^\/(?:[\w.-]+\/)*[\w.-]+$/.test(source.value)) continue;
      const other = rename(source.value);
      // What the stage's own scripts may have made, only the build knows.
      const files = build.files(stage);
      const made = files.at(source.value);
      if (made.is === 'present' && made.by !== undefined && files.at(other).is !== 'present') return { edits: [replace(source, other)], at: [inside(copy)] };
    }
  }
  return undefined;
}

/** A package that a later command of the same name needs, out of the install. */
function withoutPackage({ build }: Candidate): Mutant | undefined {
  for (const command of build.dockerfile.commands('apt-get', 'apk', 'dnf', 'yum')) {
    const stage = command.instruction.stage;
    // The larger images have most of these without an install.
    if (stage === undefined || !build.image.isBuilt(stage) || build.image.base(stage)?.minimal !== true) continue;
    for (const { word, name } of installedPackages(command)?.packages ?? []) {
      if (word.raw !== name || !/^(?:curl|wget|git|unzip|jq|make|gcc|xz|rsync|zip|sudo|bash|file|patch)$/.test(name)) continue;
      const user = build.dockerfile.commands(name).find((one) => one.instruction.stage === stage && one.place.span.start > command.place.span.end && !one.conditional && one.connector !== '||');
      if (user !== undefined) return { edits: [replace(word, 'ca-certificates')], at: [inside(user.instruction)] };
    }
  }
  return undefined;
}

/** The first install on an image of a known distribution, with the package manager of another one, as one writes it who has moved the base. */
function otherManager({ build }: Candidate): Mutant | undefined {
  const install = build.dockerfile.commands('apt-get', 'apk').find((command) => command.instruction.stage !== undefined && build.image.base(command.instruction.stage)?.packageManager !== undefined && build.image.isBuilt(command.instruction.stage) && !command.conditional && command.wrappers.length === 0);
  return install === undefined ? undefined : { edits: [replace(install.program, install.name === 'apk' ? 'apt-get' : 'apk')], at: [inside(install.instruction)] };
}

type Start = EntrypointInstruction | CmdInstruction;

/** The instruction in exec form that starts the shipped image, its program in the image for sure. */
function starting({ build }: Candidate): { readonly start: Start; readonly words: Extract<Start['command'], { form: 'exec' }>['words'] } | undefined {
  const { shipped } = build.image;
  if (shipped === undefined) return undefined;
  const fact = shipped.entrypoint.is === 'present' ? shipped.entrypoint : shipped.entrypoint.is === 'absent' ? shipped.cmd : undefined;
  const start = fact?.is === 'present' ? build.dockerfile.all('ENTRYPOINT', 'CMD').find(({ command }) => command === fact.value) : undefined;
  if (start?.command.form !== 'exec' || start.onbuild !== undefined) return undefined;
  return { start, words: start.command.words };
}

function programMistyped(candidate: Candidate): Mutant | undefined {
  const { build } = candidate;
  const { start, words: [first] = [] } = starting(candidate) ?? {};
  if (start === undefined || first?.value === undefined || build.target === undefined || !/^"[\w./-]+"$/.test(first.raw)) return undefined;
  const fact = build.files(build.target).program(first.value);
  return fact.is === 'present' ? { edits: [replace(first, `${first.raw.slice(0, -1)}x"`)], at: [inside(start)] } : undefined;
}

/** The COPY that brings the program, and nothing else, is lost. */
function programNotCopied(candidate: Candidate): Mutant | undefined {
  const { build } = candidate;
  const { start, words: [first] = [] } = starting(candidate) ?? {};
  if (start === undefined || first?.value === undefined || build.target === undefined) return undefined;
  const fact = build.files(build.target).program(first.value);
  const copy = fact.is === 'present' ? fact.by : undefined;
  return copy?.keyword === 'COPY' && copy.sources.length === 1 && fact.is === 'present' && fact.kind === 'file' ? { edits: [remove(copy)], at: [inside(start)] } : undefined;
}

function configMissing(candidate: Candidate): Mutant | undefined {
  const { build, source } = candidate;
  const { start, words } = starting(candidate) ?? {};
  const last = words?.at(-1);
  if (start === undefined || last === undefined || build.target === undefined || build.image.base(build.target) === undefined || /VOLUME/.test(source.text)) return undefined;
  const { span } = last.place;
  return { edits: [{ place: source.place(span.end, span.end), text: ', "--config", "/etc/seeded/app.toml"' }], at: [inside(start)] };
}

/** `["python", "/app/main.py"]`: a script that is in the image for sure, under another name. */
function scriptMissing(candidate: Candidate): Mutant | undefined {
  const { build } = candidate;
  const { start, words = [] } = starting(candidate) ?? {};
  const [program, script] = words;
  if (start === undefined || build.target === undefined || !/^(?:python3?|node|ruby|php|bash|sh|dotnet)$/.test(program?.value ?? '') || script?.value === undefined) return undefined;
  const { workdir } = build.image.final(build.target);
  const path = containerPath(script.value, workdir.is === 'present' ? workdir.value : '/');
  if (!/\.(?:py|js|rb|php|sh|dll)$/.test(path) || script.raw !== `"${script.value}"` || build.files(build.target).at(path).is !== 'present') return undefined;
  return { edits: [replace(script, `"${path.replace(/(\.\w+)$/, 'x$1')}"`)], at: [inside(start)] };
}

/** Shipped stages on an image that has no shell for sure, and into which none is copied. */
function onShellless({ build }: Candidate, make: (stage: Stage) => Mutant): Mutant | undefined {
  const { target } = build;
  const shellless = target !== undefined && build.image.base(target)?.shell === false && build.files(target).program('/bin/sh').is === 'absent';
  return shellless ? make(target) : undefined;
}

function shellForm(candidate: Candidate): Mutant | undefined {
  const { start, words = [] } = starting(candidate) ?? {};
  if (start === undefined || start.stage !== candidate.build.target || words.some(({ value }) => !/^[\w./:=-]+$/.test(value ?? ''))) return undefined;
  return onShellless(candidate, () => ({ edits: [replace(start.command, words.map(({ value }) => value ?? '').join(' '))], at: [inside(start)] }));
}

/** A health check with a program that neither the base nor any line of the file brings. */
function healthcheck({ build, source }: Candidate, program: 'curl' | 'wget', line: string): Mutant | undefined {
  const { target } = build;
  if (target === undefined || source.text.includes('HEALTHCHECK') || build.image.shippedChain.some((stage) => stage.instructions.some(({ rest }) => rest.text.includes(program)))) return undefined;
  const last = lastOf(target);
  return build.image.base(target)?.[program] === false ? { edits: [below(last, line)], at: [endOf(last)] } : undefined;
}

/** The last USER of the shipped stage, when it is a known user that is not root. */
function aroundUser({ build }: Candidate, make: (user: UserInstruction) => Mutant | undefined): Mutant | undefined {
  const { target, image } = build;
  const user = target?.instructions.findLast((one): one is UserInstruction => one.keyword === 'USER');
  const state = image.shipped?.user;
  if (user === undefined || state?.is !== 'present' || state.value.isRoot !== false || state.value.user === undefined || image.base(target ?? raise())?.shell === false) return undefined;
  // Only where root runs before it a folder belongs to root.
  const before = image.before(user).user;
  return before.is === 'present' && before.value.isRoot === true ? make(user) : undefined;
}

function raise(): never {
  throw new Error('a USER stands in a stage');
}

function withoutChown({ build }: Candidate): Mutant | undefined {
  for (const copy of build.dockerfile.all('COPY')) {
    const flag = copy.flag('chown');
    const user = build.image.before(copy).user;
    if (flag === undefined || copy.stage === undefined || !build.image.isShipped(copy.stage) || user.is !== 'present' || 'base' in user.from || user.value.isRoot !== false) continue;
    // The same owner is given below.
    if (copy.stage.instructions.some((run) => run.keyword === 'RUN' && run.index > copy.index && run.rest.text.includes('chown'))) continue;
    return { edits: [remove(flag)], at: [inside(copy)] };
  }
  return undefined;
}

