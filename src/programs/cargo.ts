import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import type { ProgramGrammar } from './model.ts';

/** Options of every cargo subcommand that compiles: `cargo help build` of 1.80. */
const COMPILE =
  '-p --package --exclude --bin --example --test --bench -F --features -j --jobs --profile --target --target-dir --artifact-dir --out-dir --manifest-path --message-format --lockfile-path --build-plan';

/** `cargo help`, `cargo help install`, `cargo chef cook --help` (0.1.77), cargo-auditable, cargo-zigbuild. */
export const cargoGrammar: ProgramGrammar = {
  subcommands: true,
  prefix: '+',
  values: '--color -C --config -Z --explain',
  subcommandValues: {
    build: COMPILE, check: COMPILE, test: COMPILE, bench: COMPILE, doc: COMPILE, clippy: COMPILE, rustc: `${COMPILE} --crate-type --print`, fix: COMPILE,
    auditable: `${COMPILE} --version --git --branch --tag --rev --path --root --index --registry`, zigbuild: COMPILE, ndk: `${COMPILE} -t -o --platform`, cross: COMPILE, component: COMPILE, leptos: COMPILE, nextest: COMPILE, llvm: COMPILE, pgo: COMPILE,
    run: COMPILE,
    chef: `${COMPILE} --recipe-path`,
    install: `${COMPILE} --version --vers --git --branch --tag --rev --path --root --index --registry`,
    binstall: '--version --vers --git --targets --bin-dir --pkg-fmt --pkg-url --manifest-path --root --install-path --index --registry --strategies --disable-strategies --rate-limit --min-tls-version --root-certificates --log-level --github-token --maximum-resolution-timeout',
    uninstall: '-p --package --bin --root', fetch: '--manifest-path --target', vendor: '-s --sync --manifest-path', update: '-p --package --precise --manifest-path',
    metadata: '-F --features --filter-platform --manifest-path --format-version', tree: '-p --package --exclude --target -e --edges -i --invert --prune --depth --prefix --charset -f --format -F --features --manifest-path',
    clean: '-p --package --profile --target --target-dir --manifest-path', add: '-F --features --path --git --branch --tag --rev --registry --rename --target -p --package --manifest-path',
    new: '--vcs --edition --name --registry', init: '--vcs --edition --name --registry', publish: COMPILE, package: COMPILE, audit: '-f --file -d --db --ignore --target-arch --target-os --url --stale',
  },
  subcommandAliases: { b: 'build', c: 'check', d: 'doc', r: 'run', t: 'test' },
  synonyms: [
    '-r --release', '-p --package', '-F --features', '-j --jobs', '-q --quiet', '-v --verbose', '--version --vers', '--workspace --all', '-f --force',
  ],
  optionsEndAtOperand: 'run',
};

/** One call of cargo that prepares, compiles or installs. Words are as given; undefined or empty when not given. */
export interface CargoInvocation {
  readonly command: Command;
  /** `build`, `chef cook`, `chef prepare`, `install`, `auditable build`, `zigbuild`; aliases (`b`) by their own name. */
  readonly subcommand: string;
  readonly subcommandAt: Word;
  /** `nightly` of `+nightly`. */
  readonly toolchain: Word | undefined;
  readonly release: boolean;
  readonly profile: Word | undefined;
  readonly target: readonly Word[];
  readonly features: readonly Word[];
  readonly allFeatures: boolean;
  readonly noDefaultFeatures: boolean;
  readonly packages: readonly Word[];
  readonly excluded: readonly Word[];
  readonly bins: readonly Word[];
  readonly allBins: boolean;
  readonly workspace: boolean;
  readonly tests: boolean;
  readonly allTargets: boolean;
  readonly targetDir: Word | undefined;
  readonly manifestPath: Word | undefined;
  readonly recipePath: Word | undefined;
  readonly locked: boolean;
  readonly frozen: boolean;
  readonly offline: boolean;
  /** What is left: crates of `install`, the program's arguments of `run`. */
  readonly operands: readonly Word[];
  /** `cargo install --path`, `--git`, `--version`. */
  readonly path: Word | undefined;
  readonly git: Word | undefined;
  readonly version: Word | undefined;
  readonly revision: Word | undefined;
}

/** What a `cargo` command (also `cargo-chef`, `cross`, `xx-cargo`) does; undefined for other programs and for cargo without a subcommand. */
export function cargoInvocation(command: Command): CargoInvocation | undefined {
  if (!PROGRAMS.includes(command.name)) return undefined;
  const first = command.subcommand();
  if (first === undefined) return undefined;
  const values = (...names: readonly string[]): readonly Word[] =>
    command.options().flatMap((option) => (names.includes(option.name) && option.value !== undefined ? [option.value] : []));
  const has = (...names: readonly string[]): boolean => command.option(...names) !== undefined;
  const operands = command.operands();
  const toolchain = command.words[1];
  // `cargo chef cook`, `cargo auditable build`, also called as `cargo-chef chef cook`.
  const nested = first.value === 'chef' || first.value === 'auditable' || first.value === 'leptos' || first.value === 'component';
  const second = nested ? operands[0] : undefined;
  const direct = command.name === 'cargo-chef' && !nested;
  const name = ALIASES[first.value ?? ''] ?? first.value ?? '';
  return {
    command, subcommand: direct ? `chef ${name}` : second === undefined ? name : `${name} ${second.value ?? ''}`, subcommandAt: second ?? first,
    toolchain: toolchain?.value?.startsWith('+') === true ? toolchain : undefined,
    release: has('-r', '--release'), profile: command.option('--profile')?.value, target: values('--target'),
    features: values('-F', '--features'), allFeatures: has('--all-features'), noDefaultFeatures: has('--no-default-features'),
    packages: values('-p', '--package'), excluded: values('--exclude'), bins: values('--bin'), allBins: has('--bins'),
    workspace: has('--workspace', '--all'), tests: has('--tests', '--test'), allTargets: has('--all-targets'),
    targetDir: command.option('--target-dir')?.value, manifestPath: command.option('--manifest-path')?.value,
    recipePath: command.option('--recipe-path')?.value,
    locked: has('--locked', '--frozen'), frozen: has('--frozen'), offline: has('--offline', '--frozen'),
    operands: second === undefined ? operands : operands.slice(1),
    path: command.option('--path')?.value, git: command.option('--git')?.value, version: command.option('--version')?.value,
    revision: command.option('--rev', '--tag', '--branch')?.value,
  };
}

/** Programs that read cargo's own arguments. */
const PROGRAMS: readonly string[] = ['cargo', 'cargo-chef', 'cross', 'xx-cargo', 'cargo-zigbuild'];

const ALIASES: { readonly [alias: string]: string } = { b: 'build', c: 'check', d: 'doc', r: 'run', t: 'test' };

/**
 * The folder that programs for a target go to, below the target folder: its triple, or the name of a file that describes it (`thumb.json`). zig's
 * versions are no part of it. Undefined for `host-tuple`, which is the target of the machine (the Cargo book, "build.target").
 */
export function targetFolderOf(target: string): string | undefined {
  return target === 'host-tuple' || target.includes('/') ? undefined : target.replace(/\.json$|\.\d+(?:\.\d+)*$/, '');
}
