import type { Report } from '../report.ts';
import { asHadolint } from './hadolint-code.ts';
import { withoutLogCommands } from './log-commands.ts';
import { visible } from './visible.ts';
import { lineOf } from '../source.ts';

/** One line a finding as hadolint prints it on a terminal, which its editors' plugins and problem matchers read: `Dockerfile:3 DL3008 warning: …`. */
export function reportTty(report: Report): string {
  const lines = report.files.flatMap(({ diagnostics }) => diagnostics.map((diagnostic) => {
    const { code, level, message } = asHadolint(diagnostic);
    return `${visible(diagnostic.place.source.path)}:${String(lineOf(diagnostic.place))} ${visible(code)} ${level}: ${visible(message)}\n`;
  }));
  return withoutLogCommands(lines.join(''));
}
