import type { Dockerfile, Stage } from '../../dockerfile/model.ts';
import { platformArgs } from '../../knowledge/platform-args.ts';
import type { Word } from '../../word.ts';

/**
 * The variable that leaves a word empty whatever the build is given: it is declared above the first FROM, and not again in the stage or one
 * that it is built FROM. Undefined when the word has more in it, or something else may set it.
 */
export function declaredForFromAlone({ raw, text }: Word, stage: Stage, { globalArgs }: Dockerfile): string | undefined {
  const name = /^["']?\$(?:\{(\w+)\}|(\w+))["']?$/.exec(raw)?.slice(1).find((group) => group !== undefined);
  if (name === undefined || text.some((piece) => 'text' in piece) || platformArgs.includes(name)) return undefined;
  if (!globalArgs.some(({ pairs }) => pairs.some(({ key }) => key.value === name))) return undefined;
  for (let at: Stage | undefined = stage; at !== undefined; at = at.parent) {
    for (const instruction of at.instructions) {
      if ((instruction.keyword === 'ARG' || instruction.keyword === 'ENV') && instruction.pairs.some(({ key }) => key.value === name || key.value === undefined)) return undefined;
    }
  }
  return name;
}
