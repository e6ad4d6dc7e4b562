import { Chalk } from 'chalk';
import type { Paint } from './model.ts';

/** The colours of the text format. Loaded only when colours are on, since chalk costs start-up time. */
export function createColors(): Paint {
  const chalk = new Chalk({ level: 1 });
  return {
    error: chalk.bold.red,
    warning: chalk.bold.yellow,
    info: chalk.bold.blue,
    strong: chalk.bold,
    faint: chalk.dim,
    met: chalk.green,
    unmet: chalk.red,
    unknown: chalk.yellow,
  };
}
