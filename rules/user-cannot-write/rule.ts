import { containerPath, isBelow } from '../../src/container-path.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import type { Effect, FileFact } from '../../src/image/files/model.ts';
import { commandText } from '../../src/image/questions/command-lines.ts';
import { startedWrite } from '../../src/knowledge/started-writes.ts';
import { defineRule, type Build, type Observation } from '../../src/rule.ts';
import type { Located } from '../../src/source.ts';

export default defineRule({
  id: 'user-cannot-write',
  summary: 'Give the user the folders that it writes to.',
  category: 'runtime',
  faults: {
    build: { severity: 'warning', summary: 'RUN makes something in a folder of root\'s, and runs as another user: the command fails.', since: '2026-11' },
    start: { severity: 'warning', summary: 'The program of the base image writes a file when it starts, where only root may.', since: '2026-11' },
    volume: { severity: 'warning', summary: 'A VOLUME belongs to root, and the image runs as another user.', since: '2026-11' },
    folder: { severity: 'info', summary: 'A folder that was made empty belongs to root, and the image runs as another user.', since: '2026-11' },
    workdir: { severity: 'off', summary: 'The working directory belongs to root, and the image runs as another user.', since: '2026-11' },
  },

  *check(build) {
    for (const stage of build.dockerfile.stages) yield* judgeBuild(build, stage);
    const { image: { shipped }, target } = build;
    if (shipped === undefined || target === undefined || shipped.user.is !== 'present') return;
    const user = shipped.user.value;
    if (user.isRoot !== false || user.user === undefined) return;
    yield* judgeStart(build, user.user);
    const told = new Set<string>();
    for (const { fault, path, at } of folders(build)) {
      if (told.has(path)) continue;
      told.add(path);
      yield* judge(build, fault, path, at, user.user);
    }
  },
});

/** Once a folder: what fails first is the end of the build. */
function* judgeBuild(build: Build, stage: Stage): Iterable<Observation> {
  const told = new Set<string>();
  for (const { command, at, path, user, folder } of build.files(stage).refused) {
    if (told.has(folder.path)) continue;
    told.add(folder.path);
    const called = at === command.program ? command.name : `${command.name} ${at.raw}`;
    const message = `\`${called}\` cannot make \`${path}\`: \`${folder.path}\` belongs to root, and \`${user}\` runs this`;
    if (build.image.isBuilt(stage)) yield { fault: 'build', at, message, help: `Give the folder away above USER, \`RUN chown ${user} ${folder.path}\`; a WORKDIR below USER belongs to that user by itself.`, related: [{ place: folder.at.place, message: 'made here' }] };
    else yield { kind: 'doubt', at, message };
  }
}

interface Folder { readonly fault: 'volume' | 'folder' | 'workdir'; readonly path: string; readonly at: Located }

function* folders(build: Build): Iterable<Folder> {
  const { image: { shipped }, target } = build;
  if (shipped === undefined || target === undefined) return;
  for (const word of shipped.volumes) if (word.value !== undefined) yield { fault: 'volume', path: containerPath(word.value), at: word };
  if (shipped.workdir.is === 'present') yield { fault: 'workdir', path: shipped.workdir.value, at: shipped.workdir.from.at };
  const { effects } = build.files(target);
  const isFilled = filledPaths(effects);
  for (const effect of effects) {
    if (effect.does !== 'makes' || effect.kind !== 'directory' || effect.by.keyword !== 'RUN' || effect.at === effect.by) continue;
    if (!/^\/(?:data|var\/(?:lib|log|cache|run|spool)|run|srv|opt|app|config|cache|logs?|home|workspace)(?:\/|$)/.test(effect.path)) continue;
    // A folder that something is put into is not there to be written to.
    if (!isFilled(effect.path)) yield { fault: 'folder', path: effect.path, at: effect.at };
  }
}

/** Whether something is put at a path, or below it. */
function filledPaths(effects: readonly Effect[]): (path: string) => boolean {
  const filled = new Set<string>();
  for (const effect of effects) {
    if (!('path' in effect) || effect.does === 'changes' || effect.does === 'removes') continue;
    if (effect.does !== 'makes') filled.add(effect.path);
    for (let at = effect.path.lastIndexOf('/'); at > 0 && !filled.has(effect.path.slice(0, at)); at = effect.path.lastIndexOf('/', at - 1)) filled.add(effect.path.slice(0, at));
  }
  return (path) => filled.has(path);
}

