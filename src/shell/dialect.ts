import type { Script } from './model.ts';

export type Dialect = Script['dialect'];

const DIALECTS: { readonly [program: string]: Dialect } = {
  sh: 'sh', bash: 'bash', rbash: 'bash', dash: 'dash', ash: 'ash', ksh: 'ksh', mksh: 'ksh', ksh93: 'ksh', zsh: 'zsh',
  powershell: 'powershell', pwsh: 'powershell', cmd: 'cmd',
};

/** The last part of a path, `\` of Windows included, without `.exe`. */
export function baseName(path: string): string {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1);
  return name.at(-4) === '.' && /\.(?:exe|cmd|bat)$/i.test(name) ? name.slice(0, -4).toLowerCase() : name;
}

/** The dialect of a program that reads scripts; undefined when the program is no shell that is known here. */
export function dialectOfProgram(path: string): Dialect | undefined {
  const name = baseName(path);
  if (Object.hasOwn(DIALECTS, name)) return DIALECTS[name];
  const lower = name.toLowerCase();
  return lower === 'powershell' || lower === 'pwsh' || lower === 'cmd' ? DIALECTS[lower] : undefined;
}

/** Whether commands of the dialect can be read: everything that resembles the Bourne shell. */
export function isReadable(dialect: Dialect): boolean {
  return dialect !== 'powershell' && dialect !== 'cmd' && dialect !== 'other';
}

/** The dialect of a SHELL instruction; `/bin/sh -c` without one. A launcher in front of a shell (`env`, `tini --`, `conda run`) is looked through. */
export function dialectOfShell(shell: readonly string[] | undefined): Dialect {
  if (shell === undefined || shell.length === 0) return 'sh';
  for (const [index, word] of shell.entries()) {
    if (word.startsWith('-')) continue;
    const dialect = dialectOfProgram(word);
    if (dialect !== undefined) return index > 0 && baseName(shell[index - 1] ?? '') === 'busybox' ? 'ash' : dialect;
  }
  // A wrapper script that is handed the command line, as some base images bring it.
  return /sh$/.test(shell[0] ?? '') && !/^(?:fish|t?csh|xonsh|nush|elvish)$/.test(baseName(shell[0] ?? '')) ? 'sh' : 'other';
}

/** The dialect that a script's first line asks for; undefined without a `#!` line. */
export function dialectOfShebang(script: string): Dialect | undefined {
  if (!script.startsWith('#!')) return undefined;
  const line = script.slice(2, script.indexOf('\n') === -1 ? script.length : script.indexOf('\n'));
  for (const word of line.trim().split(/\s+/)) {
    if (baseName(word) === 'env' || word.startsWith('-') || word.includes('=')) continue;
    return dialectOfProgram(word) ?? 'other';
  }
  return 'other';
}
