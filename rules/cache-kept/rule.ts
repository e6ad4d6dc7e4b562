import type { RunInstruction } from '../../src/dockerfile/model.ts';
import { shippedLayers } from '../../src/image/questions/shipped-layers.ts';
import { appendCommand } from '../../src/programs/append.ts';
import { cacheIsMounted, cachingOf, cleansCache, cleansInVain } from '../../src/programs/caches.ts';
import type { Caching } from '../../src/programs/caches.ts';
import { defineRule } from '../../src/rule.ts';
import type { Finding, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';

export default defineRule({
  id: 'cache-kept',
  summary: 'Leave the caches of package managers out of the image.',
  category: 'size',
  fixable: true,
  faults: {
    apk: {
      severity: 'info', summary: 'apk keeps its index in a layer.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3019', level: 'info' }, { tool: 'trivy', id: 'DS-0025' }, { tool: 'kics', id: 'ae9c56a6-3ed1-4ac0-9b54-31267f51151d' }, { tool: 'semgrep', id: 'missing-apk-no-cache' },
        { tool: 'dockle', id: 'DKL-DI-0004' },
      ],
    },
    'apk-cleaned': {
      severity: 'off', summary: 'apk keeps its index, and a later command removes it.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3019', level: 'info' }],
    },
    yum: {
      severity: 'info', summary: 'yum keeps its metadata in a layer.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3032', level: 'warning' }, { tool: 'trivy', id: 'DS-0015' }, { tool: 'kics', id: '00481784-25aa-4a55-8633-3136dfcf4f37' }],
    },
    dnf: {
      severity: 'info', summary: 'dnf or microdnf keeps its metadata in a layer.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3040', level: 'warning' }, { tool: 'trivy', id: 'DS-0019' }, { tool: 'trivy', id: 'DS-0027' }, { tool: 'kics', id: '295acb63-9246-4b21-b441-7c1f1fb62dc0' },
        { tool: 'semgrep', id: 'missing-dnf-clean-all' },
      ],
    },
    tdnf: { severity: 'info', summary: 'tdnf keeps its metadata in a layer.', since: '2026-11' },
    zypper: {
      severity: 'info', summary: 'zypper keeps its metadata in a layer.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3036', level: 'warning' }, { tool: 'trivy', id: 'DS-0020' }, { tool: 'kics', id: '38300d1a-feb2-4a48-936a-d1ef1cd24313' }, { tool: 'semgrep', id: 'missing-zypper-clean' },
      ],
    },
    pacman: { severity: 'info', summary: 'pacman keeps the packages it downloaded in a layer.', since: '2026-11' },
    pip: {
      severity: 'info', summary: 'pip keeps what it downloaded and built in a layer.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3042', level: 'warning' }, { tool: 'kics', id: 'f2f903fb-b977-461e-98d7-b3e2185c6118' }, { tool: 'semgrep', id: 'missing-pip-no-cache-dir' }],
    },
    uv: { severity: 'info', summary: '`uv pip` keeps what it downloaded in a layer.', since: '2026-11' },
    npm: { severity: 'info', summary: 'npm keeps what it downloaded in a layer.', since: '2026-11' },
    yarn: { severity: 'info', summary: 'yarn keeps what it downloaded in a layer.', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3060', level: 'info' }] },
    composer: { severity: 'info', summary: 'composer keeps what it downloaded in a layer.', since: '2026-11' },
    conda: { severity: 'info', summary: 'conda or mamba keeps the packages it downloaded in a layer.', since: '2026-11' },
  },

  *check(build) {
    const ships = shippedLayers(build);
    for (const run of build.dockerfile.all('RUN')) {
      const { escape } = build.dockerfile;
      if (ships(run)) yield* judgeRun(run, escape);
      else for (const one of judgeRun(run, escape)) if ('fault' in one && one.fault === 'apk-cleaned') yield one;
    }
  },
});

