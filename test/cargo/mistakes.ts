/** One change of a sound Dockerfile, and what is to be said of it. */
export interface Mistake {
  /** As docs/cargo-chef.md words it, for a person who reads the test. */
  readonly mistake: string;
  /** All findings of the rules on cargo that there are, `rule/fault`, each once. */
  readonly found: readonly string[];
  /** What is replaced in the sound file, and by what. */
  readonly change: readonly (readonly [string, string])[];
  /** Which sound file; `canonical` by default. */
  readonly of?: keyof typeof sound;
  /** Texts of the build context, by path; none when the context is not known. */
  readonly files?: Readonly<Record<string, string>>;
}

const canonical = `FROM rust:1.93-trixie AS chef
RUN cargo install --locked --version 0.1.77 cargo-chef
WORKDIR /app

FROM chef AS planner
COPY . .
RUN cargo chef prepare --recipe-path recipe.json

FROM chef AS builder
COPY --from=planner /app/recipe.json recipe.json
RUN cargo chef cook --release --recipe-path recipe.json
COPY . .
RUN cargo build --release --bin app

FROM debian:trixie-slim AS runtime
COPY --from=builder /app/target/release/app /usr/local/bin/app
ENTRYPOINT ["app"]
`;

const cacher = canonical.replace(`FROM chef AS builder
`, `FROM chef AS cacher
`).replace(`COPY . .
RUN cargo build`, `
FROM chef AS builder
COPY --from=cacher /app/target target
COPY --from=cacher /usr/local/cargo /usr/local/cargo
COPY . .
RUN cargo build`);

const musl = canonical.replace('cook --release', 'cook --release --target x86_64-unknown-linux-musl').replace('build --release', 'build --release --target x86_64-unknown-linux-musl')
  .replace('target/release/app', 'target/x86_64-unknown-linux-musl/release/app').replace('debian:trixie-slim', 'alpine:3.22');

/** Files without a mistake: one as the pattern is taught, one with a stage that cooks for another, one that is linked statically. */
export const sound = { canonical, cacher, musl };

const manifest = '[package]\nname = "app"\nversion = "0.1.0"\n\n[dependencies]\n';
const sources = { 'Cargo.toml': manifest, 'Cargo.lock': '', 'src/main.rs': '', '.dockerignore': '/target/\n' };

const optional = { ...sources, 'Cargo.toml': `${manifest}tls = { version = "1", optional = true }\n` };
const byDefault = { ...sources, 'Cargo.toml': `${manifest}tls = { version = "1", optional = true }\n\n[features]\ndefault = ["tls"]\n` };
const workspace = {
  'Cargo.toml': '[workspace]\nmembers = ["app", "tool"]\n', 'Cargo.lock': '', '.dockerignore': 'target\n',
  'app/Cargo.toml': `${manifest}serde = "1"\n`, 'app/src/main.rs': '', 'tool/Cargo.toml': `${manifest.replace('app', 'tool')}serde = { version = "1", features = ["derive"] }\n`, 'tool/src/main.rs': '',
};

