import { containerPath } from '../../container-path.ts';
import type { Word } from '../../word.ts';
import { baseName } from './effect-index.ts';
import { mentionedPlaces } from './mentioned-places.ts';
import type { Deed } from './model.ts';
import { fills, folderIn, isFolder, makes, nothing, targetIn } from './step.ts';
import type { Reader, Step } from './step.ts';

/** Compilers, of which every output is followed, and shells. */
export const compilerReaders: Readonly<Record<string, Reader>> = {
  go, gcc: compiler, cc: compiler, 'g++': compiler, 'c++': compiler, clang: compiler, 'clang++': compiler, rustc: compiler, 'musl-gcc': compiler, tcc: compiler,
  '.': () => nothing, source: () => nothing, eval: shell, sh: shell, bash: shell, dash: shell, ash: shell, zsh: shell, ksh: shell, su: shell, runuser: shell, flock: shell, gosu: shell, 'su-exec': shell,
};

/** A shell that is handed a script: the script's own commands are read. */
function shell(step: Step): readonly Deed[] | undefined {
  return step.handsOver ? nothing : undefined;
}

function compiler(step: Step): readonly Deed[] {
  const output = step.command.words.findIndex((word) => word.value === '-o');
  const word = output === -1 ? undefined : step.command.words[output + 1];
  if (word === undefined && step.command.words.some(({ raw }) => /^-o./.test(raw))) return [...mentionedPlaces(step), fills(step.folder, `\`${step.command.name}\` compiles there`)];
  return [word === undefined ? fills(step.folder, `\`${step.command.name}\` compiles there`) : makes(step, word, 'file')];
}

function go(step: Step): readonly Deed[] | undefined {
  const { command } = step;
  const why = '`go` builds there';
  const folder = folderIn(step, command.option('-C')?.value);
  const cache = step.variable('GOPATH') ?? '/go';
  if (command.subcommand('build') !== undefined) return [fills(containerPath('pkg', cache), why), ...goBuild({ ...step, folder }, why)];
  if (command.subcommand('install', 'get') !== undefined) return goInstalled({ ...step, folder }, cache, why);
  if (command.subcommand('generate', 'run', 'tool') !== undefined) return undefined;
  if (command.subcommand('env', 'version', 'list', 'clean', 'fmt') !== undefined) return nothing;
  return [fills(containerPath('pkg', cache), why), fills(folder, why), ...mentionedPlaces(step)];
}

function goBuild(step: Step, why: string): readonly Deed[] {
  const packages = step.command.operands();
  const names = packages.length === 0 ? [moduleName(step)] : packages.map((word) => programOfPackage(step, word));
  const output = step.command.option('-o')?.value;
  const several = packages.length > 1 || packages.some((word) => word.raw.includes('...'));
  // Several packages without `-o` are compiled and thrown away.
  if (output === undefined) return several ? nothing : names.map((name) => (name === undefined || step.folder === undefined ? fills(step.folder, why) : { does: 'makes', path: containerPath(name, step.folder), kind: 'file', owner: step.user }));
  const target = targetIn(step, output);
  if (target.is === 'nowhere') return [{ does: 'anything', why }];
  if (target.is === 'below') return [fills(target.folder, why)];
  if (!several && !target.slash && isFolder(step.tree, target.path) !== true) return [{ does: 'makes', path: target.path, kind: 'file', owner: step.user }];
  return names.map((name) => (name === undefined ? fills(target.path, why, true) : { does: 'makes', path: containerPath(name, target.path), kind: 'file', owner: step.user }));
}

function goInstalled(step: Step, cache: string, why: string): readonly Deed[] {
  const bin = step.variable('GOBIN');
  const folder = bin === undefined ? undefined : (bin ?? containerPath('bin', cache));
  const cross = step.variable('GOARCH') !== null || step.variable('GOOS') !== null;
  const deeds: Deed[] = [fills(containerPath('pkg', cache), why)];
  for (const word of step.command.operands()) {
    const name = programOfPackage(step, word);
    if (folder !== undefined && name !== undefined && !cross) deeds.push({ does: 'makes', path: containerPath(name, folder), kind: 'file', owner: step.user });
    else deeds.push(fills(folder, why));
  }
  return deeds.length === 1 ? [...deeds, fills(folder, why)] : deeds;
}

/** The program of `./cmd/app`, `example.com/tool/v2@latest`; undefined when only the build knows. */
function programOfPackage(step: Step, word: Word): string | undefined {
  const { value } = word;
  if (value === undefined || value.includes('...')) return undefined;
  if (value === '.' || value === './') return moduleName(step);
  if (value.endsWith('.go')) return baseName(value).slice(0, -3);
  const parts = (value.split('@')[0] ?? '').replace(/\/+$/, '').split('/');
  const last = parts.at(-1) ?? '';
  const name = /^v\d+$/.test(last) ? parts.at(-2) : last;
  return name === undefined || name === '' || name === '.' || name === '..' ? undefined : name;
}

/** The last part of the module's path, as `go.mod` of the context says. */
function moduleName(step: Step): string | undefined {
  if (step.folder === undefined) return undefined;
  const fact = step.tree.at(containerPath('go.mod', step.folder));
  const text = fact.is !== 'present' || fact.contextPath === undefined ? undefined : step.build.context.read(fact.contextPath)?.text;
  const path = text === undefined ? undefined : /^module[ \t]+"?([^\s"]+)/m.exec(text)?.[1];
  const parts = path?.split('/') ?? [];
  const last = parts.at(-1);
  return last !== undefined && /^v\d+$/.test(last) ? parts.at(-2) : last;
}