function* judge(build: Build, fault: Folder['fault'], path: string, at: Located, user: string): Iterable<Observation> {
  const { target, image } = build;
  if (target === undefined) return;
  const fact = build.files(target).at(path);
  if (fact.is !== 'present') return;
  const { owner } = fact;
  if (owner === undefined || isWritable(fact)) {
    if (owner === undefined) yield { kind: 'doubt', at, message: `whom \`${path}\` belongs to is not known` };
    return;
  }
  if (owner !== 'root') {
    if (owner === user) yield { kind: 'proof', at, message: `\`${path}\` belongs to \`${user}\`` };
    return;
  }
  const what = fault === 'volume' ? 'the volume' : fault === 'workdir' ? 'the working directory' : 'the folder';
  yield {
    fault, at,
    message: `\`${user}\` cannot write to ${what} \`${path}\`, which belongs to root`,
    help: image.shipped?.shell.is === 'absent' ? `The image has no shell to give it away in: make it in another stage, and copy it with \`COPY --from=… --chown=${user} ${path} ${path}\`.` : `Give it away before USER: \`RUN chown ${user} ${path}\`.`,
    ...(fact.at === at ? {} : { related: [{ place: fact.at.place, message: 'made here' }] }),
  };
}

/** Its group or everyone may write to it, or the mode is not a number. */
function isWritable(fact: FileFact & { readonly is: 'present' }): boolean {
  if (fact.mode === undefined) return false;
  return !/^[0-7]{3,4}$/.test(fact.mode) || (Number.parseInt(fact.mode, 8) & 0o022) !== 0;
}

/** What the base image's own program writes, where nothing in the file changed whose that is, or where it writes. */
function* judgeStart({ image, target, files }: Build, user: string): Iterable<Observation> {
  const { shipped } = image;
  const base = target === undefined ? undefined : image.base(target);
  const write = base === undefined ? undefined : startedWrite(base.image);
  if (write === undefined || shipped === undefined || target === undefined || shipped.user.is !== 'present' || !('at' in shipped.user.from)) return;
  const own = shipped.entrypoint.is === 'present' && 'base' in shipped.entrypoint.from;
  const line = shipped.cmd.is === 'present' ? commandText(shipped.cmd.value) : write.program;
  if (!own || !line.startsWith(write.program) || /\bpid\b|\s-c\b/.test(line)) return;
  const paths = [write.path, ...write.also, write.settings];
  const touched = image.shippedChain.some((stage) => namesInRun(stage, paths)) || files(target).effects.some((effect) => effect.by.keyword !== 'FROM' && touches(effect, paths));
  const at = shipped.user.from.at;
  if (touched) yield { kind: 'doubt', at, message: `only the build knows whether \`${user}\` may write \`${write.path}\`` };
  else {
    yield {
      fault: 'start', at, message: `\`${write.program}\` writes \`${write.path}\` when it starts, and the user \`${user}\` may not`,
      help: `Build on \`nginxinc/nginx-unprivileged\`, or name another path in \`${write.settings}\` and give \`${user}\` its cache.`,
    };
  }
}

/** Whether a RUN names one of the files: settings are changed in their place by `sed -i`, which makes no file. */
function namesInRun({ instructions }: Stage, paths: readonly string[]): boolean {
  const names = paths.map((path) => path.slice(path.lastIndexOf('/') + 1));
  return instructions.some((each) => each.keyword === 'RUN' && [each.rest.text, ...each.heredocs.map(({ body }) => body.text)].some((text) => names.some((name) => text.includes(name))));
}

function touches(effect: Effect, paths: readonly string[]): boolean {
  if (effect.does === 'anything' || !('path' in effect)) return effect.does === 'anything';
  return paths.some((path) => path === effect.path || isBelow(path, effect.path)) && !(effect.does === 'copies' && effect.path === '/etc/nginx/conf.d');
}
