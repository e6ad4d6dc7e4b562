import { onlyCooks } from '../../src/cargo/elsewhere.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import type { Alias } from '../../src/diagnostic.ts';
import type { StageState, User } from '../../src/image/model.ts';
import { declaredForFromAlone } from '../../src/image/questions/declared-for-from.ts';
import { startedPrograms } from '../../src/image/questions/started.ts';
import { findUser, laterNumber, leavesRootBy, namesRoot, userWord } from '../../src/image/questions/users.ts';
import { environmentOf } from '../../src/knowledge/base-environment.ts';
import { rootMasterOf } from '../../src/knowledge/root-masters.ts';
import type { RootMaster } from '../../src/knowledge/root-masters.ts';
import { hasUserForSure } from '../../src/knowledge/sure-users.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Finding, Observation } from '../../src/rule.ts';
import { lineOf } from '../../src/source.ts';
import type { Located } from '../../src/source.ts';
import { createdUser } from '../../src/programs/users.ts';
import { pattern } from '../../src/word.ts';
import type { Word } from '../../src/word.ts';

const everywhere: readonly Alias[] = [
  { tool: 'trivy', id: 'DS-0002' }, { tool: 'dockle', id: 'CIS-DI-0001' },
];

/** Of an image without USER. */
const ofMissing: readonly Alias[] = [{ tool: 'checkov', id: 'CKV_DOCKER_3' }, { tool: 'kics', id: 'fd54f200-402c-4333-a5a4-36ef6709af2f' }, { tool: 'semgrep', id: 'missing-user' }, { tool: 'semgrep', id: 'missing-user-entrypoint' }, ...everywhere];

