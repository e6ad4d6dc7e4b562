import { containerPath, isBelow } from '../../container-path.ts';
import type { CopyInstruction, Instruction } from '../../dockerfile/model.ts';
import { onceEach } from '../../once-each.ts';
import { modeSetting } from '../../programs/modes.ts';
import type { Build } from '../../rule.ts';
import type { Located } from '../../source.ts';
import type { Word } from '../../word.ts';
import { shippedLayers } from './shipped-layers.ts';

/** A mode that something in the shipped image is given. */
export interface ShippedMode {
  /** The word of the mode. */
  readonly at: Word;
  /** Undefined when only the build knows it. */
  readonly mode: string | undefined;
  /** What gets it, as written; empty when that is not known. */
  readonly paths: readonly string[];
  /** `chmod`, `COPY --chmod`. */
  readonly by: string;
  /** The COPY that brings it from a stage that is not shipped itself. */
  readonly copied?: Located | undefined;
}

interface Setting extends ShippedMode {
  readonly instruction: Instruction;
  /** Absolute and cleaned, or as written where only the build knows it; undefined when nothing is said. */
  readonly target: string | undefined;
  readonly recursive: boolean;
  readonly conditional: boolean;
  readonly order: number;
}

/** What takes an earlier mode back: another mode for the path, or its removal. */
interface Reset { readonly target: string; readonly deep: boolean; readonly instruction: Instruction; readonly conditional: boolean; readonly order: number }

/**
 * The modes that chmod, mkdir, install and `--chmod` give to what is shipped, in order. Left out are those of a path that is given another
 * mode afterwards, or is removed again, and those of build stages of which nothing is copied.
 */
export const modesAsShipped = onceEach((build: Build): readonly ShippedMode[] => {
  const isShipped = shippedLayers(build);
  const { settings, resets } = settingsOf(build);
  const latest = lastResets(resets);
  const found: ShippedMode[] = [];
  let previous: ShippedMode | undefined;
  for (const setting of settings) {
    if (isTakenBack(setting, latest)) continue;
    const copied = isShipped(setting.instruction) ? undefined : copyOf(setting, build, isShipped);
    if (copied === undefined && !isShipped(setting.instruction)) continue;
    // One word of a mode is one answer, however many paths it is for.
    const joined = previous !== undefined && previous.at === setting.at ? [...previous.paths, ...setting.paths] : setting.paths;
    if (joined !== setting.paths) found.pop();
    previous = { at: setting.at, mode: setting.mode, paths: joined, by: setting.by, copied: copied ?? (joined === setting.paths ? undefined : previous?.copied) };
    found.push(previous);
  }
  return found;
});

function settingsOf({ dockerfile, image }: Build): { readonly settings: readonly Setting[]; readonly resets: readonly Reset[] } {
  const settings: Setting[] = [];
  const resets: Reset[] = [];
  let order = 0;
  for (const instruction of dockerfile.all('RUN', 'COPY', 'ADD')) {
    if (instruction.keyword !== 'RUN') {
      const at = instruction.flag('chmod')?.value;
      const { destination } = instruction;
      if (at !== undefined) {
        settings.push({
          at, mode: at.value, paths: destination === undefined ? [] : [shown(destination)], by: `${instruction.keyword} --chmod`,
          instruction, target: absolute(destination, instruction, image), recursive: true, conditional: false, order: order++,
        });
      }
      continue;
    }
    for (const command of instruction.commands) {
      const { conditional } = command;
      for (const word of command.name === 'rm' ? command.operands() : []) {
        const target = absolute(word, instruction, image)?.replace(/(?<=.)\/\*$/, '');
        if (target !== undefined) resets.push({ target, deep: true, instruction, conditional, order: order++ });
      }
      const setting = modeSetting(command);
      if (setting === undefined) continue;
      const { mode: at, recursive } = setting;
      const by = command.name === 'mkdir' || command.name === 'install' ? `${command.name} -m` : 'chmod';
      for (const word of setting.paths.length === 0 ? [undefined] : setting.paths) {
        const target = absolute(word, instruction, image);
        settings.push({ at, mode: at.value, paths: word === undefined ? [] : [shown(word)], by, instruction, target, recursive, conditional, order });
        if (target !== undefined && at.value !== undefined) resets.push({ target, deep: recursive, instruction, conditional, order });
      }
      order++;
    }
  }
  return { settings, resets };
}

function shown(word: Word): string {
  return word.raw.replace(/^(["'])(.*)\1$/s, '$2');
}

function absolute(word: Word | undefined, instruction: Instruction, image: Build['image']): string | undefined {
  if (word === undefined) return undefined;
  const path = word.value ?? shown(word);
  if (path === '' || word.value === undefined || path.startsWith('/')) return path.startsWith('/') ? containerPath(path) : path;
  const workdir = instruction.stage === undefined ? undefined : image.before(instruction).workdir;
  return workdir?.is === 'present' ? containerPath(path, workdir.value) : path;
}

/** By stage and path: the order of the last reset, and of the last that reaches below the path. Those that may not run are kept apart. */
type LastResets = ReadonlyMap<string, number>;

function keyOf(instruction: Instruction, path: string, kind: 'any' | 'deep', conditional: boolean): string {
  return `${String(instruction.stage?.index)} ${kind} ${String(conditional)} ${path}`;
}

function lastResets(resets: readonly Reset[]): LastResets {
  const last = new Map<string, number>();
  for (const { target, deep, instruction, conditional, order } of resets) {
    last.set(keyOf(instruction, target, 'any', conditional), order);
    if (deep) last.set(keyOf(instruction, target, 'deep', conditional), order);
  }
  return last;
}

/** A reset that may not run takes back what may not have been set either. */
function isTakenBack({ target, recursive, conditional, instruction, order }: Setting, last: LastResets): boolean {
  if (target === undefined) return false;
  const isReset = (path: string, kind: 'any' | 'deep'): boolean =>
    (last.get(keyOf(instruction, path, kind, false)) ?? -1) > order || (conditional && (last.get(keyOf(instruction, path, kind, true)) ?? -1) > order);
  if (isReset(target, recursive ? 'deep' : 'any')) return true;
  for (let path = target, steps = 0; path.startsWith('/') && path !== '/' && steps < 100; steps++) {
    path = path.slice(0, path.lastIndexOf('/')) || '/';
    if (isReset(path, 'deep')) return true;
  }
  return false;
}

/** The first COPY into a shipped stage that takes the path along with its mode. */
function copyOf({ target, instruction }: Setting, { dockerfile }: Build, isShipped: (instruction: Instruction) => boolean): CopyInstruction | undefined {
  if (target?.startsWith('/') !== true || instruction.stage === undefined) return undefined;
  return dockerfile.all('COPY').find((copy) =>
    copy.from?.value !== undefined && copy.flag('chmod') === undefined && isShipped(copy) && dockerfile.stage(copy.from.value, copy.stage) === instruction.stage
    && copy.sources.some(({ value }) => value !== undefined && value !== '/' && isBelow(target, containerPath(value))));
}
