import type { Dockerfile, Instruction, Stage } from '../dockerfile/model.ts';
import { pattern } from '../word.ts';

/** A setting that some instruction writes to apt's configuration, by where it holds from. */
export interface AptSetting {
  readonly by: Instruction;
}

const SETTINGS = {
  'no-recommends': /APT::Install-Recommends[\s"']+(?:0|false|no)\b/i,
  'assume-yes': /APT::Get::Assume-Yes[\s"']+(?:1|true|yes)\b/i,
} as const;

/**
 * Where a setting is written to a file of apt's configuration: `echo 'APT::Install-Recommends "false";' > /etc/apt/apt.conf.d/x`, or
 * a COPY with a heredoc. A file of the context or of an address that becomes a part of it may hold it: they are not read.
 */
export function aptSettings(dockerfile: Dockerfile, setting: keyof typeof SETTINGS): readonly AptSetting[] {
  const found: AptSetting[] = [];
  for (const { name, words, redirections, pipeline, instruction } of dockerfile.commands('echo', 'printf')) {
    if (instruction.keyword !== 'RUN' || !words.some((word) => SETTINGS[setting].test(pattern(word.text)))) continue;
    const targets = [...redirections.map(({ target }) => target), ...pipeline.flatMap((command) => (command.name === 'tee' ? command.operands() : []))];
    if (name !== '' && targets.some((target) => /^\/etc\/apt\//.test(target?.value ?? ''))) found.push({ by: instruction });
  }
  for (const copy of dockerfile.all('COPY', 'ADD')) {
    if (copy.heredocs.length === 0 && /^\/etc\/apt\/apt\.conf(?:$|\.d(?:\/|$))/.test(copy.destination?.value ?? '')) found.push({ by: copy });
  }
  for (const copy of dockerfile.all('COPY', 'RUN')) {
    const toApt = copy.keyword === 'COPY' ? /^\/etc\/apt\//.test(copy.destination?.value ?? '') : /\/etc\/apt\//.test(copy.rest.text);
    if (toApt && copy.heredocs.some(({ body }) => SETTINGS[setting].test(body.text))) found.push({ by: copy });
  }
  return found;
}

/** Whether one of the settings stands above an instruction (or in it), in its stage or in one that it is built FROM. */
export function aptSettingHolds(settings: readonly AptSetting[], at: Instruction): AptSetting | undefined {
  if (settings.length === 0) return undefined;
  const stages = new Set<Stage | undefined>([at.stage]);
  for (let stage = at.stage; stage !== undefined; stage = stage.parent) stages.add(stage);
  return settings.find(({ by }) => by.index <= at.index && stages.has(by.stage));
}
