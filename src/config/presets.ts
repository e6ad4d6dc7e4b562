import type { Level, Tool } from '../diagnostic.ts';
import type { AnyRule, Fault } from '../rule.ts';
import type { Preset } from './model.ts';

/** What a preset sets a fault to. */
type PresetLevel = (rule: AnyRule, fault: Fault) => Level | 'style';

/** A file that cannot be read right is reported under every preset. */
const always: ReadonlySet<string> = new Set(['syntax']);

const presetLevels: { readonly [P in Preset]: PresetLevel } = {
  /** Each fault's own severity. */
  recommended: (_rule, { severity }) => severity,
  /** Infos become warnings, and what is off by default becomes an info, matters of style excepted. */
  strict: ({ category }, { severity }) => (severity === 'info' ? 'warning' : severity === 'off' && category !== 'style' ? 'info' : severity),
  /** What hadolint checks, at hadolint's levels. */
  hadolint: (rule, fault) => (rule.id === 'shellcheck' ? (fault === rule.faults['style'] ? 'style' : fault.severity) : levelOfTool(fault, 'hadolint')),
  /** What `docker build --check` checks: all warnings. */
  buildkit: (_rule, fault) => levelOfTool(fault, 'buildkit', 'warning'),
  /** Rules about security, those that are off by default at warning. */
  security: ({ category }, { severity }) => (category !== 'security' ? 'off' : severity === 'off' ? 'warning' : severity),
  /** Everything. */
  all: (_rule, { severity }) => (severity === 'off' ? 'info' : severity),
};

/** A fault is on when one of the presets has it on, at the level of the last that has. */
export function presetLevel(presets: readonly Preset[], rule: AnyRule, fault: Fault): Level | 'style' {
  if (always.has(rule.id)) return fault.severity;
  let level: Level | 'style' = 'off';
  for (const preset of presets) {
    const own = presetLevels[preset](rule, fault);
    if (own !== 'off') level = own;
  }
  return level;
}

const ranks = { off: 0, style: 1, info: 2, warning: 3, error: 4 } as const;

/** The highest of the tool's own levels for what the fault covers; `off` when it covers none of its checks. */
function levelOfTool({ severity, aliases }: Fault, tool: Tool, standard?: Level): Level | 'style' {
  const levels = (aliases ?? []).filter((alias) => alias.tool === tool).map(({ level }) => level ?? standard ?? (severity === 'off' ? 'warning' : severity));
  return levels.reduce<Level | 'style'>((highest, level) => (ranks[level] > ranks[highest] ? level : highest), 'off');
}
