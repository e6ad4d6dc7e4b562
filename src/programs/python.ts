import { onceEach } from '../once-each.ts';
import { readArguments } from '../shell/arguments.ts';
import type { Arguments } from '../shell/arguments.ts';
import type { Command, Option } from '../shell/model.ts';
import type { Word } from '../word.ts';
import { hasName } from './model.ts';
import type { ProgramGrammar } from './model.ts';
import { packageRequest } from './package-request.ts';
import type { PackageInstall } from './package-request.ts';

const PIP_INDEX = '-i --index-url --extra-index-url -f --find-links --pre-release';
const PIP_SELECT = '-r --requirement -c --constraint -e --editable --no-binary --only-binary --platform --python-version --implementation --abi --group --src --config-settings -C --global-option --build-option --progress-bar --report --root-user-action --requirements-from-script --uploaded-prior-to --build-constraint --hash-algorithm';

/** `pip --help` and `pip install --help` of 25. */
export const pipGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--log --log-file --keyring-provider --proxy --retries --timeout --exists-action --trusted-host --cert --client-cert --cache-dir --use-feature --use-deprecated --python --resume-retries',
  subcommandValues: {
    install: `${PIP_INDEX} ${PIP_SELECT} -t --target --root --prefix --upgrade-strategy --install-option`, download: `${PIP_INDEX} ${PIP_SELECT} -d --dest --destination-dir --destination-directory`,
    wheel: `${PIP_INDEX} ${PIP_SELECT} -w --wheel-dir`, uninstall: '-r --requirement --root-user-action', freeze: '-r --requirement --path --exclude', list: `${PIP_INDEX} --path --format --exclude`, hash: '-a --algorithm', config: '--editor', index: `${PIP_INDEX}`, sync: `${PIP_INDEX} -c --constraint --python-version --python-platform`, compile: `${PIP_INDEX} -o --output-file -c --constraint --python-version`,
  },
  synonyms: ['-q --quiet', '-v --verbose', '-r --requirement', '-c --constraint', '-e --editable', '-U --upgrade', '-i --index-url', '-t --target', '-f --find-links', '-I --ignore-installed', '-y --yes'],
};

/** `pipx install --help` 1.7. */
export const pipxGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--python --fetch-missing-python',
  subcommandValues: { install: '--suffix --preinstall -i --index-url --pip-args --python', inject: '-r --requirement -i --index-url --pip-args', run: '--spec --python -i --index-url --pip-args --with' },
  synonyms: ['-f --force', '-q --quiet', '-i --index-url', '-e --editable'],
  optionsEndAtOperand: 'run',
};

/** python(1): what follows the script or the module is its own. */
export const pythonGrammar: ProgramGrammar = { subcommands: false, values: '-c -m -W -X --check-hash-based-pycs', optionsEndAtOperand: true };

/** `poetry install --help` 1.8. */
export const poetryGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-C --directory -P --project',
  subcommandValues: { install: '--without --with --only -E --extras', add: '-G --group -E --extras --python --platform --source --markers', sync: '--without --with --only -E --extras', export: '-f --format -o --output --without --with --only -E --extras', update: '--without --with --only', build: '-f --format -o --output' },
  synonyms: ['-n --no-interaction', '-q --quiet', '-E --extras'],
  optionsEndAtOperand: 'run',
};

const UV = '-p --python --python-platform --python-version -i --index-url --index --default-index --extra-index-url -f --find-links --index-strategy --keyring-provider -C --config-setting --config-settings --link-mode --exclude-newer --no-binary-package --no-build-package -P --upgrade-package --reinstall-package --refresh-package --resolution --prerelease --fork-strategy --no-build-isolation-package --extra --group --only-group --no-group --no-extra --package --no-install-package --output-format';

/** `uv help sync`, `uv help pip install` 0.5. `uv pip` is read by `pipInvocation`. */
export const uvGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--color --directory --project --config-file --cache-dir --python-preference --allow-insecure-host --python-fetch',
  subcommandValues: { sync: UV, add: `${UV} -r --requirements -c --constraints --optional --rev --tag --branch --bounds`, run: `${UV} -m --module --with --with-editable --with-requirements --env-file`, lock: UV, export: `${UV} -o --output-file --format`, tool: `${UV} --with --from --with-requirements`, venv: `${UV} --prompt`, python: '-i --install-dir --mirror --pypy-mirror', build: '-o --out-dir', pip: `${UV} -r --requirements --requirement -c --constraints --constraint -e --editable -t --target --prefix --no-binary --only-binary -b --build-constraint --overrides --override` },
  synonyms: ['-q --quiet', '-n --no-cache', '-p --python', '-r --requirements --requirement'],
  optionsEndAtOperand: 'run',
};

