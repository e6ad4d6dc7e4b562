import type { OptionRow } from './option-table.ts';
import { optionTable } from './option-table.ts';

/** The text of `--help`. */
export function helpText(version: string): string {
  const rows = Object.entries<OptionRow>(optionTable).map(([name, row]) => {
    const short = row.short === undefined ? '    ' : `-${row.short}, `;
    return `  ${`${short}--${name}${row.value === undefined ? '' : ` ${row.value}`}`.padEnd(34)} ${row.help}`;
  });
  return [
    `ironlint ${version}: the Dockerfile linter and policy checker that understands the build`,
    '',
    'Usage: ironlint [options] [file|directory|glob|-]…',
    '       ironlint explain RULE|FILE:LINE   a rule with its reasons, or what is known at a line',
    '       ironlint rules                    all rules, with their ids',
    '       ironlint init                     write an ironlint.yaml',
    '       ironlint stages FILE              the stages, and the state of each',
    '       ironlint cache FILE               which steps run again when a file changes',
    '       ironlint migrate hadolint [FILE]  turn .hadolint.yaml into ironlint.yaml',
    '',
    'Options:',
    ...rows,
    '',
    'Formats: text, json, sarif, github, gitlab, junit, checkstyle, codeclimate, sonarqube, gnu, tty, json-hadolint, rdjson, markdown;',
    '`rules` has text and json, `stages` text, json and mermaid, `cache` text and json.',
    'Without a file, Dockerfiles below the current folder are found; `-` is standard input.',
    'Exit code: 0 accepted, 1 not accepted, 2 could not run.',
    '',
  ].join('\n');
}
