import type { Instruction, RunInstruction, Stage } from '../../dockerfile/model.ts';
import { refusesPip } from '../../knowledge/externally-managed.ts';
import type { PipInvocation } from '../../programs/python.ts';
import { pipInvocation } from '../../programs/python.ts';
import { installedPackages } from '../../programs/system-packages.ts';
import type { Build } from '../../rule.ts';
import type { Command } from '../../shell/model.ts';
import { mayFail } from './meant-failure.ts';

/** Packages that bring pip for the Python of the distribution. */
const bringPip: ReadonlySet<string> = new Set(['python3-pip', 'python-pip', 'py3-pip', 'py-pip']);

/** Options that install elsewhere or nothing, or that allow it (source: pip's `install` command, 25.3). */
const elsewhere = ['--break-system-packages', '-t', '--target', '--root', '--prefix', '--python', '--dry-run', '-h', '--help'];

/** What may bring another Python, open the environment or take the mark away, wherever it stands in a script. */
const mayOpen = /EXTERNALLY-MANAGED|break[-_]system[-_]packages|pip\.conf|pip3? config|activate|PATH=|get-pip|ensurepip|altinstall|pyenv|conda|mamba|asdf|deadsnakes|virtualenv/i;

/** A `pip install` into the Python of the distribution, which refuses it: the RUN fails. `sure` is false where something above may allow it. */
export interface RefusedInstall {
  readonly command: Command;
  readonly pip: PipInvocation;
  readonly sure: boolean;
}

/** The first of each RUN. */
export function refusedInstalls(build: Build): readonly RefusedInstall[] {
  const found: RefusedInstall[] = [];
  const followed = new Map<Stage, Followed>();
  let last: Instruction | undefined;
  for (const command of build.dockerfile.commands('pip', 'pip3', 'python', 'python3')) {
    const { instruction } = command;
    const { stage } = instruction;
    const pip = pipInvocation(command);
    if (instruction === last || instruction.keyword !== 'RUN' || stage === undefined || pip?.subcommand.value !== 'install' || pip.option(...elsewhere) !== undefined) continue;
    if (command.program.value?.includes('/') === true && !command.program.value.startsWith('/usr/bin/')) continue;
    const base = build.image.base(stage);
    if (base === undefined || refusesPip(base) !== true) continue;
    last = instruction;
    const above = follow(followed, stage, instruction);
    if (!above.hasPip && !installsPip(instruction, command)) continue;
    found.push({ command, pip, sure: !mayFail(command) && command.assignments.length === 0 && !above.isOpen && !opens(instruction) });
  }
  return found;
}

/** What was found in a stage, and those below it, up to an instruction: each is looked at once. */
interface Followed {
  next: number;
  hasPip: boolean;
  isOpen: boolean;
}

function follow(followed: Map<Stage, Followed>, stage: Stage, until?: Instruction): Followed {
  // Those below first and without recursion: a chain of stages is as long as the file.
  const missing: Stage[] = [];
  for (let at: Stage | undefined = stage; at !== undefined && !followed.has(at); at = at.parent) missing.push(at);
  for (const one of missing.toReversed()) {
    const below = one.parent === undefined ? undefined : followed.get(one.parent);
    if (one.parent !== undefined && below !== undefined) advance(below, one.parent);
    followed.set(one, { next: 0, hasPip: below?.hasPip === true, isOpen: below?.isOpen === true });
  }
  const state = followed.get(stage) ?? { next: 0, hasPip: false, isOpen: false };
  advance(state, stage, until);
  return state;
}

function advance(state: Followed, { instructions }: Stage, until?: Instruction): void {
  for (let each = instructions[state.next]; each !== undefined && each !== until; each = instructions[++state.next]) {
    state.hasPip ||= each.keyword === 'RUN' && installsPip(each);
    state.isOpen ||= opens(each);
  }
}

/** Before the command, when one is given. */
function installsPip({ commands }: RunInstruction, command?: Command): boolean {
  const own = command === undefined ? -1 : commands.indexOf(command);
  return (own === -1 ? commands : commands.slice(0, own)).some((each) => installedPackages(each)?.packages.some(({ name }) => bringPip.has(name)) === true);
}

/** Whether pip may be allowed to install behind it. */
function opens(each: Instruction): boolean {
  switch (each.keyword) {
    case 'COPY': case 'ADD': {
      const destination = each.destination?.value ?? '/';
      return /^\/?(?:\.|$)|^\/(?:usr|etc|opt|root)(?:\/|$)/.test(destination) && (each.from !== undefined || /pip\.conf|\/(?:usr|etc)/.test(destination));
    }
    case 'ENV': case 'ARG': return each.pairs.some(({ key }) => key.value === undefined || (/^(?:PATH|VIRTUAL_ENV|PIP_\w+|PYTHON\w+)$/.test(key.value) && !harmless.test(key.value)));
    case 'RUN': return mayOpen.test(each.rest.text) || each.heredocs.some(({ body }) => mayOpen.test(body.text)) || each.commands.some(isScript);
    default: return false;
  }
}

const harmless = /^(?:PIP_NO_CACHE_DIR|PIP_DISABLE_PIP_VERSION_CHECK|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|PIP_DEFAULT_TIMEOUT|PIP_INDEX_URL|PIP_ROOT_USER_ACTION)$/;

/** Scripts may do anything. */
function isScript({ name, words, program }: Command): boolean {
  if (/^(?:sh|bash|ash|dash|make|source|\.)$/.test(name)) return words.length > 1 || name === 'make';
  return name === '' || /^\.{1,2}\/|\.sh$/.test(program.value ?? program.raw);
}