/** `conda install --help` 24, mamba and micromamba. */
export const condaGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-n --name -p --prefix -c --channel -f --file -r --root-prefix --rc-file --repodata-fn --experimental --solver --subdir --platform --category --cacert --log-level',
  subcommandValues: { config: '--file --add --append --prepend --set --remove --remove-key --get', create: '--clone', clean: '-c' },
  synonyms: ['-y --yes', '-n --name', '-p --prefix', '-c --channel', '-q --quiet', '-a --all', '-f --file'],
  optionsEndAtOperand: 'run',
};

/** An archive, or anything with a slash that is no address. */
const PIP_FILES = /\.(?:whl|tar|tar\.gz|zip|tgz|tar\.bz2|tar\.xz)$|^[^@=<>~!;]*\//;

/** A call of pip, however it is spelled: `pip`, `pip3.11`, `python -m pip`, `uv pip`. */
export interface PipInvocation {
  readonly command: Command;
  readonly subcommand: Word;
  readonly options: readonly Option[];
  /** The subcommand left out. */
  readonly operands: readonly Word[];
  /** By pip's own synonyms. */
  option(...names: readonly string[]): Option | undefined;
}

/** How `command` calls pip; undefined when it does not, or without a subcommand. */
export const pipInvocation = onceEach((command: Command): PipInvocation | undefined => {
  const words = wordsOfPip(command);
  const read: Arguments | undefined = words === undefined ? undefined : readArguments(words, pipGrammar);
  if (read?.subcommand === undefined) return undefined;
  const { options, subcommand } = read;
  return {
    command, subcommand, options, operands: read.operands.slice(1),
    option: (...names) => options.find((option) => names.some((name) => isSame(option.name, name))),
  };
});

function isSame(given: string, asked: string): boolean {
  return given === asked || pipGrammar.synonyms?.some((group) => hasName(group, given) && hasName(group, asked)) === true;
}

/** The words behind `pip`. */
function wordsOfPip(command: Command): readonly Word[] | undefined {
  const { name, words } = command;
  if (/^pip-?\d*(?:\.\d+)*$/.test(name)) return words.slice(1);
  if (name === 'uv') {
    const pip = command.subcommand('pip');
    return pip === undefined ? undefined : words.slice(words.indexOf(pip) + 1);
  }
  if (!/^(?:python|pypy)\d*(?:\.\d+)*$/.test(name)) return undefined;
  const module = command.option('-m')?.value;
  return module?.value === 'pip' ? words.slice(words.indexOf(module) + 1) : undefined;
}

export interface PipInstall extends PackageInstall {
  readonly pip: PipInvocation;
  /** `-r FILE`. */
  readonly requirements: readonly Word[];
  readonly constraints: readonly Word[];
  /** `-e PATH`. */
  readonly editable: readonly Word[];
}

/** `pip install` and `pip download`; a version is written with its operator (`==1.2`, `>=1`, `@ https://…`). */
export function pipInstall(command: Command): PipInstall | undefined {
  const pip = pipInvocation(command);
  if (pip === undefined || (pip.subcommand.value !== 'install' && pip.subcommand.value !== 'download')) return undefined;
  const values = (short: string, long: string): readonly Word[] =>
    pip.options.flatMap((option) => ((option.name === short || option.name.startsWith(long)) && option.value !== undefined ? [option.value] : []));
  return {
    command, pip, subcommand: pip.subcommand,
    packages: pip.operands.map((word) => packageRequest(word, /^([^=!~<>@]*)([=!~<>@].*)$/s, PIP_FILES)),
    requirements: values('-r', '--requirement'), constraints: values('-c', '--constraint'), editable: values('-e', '--editable'),
  };
}

/** `pipx install`. */
export function pipxInstall(command: Command): PackageInstall | undefined {
  const subcommand = command.name === 'pipx' ? command.subcommand('install') : undefined;
  if (subcommand === undefined) return undefined;
  return { command, subcommand, packages: command.operands().map((word) => packageRequest(word, /^([^=!~<>@]*)([=!~<>@].*)$/s, PIP_FILES)) };
}
