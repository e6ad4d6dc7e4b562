import { hasName } from '../programs/model.ts';
import type { Names } from '../programs/model.ts';
import { pattern } from '../word.ts';
import type { Word } from '../word.ts';
import { baseName } from './dialect.ts';

/** A program that runs its arguments as a command. */
interface Wrapper {
  /** Options that take a value. */
  readonly values?: Names;
  /** Operands of its own before the command. */
  readonly operands?: number;
  /** `NAME=value` before the command. */
  readonly assignments?: boolean;
  /** With one of these it runs no command: `command -v`. */
  readonly unless?: Names;
}

/** From the manual pages of sudo, coreutils, util-linux, findutils, gosu, tini and their like. */
const WRAPPERS: { readonly [program: string]: Wrapper } = {
  sudo: { values: '-u --user -g --group -h --host -p --prompt -C --close-from -D --chdir -R --chroot -r --role -t --type -T --command-timeout -U --other-user', assignments: true, unless: '-l --list -v --validate -e --edit -K' },
  doas: { values: '-C -u', unless: '-C -L' },
  env: { values: '-u --unset -C --chdir -S --split-string', assignments: true },
  time: { values: '-f --format -o --output' },
  exec: { values: '-a' },
  command: { unless: '-v -V' },
  builtin: {},
  xargs: { values: '-a --arg-file -d --delimiter -E -I -L --max-lines -n --max-args -P --max-procs -s --max-chars --process-slot-var' },
  nice: { values: '-n --adjustment' },
  ionice: { values: '-c --class -n --classdata', unless: '-p --pid -P -u' },
  nohup: {},
  setsid: {},
  timeout: { values: '-k --kill-after -s --signal', operands: 1 },
  stdbuf: { values: '-i --input -o --output -e --error' },
  setarch: { operands: 1 },
  linux32: {}, linux64: {}, i386: {}, x86_64: {},
  chronic: {}, eatmydata: {}, fakeroot: { values: '-l --lib -s -i -b --faked' }, unbuffer: {}, nocache: {},
  gosu: { operands: 1 }, 'su-exec': { operands: 1 }, setuidgid: { operands: 1 }, 's6-setuidgid': { operands: 1 },
  chpst: { values: '-u -U -b -e -m -d -o -p -f -c -t -/ -n -l -L' },
  setpriv: { values: '--ambient-caps --inh-caps --bounding-set --reuid --regid --groups --securebits --pdeathsig --selinux-label --apparmor-profile --euid --ruid --rgid --egid' },
  tini: { values: '-p -e' }, 'tini-static': { values: '-p -e' }, 'dumb-init': { values: '-r --rewrite' }, catatonit: {},
  flock: { values: '-w --wait --timeout -E --conflict-exit-code', operands: 1, unless: '-c --command' },
  'xvfb-run': { values: '-e --error-file -f --auth-file -n --server-num -p --xauth-protocol -s --server-args -w --wait' },
  busybox: {}, toybox: {},
};

export interface Peeled {
  readonly wrappers: readonly Word[];
  readonly assignments: readonly Word[];
  /** Program and arguments. */
  readonly words: readonly Word[];
}

/** Takes wrappers off until a program is left. A wrapper without a command is the program itself. */
export function peelWrappers(words: readonly Word[]): Peeled {
  const assignments: Word[] = [];
  let start = 0;
  for (;;) {
    const name = baseName(words[start]?.value ?? '');
    const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
    const behind = wrapper === undefined ? undefined : commandBehind(words, start, wrapper);
    if (wrapper === undefined || behind === undefined) break;
    if (wrapper.assignments === true) {
      for (const word of words.slice(start + 1, behind)) if (isAssignment(word)) assignments.push(word);
    }
    start = behind;
  }
  return { wrappers: words.slice(0, start), assignments, words: words.slice(start) };
}

/** The index of the command that the wrapper at `start` runs; undefined when it runs none. */
function commandBehind(words: readonly Word[], start: number, wrapper: Wrapper): number | undefined {
  let operands = wrapper.operands ?? 0;
  let options = true;
  for (let index = start + 1; index < words.length; index++) {
    const word = words[index];
    if (word === undefined) return undefined;
    const read = pattern(word.text);
    if (options && read === '--') options = false;
    else if (options && read.length > 1 && read.startsWith('-')) {
      const name = read.startsWith('--') ? (read.split('=')[0] ?? read) : read.slice(0, 2);
      if (hasName(wrapper.unless, name)) return undefined;
      const attached = read.startsWith('--') ? read.includes('=') : !takesNext(read, wrapper);
      if (hasName(wrapper.values, name) ? !attached : !read.startsWith('--') && takesNext(read, wrapper)) index++;
    } else if (wrapper.assignments === true && isAssignment(word)) continue;
    else if (operands > 0) operands--;
    else return index;
  }
  return undefined;
}

/** Whether a cluster ends in an option whose value is the next word: `-Eu` of sudo. */
function takesNext(cluster: string, wrapper: Wrapper): boolean {
  for (let at = 1; at < cluster.length; at++) {
    if (hasName(wrapper.values, `-${cluster[at]}`)) return at === cluster.length - 1;
  }
  return false;
}

function isAssignment(word: Word): boolean {
  return /^[A-Za-z_]\w*=/.test(pattern(word.text));
}
