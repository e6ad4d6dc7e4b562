import type { BuildContext } from '../context/model.ts';
import { textIn, tomlTable } from '../context/toml.ts';
import type { Instruction } from '../dockerfile/model.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';
import { rustImageOf } from './rust-image.ts';
import { sourcesOf } from './sources.ts';

export interface ToolchainFile {
  readonly path: string;
  /** As written: `1.93.0`, `nightly-2026-01-01`. */
  readonly channel: string;
}

/** The toolchain file at the root of the context; undefined when there is none, it is not sent, or it names no channel. */
export function toolchainFile(context: BuildContext): ToolchainFile | undefined {
  for (const path of ['rust-toolchain.toml', 'rust-toolchain']) {
    const text = context.read(path)?.text;
    if (text === undefined || context.ignores(path)) continue;
    // The older form is the name of the channel alone.
    const channel = textIn(tomlTable(context, path), 'toolchain', 'channel') ?? /^[\w.-]+$/.exec(text.trim())?.[0];
    return channel === undefined ? undefined : { path, channel };
  }
  return undefined;
}

/**
 * A toolchain file that the build obeys and `cook` does not: it comes into the image behind `cook`, which has another Rust then.
 * Undefined where the file is there for both, for neither, or says what the image has anyway. (cargo-chef#271: what the recipe
 * holds of it comes too late for the cargo that runs `cook`.)
 */
export function lateToolchainFile(build: Build, cook: CargoStep, step: CargoStep): { readonly file: ToolchainFile; readonly image: string | undefined } | undefined {
  const file = toolchainFile(build.context);
  if (file === undefined) return undefined;
  if (cook.invocation.toolchain !== undefined || cook.variable('RUSTUP_TOOLCHAIN').is !== 'unset' || step.invocation.toolchain !== undefined) return undefined;
  const above = [...chainAbove(build, cook.run)];
  if (above.some((instruction) => brings(instruction, file.path) || usesRustup(instruction))) return undefined;
  const image = rustImageOf(build, cook.stage);
  if (image === undefined || image.pinned) return undefined;
  if (image.rust !== undefined && sameVersion(image.rust, file.channel)) return undefined;
  // A channel is a toolchain of its own. What it is today only rustup knows: it surely is none of a release, and `stable` of no older one.
  if (/^(?:stable|beta|nightly)$/.test(file.channel) && !/^\d+\.\d+/.test(image.rust ?? '') && !(file.channel !== 'stable' && /^\d/.test(image.rust ?? ''))) return undefined;
  const until = new Set(above);
  for (const instruction of chainAbove(build, step.run)) {
    if (until.has(instruction)) break;
    if (brings(instruction, file.path)) return { file, image: image.rust };
  }
  return undefined;
}

function brings(instruction: Instruction, path: string): boolean {
  if (instruction.keyword === 'COPY' && instruction.from !== undefined) return instruction.sources.some(({ raw }) => raw.includes('rust-toolchain'));
  if (instruction.flags.some(({ name, value }) => name === 'exclude' && value?.raw.includes('rust-toolchain') === true)) return false;
  return instruction.keyword !== 'RUN' && sourcesOf(instruction).some(({ kind, raw }) => kind === 'everything' || raw.replace(/^\.\//, '').startsWith(path.slice(0, 'rust-toolchain'.length)));
}

function usesRustup(instruction: Instruction): boolean {
  return instruction.keyword === 'RUN' && /rustup|rust-toolchain/.test(instruction.rest.text);
}

/** `1.93` and `1.93.0` are the same as far as they say. `1` says too little to be the same as `1.93`. */
function sameVersion(image: string, channel: string): boolean {
  const [one, other] = [image.split('.'), channel.split('.')];
  const length = Math.min(one.length, other.length);
  return length >= 2 ? one.slice(0, length).join('.') === other.slice(0, length).join('.') : image === channel;
}
