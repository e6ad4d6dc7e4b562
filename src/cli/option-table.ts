/** What ironlint can be asked to do; `lint` where no other command is named. */
export const commandNames = ['lint', 'explain', 'rules', 'init', 'stages', 'cache', 'migrate'] as const;
export type CommandName = (typeof commandNames)[number];

/** Commands that look at one build. */
const building = ['lint', 'explain', 'stages', 'cache'] as const;

/** Every option, once: its type, its place in `--help`. `many`: repeatable. `commands`: which commands take it, linting without it. */
export const optionTable = {
  policy: { type: 'string', many: true, value: 'NAME|FILE', help: 'hold the files against a policy (repeatable)' },
  config: { type: 'string', short: 'c', value: 'FILE', commands: building, help: 'use this configuration' },
  'no-config': { type: 'boolean', commands: building, help: 'use no configuration' },
  'print-config': { type: 'boolean', help: 'print the configuration that each file gets' },
  preset: { type: 'string', value: 'NAME', help: 'recommended (the default), strict, hadolint, buildkit, security or all' },
  context: { type: 'string', value: 'DIR', commands: building, help: 'the build context' },
  'context-files': { type: 'string', value: 'FILE', commands: building, help: 'a list of the paths of the build context, one a line' },
  target: { type: 'string', value: 'STAGE', commands: building, help: 'the stage that is shipped; the last one by default' },
  'build-arg': { type: 'string', many: true, value: 'K=V', commands: building, help: 'a build argument (repeatable)' },
  against: { type: 'string', value: 'REV|FILE', help: 'what ENTRYPOINT and CMD are compared with' },
  'stdin-filename': { type: 'string', value: 'NAME', commands: building, help: 'the name of what `-` reads; Dockerfile by default' },
  exclude: { type: 'string', many: true, value: 'GLOB', help: 'leave files out, named ones too (repeatable)' },
  ignore: { type: 'string', many: true, value: 'RULE', help: 'switch a rule off; several with commas (repeatable)' },
  rule: { type: 'string', many: true, value: 'ID=LEVEL', help: 'set a rule to error, warning, info, style, off or on, its own level (repeatable)' },
  format: { type: 'string', short: 'f', many: true, value: 'FORMAT', commands: ['lint', 'rules', 'stages', 'cache'], help: 'text by default; the formats are below (repeatable)' },
  output: { type: 'string', short: 'o', many: true, value: 'FILE', help: 'write the report there; one for each --format (repeatable)' },
  'fail-on': { type: 'string', value: 'LEVEL', help: 'warning by default; error, info, style or never' },
  'failure-threshold': { type: 'string', short: 't', value: 'LEVEL', help: 'like --fail-on, with the names of hadolint' },
  fix: { type: 'boolean', help: 'apply safe fixes' },
  unsafe: { type: 'boolean', help: 'apply unsafe fixes too' },
  diff: { type: 'boolean', help: 'show what --fix would change; exit 1 if it would' },
  quiet: { type: 'boolean', short: 'q', help: 'print findings of level error only' },
  color: { type: 'string', value: 'WHEN', commands: commandNames, help: 'auto, always or never' },
  'no-color': { type: 'boolean', commands: commandNames, help: 'like --color never' },
  language: { type: 'string', value: 'LANG', help: 'en (the default) or ko: the titles of criteria' },
  today: { type: 'string', value: 'DATE', commands: commandNames, help: 'YYYY-MM-DD: what counts as today' },
  shellcheck: { type: 'string', value: 'WHEN', help: 'off (the default), auto or required' },
  'shellcheck-path': { type: 'string', value: 'FILE', help: 'the ShellCheck to run' },
  'trust-config': { type: 'boolean', help: 'let `shellcheckPath` of a config name the program to run' },
  'no-inline-ignores': { type: 'boolean', help: 'ignore comments count for nothing' },
  'disable-ignore-pragma': { type: 'boolean', help: 'like --no-inline-ignores' },
  'no-fail': { type: 'boolean', help: 'like --fail-on never' },
  error: { type: 'string', many: true, value: 'RULE', help: 'set a rule to error; several with commas (repeatable)' },
  warning: { type: 'string', many: true, value: 'RULE', help: 'set a rule to warning (repeatable)' },
  info: { type: 'string', many: true, value: 'RULE', help: 'set a rule to info (repeatable)' },
  style: { type: 'string', many: true, value: 'RULE', help: 'set a rule to style, an info that only --fail-on style counts (repeatable)' },
  'trusted-registry': { type: 'string', many: true, value: 'REGISTRY', help: 'a registry that images may come from (repeatable)' },
  'require-label': { type: 'string', many: true, value: 'KEY[:TYPE]', help: 'a label that must be there, of a type such as url (repeatable)' },
  'strict-labels': { type: 'boolean', help: 'only the required labels may be there' },
  'file-path-in-report': { type: 'string', value: 'PATH', help: 'the path that reports show' },
  jobs: { type: 'string', short: 'j', value: 'N', help: 'worker threads; by default as many as pay' },
  cache: { type: 'boolean', help: 'keep results by content and configuration' },
  'cache-location': { type: 'string', value: 'FILE', help: 'where --cache keeps them; .ironlintcache by default' },
  changed: { type: 'string', many: true, value: 'PATH', commands: ['cache'], help: 'for `ironlint cache`: a file of the context that was edited (repeatable)' },
  verbose: { type: 'boolean', short: 'V', help: 'say which configuration and context were used' },
  version: { type: 'boolean', short: 'v', commands: commandNames, help: 'print the version' },
  help: { type: 'boolean', short: 'h', commands: commandNames, help: 'print this help' },
} as const satisfies Record<string, OptionRow>;

export interface OptionRow {
  readonly type: 'string' | 'boolean';
  readonly short?: string;
  readonly many?: boolean;
  readonly value?: string;
  readonly commands?: readonly CommandName[];
  readonly help: string;
}

export type OptionName = keyof typeof optionTable;