function* judgeRun(run: RunInstruction, escape: string): Iterable<Observation> {
  const exported = new Map<string, string | undefined>();
  const kept = new Map<string, Caching[]>();
  let inVain: Command | undefined;
  for (const command of run.commands) {
    for (const [key, cachings] of kept) {
      const [first] = cachings;
      if (first !== undefined && cleansInVain(command, first)) inVain = command;
      const cleaned = first === undefined ? false : cleansCache(command, first);
      if (cleaned !== false) kept.delete(key);
      if (first === undefined || cleaned === false) continue;
      if (first.manager === 'apk') for (const caching of cachings) yield { ...finding(run, caching, escape), fault: 'apk-cleaned', message: '`apk add` keeps its index, and a later command removes it' };
      yield { kind: cleaned === true ? 'proof' : 'doubt', at: command, message: cleaned === true ? `the cache of ${command.name === 'rm' ? first.manager : command.name} is emptied in the layer that filled it` : `only the build knows whether \`${command.program.raw}\` empties the cache of ${first.manager}` };
    }
    if (command.name === 'export') noteExports(command, exported);
    const caching = cachingOf(command, exported);
    if (caching === undefined || cacheIsMounted(run, caching) !== false) continue;
    const key = `${caching.manager} ${command.name}`;
    // An option belongs to every command, one cleaning behind the last of them is enough.
    kept.set(key, caching.option === undefined ? [caching] : [...kept.get(key) ?? [], caching]);
  }
  for (const cachings of kept.values()) for (const caching of cachings) yield withVain(finding(run, caching, escape), caching, inVain);
}

/** What was meant to empty the cache, and does not, is said. */
function withVain(found: Finding, { manager, clean }: Caching, inVain: Command | undefined): Finding {
  if (inVain === undefined || manager !== 'pacman') return found;
  const why = inVain.options().filter(({ name }) => name === '-c').length > 1 ? 'pacman asks before it empties its cache, and no is its own answer' : '`pacman -Sc` keeps the packages that are installed';
  return { ...found, help: `${why}: write \`${clean ?? ''}\`.`, related: [{ place: inVain.place, message: 'this empties nothing' }] };
}

function noteExports({ words }: Command, exported: Map<string, string | undefined>): void {
  for (const { value } of words) {
    const equals = value?.indexOf('=') ?? -1;
    if (value !== undefined && equals > 0) exported.set(value.slice(0, equals), value.slice(equals + 1));
  }
}

function finding(run: RunInstruction, { manager, command, at, option, clean, mayBeNeeded }: Caching, escape: string): Finding {
  const called = at === command.program ? command.name : `${command.name}${wordsBetween(manager, command)} ${at.value ?? at.raw}`;
  const message = `\`${called}\` leaves its cache in the layer`;
  if (option !== undefined) {
    return { fault: manager, at, message, help: `Add \`${option}\`.`, fixes: [{ title: `Add \`${option}\``, safety: 'safe', edits: [command.insertAfter(at, option)] }] };
  }
  const sudo = command.wrappers.some(({ value }) => value === 'sudo') ? 'sudo ' : '';
  const edit = clean === undefined ? undefined : appendCommand(run, sudo + clean, escape);
  return {
    fault: manager, at, message, help: `End this RUN with \`${clean ?? ''}\`, or put a cache mount over the folder.`,
    fixes: edit === undefined ? [] : [{ title: `Add \`${clean ?? ''}\``, safety: mayBeNeeded === true ? 'unsafe' : 'safe', edits: [edit] }],
  };
}

/** What stands between the program and `install`: of pip that is called by another name, of `conda env`. */
function wordsBetween(manager: Caching['manager'], command: Command): string {
  const { name } = command;
  if (manager === 'conda') return command.subcommand('env') === undefined ? '' : ' env';
  return manager === 'uv' ? ' pip' : manager === 'pip' && !name.startsWith('pip') ? ' -m pip' : '';
}
