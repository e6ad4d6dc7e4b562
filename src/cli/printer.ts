/** What standard output is. */
export interface Terminal {
  /** A person reads it, not a pipe. */
  readonly isTerminal: boolean;
  readonly columns: number | undefined;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Where a command writes: its result, and what people should know beside it. */
export interface Printer {
  readonly out: (text: string | Uint8Array) => void;
  readonly complain: (text: string) => void;
  readonly terminal: Terminal;
}
