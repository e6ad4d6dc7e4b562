import { containerPath } from '../../container-path.ts';
import { instructionAt } from '../../dockerfile/instruction-at.ts';
import type { Stage } from '../../dockerfile/model.ts';
import { onceEach } from '../../once-each.ts';
import type { Command } from '../../shell/model.ts';
import type { Word } from '../../word.ts';
import { mayFail } from '../questions/meant-failure.ts';
import type { Effect, RefusedWrite } from './model.ts';
import { targetIn } from './step.ts';
import type { Step } from './step.ts';

/** What a command makes in the folder that it runs in, and the word that says so. */
interface Output { readonly at: Word; readonly path: string }

type Recognise = (command: Command, step: Step) => Output | undefined;

/** Installs of the project, which make `node_modules` (or `.pnp.cjs`) beside its manifest. */
function javascript(...subcommands: readonly string[]): Recognise {
  return (command) => {
    const verb = command.subcommand();
    if (!subcommands.includes(verb?.value ?? '') || command.option('-g', '--global', '--prefix', '-C', '--dir', '--cwd', '--modules-folder', '--location', '--version', '-v', '--help', '-h', '--lockfile-only', '--package-lock-only') !== undefined) return undefined;
    return { at: verb ?? command.program, path: 'node_modules' };
  };
}

const made: Recognise = (command, step) => {
  const [word, ...others] = command.operands();
  const target = word === undefined || others.length > 0 ? undefined : targetIn(step, word);
  // Folders above it that `mkdir -p` makes too have other owners.
  return word === undefined || target?.is !== 'path' || step.folder === undefined || containerPath('..', target.path) !== step.folder ? undefined : { at: word, path: target.path };
};

const outputs: Readonly<Record<string, Recognise>> = {
  npm: javascript('ci', 'install', 'i', 'clean-install'), yarn: javascript('', 'install'), pnpm: javascript('install', 'i'), bun: javascript('install', 'i'),
  uv: (command, step) => {
    const verb = command.subcommand('sync');
    return verb === undefined || command.option('--project', '--directory', '--active') !== undefined || step.variable('UV_PROJECT_ENVIRONMENT') !== null ? undefined : { at: verb, path: '.venv' };
  },
  cargo: (command, step) => {
    const verb = command.subcommand('build', 'b');
    return verb === undefined || command.option('--target-dir', '--manifest-path', '--config', '-Z') !== undefined || step.variable('CARGO_TARGET_DIR') !== null ? undefined : { at: verb, path: 'target' };
  },
  mkdir: made, touch: made,
};

/** Files that a project is installed by, and settings beside them: no folder is called so. */
const manifest = /^\.?[\w@*?-][\w@*?.-]*\.(?:json|jsonc|ya?ml|lock|lockb|toml|txt|cjs|mjs|js|ts|md)\*?$|^\.[\w.-]*rc$|^README$|^LICENSE$/;

/** Where a stage first copies something else, as the index of the instruction. */
const firstSources = onceEach((stage: Stage): number =>
  stage.instructions.find((instruction) => (instruction.keyword === 'COPY' || instruction.keyword === 'ADD')
    && instruction.sources.some(({ value }) => !manifest.test(value?.slice(value.lastIndexOf('/') + 1) ?? '')))?.index ?? Infinity);

/** It is not there; or nothing but manifests and a new home, of which nobody knows all files, came before. */
function isMissing({ tree, build: { dockerfile }, by }: Step, path: string): boolean {
  const fact = tree.at(path);
  if (fact.is !== 'unknown') return fact.is === 'absent';
  if (by.stage === undefined || firstSources(by.stage) < by.index || fact.at?.place.source !== dockerfile.source) return false;
  const cause = instructionAt(dockerfile.instructions, fact.at.place.span.start);
  return cause?.stage === by.stage && (cause.keyword === 'COPY' || cause.keyword === 'ADD' || (cause.keyword === 'RUN' && /\b(?:useradd|adduser)\b/.test(cause.rest.text)));
}

/** A command makes something in the folder that it runs in, which belongs to root, and runs as another user: it fails. */
export function refusedWrite(step: Step, isMounted: (path: string) => boolean): RefusedWrite | undefined {
  const { command, folder, user } = step;
  const recognise = Object.hasOwn(outputs, command.name) ? outputs[command.name] : undefined;
  if (recognise === undefined || folder === undefined || user === undefined || /^(?:root|0)(?::|$)/.test(user) || command.conditional || command.wrappers.length > 0) return undefined;
  const output = recognise(command, step);
  if (output === undefined || mayFail(command)) return undefined;
  const path = containerPath(output.path, folder);
  if (isMounted(path) || !isMissing(step, path)) return undefined;
  const owned = ownerOf(step, folder);
  if (owned?.owner !== 'root' || isOpen(owned.mode)) return undefined;
  return { command, at: output.at, path, user, folder: { path: folder, at: owned.at } };
}

type Owned = Pick<Extract<Effect, { does: 'makes' }>, 'owner' | 'mode' | 'at'>;

/** Who made the folder in this file, and with which mode. Undefined where only the build knows. */
function ownerOf({ tree }: Step, folder: string): Owned | undefined {
  let owned: Owned | undefined;
  for (const effect of tree.ownership(folder)) {
    if (effect.does === 'anything' || effect.does === 'removes') owned = undefined;
    else if (effect.does === 'makes') owned ??= effect;
    else if (effect.does === 'changes' && owned !== undefined && (effect.path === folder || effect.recursive)) {
      owned = effect.unknown === true ? undefined : { owner: effect.owner ?? owned.owner, mode: effect.mode ?? owned.mode, at: owned.at };
    }
  }
  return owned;
}

/** Others may write there, or only the build knows what a mode of letters gives. */
function isOpen(mode: string | undefined): boolean {
  return mode !== undefined && (!/^[0-7]{3,4}$/.test(mode) || (Number.parseInt(mode, 8) & 0o022) !== 0);
}
