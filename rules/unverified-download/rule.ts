import type { Alias } from '../../src/diagnostic.ts';
import { unverifiedOptions, unverifiedVariables } from '../../src/knowledge/verification.ts';
import { pipInvocation } from '../../src/programs/python.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import type { Located } from '../../src/source.ts';

const ids = (fault: string): readonly Alias[] =>
  [...new Set([...unverifiedOptions.filter((one) => one.fault === fault), ...(fault === 'certificates' ? unverifiedVariables : [])].flatMap(({ checkov }) => checkov ?? []))].map((id) => ({ tool: 'checkov', id }));

export default defineRule({
  id: 'unverified-download',
  summary: 'Let nothing into the image that nobody has verified.',
  category: 'security',
  faults: {
    certificates: {
      severity: 'warning', summary: 'The check of certificates is switched off.', since: '2026-11',
      aliases: [...ids('certificates'), { tool: 'checkov', id: 'CKV2_DOCKER_13' }, { tool: 'checkov', id: 'CKV2_DOCKER_15' }],
    },
    signatures: { severity: 'warning', summary: 'The check of signatures is switched off.', since: '2026-11', aliases: [...ids('signatures'), { tool: 'dockle', id: 'CIS-DI-0011' }] },
  },

  *check({ dockerfile }) {
    for (const command of dockerfile.commands(...programsWithOptions)) yield* byOption(command);
    for (const command of dockerfile.commands(...programsWithSettings)) yield* bySetting(command);
    for (const command of dockerfile.commands()) {
      yield* byAssignment(command);
      if (/^(?:python|pypy)/.test(command.name)) yield* byPipOfPython(command);
    }
    for (const declaration of dockerfile.all('ENV', 'ARG')) {
      for (const { key, value } of declaration.pairs) yield* variable(key.value, value?.value, key);
    }
  },
});

const programsWithOptions = [...new Set(unverifiedOptions.flatMap(({ programs }) => programs))];
/** What writes a setting into a file: `echo sslverify=false >> /etc/yum.conf`. */
const writers = ['echo', 'printf', 'sed', 'crudini'];
const readersOfYumConfig = ['yum', 'dnf', 'tdnf', 'microdnf'];
const programsWithSettings = ['npm', 'yarn', 'pnpm', 'git', ...readersOfYumConfig, 'yum-config-manager', ...writers];

function* byOption(command: Command): Iterable<Observation> {
  const optionsOfProgram = unverifiedOptions.filter(({ programs }) => programs.includes(command.name));
  for (const { options, subcommands, fault, checkov } of optionsOfProgram) {
    const option = command.option(...options);
    if (option === undefined || (subcommands !== undefined && command.subcommand(...subcommands) === undefined)) continue;
    if (fault === 'signatures' && takesOnlyFiles(command)) {
      yield { kind: 'doubt', at: option, message: 'who made the packages that are installed from files is not known' };
      continue;
    }
    yield {
      fault, at: option, message: `\`${command.name} ${option.name}\` takes what it gets, whoever sends it`,
      help: fault === 'certificates' ? 'Install `ca-certificates`, or the certificate of your own authority, and leave the option out.' : 'Install the key that signs the packages, and leave the option out.',
      aliases: [...checkov === undefined ? [] : [{ tool: 'checkov', id: checkov } as const], ...fault === 'signatures' ? [{ tool: 'dockle', id: 'CIS-DI-0011' } as const] : []],
    };
  }
  const fetches = ['curl', 'wget', 'pip', 'pip3', 'apk'].includes(command.name);
  if (fetches && optionsOfProgram.every(({ options }) => command.option(...options) === undefined)) {
    yield { kind: 'proof', at: command.program, message: `\`${command.name}\` verifies what it fetches` };
  }
}

/** `python -m pip install --trusted-host x`. */
function* byPipOfPython(command: Command): Iterable<Observation> {
  const option = pipInvocation(command)?.option('--trusted-host');
  if (option === undefined) return;
  yield {
    fault: 'certificates', at: option, message: '`pip --trusted-host` takes what it gets, whoever sends it',
    help: 'Install `ca-certificates`, or the certificate of your own authority, and leave the option out.', aliases: [{ tool: 'checkov', id: 'CKV2_DOCKER_4' }],
  };
}

/** Packages that lie in the image already: built there, or copied; they were never signed for a repository. */
function takesOnlyFiles(command: Command): boolean {
  const operands = command.operands();
  return operands.length > 0 && operands.every(({ raw }) => /^\.{0,2}\/|\.(?:apk|deb|rpm)$/.test(raw));
}

/** `npm config set strict-ssl false`, `git config http.sslVerify false`, `yum --setopt=sslverify=false`. */
function* bySetting(command: Command): Iterable<Observation> {
  const words = command.words.map(({ value }) => value ?? '');
  const text = words.join(' ');
  const setting = /\bstrict-ssl[ =]+(?:false|0)\b/i.test(text) && ['npm', 'yarn', 'pnpm'].includes(command.name) ? { name: 'strict-ssl', id: 'CKV2_DOCKER_13' }
    : /\bhttp\.sslverify[ =]+(?:false|0)\b/i.test(text) && command.name === 'git' ? { name: 'http.sslVerify', id: undefined }
    : /\bsslverify *= *(?:false|0|no)\b/i.test(text) && [...readersOfYumConfig, 'yum-config-manager', ...writers].includes(command.name) ? { name: 'sslverify', id: 'CKV2_DOCKER_15' } : undefined;
  if (setting === undefined) return;
  const at = command.words.find(({ value }) => value?.toLowerCase().includes(setting.name.toLowerCase()) === true) ?? command;
  yield {
    fault: 'certificates', at, message: `\`${setting.name}\` is switched off: whoever sends an answer is believed`, help: 'Install the certificate of your own authority, and leave it on.',
    aliases: setting.id === undefined ? [] : [{ tool: 'checkov', id: setting.id }],
  };
}

function* byAssignment(command: Command): Iterable<Observation> {
  for (const { name, value } of command.assignments) yield* variable(name, value.value, value);
  if (command.name !== 'export') return;
  for (const word of command.words.slice(1)) {
    const [name, value] = (word.value ?? '').split('=', 2);
    yield* variable(name, value, word);
  }
}

function* variable(name: string | undefined, value: string | undefined, at: Located): Iterable<Observation> {
  const known = unverifiedVariables.find((one) => one.name === name);
  if (known === undefined || value === undefined || !known.values.test(value)) return;
  yield {
    fault: 'certificates', at, message: `\`${known.name}=${value}\` switches the check of certificates off`, help: 'Install the certificate of your own authority, and leave the check on.',
    aliases: known.checkov === undefined ? [] : [{ tool: 'checkov', id: known.checkov }],
  };
}