/** The list of reference C.1, by its numbers, and what C.2 adds. */
export const mistakes: Readonly<Record<string, readonly Mistake[]>> = {
  '1': [
    { mistake: 'sources above cook', found: ['cargo-chef/sources-before-cook'], change: [['COPY --from=planner', 'COPY . .\nCOPY --from=planner']] },
    { mistake: 'a folder of sources above cook', found: ['cargo-chef/sources-before-cook'], change: [['COPY --from=planner', 'COPY src src\nCOPY --from=planner']] },
    { mistake: 'everything of the planner above cook', found: ['cargo-chef/sources-before-cook'], change: [['/app/recipe.json recipe.json', '/app .']] },
    { mistake: 'sources in a stage below', found: ['cargo-chef/sources-before-cook'], change: [['WORKDIR /app\n', 'WORKDIR /app\nCOPY . .\n']] },
  ],
  '2': [{ mistake: 'no planner', found: ['cargo-chef/no-planner'], change: [['RUN cargo chef prepare --recipe-path recipe.json\n\nFROM chef AS builder\nCOPY --from=planner /app/recipe.json recipe.json\n', 'RUN cargo chef prepare --recipe-path recipe.json\n']] }],
  '3': [{ mistake: 'no recipe', found: ['cargo-chef/recipe-missing'], change: [['COPY --from=planner /app/recipe.json recipe.json\n', '']] }],
  '4': [
    { mistake: 'the recipe is copied from where it is not', found: ['cargo-chef/recipe-path'], change: [['/app/recipe.json recipe.json', '/recipe.json recipe.json']] },
    { mistake: 'the recipe is copied to where cook does not look', found: ['cargo-chef/recipe-path'], change: [['/app/recipe.json recipe.json', '/app/recipe.json /tmp/recipe.json']] },
    { mistake: 'prepare writes elsewhere', found: ['cargo-chef/recipe-path'], change: [['prepare --recipe-path recipe.json', 'prepare --recipe-path deps.json']] },
    { mistake: 'cook reads its default', found: ['cargo-chef/recipe-path'], change: [['/app/recipe.json recipe.json', '/app/recipe.json deps.json'], ['cook --release --recipe-path recipe.json', 'cook --release']] },
  ],
  '5': [
    { mistake: 'cook for debug, build for release', found: ['cargo-chef-drift/profile'], change: [['cook --release', 'cook']] },
    { mistake: 'the second of two cooks misses its build', found: ['cargo-chef-drift/profile'], change: [['RUN cargo chef cook --release', 'RUN cargo chef cook --check\nRUN cargo chef cook'], ['recipe-path recipe.json\nCOPY . .\nRUN cargo build', 'recipe-path recipe.json\nCOPY . .\nRUN cargo check && cargo build']] },
    { mistake: 'cook for release, build for debug', found: ['cargo-chef-drift/profile', 'cargo-output-path/other-folder'], change: [['cargo build --release', 'cargo build']] },
  ],
  '6': [
    { mistake: 'another profile', found: ['cargo-chef-drift/profile'], change: [['cook --release', 'cook --profile dist']] },
    { mistake: 'a profile on one side', found: ['cargo-chef-drift/profile', 'cargo-output-path/other-folder'], change: [['build --release', 'build --profile=dist']] },
  ],
  '7': [{ mistake: '--release and --profile', found: ['cargo-chef-drift/profile-twice'], change: [['cook --release', 'cook --release --profile release']] }],
  '8': [
    { mistake: 'a target for cook alone', found: ['cargo-chef-drift/target'], change: [['cook --release', 'cook --release --target x86_64-unknown-linux-gnu']] },
    { mistake: 'another target', found: ['cargo-chef-drift/target'], of: 'musl', change: [['cook --release --target x86_64-unknown-linux-musl', 'cook --release --target aarch64-unknown-linux-musl']] },
    { mistake: 'the target of a variable', found: ['cargo-chef-drift/target', 'cargo-output-path/other-folder'], change: [['COPY . .\nRUN cargo build', 'COPY . .\nENV CARGO_BUILD_TARGET=x86_64-unknown-linux-musl\nRUN cargo build']] },
  ],
  '9': [
    { mistake: 'features for one', found: ['cargo-chef-drift/features'], change: [['build --release', 'build --release --features tls']], files: optional },
    { mistake: 'features for one, by -F', found: ['cargo-chef-drift/features'], change: [['build --release', 'build --release -F tls']], files: optional },
    { mistake: 'all features for one', found: ['cargo-chef-drift/features'], change: [['cook --release', 'cook --release --all-features']], files: optional },
    { mistake: 'default features for one', found: ['cargo-chef-drift/features'], change: [['build --release', 'build --release --no-default-features']], files: byDefault },
  ],
  '10': [
    { mistake: 'a package for one', found: ['cargo-chef-drift/packages'], change: [['cook --release', 'cook --release --package app']], files: workspace },
    { mistake: 'the workspace for one', found: ['cargo-chef-drift/packages'], change: [['build --release --bin app', 'build --release --workspace'], ['cook --release', 'cook --release -p app']], files: workspace },
  ],
  '11': [{ mistake: 'another manifest', found: ['cargo-chef-drift/manifest'], change: [['build --release', 'build --release --manifest-path server/Cargo.toml']] }],
  '12': [
    { mistake: 'tests that were not cooked', found: ['cargo-chef-drift/uncooked-targets'], change: [['cargo build --release --bin app', 'cargo build --release --bin app && cargo test --release']] },
    { mistake: 'an example that was not cooked', found: ['cargo-chef-drift/uncooked-targets'], change: [['--bin app', '--bin app --example demo']] },
    { mistake: 'benches that were not cooked', found: ['cargo-chef-drift/uncooked-targets'], change: [['--bin app', '--bin app --benches']] },
  ],
  '13': [
    { mistake: 'cook --check', found: ['cargo-chef-drift/mode'], change: [['cook --release', 'cook --release --check']] },
    { mistake: 'cook --clippy', found: ['cargo-chef-drift/mode'], change: [['cook --release', 'cook --release --clippy']] },
  ],
  '14': [
    { mistake: 'zigbuild for one', found: ['cargo-chef-drift/compiler'], change: [['cargo build', 'cargo zigbuild']] },
    { mistake: 'cross for one', found: ['cargo-chef-drift/compiler'], change: [['cargo build', 'cross build']] },
  ],
  '15': [
    { mistake: 'nightly for one', found: ['cargo-chef-drift/toolchain'], change: [['cargo build', 'cargo +nightly build']] },
    { mistake: '-Z for one', found: ['cargo-chef-drift/toolchain'], change: [['cargo build --release', 'cargo build -Z build-std --release']] },
  ],
  '16': [
    { mistake: 'a toolchain file behind cook', found: ['cargo-chef-image/toolchain-file'], change: [], files: { ...sources, 'rust-toolchain.toml': '[toolchain]\nchannel = "1.90.0"\n' } },
    { mistake: 'one of the older form', found: ['cargo-chef-image/toolchain-file'], change: [], files: { ...sources, 'rust-toolchain': 'nightly-2026-01-01\n' } },
  ],
  '17': [
    { mistake: 'another Rust', found: ['cargo-chef-image/different-images'], of: 'cacher', change: [['\nFROM chef AS builder', '\nFROM rust:1.90-trixie AS builder\nWORKDIR /app']] },
    { mistake: 'another distribution', found: ['cargo-chef-image/different-images'], of: 'cacher', change: [['\nFROM chef AS builder', '\nFROM rust:1.93-alpine AS builder\nWORKDIR /app']] },
    { mistake: 'another release of Debian', found: ['cargo-chef-image/different-images'], of: 'cacher', change: [['\nFROM chef AS builder', '\nFROM rust:1.93-bookworm AS builder\nWORKDIR /app']] },
  ],
  '18': [{ mistake: 'another folder', found: ['cargo-chef-drift/workdir'], change: [['COPY . .\nRUN cargo build', 'WORKDIR /src\nCOPY . .\nRUN cargo build']] }],
  '19': [{ mistake: 'a relative folder', found: ['workdir-relative/unknown-base'], change: [['WORKDIR /app', 'WORKDIR app']] }],
  '20': [
    { mistake: 'nothing is copied of the stage that cooked', found: ['cargo-chef-artifacts/not-copied'], of: 'cacher', change: [['COPY --from=cacher /app/target target\nCOPY --from=cacher /usr/local/cargo /usr/local/cargo\n', '']] },
    { mistake: 'only the downloads are copied', found: ['cargo-chef-artifacts/not-copied'], of: 'cacher', change: [['COPY --from=cacher /app/target target\n', '']] },
  ],
  '21': [{ mistake: 'target is copied to another path', found: ['cargo-chef-artifacts/other-path'], of: 'cacher', change: [['/app/target target', '/app/target /target']] }],
  '22': [
    { mistake: 'RUSTFLAGS for one, in between', found: ['cargo-chef-drift/flags'], change: [['COPY . .\nRUN cargo build', 'COPY . .\nENV RUSTFLAGS="-C target-cpu=native"\nRUN cargo build']] },
    { mistake: 'RUSTFLAGS for one, before the command', found: ['cargo-chef-drift/flags'], change: [['RUN cargo build', 'RUN RUSTFLAGS="-C target-cpu=native" cargo build']] },
    { mistake: 'a setting of the profile for one', found: ['cargo-chef-drift/flags'], change: [['COPY . .\nRUN cargo build', 'COPY . .\nENV CARGO_PROFILE_RELEASE_LTO=true\nRUN cargo build']] },
    { mistake: 'encoded flags for one', found: ['cargo-chef-drift/flags'], change: [['RUN cargo chef cook', 'RUN CARGO_ENCODED_RUSTFLAGS=-g cargo chef cook']] },
    { mistake: 'flags before a wrapper of cargo', found: ['cargo-chef-drift/flags'], change: [['RUN cargo build', 'RUN RUSTFLAGS=-g cargo auditable build']] },
    { mistake: 'flags by cargo\'s own variable for one', found: ['cargo-chef-drift/flags'], change: [['RUN cargo build', 'RUN CARGO_BUILD_RUSTFLAGS=-g cargo build']] },
  ],
  '23': [
    { mistake: 'sccache for one', found: ['cargo-chef-drift/wrapper'], change: [['COPY . .\nRUN cargo build', 'COPY . .\nENV RUSTC_WRAPPER=sccache\nRUN cargo build']] },
    { mistake: 'the folder of sccache is mounted for one', found: ['cargo-chef-artifacts/wrapper-mount'], change: [['WORKDIR /app\n', 'WORKDIR /app\nENV RUSTC_WRAPPER=sccache SCCACHE_DIR=/sccache\n'], ['RUN cargo build', 'RUN --mount=type=cache,target=/sccache cargo build']] },
  ],
  '24': [
    { mistake: 'a cache mount over what was cooked', found: ['cargo-chef-artifacts/shadowed', 'cargo-output-path/cache-mounted'], change: [['RUN cargo build', 'RUN --mount=type=cache,target=/app/target cargo build']] },
    { mistake: 'a cache mount that swallows what is cooked', found: ['cargo-chef-artifacts/never-stored'], change: [['RUN cargo chef cook', 'RUN --mount=type=cache,target=/app/target cargo chef cook']] },
  ],
  '25': [{ mistake: 'downloads are cached for one', found: ['cargo-chef-artifacts/download-mount'], change: [['RUN cargo chef cook', 'RUN --mount=type=cache,target=/usr/local/cargo/registry cargo chef cook']] }],
  '26': [
    { mistake: 'another target folder', found: ['cargo-chef-drift/target-dir', 'cargo-output-path/other-folder'], change: [['build --release', 'build --release --target-dir /out']] },
    { mistake: 'another target folder by a variable', found: ['cargo-chef-drift/target-dir', 'cargo-output-path/other-folder'], change: [['COPY . .\nRUN cargo build', 'COPY . .\nENV CARGO_TARGET_DIR=/out\nRUN cargo build']] },
  ],
  '27': [
    { mistake: 'the final copy forgets the target', found: ['cargo-output-path/other-folder'], of: 'musl', change: [['target/x86_64-unknown-linux-musl/release', 'target/release']] },
    { mistake: 'the final copy forgets the profile', found: ['cargo-output-path/other-folder'], change: [['cook --release', 'cook --profile dist'], ['build --release', 'build --profile dist']] },
  ],
  '28': [
    { mistake: 'a program for glibc on Alpine', found: ['binary-libc/other-libc'], change: [['debian:trixie-slim', 'alpine:3.22']] },
    { mistake: 'a program for glibc in an empty image', found: ['binary-libc/other-libc'], change: [['FROM debian:trixie-slim AS runtime', 'FROM scratch AS runtime']] },
    { mistake: 'a program for glibc on distroless/static', found: ['binary-libc/other-libc'], change: [['debian:trixie-slim', 'gcr.io/distroless/static-debian12:nonroot']] },
  ],
  '29': [
    { mistake: 'the image with Rust is shipped', found: ['build-tools-shipped/base'], change: [['debian:trixie-slim', 'rust:1.93-trixie']] },
    { mistake: 'the stage that builds is shipped', found: ['build-tools-shipped/base'], change: [['FROM debian:trixie-slim AS runtime\nCOPY --from=builder /app/target/release/app /usr/local/bin/app\nENTRYPOINT ["app"]\n', 'ENTRYPOINT ["/app/target/release/app"]\n']] },
  ],
  '30': [
    { mistake: 'cargo-chef is installed unlocked', found: ['cargo-chef-image/install-unlocked'], change: [['install --locked', 'install']] },
    { mistake: 'cargo-chef is installed without a version', found: ['cargo-chef-image/install-unpinned'], change: [[' --version 0.1.77', '']] },
    { mistake: 'cargo-chef is installed behind the sources', found: ['cargo-chef-image/install-after-sources', 'cargo-chef/sources-before-cook'], change: [['RUN cargo install', 'COPY . .\nRUN cargo install']] },
    { mistake: 'cargo-chef is installed in every stage', found: ['cargo-chef-image/install-repeated'], of: 'cacher', change: [['RUN cargo install --locked --version 0.1.77 cargo-chef\n', ''], ['AS planner\n', 'AS planner\nRUN cargo install --locked --version 0.1.77 cargo-chef\n'], ['AS cacher\n', 'AS cacher\nENV LANG=C.UTF-8\nRUN cargo install --locked --version 0.1.77 cargo-chef\n']] },
  ],
  '31': [
    { mistake: 'a tag that moves', found: ['base-pinned/latest'], change: [['rust:1.93-trixie AS chef\nRUN cargo install --locked --version 0.1.77 cargo-chef', 'lukemathwalker/cargo-chef:latest AS chef']] },
    { mistake: 'a tag of which Rust and cargo-chef move', found: ['cargo-chef-image/floating'], change: [['rust:1.93-trixie AS chef\nRUN cargo install --locked --version 0.1.77 cargo-chef', 'lukemathwalker/cargo-chef:latest-rust-1 AS chef']] },
    { mistake: 'a tag of which only cargo-chef moves', found: ['base-pinned/moving'], change: [['rust:1.93-trixie AS chef\nRUN cargo install --locked --version 0.1.77 cargo-chef', 'lukemathwalker/cargo-chef:latest-rust-1.93.0-trixie AS chef']] },
    { mistake: 'the newest Rust, and cargo-chef compiled on it', found: ['base-pinned/latest'], change: [['rust:1.93-trixie', 'rust:latest']] },
  ],
  '32': [{ mistake: 'the planner has manifests only', found: ['cargo-chef/planner-without-sources'], change: [['AS planner\nCOPY . .', 'AS planner\nCOPY Cargo.toml Cargo.lock ./']] }],
  '33': [
    { mistake: 'a crate outside of the context', found: ['cargo-chef/crate-missing'], change: [], files: { ...sources, 'Cargo.toml': `${manifest}core = { path = "../core" }\n` } },
    { mistake: 'a member that is not there', found: ['cargo-chef/crate-missing'], change: [], files: { ...sources, 'Cargo.toml': '[workspace]\nmembers = ["app", "core"]\n', 'app/Cargo.toml': manifest, 'app/src/main.rs': '' } },
    { mistake: 'a member that the planner does not get', found: ['cargo-chef/crate-missing'], change: [['AS planner\nCOPY . .', 'AS planner\nCOPY Cargo.toml Cargo.lock ./\nCOPY app app']], files: { ...sources, 'Cargo.toml': '[workspace]\nmembers = ["app", "core"]\n', 'app/Cargo.toml': manifest, 'app/src/main.rs': '', 'core/Cargo.toml': manifest, 'core/src/lib.rs': '' } },
    { mistake: 'a crate that the build does not get', found: ['cargo-chef/crate-not-copied'], change: [['COPY . .\nRUN cargo build', 'COPY Cargo.toml Cargo.lock ./\nCOPY app app\nRUN cargo build']], files: { ...sources, 'Cargo.toml': '[workspace]\nmembers = ["app", "core"]\n', 'app/Cargo.toml': `${manifest}core = { path = "../core" }\n`, 'app/src/main.rs': '', 'core/Cargo.toml': manifest.replace('"app"', '"core"'), 'core/src/lib.rs': '' } },
  ],
  '34': [
    { mistake: 'target is sent with the sources', found: ['cargo-chef-artifacts/target-in-context'], change: [], files: { ...sources, '.dockerignore': 'docs/\n', 'target/debug/app': '' } },
    { mistake: 'target of a crate is sent with it', found: ['cargo-chef-artifacts/target-in-context'], change: [['COPY . .\nRUN cargo build', 'COPY ./server .\nRUN cargo build'], ['AS planner\nCOPY . .', 'AS planner\nCOPY ./server .']], files: { 'server/Cargo.toml': manifest, 'server/src/main.rs': '', 'server/target/debug/app': '', '.dockerignore': 'target\n' } },
  ],
  'C.2': [
    { mistake: 'a revision above cook', found: ['cargo-chef/volatile-variable'], change: [['RUN cargo chef cook', 'ARG GIT_SHA\nRUN cargo chef cook']] },
    { mistake: 'the builder has a newer glibc than the image', found: ['binary-libc/older-glibc'], change: [['debian:trixie-slim', 'debian:bookworm-slim']] },
    { mistake: 'sources above the artifacts', found: ['cargo-chef-artifacts/sources-first'], of: 'cacher', change: [['COPY --from=cacher /app/target target\nCOPY --from=cacher /usr/local/cargo /usr/local/cargo\nCOPY . .\n', 'COPY . .\nCOPY --from=cacher /app/target target\nCOPY --from=cacher /usr/local/cargo /usr/local/cargo\n']] },
    { mistake: 'what build scripts read differs', found: ['cargo-chef-drift/build-script'], change: [['COPY . .\nRUN cargo build', 'COPY . .\nENV CUDA_COMPUTE_CAP=90\nRUN cargo build']] },
    { mistake: 'a failure that nobody sees', found: ['cargo-chef/failure-hidden'], change: [['--bin app', '--bin app || true']] },
    { mistake: 'a lock file that the planner does not have', found: ['cargo-chef/lock-missing'], change: [['chef cook --release', 'chef cook --release --locked']], files: { '.dockerignore': 'Cargo.lock\ntarget', 'Cargo.toml': '[package]\nname = "app"\n', 'Cargo.lock': '', 'src/main.rs': '' } },
    { mistake: 'one cache mount for both', found: ['cargo-chef-artifacts/mount-only', 'cargo-output-path/cache-mounted'], change: [['RUN cargo chef cook', 'RUN --mount=type=cache,target=/app/target cargo chef cook'], ['RUN cargo build', 'RUN --mount=type=cache,target=/app/target cargo build']] },
  ],
};

