import { onceEach } from '../once-each.ts';
import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import type { ProgramGrammar } from './model.ts';
import { packageRequest } from './package-request.ts';
import type { PackageInstall, PackageRequest } from './package-request.ts';

/** npm-config(7) of npm 10: options that are not boolean. */
export const npmGrammar: ProgramGrammar = {
  subcommands: true,
  values:
    '-C --prefix --registry --cache --userconfig --globalconfig -w --workspace --omit --include --only --also --tag --loglevel --access --auth-type --before --browser --cafile --call -c --cidr --cpu --depth --diff --editor --expect-result-count --fetch-retries --fetch-retry-factor --fetch-retry-maxtimeout --fetch-retry-mintimeout --fetch-timeout --git --heading --https-proxy --install-strategy --key --cert --lockfile-version --maxsockets --message --node-options --noproxy --os --libc --otp --pack-destination --package --preid --proxy --save-prefix --scope --script-shell --searchlimit --shell --sbom-format --sbom-type --tag-version-prefix --user-agent --viewer --which --audit-level --logs-dir --logs-max --network-timeout --python --target --arch --dist-url --init-module --location',
  subcommandAliases: {
    i: 'install', in: 'install', ins: 'install', inst: 'install', insta: 'install', instal: 'install', isnt: 'install', isnta: 'install', isntal: 'install', isntall: 'install', add: 'install',
    'clean-install': 'ci', ic: 'ci', 'install-clean': 'ci', 'isntall-clean': 'ci', rm: 'uninstall', remove: 'uninstall', r: 'uninstall', un: 'uninstall', unlink: 'uninstall', up: 'update', upgrade: 'update', 'run-script': 'run', rum: 'run', urn: 'run', t: 'test', tst: 'test', ln: 'link', c: 'config', it: 'install-test', cit: 'install-ci-test', x: 'exec',
  },
  synonyms: ['-g --global', '-f --force', '-D --save-dev', '-S --save', '-E --save-exact', '-O --save-optional', '-P --save-prod', '-y --yes', '-s --silent', '-w --workspace', '-q --quiet', '--omit --only'],
};

/** `yarn install --help` of 1.22 and of 4. */
export const yarnGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--cwd --cache-folder --modules-folder --registry --network-timeout --network-concurrency --mutex --preferred-cache-folder --use-yarnrc --global-folder --prefix --proxy --https-proxy --otp --link-folder --mode --scripts-prepend-node-path --emoji --production-only',
  attached: '--production',
  synonyms: ['-D --dev', '-E --exact', '-O --optional', '-P --peer', '-s --silent', '-f --force', '--prod --production'],
  optionsEndAtOperand: 'run exec node dlx',
};

/** `pnpm install --help` 9. */
export const pnpmGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-C --dir -F --filter --filter-prod --test-pattern --changed-files-ignore-pattern --store-dir --virtual-store-dir --modules-dir --lockfile-dir --global-dir --global-bin-dir --reporter --loglevel --registry --network-concurrency --child-concurrency --hoist-pattern --public-hoist-pattern --package-import-method --node-linker --use-node-version --workspace-concurrency --resume-from --cpu --os --libc --allow-build --cache-dir --state-dir',
  subcommandAliases: { i: 'install', rm: 'remove', uninstall: 'remove', un: 'remove', up: 'update', upgrade: 'update', 'run-script': 'run' },
  synonyms: ['-g --global', '-D --save-dev --dev', '-P --save-prod --prod --production', '-E --save-exact', '-O --save-optional', '-r --recursive', '-w --workspace-root', '-F --filter', '-C --dir', '-s --silent'],
  optionsEndAtOperand: 'run exec dlx',
};

/** `bun install --help` 1.1. */
export const bunGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-c --config --cwd --cache-dir --registry --backend --concurrent-scripts --network-concurrency --omit --filter --ca --cafile --env-file --outfile --outdir --target --format -r --preload --linker --cpu --os',
  subcommandAliases: { i: 'install', a: 'add', rm: 'remove' },
  synonyms: ['-g --global', '-d --dev', '-p --production', '-E --exact', '-y --yarn', '-f --force'],
  optionsEndAtOperand: 'run x',
};

/** `npx --help` 10; behind the package everything is the package's. */
export const npxGrammar: ProgramGrammar = {
  subcommands: false, values: '-p --package -c --call -w --workspace --cache --userconfig --registry --shell -n --node-arg', synonyms: ['-y --yes', '-p --package', '-c --call'], optionsEndAtOperand: true,
};

export interface NodeInstall extends PackageInstall {
  readonly manager: 'npm' | 'yarn' | 'pnpm' | 'bun';
  /** `ci`, `--frozen-lockfile`, `--immutable`: what the lock file says and nothing else. */
  readonly frozen: boolean;
  readonly global: boolean;
}

/** npm, yarn, pnpm or bun installing packages, those of the project's manifest (no packages named) included. `yarn` alone is an install. */
export const nodeInstall = onceEach((command: Command): NodeInstall | undefined => {
  const { name: manager } = command;
  if (manager !== 'npm' && manager !== 'yarn' && manager !== 'pnpm' && manager !== 'bun') return undefined;
  const found = installWords(command);
  if (found === undefined) return undefined;
  const global = command.option('-g', '--global') !== undefined || found.global || command.option('--location')?.value?.value === 'global';
  const frozen = found.subcommand.value !== undefined && command.subcommand('ci') !== undefined || command.option('--frozen-lockfile', '--immutable') !== undefined;
  return { manager, command, subcommand: found.subcommand, global, frozen, packages: found.packages.map(nodeRequest) };
});

function nodeRequest(word: Word): PackageRequest {
  const request = packageRequest(word, /^(@?[^@]+)@(.*)$/s, /\.t(?:ar(?:\.gz)?|gz)$|^(?:file|link|portal):|\/$/);
  // `user/repository#revision` is GitHub's.
  const shorthand = request.kind === 'name' && request.version === undefined ? /^[^@/\s]+\/[^#\s]+(?:#(.*))?$/.exec(request.name) : null;
  return shorthand === null ? request : { ...request, kind: 'url', version: shorthand[1] };
}

function installWords(command: Command): { subcommand: Word; packages: readonly Word[]; global: boolean } | undefined {
  const operands = command.operands();
  if (command.name === 'yarn') {
    const subcommand = command.subcommand();
    if (subcommand === undefined) return command.option('--version', '-v', '--help', '-h') === undefined ? { subcommand: command.program, packages: [], global: false } : undefined;
    if (subcommand.value === 'global') return operands[0]?.value === 'add' ? { subcommand: operands[0], packages: operands.slice(1), global: true } : undefined;
    return subcommand.value === 'install' || subcommand.value === 'add' ? { subcommand, packages: operands, global: false } : undefined;
  }
  const names = command.name === 'npm' ? ['install', 'ci', 'install-test'] : ['install', 'add', 'ci'];
  const subcommand = command.subcommand(...names);
  return subcommand === undefined ? undefined : { subcommand, packages: operands, global: false };
}
