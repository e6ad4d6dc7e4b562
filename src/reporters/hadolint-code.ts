import type { Diagnostic } from '../diagnostic.ts';

/** What a finding is to people and programs that know hadolint. */
export interface HadolintFinding {
  /** The peer's id where the finding has one, else the rule's id. */
  readonly code: string;
  readonly level: Diagnostic['severity'] | 'style';
  readonly message: string;
}

export function asHadolint(diagnostic: Diagnostic): HadolintFinding {
  const { rule, severity, style, message, aliases } = diagnostic;
  const alias = aliases.find(({ tool }) => tool === 'hadolint') ?? aliases.find(({ tool }) => tool === 'shellcheck');
  const code = alias?.id ?? rule;
  return {
    code,
    level: style === true || (severity === 'info' && alias?.level === 'style') ? 'style' : severity,
    // The rule `shellcheck` names the code in its message, since its own name does not say it.
    message: message.startsWith(`${code}: `) ? message.slice(code.length + 2) : message,
  };
}