export default defineRule({
  id: 'user-root',
  summary: 'Ship an image that does not run as root.',
  category: 'security',
  faults: {
    explicit: {
      severity: 'warning', summary: 'USER makes the shipped image run as root.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3002', level: 'warning' }, { tool: 'checkov', id: 'CKV_DOCKER_8' }, { tool: 'semgrep', id: 'last-user-is-root' }, { tool: 'kics', id: '67fd0c4a-68cf-46d7-8c41-bc9fba7e40ae' }, ...everywhere],
    },
    missing: {
      severity: 'warning', summary: 'No USER is set, and the base image runs as root.', since: '2026-11',
      aliases: ofMissing,
    },
    master: {
      severity: 'info', summary: 'No USER is set, and the server of the base image starts as root; what answers requests runs as another user.', since: '2026-11',
      aliases: ofMissing,
    },
    'other-user': { severity: 'warning', summary: 'The shipped image runs as another user than the option `user` names.', since: '2026-11' },
    'not-numeric': { severity: 'warning', summary: 'The option `numeric` is set, and the user is a name.', since: '2026-11' },
  },
  options: {
    defaults: { user: '', numeric: false },
    schema: {
      user: { type: 'string', description: 'The user that the shipped image must run as; empty: any but root.' },
      numeric: { type: 'boolean', description: 'The user must be a number, as Kubernetes wants it for `runAsNonRoot`.' },
    },
  },

  *check(build, { user: wanted, numeric }) {
    const { image, target, dockerfile } = build;
    const { shipped } = image;
    if (shipped === undefined || target === undefined) {
      const last = dockerfile.all('USER').findLast(({ onbuild }) => onbuild === undefined);
      if (last?.user !== undefined && namesRoot(last.user.text) === true) yield explicit(last.user.value ?? last.user.raw, last.user);
      return;
    }
    const from = target.from.image ?? target.from;
    const { user } = shipped;
    if (user.is !== 'present') {
      yield { kind: 'doubt', at: user.is === 'unknown' && user.at !== undefined ? user.at : from, message: `who the image runs as is not known: ${user.why}` };
      return;
    }
    const written = userWord(user.from.at, image);
    const at = written ?? from;
    const name = pattern(user.value.text, '?');
    const base = 'base' in user.from ? user.from.base.image : target.isScratch || written === undefined ? 'scratch' : undefined;
    if (user.value.isRoot === true) {
      const leaver = leavesRootBy(image);
      const master = written === undefined ? masterStarted(build) : undefined;
      const cook = written === undefined && dockerfile.commands('cargo').length > 0 ? onlyCooks(build) : undefined;
      if (written !== undefined && name === '') yield { ...explicit(name, at), message: `\`${written.raw}\` is empty, so the image runs as root` };
      else if (written !== undefined) yield explicit(name, at);
      else if (cook !== undefined) yield { kind: 'doubt', at: cook.at, message: 'no USER is set, and the image is there to be built on' };
      else if (leaver !== undefined) yield { kind: 'doubt', at: leaver, message: 'no USER is set, and what the image starts may leave root with this' };
      else if (master !== undefined) yield startsAsRoot(master, base ?? '', from);
      else yield missing(name, base ?? 'scratch', from, shipped, { created: idleAccount(build), ofBase: accountOfBase(image, target), mayStartServer: mayStartServer(build) });
    }
    else if (written !== undefined && declaredForFromAlone(written, target, dockerfile) !== undefined) yield { ...explicit('', at), message: `\`${written.raw}\` is empty, so the image runs as root: it is declared for \`FROM\` alone` };
    else if (user.value.isRoot === undefined) yield { kind: 'doubt', at, message: base === undefined ? `only the build knows whether \`${written?.raw ?? name}\` is root` : `\`${base}\` starts as root, and its entrypoint may leave it` };
    else if (written !== undefined && isNumberZero(user.value, image, target)) yield { ...explicit(name, at), message: `the image runs as \`${name}\`, which has the number 0 of root` };
    else if (wanted !== '' && user.value.user !== wanted && sameAccount(user.value, wanted, image, target) === undefined) yield { kind: 'doubt', at, message: `whether \`${name}\` is \`${wanted}\` only the build knows: nothing gives it a number` };
    else if (wanted !== '' && user.value.user !== wanted && sameAccount(user.value, wanted, image, target) === false) yield { fault: 'other-user', at, message: `the image runs as \`${name}\`, not as \`${wanted}\``, help: `Set \`USER ${wanted}\`.` };
    else if (numeric && !/^\d+$/.test(user.value.user ?? '')) yield { fault: 'not-numeric', at, message: `\`${name}\` is a name, not a number`, help: 'Name the user by its number: `USER 1000`.' };
    else yield { kind: 'proof', at, message: proofOf(name, user.value, { image, target, base: written === undefined ? base : undefined, at }) };
  },
});

/** An account that is root by its number, whatever its name. */
function isNumberZero({ user }: User, image: Build['image'], target: Stage): boolean {
  if (user === undefined || /^\d*$/.test(user)) return false;
  const later = laterNumber(image, user);
  if (later !== undefined) return Number(later.value ?? NaN) === 0;
  const found = findUser(image, target, user);
  return (found.is === 'created' || found.is === 'in the base') && Number(found.id ?? NaN) === 0;
}

/** Whether a number is that of the user who is asked for; undefined when nothing tells which number it gets. */
function sameAccount({ user }: User, wanted: string, image: Build['image'], target: Stage): boolean | undefined {
  if (user === undefined || !/^\d+$/.test(user)) return false;
  const found = findUser(image, target, wanted);
  if (found.is === 'unknown') return undefined;
  if (found.is === 'absent') return false;
  return found.id === undefined ? undefined : Number(found.id) === Number(user);
}

function explicit(name: string, at: Located): Finding {
  return { fault: 'explicit', at, message: name === 'root' ? 'the image runs as root' : `the image runs as \`${name}\`, which is root`, help: 'End the stage with a USER that is not root, and create that user if the base image has none.' };
}

