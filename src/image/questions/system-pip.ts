import type { Instruction, RunInstruction, Stage } from '../../dockerfile/model.ts';
import { refusesPip } from '../../knowledge/externally-managed.ts';
import type { PipInvocation } from '../../programs/python.ts';
import { pipInvocation } from '../../programs/python.ts';
import { installedPackages } from '../../programs/system-packages.ts';
import type { Build } from '../../rule.ts';
import type { Command } from '../../shell/model.ts';

/** Packages that bring pip for the Python of the distribution. */
const bringPip: ReadonlySet<string> = new Set(['python3-pip', 'python-pip', 'py3-pip', 'py-pip']);

/** Options that install elsewhere, or that allow it (source: pip's `install` command, 25.3). */
const elsewhere = ['--break-system-packages', '-t', '--target', '--root', '--prefix', '--python', '--dry-run'];

/** What may bring another Python, open the environment or take the mark away, wherever it stands in a script. */
const mayOpen = /EXTERNALLY-MANAGED|break[-_]system[-_]packages|pip\.conf|pip3? config|activate|PATH=|get-pip|ensurepip|altinstall|pyenv|conda|mamba|asdf|deadsnakes|virtualenv/i;

/** A `pip install` into the Python of the distribution, which refuses it: the RUN fails. `sure` is false where something above may allow it. */
export interface RefusedInstall {
  readonly command: Command;
  readonly pip: PipInvocation;
  readonly sure: boolean;
}

export function refusedInstalls(build: Build): readonly RefusedInstall[] {
  const found: RefusedInstall[] = [];
  for (const command of build.dockerfile.commands('pip', 'pip3', 'python', 'python3')) {
    const { instruction } = command;
    const pip = pipInvocation(command);
    if (instruction.keyword !== 'RUN' || instruction.stage === undefined || pip?.subcommand.value !== 'install' || pip.option(...elsewhere) !== undefined) continue;
    if (command.program.value?.includes('/') === true && !command.program.value.startsWith('/usr/bin/')) continue;
    const base = build.image.base(instruction.stage);
    if (base === undefined || refusesPip(base) !== true) continue;
    const above = [...build.image.before(instruction).history];
    if (![...above, instruction].some((each) => each.keyword === 'RUN' && installsPip(each, command))) continue;
    found.push({ command, pip, sure: !command.conditional && command.connector !== '||' && command.assignments.length === 0 && !isOpened(build, instruction, above) });
  }
  return found;
}

/** Before the command, when it is in the same script. */
function installsPip({ commands }: RunInstruction, command: Command): boolean {
  const own = commands.indexOf(command);
  return (own === -1 ? commands : commands.slice(0, own)).some((each) => installedPackages(each)?.packages.some(({ name }) => bringPip.has(name)) === true);
}

function isOpened(build: Build, run: RunInstruction, above: readonly Instruction[]): boolean {
  if (setsEnvironment(build, run)) return true;
  return [...above, run].some((each) => {
    if (each.keyword === 'COPY' || each.keyword === 'ADD') return /^\/?(?:\.|$)|^\/(?:usr|etc|opt|root)(?:\/|$)/.test(each.destination?.value ?? '/') && (each.from !== undefined || /pip\.conf|\/(?:usr|etc)/.test(each.destination?.value ?? '/'));
    return each.keyword === 'RUN' && (mayOpen.test(each.rest.text) || each.heredocs.some(({ body }) => mayOpen.test(body.text)) || each.commands.some(isScript));
  });
}

/** Scripts may do anything. */
function isScript({ name, words, program }: Command): boolean {
  if (/^(?:sh|bash|ash|dash|make|source|\.)$/.test(name)) return words.length > 1 || name === 'make';
  return name === '' || /^\.{1,2}\/|\.sh$/.test(program.value ?? program.raw);
}

/** PATH, a virtual environment, or a setting of pip. */
function setsEnvironment({ dockerfile }: Build, run: RunInstruction): boolean {
  const chain = new Set<Stage | undefined>();
  for (let stage = run.stage; stage !== undefined && !chain.has(stage); stage = stage.parent) chain.add(stage);
  return dockerfile.all('ENV', 'ARG').some(({ stage, index, pairs }) => chain.has(stage) && (stage !== run.stage || index < run.index) && pairs.some(({ key }) => key.value === undefined || /^(?:PATH|VIRTUAL_ENV|PIP_\w+|PYTHON\w+)$/.test(key.value) && !/^(?:PIP_NO_CACHE_DIR|PIP_DISABLE_PIP_VERSION_CHECK|PYTHONUNBUFFERED|PYTHONDONTWRITEBYTECODE|PIP_DEFAULT_TIMEOUT|PIP_INDEX_URL|PIP_ROOT_USER_ACTION)$/.test(key.value)));
}
