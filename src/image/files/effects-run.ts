import { containerPath, isBelow } from '../../container-path.ts';
import type { Mount, RunInstruction } from '../../dockerfile/model.ts';
import type { Command, Script, Subshell } from '../../shell/model.ts';
import type { Located } from '../../source.ts';
import type { StageWork } from './stage-work.ts';
import { readCommand } from './commands.ts';
import { isHarmless } from './harmless.ts';
import { needsOf } from './needs.ts';
import type { Deed } from './model.ts';
import { refusedWrite } from './refused-writes.ts';
import { redirectionDeeds, groupRedirections } from './redirections.ts';
import { changedSomewhere, shortened } from './step.ts';
import type { Step } from './step.ts';
import { targetOf, targetOfMount } from './target.ts';

type Add = (deed: Deed, at: Located) => void;

/** What is followed through the commands of one script: its folder and what it exports. */
interface ScriptState {
  readonly folders: Map<Subshell | undefined, string | undefined>;
  /** Who runs it; undefined when not known. */
  readonly user: string | undefined;
  readonly variables: Map<string, string | undefined>;
}

/** What a RUN leaves in its layer: command by command, without what is mounted. */
export function runDeeds(work: StageWork, run: RunInstruction, add: Add): void {
  const mounted = mountedPaths(work, run, add);
  const keep: Add = (deed, at) => {
    const kept = mounted.length === 0 ? deed : outside(deed, mounted);
    if (kept !== undefined) add(kept, at);
  };
  const there = [...mounted, ...secretPaths(work, run)];
  const isMounted = (path: string): boolean => there.some((mount) => isBelow(path, mount) || isBelow(mount, path));
  const brings = run.mounts.some(({ type }) => type === undefined || type === 'bind');
  const hidden = run.mounts.some((mount) => !isFollowed(work, mount));
  const { commands } = run;
  const { user, workdir: start } = work.tree.surroundings;
  if (commands.length === 0 && (run.command.form === 'exec' ? run.command.words.length > 0 : run.command.script.text.trim() !== '')) {
    return add({ does: 'anything', why: 'its script is not one that can be read' }, run);
  }
  const states = new Map<Script, ScriptState>();
  let folder = start;
  for (const [index, command] of commands.entries()) {
    const next = commands[index + 1];
    let script = states.get(command.script);
    if (script === undefined) {
      const handing = commands[index - 1];
      script = { folders: new Map([[undefined, folder]]), variables: new Map(), user: handing === undefined ? user : userOf(handing, states.get(handing.script)?.user) };
      states.set(command.script, script);
      for (const deed of scriptDeeds(command.script, folder)) keep(deed, run);
    }
    folder = folderIn(script, command.subshell);
    const runner = userOf(command, script.user);
    const step: Step = {
      command, by: run, build: work.build, tree: work.tree, folder, handsOver: next !== undefined && next.script !== command.script && !states.has(next.script),
      user: runner,
      home: () => homeOf(work, runner),
      variable: (name) => variableOf(run, command, script, name),
    };
    if (!hidden) work.tree.needs.push(...needsOf(step, isMounted, brings));
    const refused = hidden ? undefined : refusedWrite(step, isMounted);
    if (refused !== undefined) work.tree.refused.push(refused);
    for (const deed of redirectionDeeds(step)) keep(command.conditional ? perhaps(deed) : deed, command);
    if (changesFolder(script, step)) continue;
    noteVariables(script, command);
    const why = `\`${shortened(command.program.raw)}\` may write anywhere`;
    const deeds = command.wrappers.some((word) => word.value === 'xargs' || word.value === 'parallel') ? severalTimes(step) : readCommand(step);
    for (const deed of deeds ?? [{ does: 'anything', why } as const]) keep(command.conditional ? perhaps(deed) : deed, command);
  }
}

/** Whether it is known where the mount is, and that it does not hide everything. */
function isFollowed({ tree }: StageWork, mount: Mount): boolean {
  const target = targetOfMount(mount, tree.surroundings.workdir);
  return target === undefined ? isOfSecret(mount) : target.is === 'path' && target.path !== '/';
}

function isOfSecret({ type }: Mount): boolean {
  return type === 'secret' || type === 'ssh';
}

function mountedPaths(work: StageWork, run: RunInstruction, add: Add): readonly string[] {
  const paths: string[] = [];
  for (const mount of run.mounts) {
    const target = targetOfMount(mount, work.tree.surroundings.workdir);
    if (target?.is !== 'path' || isOfSecret(mount)) continue;
    // The folder that something is mounted at stays behind, empty.
    if (work.tree.at(target.path).is === 'absent') add({ does: 'makes', path: target.path, kind: 'directory' }, mount);
    add({ does: 'mounts', path: target.path, type: mount.type ?? 'bind' }, mount);
    if (target.path !== '/') paths.push(target.path);
  }
  return paths;
}

