import type { CommandLine } from '../../dockerfile/model.ts';
import type { Build } from '../../rule.ts';
import { isBuildCommand } from '../../knowledge/build-commands.ts';
import type { Command } from '../../shell/model.ts';
import { commandText } from './command-lines.ts';
import { startedCommands } from './started.ts';

/**
 * Whether the image is there to build or to develop with, so that compilers are what it is for: as the name of the file or of its folder says
 * (`Dockerfile.builder`, `.devcontainer/Dockerfile`), or its base, which is one for dev containers, or as it holds tools and nothing else.
 */
export function isForBuilding(build: Build): boolean {
  return isNamedForBuilding(build) || buildsWhenRun(build) || holdsToolsAlone(build);
}

/** As the name of the file or of its folder says, or its base. */
export function isNamedForBuilding({ dockerfile, image, target }: Build): boolean {
  const named = dockerfile.source.path.split(/[\\/]/).slice(-2).some((part) => /(?:^|[._-])(?:builder|devcontainer|toolchain|toolbox)(?:[._-]|$)/i.test(part));
  return named || (target !== undefined && /^(?:(?:vscode\/)?devcontainers|gitpod)\//.test(image.baseReference(target)?.repository ?? ''));
}

/** What the container is started for is to compile: `cd /src && make test`, `sh -c "cargo test"`, an entrypoint that is handed `mvn`, `/builder.sh`. */
function buildsWhenRun(build: Build): boolean {
  return startedCommands(build).some(([first]) => first !== undefined && (/^(?:builder|compile)(?:\.sh)?$/.test(first.name) || isBuildCommand(first.name, first.words)));
}

/**
 * Nothing of a project is copied into it, neither out of the context nor from a stage, none is fetched and compiled in it, and it starts nothing but a
 * shell to work in. What a base image starts by itself may be a server.
 */
function holdsToolsAlone({ dockerfile, image, target }: Build): boolean {
  const { shipped, shippedChain } = image;
  if (shipped === undefined || target === undefined || (image.base(target)?.entrypoint ?? []).length > 0) return false;
  const starts = [shipped.entrypoint, shipped.cmd].flatMap((fact) => (fact.is === 'present' && !('base' in fact.from) ? [fact.value] : []));
  if (starts.some((line) => !waits(line))) return false;
  return shippedChain.every(({ instructions }) => instructions.every((one) => {
    if (one.keyword === 'RUN') return !one.commands.some(fetchesOrCompiles) && one.mounts.every(({ type, options }) => type === 'cache' || type === 'secret' || type === 'ssh' || options.has('from'));
    if (one.keyword !== 'COPY' && one.keyword !== 'ADD') return one.keyword !== 'ONBUILD';
    return one.from !== undefined && one.stage !== undefined && dockerfile.stage(one.from.value ?? '', one.stage) === undefined;
  }));
}

/** It unpacks an archive, clones a repository, or compiles: the image may be there for what comes of it. */
function fetchesOrCompiles(command: Command): boolean {
  return /^(?:tar|bsdtar|unzip|make|gmake|ninja|cpanm)$/.test(command.name) || (command.name === 'git' && command.subcommand('clone') !== undefined);
}

/** A shell, or what keeps a container up for somebody who enters it. */
function waits(line: CommandLine): boolean {
  return /^(?:\/(?:usr\/)?bin\/)?(?:(?:ba|da|z|fi|a|k)?sh(?:\s+-[\w-]+)*|(?:sleep|tail)\s.*)$/.test(commandText(line));
}

/**
 * Whether the image is there to be built on, as the name of the file or of its folder says (`Dockerfile.base`, `base/Dockerfile`), or as ONBUILD
 * does: what it starts may be put in place by those that are built on it.
 */
export function isBaseForOthers({ dockerfile }: Build): boolean {
  const named = dockerfile.source.path.split(/[\\/]/).slice(-2).some((part) => /(?:^|[._-])(?:base|builder|common)(?:[._-]|$)/i.test(part));
  return named || dockerfile.all('ONBUILD').length > 0;
}