/** The server of the base image, when a container starts that and nothing else. */
function masterStarted(build: Build): RootMaster | undefined {
  const base = build.target === undefined ? undefined : build.image.base(build.target);
  const master = base === undefined ? undefined : rootMasterOf(base);
  const own = build.image.shipped?.entrypoint;
  if (master === undefined || own?.is !== 'present') return undefined;
  const programs = startedPrograms(build).map(({ program }) => program.value?.replace(/^.*\//, ''));
  if (programs.length === 0) return 'base' in own.from && (build.image.shipped?.cmd.is !== 'present' || 'base' in build.image.shipped.cmd.from) ? master : undefined;
  return programs.every((program) => program !== undefined && master.programs.includes(program)) ? master : undefined;
}

/** A script of the file's own on an image of such a server: it may start that. */
function mayStartServer(build: Build): boolean {
  const base = build.target === undefined ? undefined : build.image.base(build.target);
  return base !== undefined && rootMasterOf(base) !== undefined && startedPrograms(build).some(({ program }) => program.value?.endsWith('.sh') === true);
}

function startsAsRoot({ programs, worker, instead }: RootMaster, base: string, at: Located): Finding {
  return { fault: 'master', at, message: `no USER is set: \`${programs[0] ?? ''}\` of \`${base}\` starts as \`root\`, and answers requests as \`${worker}\``, help: instead };
}

/** The one account that the stages of the image create, which USER could name. */
function idleAccount({ dockerfile, image }: Build): Word | undefined {
  const created = dockerfile.commands('useradd', 'adduser').flatMap((command) => {
    const { instruction: { stage } } = command;
    const name = stage !== undefined && image.shippedChain.includes(stage) ? createdUser(command)?.name : undefined;
    return name?.value === undefined ? [] : [name];
  });
  return created.length === 1 ? created[0] : undefined;
}

/**
 * What half of all images do: a warning only where a program of its own serves a port as root. An image of files alone (`FROM scratch`,
 * nothing to run) runs as nobody.
 */
function missing(name: string, base: string, at: Located, { entrypoint, cmd, ports }: StageState, { created, ofBase, mayStartServer }: { readonly created: Word | undefined; readonly ofBase: string | undefined; readonly mayStartServer: boolean }): Observation {
  const runs = [entrypoint, cmd].some((fact) => fact.is === 'present' && !('base' in fact.from));
  if (base === 'scratch' && !runs) return { kind: 'doubt', at, message: 'the image holds files and names nothing to run; whoever runs it runs as root' };
  return {
    fault: 'missing', at, message: base === 'scratch' ? 'no USER is set, so the image runs as root' : `no USER is set, and \`${base}\` runs as \`${name}\``,
    help: howToLeaveRoot(base, created?.value ?? ofBase),
    ...(created === undefined ? {} : { related: [{ place: created.place, message: 'created here' }] }),
    ...(runs && ports.length > 0 && !mayStartServer ? {} : { severity: 'info' }),
  };
}

function howToLeaveRoot(base: string, account: string | undefined): string {
  if (account !== undefined) return `Write \`USER ${account}\` below what needs root: that account is there.`;
  return base === 'scratch' ? 'Name a user by number, for example `USER 65532`.' : 'Create a user and name it with USER, or take a base image that has one.';
}

/** The one account of the base image that is there for programs: those of a system have numbers below 1000. */
function accountOfBase(image: Build['image'], target: Stage): string | undefined {
  const base = image.base(target);
  if (base !== undefined && environmentOf(base, 'APP_UID') !== undefined) return '$APP_UID';
  const accounts = base?.users?.filter(({ name, uid }) => uid !== undefined && uid >= 1000 && uid < 60_000 && hasUserForSure(base, name)) ?? [];
  const [only, ...others] = accounts;
  // A RUN may have taken it away.
  return only !== undefined && others.length === 0 && findUser(image, target, only.name).is === 'in the base' ? only.name : undefined;
}

function proofOf(name: string, { user }: User, { image, target, base, at }: { image: Build['image']; target: NonNullable<Build['target']>; base: string | undefined; at: Located }): string {
  if (base !== undefined) return `runs as \`${name}\`, the user of \`${base}\``;
  const found = user === undefined ? undefined : findUser(image, target, user);
  const created = found?.is === 'created' ? `, created at line ${String(lineOf(found.at.place))}` : '';
  return `runs as \`${name}\`, set at line ${String(lineOf(at.place))}${created}`;
}