/** What nobody is to be told of. */
export const noMistakes: readonly Mistake[] = [
  { mistake: 'as it is taught', found: [], change: [] },
  { mistake: 'a stage that cooks for another', found: [], of: 'cacher', change: [] },
  { mistake: 'linked statically', found: [], of: 'musl', change: [] },
  { mistake: 'with its context', found: [], change: [], files: sources },
  { mistake: '--locked on one side', found: [], change: [['build --release', 'build --release --locked']] },
  { mistake: '--locked on the other side', found: [], change: [['cook --release', 'cook --release --locked']] },
  { mistake: 'several programs', found: [], change: [['--bin app', '--bin app --bin tool --bin other']] },
  { mistake: '-j and --timings', found: [], change: [['cook --release', 'cook --release -j 4 --timings'], ['build --release', 'build --release -j8 --timings']] },
  { mistake: '-v, --offline and --frozen on one side', found: [], change: [['build --release', 'build --release -v --offline --frozen']] },
  { mistake: '--bin for cook alone', found: [], change: [['cook --release', 'cook --release --bin app'], ['--bin app\n\nFROM debian', '\n\nFROM debian']] },
  { mistake: '-r and --profile release', found: [], change: [['cook --release', 'cook --profile release'], ['build --release', 'build -r']] },
  { mistake: '--features and -F', found: [], change: [['cook --release', 'cook --release --features a,b'], ['build --release', 'build --release -F b -F a']] },
  { mistake: 'a feature of the crate itself, which no dependency gets', found: [], change: [['build --release', 'build --release --features extra']], files: { ...sources, 'Cargo.toml': `${manifest}\n[features]\nextra = []\n` } },
  { mistake: 'a feature that is default already', found: [], change: [['build --release', 'build --release --features tls']], files: { ...sources, 'Cargo.toml': `${manifest}tls = { version = "1", optional = true }\n\n[features]\ndefault = ["tls"]\n` } },
  { mistake: 'a toolchain file that names what the image has', found: [], change: [], files: { ...sources, 'rust-toolchain.toml': '[toolchain]\nchannel = "1.93"\n' } },
  { mistake: 'a toolchain file that is copied before', found: [], change: [['WORKDIR /app\n', 'WORKDIR /app\nCOPY rust-toolchain.toml .\n']], files: { ...sources, 'rust-toolchain.toml': '[toolchain]\nchannel = "1.90.0"\n' } },
  { mistake: 'a toolchain file in a folder above', found: [], change: [['WORKDIR /app\n', 'COPY rust-toolchain.toml /\nWORKDIR /app\n']], files: { ...sources, 'rust-toolchain.toml': '[toolchain]\nchannel = "1.90.0"\n' } },
  { mistake: 'the file cooks for another file', found: [], change: [['COPY . .\nRUN cargo build --release --bin app\n\nFROM debian:trixie-slim AS runtime\nCOPY --from=builder /app/target/release/app /usr/local/bin/app\nENTRYPOINT ["app"]\n', '']] },
  { mistake: 'sccache for both, mounted for both', found: [], change: [['WORKDIR /app\n', 'WORKDIR /app\nENV RUSTC_WRAPPER=sccache SCCACHE_DIR=/sccache\n'], ['RUN cargo chef cook', 'RUN --mount=type=cache,target=/sccache cargo chef cook'], ['RUN cargo build', 'RUN --mount=type=cache,target=/sccache cargo build']] },
  { mistake: 'sccache with a store elsewhere', found: [], change: [['WORKDIR /app\n', 'WORKDIR /app\nENV RUSTC_WRAPPER=sccache SCCACHE_BUCKET=cache\n']] },
  { mistake: 'a cache mount of apt', found: [], change: [['RUN cargo build', 'RUN --mount=type=cache,target=/var/lib/apt/lists cargo build']] },
  { mistake: 'cargo-chef from binstall', found: [], change: [['cargo install --locked --version 0.1.77 cargo-chef', 'cargo binstall -y cargo-chef@0.1.77']] },
  { mistake: '`**/target` is ignored', found: [], change: [], files: { ...sources, '.dockerignore': '**/target\n', 'target/debug/app': '' } },
  { mistake: 'the ignore file of the Dockerfile ignores it', found: [], change: [], files: { ...sources, '.dockerignore': 'docs\n', 'Dockerfile.dockerignore': 'target\n', 'target/debug/app': '' } },
  { mistake: 'two cooks for two builds', found: [], change: [['RUN cargo chef cook --release', 'RUN cargo chef cook --tests --recipe-path recipe.json\nRUN cargo chef cook --release'], ['RUN cargo build', 'RUN cargo test\nRUN cargo build']] },
  { mistake: 'a wrapper of cargo', found: [], change: [['cargo build', 'cargo auditable build']] },
  { mistake: 'flags for both, in front of both', found: [], change: [['RUN cargo chef cook', 'RUN RUSTFLAGS=-g cargo chef cook'], ['RUN cargo build', 'RUN RUSTFLAGS=-g cargo build']] },
  { mistake: 'manifests whose targets are named', found: [], change: [['AS planner\nCOPY . .', 'AS planner\nCOPY Cargo.toml Cargo.lock ./']], files: { ...sources, 'Cargo.toml': `${manifest}\n[[bin]]\nname = "app"\npath = "src/main.rs"\n` } },
  { mistake: 'a variable behind cook', found: [], change: [['COPY . .\nRUN cargo build', 'ARG GIT_SHA\nCOPY . .\nRUN cargo build']] },
];
