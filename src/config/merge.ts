import type { Anchored, Config, ConfigFile } from './model.ts';

/** What holds without any config. */
export const emptyConfig: Config = {
  files: [],
  presets: ['recommended'],
  layers: [],
  edition: undefined,
  policies: [],
  exclude: [],
  baseImages: [],
  shellcheck: 'off',
  noInlineIgnores: false,
  failOn: undefined,
  context: undefined,
  target: undefined,
  buildArgs: new Map(),
  notes: [],
};

/**
 * One config out of several files, those that are extended first: single values and rules of later ones win, lists are joined.
 * Presets come before all rules, wherever they are named.
 */
export function mergeConfigs(files: readonly ConfigFile[]): Config {
  const presets = [...new Set(files.flatMap((file) => file.presets))];
  const last = <K extends keyof ConfigFile>(key: K): ConfigFile[K] | undefined => files.findLast((file) => file[key] !== undefined)?.[key];
  const shellcheckFile = files.findLast((file) => file.shellcheckPath !== undefined);
  const contextFile = files.findLast((file) => file.context !== undefined);
  return {
    files: files.map(({ path }) => path),
    presets: presets.length === 0 ? emptyConfig.presets : presets,
    layers: files.map(({ path, folder, rules, overrides }) => ({ path, folder, rules, overrides })),
    edition: last('edition'),
    policies: anchored(files, ({ policies }) => policies),
    exclude: anchored(files, ({ exclude }) => exclude),
    // The nearest first: an entry of one's own comes before one that was extended.
    baseImages: files.toReversed().flatMap(({ baseImages }) => baseImages),
    shellcheck: last('shellcheck') ?? (presets.includes('hadolint') ? 'auto' : emptyConfig.shellcheck),
    noInlineIgnores: joinNoInlineIgnores(files),
    failOn: last('failOn'),
    context: contextFile?.context === undefined ? undefined : { value: contextFile.context, folder: contextFile.folder, from: contextFile.path },
    target: last('target'),
    ...(shellcheckFile?.shellcheckPath === undefined ? {} : { shellcheckPath: { value: shellcheckFile.shellcheckPath, folder: shellcheckFile.folder, from: shellcheckFile.path } }),
    buildArgs: new Map(files.flatMap(({ buildArgs }) => Object.entries(buildArgs))),
    notes: [],
  };
}

function anchored(files: readonly ConfigFile[], values: (file: ConfigFile) => readonly string[]): readonly Anchored[] {
  return files.flatMap((file) => values(file).map((value) => ({ value, folder: file.folder, from: file.path })));
}

/** An owner's lists add up; `true` and `false` replace what was extended. */
function joinNoInlineIgnores(files: readonly ConfigFile[]): boolean | readonly string[] {
  let joined: boolean | readonly string[] = emptyConfig.noInlineIgnores;
  for (const { noInlineIgnores } of files) {
    if (noInlineIgnores === undefined) continue;
    if (typeof noInlineIgnores === 'boolean') joined = noInlineIgnores;
    else if (joined !== true) joined = [...new Set([...(joined === false ? [] : joined), ...noInlineIgnores])];
  }
  return joined;
}
