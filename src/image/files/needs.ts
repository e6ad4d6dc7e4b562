import { containerPath } from '../../container-path.ts';
import type { Dockerfile } from '../../dockerfile/model.ts';
import { onceEach } from '../../once-each.ts';
import { neededManifests, neededPaths } from '../../programs/needed-files.ts';
import type { NeededManifest } from '../../programs/needed-files.ts';
import { isBuiltin, shellWords } from '../questions/command-lines.ts';
import { mayFail } from '../questions/meant-failure.ts';
import type { FileFact, Need } from './model.ts';
import { folderIn, targetIn } from './step.ts';
import type { Step } from './step.ts';

/**
 * What a command needs, and whether it is there when it runs: files, and programs that the base image surely does not have. What comes later in the file,
 * or in the script, does not count, nor what the script can do without.
 * @param isMounted The path holds something else while it runs.
 * @param brings A mount may bring programs.
 */
export function needsOf(step: Step, isMounted: (path: string) => boolean, brings: boolean): readonly Need[] {
  const needs = [...(brings ? [] : missingPrograms(step)), ...neededFiles(step, isMounted), ...neededProject(step, isMounted)];
  return needs.length === 0 || mayFail(step.command) ? [] : needs;
}

function missingPrograms(step: Step): readonly Need[] {
  const { command } = step;
  const unknown = unknownToDash(step);
  if (unknown !== undefined) return [unknown];
  return [command.wrappers[0], isBuiltin(command) ? undefined : command.program].flatMap((word): readonly Need[] => {
    const fact = word === undefined ? undefined : absence(step, word.value ?? '');
    return word === undefined || fact === undefined || fact.is === 'present' ? [] : [{ what: 'program', command, word, fact }];
  });
}

/** Texts of which the second one stands behind the first in a line that puts another shell in the place of `sh`, or may: asked apart, for a pattern of both would try every pair. */
const replacements: readonly (readonly [RegExp, RegExp])[] = [[/\bsh\b/, /\bbash\b/], [/\bbash\b/, /\/sh\b/], [/reconfigure/, /\bdash\b/]];

const replacesShell = onceEach((dockerfile: Dockerfile): boolean => dockerfile.all('RUN').some(({ rest }) => rest.text.split('\n').some((line) => replacements.some(([first, second]) => {
  const at = line.search(first);
  return at !== -1 && second.test(line.slice(at));
}))));

/** `source` where dash reads the script: there the builtin has the name of POSIX, `.`, and nothing else. */
function unknownToDash({ command, by, tree, build }: Step): Need | undefined {
  const { script, program } = command;
  if (program.value !== 'source' || script.exec || by.stage === undefined || script !== by.commands[0]?.script || !/^(?:sh|dash)$/.test(script.dialect)) return undefined;
  if (build.image.base(by.stage)?.shellDialect !== 'dash' || script.functionNames.has('source')) return undefined;
  const shell = tree.at('/bin/sh');
  // Another shell may have been put in its place, by a link or by the settings of the package.
  if (shell.is === 'present' && shell.by !== undefined || replacesShell(build.dockerfile)) return undefined;
  return { what: 'program', command, word: program, fact: { is: 'absent', path: 'source', near: undefined, why: '`sh` is dash here, where this builtin is called `.`' } };
}

function absence(step: Step, name: string): FileFact | undefined {
  const { tree } = step;
  // What a stage once had, or may have had, is not asked for again.
  if (tree.called.has(name)) return undefined;
  const fact = lookUp(step, name);
  if (fact?.is !== 'absent') tree.called.add(name);
  return fact;
}

function lookUp(step: Step, name: string): FileFact | undefined {
  const { tree, command: { script } } = step;
  if (name === '' || shellWords.has(name) || /^[-+]|[=\s]/.test(name)) return undefined;
  if (name.includes('/')) {
    const folder = name.startsWith('/') ? '/' : folderIn(step, undefined);
    return folder === undefined ? undefined : tree.at(containerPath(name, folder));
  }
  if (tree.mayBring(name) || tree.bottom.base.hasProgram(name) !== false || script.functionNames.has(name) || /\bPATH=/.test(script.text.text)) return undefined;
  return tree.program(name);
}

function neededFiles(step: Step, isMounted: (path: string) => boolean): readonly Need[] {
  const { command, tree } = step;
  return neededPaths(command).flatMap(({ word, inPath }): readonly Need[] => {
    const target = targetIn(step, word);
    if (target.is !== 'path' || isMounted(target.path)) return [];
    const program = inPath ? tree.program(word.value ?? '') : undefined;
    return [{ what: 'file', command, word, fact: program === undefined || program.is === 'absent' ? tree.at(target.path) : program }];
  });
}

/** The manifest, and when it is there the lock file: a folder without a project is told of once. */
function neededProject(step: Step, isMounted: (path: string) => boolean): readonly Need[] {
  const needs: Need[] = [];
  for (const needed of neededManifests(step.command)) {
    const need = neededUpwards(step, needed, isMounted);
    if (need !== undefined) needs.push(need);
    if (need?.fact.is === 'absent') break;
  }
  return needs;
}

/** The file in the folder or in one above; what is known of the first place that it may be in. */
function neededUpwards(step: Step, { word, names, folder: option, variables }: NeededManifest, isMounted: (path: string) => boolean): Need | undefined {
  const { command, tree } = step;
  const folder = folderIn(step, option);
  // A variable may name another file.
  if (folder === undefined || variables.some((name) => step.variable(name) !== null)) return undefined;
  let first: FileFact | undefined;
  for (let at = folder; ; at = containerPath('..', at)) {
    for (const name of names) {
      const path = containerPath(name, at);
      if (isMounted(path)) return undefined;
      const fact = tree.at(path);
      if (fact.is !== 'absent') return { what: 'manifest', command, word, fact };
      first ??= fact;
    }
    if (at === '/') return first === undefined ? undefined : { what: 'manifest', command, word, fact: first };
  }
}
