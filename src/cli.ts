import { fstatSync, writeSync } from 'node:fs';
import { rules } from '../rules/index.ts';
import { createCatalogue } from './catalogue.ts';
import { parseArguments } from './cli/arguments.ts';
import type { Invocation } from './cli/arguments.ts';
import { helpText } from './cli/help.ts';
import type { Printer, Terminal } from './cli/printer.ts';
import { UsageError } from './cli/usage-error.ts';
import { errorCode } from './error-code.ts';
import { workerArgument } from './jobs/messages.ts';
import { ConfigError } from './config/error.ts';
import { pause } from './pause.ts';
import { suppressionRules } from './suppress/rules.ts';
import { version } from './version.ts';

const catalogue = createCatalogue([...rules, ...suppressionRules]);

/** Writes all of it, also to a pipe that is full for a while. A reader that went away ends the run quietly. */
function write(descriptor: 1 | 2, text: string | Uint8Array): void {
  const bytes = typeof text === 'string' ? Buffer.from(text, 'utf8') : text;
  for (let at = 0; at < bytes.length; ) {
    try {
      at += writeSync(descriptor, bytes, at);
    } catch (error) {
      const code = errorCode(error);
      if (code === 'EPIPE') return;
      if (code !== 'EAGAIN') throw new UsageError(`standard ${descriptor === 1 ? 'output' : 'error'} could not be written: ${code === 'ENOSPC' ? 'the disk is full' : code}`);
      pause(5);
    }
  }
}

function mayBeTerminal(): boolean {
  try {
    return fstatSync(1).isCharacterDevice();
  } catch {
    return false;
  }
}

function terminal(): Terminal {
  // `process.stdout` loads Node's streams, which costs more than linting a file: asked only when a terminal may be there.
  if (!mayBeTerminal()) return { isTerminal: false, columns: undefined, environment: process.env };
  const { isTTY, columns } = process.stdout;
  return { isTerminal: isTTY, columns: isTTY && columns > 0 ? columns : undefined, environment: process.env };
}

async function dispatch(invocation: Invocation): Promise<number> {
  const out: Printer['out'] = (text) => write(1, text);
  const printer: Printer = { out, complain: (text) => write(2, text), terminal: terminal() };
  if (invocation.flag('help')) {
    out(helpText(version));
    return 0;
  }
  if (invocation.flag('version')) {
    out(`ironlint ${version}\n`);
    return 0;
  }
  if (invocation.command !== 'lint') {
    const { runCommand } = await import('./cli/commands.ts');
    return runCommand(invocation.command, invocation, catalogue, printer);
  }
  const { runLint } = await import('./cli/lint-command.ts');
  return runLint(invocation, catalogue, printer);
}

/** False when this goes on as a thread that waits for work. */
async function main(): Promise<boolean> {
  // Windows looks for programs (git, ShellCheck) in the current folder first, which is the linted one; it asks the process that starts them.
  if (process.platform === 'win32') process.env['NoDefaultCurrentDirectoryInExePath'] = '1';
  try {
    if (process.argv[2] === workerArgument) {
      const { serve } = await import('./jobs/worker.ts');
      if (await serve(catalogue)) return false;
    }
    process.exitCode = await dispatch(parseArguments(process.argv.slice(2)));
  } catch (error) {
    process.exitCode = 2;
    // Messages quote what stands in files.
    const { visibleLines } = await import('./reporters/visible.ts');
    const { givenText } = await import('./cli/given-text.ts');
    write(1, givenText(process.argv.slice(2)));
    if (error instanceof UsageError || error instanceof ConfigError) write(2, visibleLines(`ironlint: ${error.message}\n`));
    else write(2, `ironlint: internal error: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\nPlease report it with the command line and the file.\n`);
  }
  return true;
}

// When all of this file is there: what it calls in others may need it. Leaving at once spares taking the heap apart; all is written.
void Promise.resolve().then(main).then((done) => {
  if (done) process.exit();
});