/** The files that secrets and agents of ssh are mounted as; nothing else is hidden by them (source: Dockerfile reference, "RUN --mount=type=secret"; where none is named, `/run/secrets` and `/run/buildkit`). */
function secretPaths({ tree }: StageWork, run: RunInstruction): readonly string[] {
  return run.mounts.filter(isOfSecret).flatMap((mount) => {
    const target = targetOfMount(mount, tree.surroundings.workdir);
    return target === undefined ? ['/run/secrets', '/run/buildkit'] : target.is === 'path' ? [target.path] : [];
  });
}

/** `sudo -u app mkdir data`, `su app -c 'mkdir data'`: only the command's own words say as whom it runs. */
function userOf({ name, wrappers }: Command, user: string | undefined): string | undefined {
  return changingUser.has(name) || wrappers.some(({ value }) => changingUser.has(value ?? '')) ? undefined : user;
}

/** Programs that run others as another user. */
const changingUser: ReadonlySet<string> = new Set(['su', 'sudo', 'doas', 'runuser', 'gosu', 'su-exec', 'setpriv', 'setuidgid', 's6-setuidgid', 'chpst']);

function homeOf(work: StageWork, user: string | undefined): string | undefined {
  if (user !== 'root') return undefined;
  const set = work.build.image.final(work.stage).env.lookup('HOME');
  if (set.is === 'set' || (set.is === 'unknown' && set.cause !== 'base-image')) return undefined;
  return '/root';
}

function scriptDeeds(script: Script, folder: string | undefined): readonly Deed[] {
  if (script.broken !== undefined) return [{ does: 'anything', why: 'its script cannot be read' }];
  return groupRedirections(script.text.text, folder);
}

function folderIn(script: ScriptState, subshell: Subshell | undefined): string | undefined {
  for (let at = subshell; at !== undefined; at = at.outer) if (script.folders.has(at)) return script.folders.get(at);
  return script.folders.get(undefined);
}

/** Follows `cd` and `pushd`. */
function changesFolder(script: ScriptState, step: Step): boolean {
  const { command } = step;
  if (command.name !== 'cd' && command.name !== 'pushd' && command.name !== 'popd') return false;
  const [word] = command.operands();
  const target = word === undefined || command.name === 'popd' ? undefined : targetOf(word, step.folder, step.home());
  const known = target?.is === 'path' && word?.value !== '-' && !command.conditional ? containerPath(target.path) : undefined;
  script.folders.set(command.subshell, known);
  return true;
}

function noteVariables(script: ScriptState, command: Command): void {
  if (command.name !== 'export') return;
  for (const word of command.words.slice(1)) {
    const equals = word.raw.indexOf('=');
    const name = equals === -1 ? word.raw : word.raw.slice(0, equals);
    script.variables.set(name, equals === -1 || command.conditional ? undefined : word.value?.slice(equals + 1));
  }
}

function variableOf(run: RunInstruction, command: Command, script: ScriptState, name: string): string | null | undefined {
  const own = command.assignments.findLast((assignment) => assignment.name === name);
  if (own !== undefined) return own.value.value;
  if (script.variables.has(name)) return script.variables.get(name);
  const value = run.scope.lookup(name);
  if (value.is === 'unset') return null;
  if (value.is === 'unknown') return value.cause === 'base-image' ? null : undefined;
  let known = '';
  for (const piece of value.text) {
    if (!('text' in piece)) return undefined;
    known += piece.text;
  }
  return known;
}

/** `xargs` adds operands that only the build knows. */
function severalTimes(step: Step): readonly Deed[] | undefined {
  if (/^(?:rm|rmdir|chmod|chown|kill)$/.test(step.command.name) || isHarmless(step.command)) return changedSomewhere;
  return undefined;
}

/** What is left of a deed when these paths are mounts: what is below them is not in the layer. */
function outside(deed: Deed, mounted: readonly string[]): Deed | undefined {
  const isMounted = (path: string): boolean => mounted.some((mount) => isBelow(path, mount));
  if ('path' in deed && isMounted(deed.path)) return undefined;
  if (deed.does === 'anything') return { does: 'fills', path: '/', folder: false, why: deed.why, only: (path) => !isMounted(path) };
  if (deed.does === 'fills') return { ...deed, only: (path) => !isMounted(path) && deed.only?.(path) !== false };
  return deed;
}

/** What a command does that may not run. */
function perhaps(deed: Deed): Deed {
  const why = 'it is made under a condition only';
  switch (deed.does) {
    case 'makes': return { does: 'fills', path: deed.path, folder: false, why };
    case 'fills': return { ...deed, folder: false };
    case 'removes': return { does: 'fills', path: deed.path, folder: false, why: 'it may be removed' };
    case 'changes': return { ...deed, unknown: true };
    case 'installs': return { ...deed, programs: [], unknown: [...deed.unknown, ...deed.programs], mayTouch: (path) => deed.mayTouch(path) || deed.programs.includes(path.slice(path.lastIndexOf('/') + 1)) };
    default: return deed;
  }
}
