import type { ProgramGrammar } from './model.ts';

/** `composer install --help` 2.7. */
export const composerGrammar: ProgramGrammar = {
  subcommands: true,
  values: '-d --working-dir',
  subcommandValues: { install: '--prefer-install --ignore-platform-req --apcu-autoloader-prefix', update: '--prefer-install --with --ignore-platform-req --apcu-autoloader-prefix', require: '--prefer-install --ignore-platform-req', 'create-project': '-s --stability --prefer-install --repository --repository-url --ignore-platform-req', 'dump-autoload': '--apcu-prefix --ignore-platform-req', 'dump-autoloader': '--apcu-prefix', config: '-f --file', global: '' },
  subcommandAliases: { i: 'install', u: 'update', upgrade: 'update', r: 'require', dumpautoload: 'dump-autoload' },
  synonyms: ['-n --no-interaction', '-q --quiet', '-o --optimize-autoloader --optimize', '-a --classmap-authoritative'],
};

/** `mvn --help` 3.9. Goals are operands. */
export const mvnGrammar: ProgramGrammar = {
  subcommands: false,
  style: 'words',
  values: '-b --builder -emp --encrypt-master-password -ep --encrypt-password -f --file -gs --global-settings -gt --global-toolchains -l --log-file -pl --projects -P --activate-profiles -rf --resume-from -s --settings -t --toolchains -T --threads --color',
  synonyms: ['-B -batch-mode --batch-mode', '-o -offline --offline', '-q -quiet --quiet', '-ntp -no-transfer-progress --no-transfer-progress', '-U -update-snapshots --update-snapshots'],
};

/** `gradle --help` 8. Tasks are operands. */
export const gradleGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-b --build-file -c --settings-file -g --gradle-user-home -I --init-script --include-build -M --write-verification-metadata -p --project-dir --project-cache-dir --max-workers --console --priority --warning-mode -x --exclude-task -F --dependency-verification --configuration-cache-problems --export-keys-format --update-locks',
  attached: '-D -P',
  synonyms: ['-q --quiet', '-i --info', '-s --stacktrace', '-x --exclude-task', '-p --project-dir'],
};

/** `dotnet build --help` 8. */
export const dotnetGrammar: ProgramGrammar = {
  subcommands: true,
  values: '--roll-forward --fx-version --additionalprobingpath --additional-deps',
  subcommandValues: {
    build: '-a --arch -c --configuration -f --framework -o --output -r --runtime -s --source --os -v --verbosity --version-suffix --artifacts-path --tl', publish: '-a --arch -c --configuration -f --framework --manifest -o --output -r --runtime -s --source --os -v --verbosity --version-suffix --artifacts-path',
    restore: '--configfile --lock-file-path --packages -r --runtime -s --source -v --verbosity -a --arch', run: '-a --arch -c --configuration -f --framework --launch-profile --os --project -p --property -r --runtime -v --verbosity', test: '-a --arch --blame-hang-timeout -c --configuration --collect -d --diag -f --framework -e --environment --filter -l --logger -o --output --os -r --results-directory --runtime -s --settings -v --verbosity', tool: '--add-source --configfile --framework --tool-path --version -v --verbosity -a --arch', new: '-lang --language -n --name -o --output -f --framework -v --verbosity', pack: '-c --configuration -o --output --runtime -v --verbosity --version-suffix', add: '-f --framework --package-directory -s --source -v --version', nuget: '-n --name -u --username -p --password -s --source --configfile -k --api-key', workload: '--source --configfile --version -v --verbosity',
  },
  synonyms: ['-c --configuration', '-o --output', '-r --runtime', '-f --framework', '-s --source', '-v --verbosity'],
};

/** `mix help`; tasks have their own options. */
export const mixGrammar: ProgramGrammar = { subcommands: true, subcommandValues: { 'deps.get': '--only', release: '--path --version', 'deps.compile': '', test: '--seed --only --exclude --include', 'archive.install': '--sha512 --repo' }, synonyms: ['-f --force'] };

/** GNU make 4.4. */
export const makeGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-C --directory -f --file --makefile -I --include-dir -o --old-file --assume-old -W --what-if --new-file --assume-new -E --eval',
  attached: '-j -l -O',
  synonyms: ['-j --jobs', '-C --directory', '-f --file --makefile', '-s --silent --quiet', '-B --always-make', '-k --keep-going'],
};

/** cmake(1) 3.28. `-D` and `-U` may stand apart from their value. */
export const cmakeGrammar: ProgramGrammar = {
  subcommands: false,
  values: '-S -B -C -D -U -G -T -A -P -E --preset --build --install --config --target -t --prefix --component --strip-level --log-level --toolchain --install-prefix --workflow --open',
  attached: '-j',
  synonyms: ['-j --parallel', '-t --target'],
};
