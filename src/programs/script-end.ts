import type { Command, Flow, Script } from '../shell/model.ts';
import { alwaysEndsWell, isConnection } from './exit-status.ts';

/** How a part of a script may end: with 0, with another number, or so that the whole script does. */
interface End {
  readonly well: boolean;
  /** `turned`: only for what stands behind `!` ends well. */
  readonly ill: 'no' | 'turned' | 'yes';
  readonly leavesWell: boolean;
  readonly leavesIll: boolean;
  /** It may go on for ever. */
  readonly endless: boolean;
}

/** Whether a script can end with another number than 0. `turned`: only where a command behind `!` ends well; `endless`: only by taking too long. */
export type ScriptEnd = 'may fail' | 'never fails' | 'turned' | 'endless';

export interface ShellOptions {
  readonly errexit: boolean;
  readonly pipefail: boolean;
  /** How a command is taken to end. */
  readonly assumed?: { readonly command: Command; readonly ends: 'well' | 'ill' };
}

const WELL: End = { well: true, ill: 'no', leavesWell: false, leavesIll: false, endless: false };
const EITHER: End = { ...WELL, ill: 'yes' };
const ILL: End = { ...EITHER, well: false };
const NOTHING: End = { ...WELL, well: false };
/** What a shell that was handed a script ends with. */
const endOf = { 'may fail': EITHER, 'never fails': WELL, turned: { ...WELL, ill: 'turned' }, endless: { ...WELL, endless: true } } satisfies Record<ScriptEnd, End>;

/** Builtins that end the script when they fail, or run what may; and `kill`, which may end the container. */
const leaving: ReadonlySet<string> = new Set(['exec', 'eval', '.', 'source', 'kill']);

/** Functions that call each other, and scripts in scripts. */
const MAXIMUM_DEPTH = 12;

/**
 * Works out how a script may end, as its shell runs it: `set -e`, `pipefail`, `trap … EXIT`, functions, and scripts that are handed to other shells.
 * A program that is not known may end either way.
 * @param nested The script that a command hands to a shell.
 */
export function endOfScript(script: Script, options: ShellOptions, nested: (command: Command) => Script | undefined, depth = 0): ScriptEnd {
  const flow = script.flow();
  if (flow === undefined || depth > MAXIMUM_DEPTH) return 'may fail';
  const shell = new Shell(options, nested, depth);
  const end = shell.run(flow, { tested: false, piped: false, last: WELL });
  if (shell.endsWellByTrap) return end.endless ? 'endless' : 'never fails';
  if (end.leavesIll || end.ill === 'yes') return 'may fail';
  return end.ill === 'turned' ? 'turned' : end.endless ? 'endless' : 'never fails';
}

/** However it goes, it ends with another number than 0: `status && exit 1`. */
export function neverEndsWell(script: Script, options: ShellOptions, nested: (command: Command) => Script | undefined): boolean {
  const flow = script.flow();
  if (flow === undefined) return false;
  const shell = new Shell(options, nested, 0);
  const end = shell.run(flow, { tested: false, piped: false, last: WELL });
  return !shell.endsWellByTrap && !end.well && !end.leavesWell && !end.endless && (end.leavesIll || end.ill !== 'no');
}

interface Place {
  /** Somebody looks at how it ends: `set -e` does not count. */
  readonly tested: boolean;
  readonly piped: boolean;
  /** It may not run: a function that is defined there may not be. */
  readonly perhaps?: boolean;
  /** How what ran before it may have ended, which a bare `exit` hands on. */
  readonly last: End;
}

class Shell {
  endsWellByTrap = false;
  #errexit: boolean;
  #pipefail: boolean;
  readonly #made = new Set<string>();
  readonly #functions = new Map<string, { readonly body: Flow; readonly perhaps: boolean }>();
  readonly #nested: (command: Command) => Script | undefined;
  readonly #assumed: ShellOptions['assumed'];
  #depth: number;

  constructor({ errexit, pipefail, assumed }: ShellOptions, nested: (command: Command) => Script | undefined, depth: number) {
    this.#errexit = errexit;
    this.#pipefail = pipefail;
    this.#assumed = assumed;
    this.#nested = nested;
    this.#depth = depth;
  }

