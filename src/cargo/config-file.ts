import { tomlTable, textIn, valueIn } from '../context/toml.ts';
import type { Build } from '../rule.ts';
import { chainAbove } from './chain.ts';
import type { CargoStep } from './model.ts';
import { sourcesOf } from './sources.ts';

/**
 * What a file of cargo's settings (`.cargo/config.toml`) may say of the target of a step that names none. `perhaps`: the whole of a context that
 * is not known is copied, and may have such a file.
 */
export type ConfiguredTarget = { readonly is: 'none' | 'perhaps' | 'unknown' } | { readonly is: 'set'; readonly target: string; readonly plain: boolean };

const FILES: readonly string[] = ['.cargo/config.toml', '.cargo/config'];

export function configuredTarget(build: Build, step: CargoStep): ConfiguredTarget {
  let found: ConfiguredTarget = { is: 'none' };
  for (const instruction of chainAbove(build, step.run)) {
    if (instruction.keyword === 'RUN') {
      if (/cargo\/config/.test(instruction.rest.text)) return { is: 'unknown' };
      continue;
    }
    if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') continue;
    const words = [...instruction.sources, ...(instruction.destination === undefined ? [] : [instruction.destination])];
    const named = words.some(({ raw }) => /\.cargo\b|cargo[^/]*\/?config/.test(raw));
    const all = sourcesOf(instruction).some(({ kind }) => kind === 'everything');
    if (!named && !all) continue;
    const read = readTarget(build);
    if (read === undefined) {
      if (named) return { is: 'unknown' };
      found = { is: 'perhaps' };
    } else if (read.is !== 'none') return read;
    else if (named && !words.some(({ raw }) => /^(?:\.\/)?\.cargo\/?(?:config(?:\.toml)?)?$/.test(raw))) return { is: 'unknown' };
  }
  return found;
}

/** What the file at the root of the context says; undefined where the context is not known. */
function readTarget({ context }: Build): ConfiguredTarget | undefined {
  if (context.folder.is !== 'known' || context.ignoreFile.is === 'unknown') return undefined;
  const path = FILES.find((name) => context.entry(name).is === 'file' && !context.ignores(name));
  if (path === undefined) return { is: 'none' };
  const table = tomlTable(context, path);
  if (table === undefined) return { is: 'unknown' };
  const target = textIn(table, 'build', 'target');
  if (target === undefined) return { is: valueIn(table, 'build', 'target') === undefined ? 'none' : 'unknown' };
  return { is: 'set', target, plain: !/rustflags|linker/.test(context.read(path)?.text ?? '') };
}
