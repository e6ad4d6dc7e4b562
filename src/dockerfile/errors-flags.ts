import type { Flag, Instruction, Keyword, Report } from './model.ts';
import { meaning } from './suggest.ts';

/** How often and with what a flag may be given. */
type FlagKind = 'text' | 'texts' | 'boolean';

/** The flags of each instruction, as of Dockerfile frontend 1.20; ARG and STOPSIGNAL do not look at theirs. */
const flagsOf: Partial<Readonly<Record<Keyword, Readonly<Record<string, FlagKind>>>>> = {
  ADD: { checksum: 'text', chmod: 'text', chown: 'text', exclude: 'texts', 'keep-git-dir': 'boolean', link: 'boolean', unpack: 'boolean' },
  CMD: {},
  COPY: { chmod: 'text', chown: 'text', exclude: 'texts', from: 'text', link: 'boolean', parents: 'boolean' },
  ENTRYPOINT: {},
  ENV: {},
  EXPOSE: {},
  FROM: { platform: 'text' },
  HEALTHCHECK: { interval: 'text', retries: 'text', 'start-interval': 'text', 'start-period': 'text', timeout: 'text' },
  LABEL: {},
  MAINTAINER: {},
  ONBUILD: {},
  RUN: { device: 'texts', mount: 'texts', network: 'text', security: 'text' },
  SHELL: {},
  USER: {},
  VOLUME: {},
  WORKDIR: {},
};

/** Unknown flags, flags given twice, values that are missing or no boolean. */
export function checkFlags(instruction: Instruction, report: Report): void {
  const allowed = flagsOf[instruction.keyword];
  if (allowed === undefined) return;
  const seen = new Set<string>();
  for (const flag of instruction.flags) {
    const kind = Object.hasOwn(allowed, flag.name) ? allowed[flag.name] : undefined;
    if (kind === undefined) reportUnknown(instruction, flag, Object.keys(allowed), report);
    else if (seen.has(flag.name) && kind !== 'texts') {
      report({ place: flag.place, message: `\`--${flag.name}\` is given twice`, help: 'Keep one of them.' });
    } else checkValue(flag, kind, report);
    seen.add(flag.name);
  }
}

function reportUnknown(instruction: Instruction, flag: Flag, names: readonly string[], report: Report): void {
  const help = names.length === 0 ? `\`${instruction.keyword}\` has no flags.` : meaning(`--${flag.name}`, names.map((name) => `--${name}`), `Flags of \`${instruction.keyword}\``);
  report({ place: flag.nameAt, message: `\`${instruction.keyword}\` has no flag \`--${flag.name}\``, help });
}

function checkValue(flag: Flag, kind: FlagKind, report: Report): void {
  if (kind !== 'boolean') {
    if (flag.value === undefined) report({ place: flag.place, message: `\`--${flag.name}\` has no value`, help: `Write \`--${flag.name}=…\`, with \`=\` and without a blank.` });
    return;
  }
  if (flag.value === undefined || /^(?:true|false)$/i.test(flag.value.value ?? 'true')) return;
  report({ place: flag.place, message: `\`--${flag.name}\` is either true or false`, help: `Write \`--${flag.name}\`, \`--${flag.name}=true\` or \`--${flag.name}=false\`.` });
}
