import type { Instruction, Stage } from '../../src/dockerfile/model.ts';
import type { FileTree } from '../../src/image/files/model.ts';
import type { Image } from '../../src/image/model.ts';
import { findGroup, findUser, userWord } from '../../src/image/questions/users.ts';
import type { AccountExistence } from '../../src/image/questions/accounts.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Located } from '../../src/source.ts';
import type { Word } from '../../src/word.ts';
import { judgeNewAccounts, shown } from './new-accounts.ts';

export default defineRule({
  id: 'user-exists',
  summary: 'Name a user, and a group, that the image has.',
  category: 'correctness',
  faults: {
    unknown: { severity: 'error', summary: 'Nothing creates the user, and the base image does not have it: the container cannot start.', since: '2026-11' },
    'program-missing': { severity: 'off', summary: 'The program that is to create the user is not in the image, and the build fails; `run-program-missing` reports it by default.', since: '2026-11' },
    'group-missing': { severity: 'error', summary: 'A new user is put into a group that is not there: the build fails.', since: '2026-11' },
    taken: { severity: 'error', summary: 'A new user has a name, or a number, that another one has already: the build fails.', since: '2026-11' },
    late: { severity: 'error', summary: 'A step runs as the user before anything creates it: the build fails.', since: '2026-11' },
    'unknown-group': { severity: 'error', summary: 'Nothing creates the group that USER names, and the base image does not have it: the container cannot start.', since: '2026-11' },
  },

  *check(build) {
    const { image, target } = build;
    const user = image.shipped?.user;
    if (user === undefined || target === undefined) return;
    if (user.is !== 'present' || user.value.user === undefined) {
      yield { kind: 'doubt', at: user.is === 'present' ? user.from.at : target.from, message: 'who the image runs as is not known' };
      return;
    }
    const at = userWord(user.from.at, image);
    const { user: name, group } = user.value;
    if (at === undefined) yield { kind: 'proof', at: target.from.image ?? target.from, message: 'the image runs as the user of its base' };
    else if (/^\d+$/.test(name) || name === '') yield { kind: 'proof', at, message: 'a number needs no account' };
    else yield judgeName(name, at, build, target);
    yield* judgeNewAccounts(build, target);
    if (at !== undefined && group !== undefined && !/^\d*$/.test(group)) yield* judgeGroup(group, at, findGroup(image, target, group));
  },
});

function judgeName(name: string, at: Word, { image, files }: Build, target: Stage): Observation {
  const found = findUser(image, target, name);
  const base = image.base(target);
  const need = found.is === 'created' ? missingProgram(found.at, image.shippedChain.map(files)) : undefined;
  if (need !== undefined) {
    return {
      fault: 'program-missing', at: need.word,
      message: `\`${need.word.value ?? need.word.raw}\` is to create \`${name}\`, and the image has no such program: ${need.why}`,
      help: 'Create the user with what the image has (`adduser` on Alpine), or install the program before.',
    };
  }
  if (found.is !== 'created' || base?.users?.every((user) => user.name !== name) !== true) return judge(name, at, found, base);
  const early = earlyStep(image, name, found.at);
  if (early === undefined) return judge(name, at, found, base);
  const { user } = image.before(early);
  const { line } = found.at.place.source.position(found.at.place.span.start);
  return {
    fault: 'late', at: (user.is === 'present' ? userWord(user.from.at, image) : undefined) ?? at,
    message: `\`${name}\` is created at line ${String(line)}, and a step runs as \`${name}\` before that: the build fails`,
    help: 'Create the user before the first USER that names it.', related: [{ place: early.place, message: 'this runs as a user that is not there yet' }],
  };
}

/** What a step that creates an account lacks for it. */
function missingProgram({ place: { source, span } }: Located, trees: readonly FileTree[]): { readonly word: Word; readonly why: string } | undefined {
  for (const { what, command, word, fact } of trees.flatMap(({ needs }) => needs)) {
    const own = command.place;
    if (what === 'program' && fact.is === 'absent' && own.source === source && own.span.start <= span.start && span.end <= own.span.end) return { word, why: fact.why };
  }
  return undefined;
}

/** The first RUN that runs as the user although what creates it is this RUN or a later one. */
function earlyStep(image: Image, name: string, created: Located): Instruction | undefined {
  for (const stage of image.shippedChain.toReversed()) {
    for (const instruction of stage.instructions) {
      if (instruction.keyword !== 'RUN' || instruction.place.source !== created.place.source) continue;
      const { user } = image.before(instruction);
      if (user.is === 'present' && user.value.user === name) return instruction;
      if (instruction.place.span.end > created.place.span.start) return undefined;
    }
  }
  return undefined;
}

function judge(name: string, at: Word, found: AccountExistence, base: BaseImage | undefined): Observation {
  if (found.is === 'created') return { kind: 'proof', at: found.at, message: `\`${name}\` is created here` };
  if (found.is === 'in the base') return { kind: 'proof', at, message: `\`${name}\` is in \`${shown(found.base)}\`` };
  if (found.is === 'unknown' && name === 'root' && base?.image !== 'scratch') return { kind: 'proof', at, message: 'images of a distribution have `root`' };
  if (found.is === 'unknown') return { kind: 'doubt', at: found.at, message: `whether \`${name}\` exists is not known: ${found.why}` };
  if (found.removed !== undefined) return gone('unknown', at, name, found.removed);
  return {
    fault: 'unknown', at,
    message: found.base?.image === 'scratch' ? `nothing brings an account \`${name}\` into the empty image` : `nothing creates \`${name}\`, and \`${shown(found.base)}\` does not have it`,
    help: found.base?.image === 'scratch' ? 'Name a user by number, or copy an `/etc/passwd` from a stage that creates it.' : 'Create it before this line, or name a user by number.',
  };
}

/** A user is what counts for proofs: of groups only doubts and findings are told. */
function* judgeGroup(group: string, at: Word, found: AccountExistence): Iterable<Observation> {
  if (found.is === 'unknown' && group !== 'root') yield { kind: 'doubt', at: found.at, message: `whether the group \`${group}\` exists is not known: ${found.why}` };
  if (found.is !== 'absent') return;
  if (found.removed !== undefined) return yield gone('unknown-group', groupPart(at, group), group, found.removed);
  yield {
    fault: 'unknown-group', at: groupPart(at, group),
    message: found.base?.image === 'scratch' ? `nothing brings a group \`${group}\` into the empty image` : `nothing creates the group \`${group}\`, and \`${shown(found.base)}\` does not have it`,
    help: 'Create the group before this line, or leave it out: then the container has the groups that the image gives the user.',
  };
}

/** What stands behind the colon, when it is written there. */
function groupPart(at: Word, group: string): Pick<Word, 'place'> {
  const { source, span } = at.place;
  return at.raw.endsWith(`:${group}`) && span.end - span.start === at.raw.length ? { place: { source, span: { start: span.end - group.length, end: span.end } } } : at;
}

function gone(fault: string, at: Pick<Word, 'place'>, name: string, { place }: Located): Observation {
  const { line } = place.source.position(place.span.start);
  return { fault, at, message: `\`${name}\` is taken away again at line ${String(line)}`, help: 'Leave it in the image, or name another one.', related: [{ place, message: `\`${name}\` is taken away here` }] };
}
