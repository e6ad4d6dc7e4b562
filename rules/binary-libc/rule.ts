import { isBuiltOn } from '../../src/cargo/chain.ts';
import { linkedOf } from '../../src/cargo/libc.ts';
import { copiedPrograms, foreignLinked, isForeign, needsNewerGlibc } from '../../src/cargo/foreign-programs.ts';
import type { CopiedOutput } from '../../src/cargo/outputs.ts';
import type { CargoStep } from '../../src/cargo/model.ts';
import { linkedPrograms } from '../../src/image/questions/linked-programs.ts';
import type { LinkedProgram } from '../../src/image/questions/linked-programs.ts';
import { baseTitle } from '../../src/knowledge/image-name.ts';
import { glibcOf, isAskedFor, newerGlibc } from '../../src/knowledge/glibc.ts';
import { defineRule, type Build, type Observation } from '../../src/rule.ts';

const since = '2026-11';

export default defineRule({
  id: 'binary-libc',
  summary: 'Run compiled programs on the C library that they were linked with.',
  category: 'runtime',
  faults: {
    'other-libc': { severity: 'warning', since, summary: 'The image has another C library than the program was linked with, or none.' },
    'older-glibc': { severity: 'warning', since, summary: 'The image has an older glibc than the program was linked with.' },
  },

  *check(build) {
    const told = new Set<number>();
    for (const { output, step } of copiedPrograms(build)) {
      told.add(output.copy.index);
      yield* judge(build, output, step);
    }
    for (const linked of linkedPrograms(build)) if (!told.has(linked.copy.index)) yield* judgeLinked(build, linked);
  },
});

/** Programs of C compilers, and of Go with cgo. */
function* judgeLinked(build: Build, program: LinkedProgram): Iterable<Observation> {
  const { copy: { stage }, source, compiledIn, by } = program;
  const linked = build.image.base(compiledIn)?.libc;
  if (stage !== undefined && !isBuiltOn(stage, compiledIn) && linked !== undefined && linked !== 'none' && linked === build.image.base(stage)?.libc) yield { kind: 'proof', at: source, message: `the program is linked with ${linked}, which the image has` };
  const foreign = foreignLinked(build, program);
  if (foreign === undefined) return;
  const isGo = by.name === 'go';
  // Go with cgo links with a C library only where a package asks for it: one with C, or `net` and `os/user`.
  yield {
    fault: 'other-libc', at: source,
    message: `the program is linked with ${foreign.linked}${isGo ? ' as soon as it uses C, `net` or `os/user`' : ''}, and \`${baseTitle(foreign.base)}\` has ${foreign.base.libc === 'none' ? 'no C library' : (foreign.base.libc ?? '')}: it ${isGo ? 'may' : 'does'} not start there`,
    help: isGo ? 'Build with `CGO_ENABLED=0`, link with `-extldflags "-static"`, or ship an image with the C library that it is built on.' : 'Link it with `-static`, or ship an image with the C library that it is built on.',
    related: [{ place: by.place, message: 'compiled here' }],
  };
}

function* judge(build: Build, { copy, source }: CopiedOutput, step: CargoStep): Iterable<Observation> {
  const stage = copy.stage;
  const linked = linkedOf(build, step);
  const base = stage === undefined ? undefined : build.image.base(stage);
  const from = stage === undefined || step.stage === undefined ? undefined : build.image.base(step.stage);
  // What is copied back into a stage that compiles is not run on another image.
  if (stage === undefined || isBuiltOn(stage, step.stage)) return;
  if (linked === undefined || base === undefined || base.libc === undefined) {
    yield { kind: 'doubt', at: source, message: linked === undefined ? 'how the program is linked is not known' : 'the C library of the image is not known' };
    return;
  }
  if (linked === 'static') {
    yield { kind: 'proof', at: source, message: 'the program is linked statically' };
    return;
  }
  if (linked !== base.libc) {
    if (!isForeign(build, { copy, source }, base, linked)) return;
    yield {
      fault: 'other-libc', at: source,
      message: `the program is linked with ${linked}, and \`${baseTitle(base)}\` has ${base.libc === 'none' ? 'no C library' : base.libc}: it does not start there`,
      help: linked === 'glibc' ? 'Compile for a musl target (`--target x86_64-unknown-linux-musl`), or ship an image with glibc: `debian:*-slim`, `gcr.io/distroless/cc-*`.' : 'Ship an Alpine image, or leave `-crt-static` away.',
      related: [{ place: step.at.place, message: 'compiled here' }],
    };
    return;
  }
  const [built, run] = [glibcOf(from?.distribution), glibcOf(base.distribution)];
  if (linked !== 'glibc' || built === undefined || run === undefined) {
    if (linked === 'glibc') yield { kind: 'doubt', at: source, message: `the version of glibc of \`${baseTitle(built === undefined && from !== undefined ? from : base)}\` is not known` };
    return;
  }
  if (!newerGlibc(built, run) || step.invocation.subcommand === 'zigbuild') {
    yield { kind: 'proof', at: source, message: `linked with glibc ${built}, run with ${run}` };
    return;
  }
  if (!isAskedFor(built, run)) {
    yield { kind: 'doubt', at: source, message: `linked with glibc ${built}, run with ${run}, which lacks little of it` };
    return;
  }
  const surely = needsNewerGlibc(from, base);
  yield {
    fault: 'older-glibc', at: source, ...(surely ? {} : { severity: 'info' as const }),
    message: `the program is linked with glibc ${built} of \`${from === undefined ? '' : baseTitle(from)}\`, and \`${baseTitle(base)}\` has ${run}: it ${surely ? 'does' : 'may'} not start there`,
    help: 'Compile and run on the same release of the distribution.',
    related: [{ place: step.at.place, message: 'compiled here' }],
  };
}