  run(flow: Flow, place: Place): End {
    switch (flow.kind) {
      case 'command': return this.#checked(this.#command(flow.command, place), place);
      case 'assignment': return this.#checked(flow.substitution === undefined ? WELL : contained(this.run(flow.substitution, place)), place);
      case 'pipeline': return this.#checked(this.#pipeline(flow, place), place);
      case 'and-or': return this.#andOr(flow, place);
      case 'sequence': return this.#sequence(flow.parts, place);
      case 'background': return WELL;
      case 'subshell': return this.#checked(contained(this.run(flow.body, place)), place);
      case 'redirected': return flow.targets.some(isConnection) ? EITHER : this.run(flow.body, place);
      case 'if': return this.#branches(flow, place);
      case 'case': {
        const [only] = flow.bodies;
        return flow.leftOut !== undefined && only !== undefined ? this.run(only, place) : flow.bodies.map((body) => this.run(body, { ...place, perhaps: true })).reduce(either, WELL);
      }
      case 'loop': return this.#loop(flow, place);
      case 'function': this.#functions.set(flow.name, { body: flow.body, perhaps: place.perhaps === true }); return WELL;
      case 'test': return this.#checked(EITHER, place);
    }
  }

  /** With `set -e` a failure that nobody asks for ends the script. */
  #checked(end: End, { tested }: Place): End {
    return this.#errexit && !tested && end.ill === 'yes' ? { ...end, ill: 'no', leavesIll: true } : end;
  }

  #sequence(parts: readonly Flow[], place: Place): End {
    let end = place.last;
    let left: End = NOTHING;
    for (const part of parts) {
      end = this.run(part, { ...place, last: end });
      left = either(left, { ...end, well: false, ill: 'no' });
      if (!end.well && end.ill === 'no') break;
    }
    return { ...left, well: end.well, ill: end.ill };
  }

  #andOr({ parts, operators }: Extract<Flow, { kind: 'and-or' }>, place: Place): End {
    let end: End = NOTHING;
    for (const [index, part] of parts.entries()) {
      const before = operators[index - 1];
      const goesOn = before === undefined || (before === '&&' ? end.well : end.ill !== 'no');
      if (!goesOn) continue;
      const last = before === undefined ? place.last : before === '&&' ? WELL : ILL;
      const next = this.run(part, { ...place, last, perhaps: place.perhaps === true || index > 0, tested: place.tested || index < parts.length - 1 });
      end = either(before === undefined ? NOTHING : before === '&&' ? { ...end, well: false } : { ...end, ill: 'no' }, next);
    }
    return end;
  }

  #pipeline({ parts, negated }: Extract<Flow, { kind: 'pipeline' }>, place: Place): End {
    if (parts.length === 1 && parts[0] !== undefined) {
      const only = this.run(parts[0], { ...place, tested: place.tested || negated });
      return negated ? turned(only) : only;
    }
    const ends = parts.map((part, index) => contained(this.run(part, { ...place, tested: true, piped: place.piped || index > 0 })));
    const last = ends.at(-1) ?? WELL;
    const end = { ...last, ill: this.#pipefail && ends.some(({ ill }) => ill !== 'no') ? 'yes' : last.ill } satisfies End;
    return negated ? turned(end) : end;
  }

  #branches({ branches, otherwise }: Extract<Flow, { kind: 'if' }>, place: Place): End {
    let end: End = NOTHING;
    let reached = true;
    for (const { test, body } of branches) {
      if (!reached) break;
      const tested = this.run(test, { ...place, tested: true });
      end = either(end, { ...tested, well: false, ill: 'no' });
      if (tested.well) end = either(end, this.run(body, { ...place, perhaps: true, last: WELL }));
      reached = tested.ill !== 'no';
    }
    return reached ? either(end, otherwise === undefined ? WELL : this.run(otherwise, { ...place, perhaps: true, last: ILL })) : end;
  }

  #loop({ test, body }: Extract<Flow, { kind: 'loop' }>, place: Place): End {
    const tested = test === undefined ? NOTHING : this.run(test, { ...place, tested: true });
    const round = this.run(body, { ...place, perhaps: true });
    return { ...either(either(WELL, round), { ...tested, well: false, ill: 'no' }), endless: round.endless || test !== undefined };
  }

  #command(command: Command, place: Place): End {
    const { name, words } = command;
    const given = words[1]?.value;
    if (name === 'exit' || name === 'return') return this.#exit(words[1] === undefined || words[1].raw === '$?' ? place.last : given === '0' ? WELL : given === undefined ? EITHER : ILL);
    if (name === 'break' || name === 'continue') return WELL;
    if (name === 'false') return ILL;
    if (name === 'set') this.#set(words.slice(1).map(({ value }) => value ?? ''));
    if (name === 'trap') this.#trap(words.map(({ value }) => value));
    if (name === 'set' || name === 'trap') return WELL;
    const own = this.#functions.get(name);
    const end = command === this.#assumed?.command ? (this.#assumed.ends === 'well' ? WELL : ILL) : own === undefined ? this.#program(command, place) : either(own.perhaps ? ILL : NOTHING, this.#called(own.body, place));
    for (const { operator, target } of command.redirections) if (/^&?>/.test(operator) && operator !== '>&' && target?.value !== undefined) this.#made.add(target.value);
    if (name === 'tee') for (const { value } of command.operands()) if (value !== undefined) this.#made.add(value);
    return command.wrappers.some(({ value }) => value === 'exec') ? this.#exit(end) : end;
  }

  #exit({ well, ill }: End): End {
    return { ...NOTHING, leavesWell: well, leavesIll: ill !== 'no' };
  }

  #called(body: Flow, place: Place): End {
    if (this.#depth >= MAXIMUM_DEPTH) return EITHER;
    this.#depth++;
    const end = this.run(body, place);
    this.#depth--;
    // `return` ends the function alone; a script that leaves in a function is told no better.
    return { ...end, well: end.well || end.leavesWell, ill: end.leavesIll ? 'yes' : end.ill };
  }

  #program(command: Command, { piped }: Place): End {
    if (alwaysEndsWell(command, { piped, made: this.#made })) return WELL;
    const script = this.#nested(command);
    if (script === undefined) return leaving.has(command.name) || command.words.some(({ raw }) => /\$\{\w+:?\?/.test(raw)) ? { ...EITHER, leavesIll: true } : EITHER;
    const written = command.words.map(({ value }) => value ?? '');
    return endOf[endOfScript(script, optionsIn(written), this.#nested, this.#depth + 1)];
  }

  #set(words: readonly string[]): void {
    const { errexit, pipefail } = optionsIn(words);
    if (errexit) this.#errexit = true;
    if (pipefail) this.#pipefail = true;
    for (const [index, word] of words.entries()) {
      if (/^\+[a-z]*e/.test(word) || (word === 'errexit' && words[index - 1] === '+o')) this.#errexit = false;
      if (word === 'pipefail' && /^\+[a-z]*o$/.test(words[index - 1] ?? '')) this.#pipefail = false;
    }
  }

  /** `trap 'exit 0' EXIT`: whatever the script ends with, the trap has the last word. */
  #trap([, action, ...signals]: readonly (string | undefined)[]): void {
    if (!signals.some((signal) => signal === 'EXIT' || signal === '0')) return;
    this.endsWellByTrap = action !== undefined && /(?:^|[;\n])\s*exit\s+0;?$/.test(action.trim());
  }
}

/** What a shell is told in words: `-eo pipefail`, `-o errexit`. */
export function optionsIn(words: readonly string[]): ShellOptions {
  const named = (name: string): boolean => words.some((word, index) => word === name && /^-[a-z]*o$/.test(words[index - 1] ?? ''));
  const hasLetter = words.some((word) => /^-[a-df-z]*e[a-z]*$/.test(word));
  return { errexit: hasLetter || named('errexit'), pipefail: named('pipefail') };
}

function either(one: End, other: End): End {
  return {
    well: one.well || other.well, ill: one.ill === 'yes' || other.ill === 'yes' ? 'yes' : one.ill === 'turned' ? 'turned' : other.ill,
    leavesWell: one.leavesWell || other.leavesWell, leavesIll: one.leavesIll || other.leavesIll, endless: one.endless || other.endless,
  };
}

/** In a copy of the shell: leaving ends the copy alone. */
function contained({ well, ill, leavesWell, leavesIll, endless }: End): End {
  return { ...NOTHING, well: well || leavesWell, ill: leavesIll ? 'yes' : ill, endless };
}

function turned(end: End): End {
  return { ...end, well: end.ill !== 'no', ill: end.well ? 'turned' : 'no' };
}
