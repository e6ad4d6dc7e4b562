/** Signals of Linux with their numbers on amd64 and arm64 (source: signal(7)). */
const signals: Readonly<Record<string, number>> = {
  HUP: 1, INT: 2, QUIT: 3, ILL: 4, TRAP: 5, ABRT: 6, IOT: 6, BUS: 7, FPE: 8, KILL: 9, USR1: 10, SEGV: 11, USR2: 12, PIPE: 13, ALRM: 14, TERM: 15, STKFLT: 16, CHLD: 17, CLD: 17,
  CONT: 18, STOP: 19, TSTP: 20, TTIN: 21, TTOU: 22, URG: 23, XCPU: 24, XFSZ: 25, VTALRM: 26, PROF: 27, WINCH: 28, IO: 29, POLL: 29, PWR: 30, SYS: 31, UNUSED: 31,
};

/** Real-time signals: 34 (SIGRTMIN) to 64 (SIGRTMAX). */
const realTime = { first: 34, last: 64 } as const;

/**
 * The number of a signal as STOPSIGNAL takes it: a number, or a name with or without `SIG`, in any case, `RTMIN+3` and `RTMAX-2`
 * among them. Undefined for what Docker refuses (source: moby/sys/signal, ParseSignal).
 */
export function signalNumber(text: string): number | undefined {
  if (/^\d{1,3}$/.test(text)) {
    const number = Number(text);
    return number >= 1 && number <= realTime.last ? number : undefined;
  }
  const name = text.toUpperCase().replace(/^SIG/, '');
  if (Object.hasOwn(signals, name)) return signals[name];
  const [, edge, offset] = /^RT(MIN|MAX)(?:[+-](\d{1,2}))?$/.exec(name) ?? [];
  if (edge === undefined) return undefined;
  const sign = name[5] ?? '';
  if (sign !== '' && (edge === 'MIN') !== (sign === '+')) return undefined;
  const number = edge === 'MIN' ? realTime.first + Number(offset ?? 0) : realTime.last - Number(offset ?? 0);
  return number >= realTime.first && number <= realTime.last ? number : undefined;
}

/** The name of a signal's number: `SIGTERM`; undefined for numbers that have none. */
export function signalName(number: number): string | undefined {
  const name = Object.keys(signals).find((key) => signals[key] === number);
  return name === undefined ? undefined : `SIG${name}`;
}

/** SIGKILL and SIGSTOP reach no handler: as a stop signal they end a container without a word. */
export function isUncatchable(number: number): boolean {
  return number === signals['KILL'] || number === signals['STOP'];
}
