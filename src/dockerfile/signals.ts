/** Signals of Linux that BuildKit knows by name (moby/sys/signal), without `SIG`. */
const names: ReadonlySet<string> = new Set([
  'ABRT', 'ALRM', 'BUS', 'CHLD', 'CLD', 'CONT', 'FPE', 'HUP', 'ILL', 'INT', 'IO', 'IOT', 'KILL', 'PIPE', 'POLL', 'PROF', 'PWR',
  'QUIT', 'SEGV', 'STKFLT', 'STOP', 'SYS', 'TERM', 'TRAP', 'TSTP', 'TTIN', 'TTOU', 'URG', 'USR1', 'USR2', 'VTALRM', 'WINCH',
  'XCPU', 'XFSZ', 'RTMIN', 'RTMAX',
]);

/** Whether STOPSIGNAL takes it: a name in any case, with `SIG` or without, or a number other than 0. */
export function isSignal(text: string): boolean {
  if (/^[+-]?\d+$/.test(text)) return Number(text) !== 0;
  const name = text.toUpperCase().replace(/^SIG/, '');
  const realTime = /^RT(?:MIN\+(\d{1,2})|MAX-(\d{1,2}))$/.exec(name);
  if (realTime !== null) return realTime[1] !== undefined ? Number(realTime[1]) <= 15 : Number(realTime[2]) <= 14;
  return names.has(name);
}
