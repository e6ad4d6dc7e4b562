import { describe, expect, test } from '@jest/globals';
import { at } from './tree-of.ts';

describe('cargo', () => {
  const files = {
    'Cargo.toml': '[workspace]\nmembers = ["crates/*"]\nresolver = "2"\n',
    'crates/daemon/Cargo.toml': '[package]\nname = "daemon"\n', 'crates/daemon/src/main.rs': '',
    'crates/cli/Cargo.toml': '[package]\nname = "cli"\n\n[[bin]]\nname = "ironcli"\npath = "src/main.rs"\n', 'crates/cli/src/main.rs': '', 'crates/cli/src/bin/extra.rs': '',
    'crates/lib/Cargo.toml': '[package]\nname = "lib"\n', 'crates/lib/src/lib.rs': '',
  };
  const build = (command: string): string => `FROM rust:1.80\nWORKDIR /app\nCOPY . .\n${command}\n`;

  test.each([
    ['RUN cargo build --release', '/app/target/release/daemon', 'present'],
    ['RUN cargo build --release', '/app/target/release/ironcli', 'present'],
    ['RUN cargo build --release', '/app/target/release/cli', 'unknown'],
    ['RUN cargo build --release', '/app/target/release/other', 'absent'],
    ['RUN cargo build --release', '/app/target/debug/daemon', 'absent'],
    ['RUN cargo build --release -p daemon', '/app/target/release/ironcli', 'absent'],
    ['RUN cargo build --profile dist', '/app/target/dist/daemon', 'present'],
    ['RUN cargo build', '/app/target/debug/daemon', 'present'],
    ['RUN cargo build --release --target x86_64-unknown-linux-musl', '/app/target/x86_64-unknown-linux-musl/release/daemon', 'present'],
    ['RUN cargo build --release --target x86_64-unknown-linux-musl', '/app/target/release/daemon', 'absent'],
    ['RUN cargo build --release --target $TRIPLE', '/app/target/x-y-z/release/daemon', 'unknown'],
    ['ENV CARGO_TARGET_DIR=/out\nRUN cargo build --release', '/out/release/daemon', 'present'],
    ['RUN cd crates/daemon && cargo build --release', '/app/target/release/daemon', 'present'],
    ['RUN cd crates/daemon && cargo build --release', '/app/target/release/ironcli', 'absent'],
    ['RUN --mount=type=cache,target=/app/target cargo build --release', '/app/target/release/daemon', 'absent'],
    ['RUN --mount=type=cache,target=/app/target cargo build --release && cp target/release/daemon /usr/local/bin/', '/usr/local/bin/daemon', 'present'],
    ['RUN cargo chef cook --release --recipe-path recipe.json', '/app/target/release/other', 'absent'],
    ['RUN cargo build --release', '/app/target/release/deps/x', 'unknown'],
  ])('%s: %s is %s', (command, path, is) => {
    expect(at(build(command), path, { files })).toBe(is);
  });

  test.each([
    ['RUN cargo build --release', '/app/target/release/any', 'unknown'],
    ['RUN cargo build --release', '/app/target/debug/any', 'absent'],
    ['RUN cargo build --release --bin daemon', '/app/target/release/daemon', 'unknown'],
    ['RUN cargo install --root /out daemon', '/out/bin/daemon', 'unknown'],
  ])('without a context: %s: %s is %s', (command, path, is) => {
    expect(at(`FROM rust:1.80\nWORKDIR /app\n${command}\n`, path)).toBe(is);
  });

  // Of the programs of this crate the name is known: it is `present` where cargo puts it, and `absent` elsewhere.
  const configuration = { '.cargo/config.toml': '[install]\nroot = "tools"\n' };
  test.each([
    ['RUN cargo install cargo-nextest', '/usr/local/cargo/bin/cargo-nextest'],
    ['ENV CARGO_HOME=/cargo\nRUN cargo install cargo-nextest', '/cargo/bin/cargo-nextest'],
    ['COPY . .\nENV CARGO_HOME=/cargo\nRUN cargo install cargo-nextest', '/app/tools/bin/cargo-nextest'],
    ['COPY . .\nENV CARGO_INSTALL_ROOT=/opt\nRUN cargo install cargo-nextest', '/opt/bin/cargo-nextest'],
    ['ENV CARGO_INSTALL_ROOT=tools\nRUN cargo install cargo-nextest', '/app/tools/bin/cargo-nextest'],
    ['ENV CARGO_INSTALL_ROOT=/opt\nRUN cargo install --root out cargo-nextest', '/app/out/bin/cargo-nextest'],
    ['RUN cargo install --config install.root=\\"/opt\\" cargo-nextest', '/opt/bin/cargo-nextest'],
  ])('the folder of cargo install, by the first of its settings: %s', (command, path) => {
    const text = `FROM rust:1.80\nWORKDIR /app\n${command}\n`;
    expect(at(text, path, { files: configuration })).toBe('present');
    for (const other of ['/cargo/bin/cargo-nextest', '/opt/bin/cargo-nextest', '/app/tools/bin/cargo-nextest'].filter((one) => one !== path)) expect(at(text, other, { files: configuration })).toBe('absent');
  });

  test.each(['ENV CARGO_INSTALL_ROOT=\nRUN cargo install cargo-nextest', 'RUN cargo install --root $X cargo-nextest', 'RUN curl -o .cargo/config.toml https://example.com && cargo install cargo-nextest'])('only the build knows: %s', (command) => {
    expect(at(`FROM rust:1.80\nWORKDIR /app\n${command}\n`, '/opt/bin/cargo-nextest')).toBe('unknown');
  });
});

describe('go', () => {
  test.each([
    ['RUN go build -o /out/app ./cmd/app', '/out/app', 'present'],
    ['RUN go build -o /out/ ./cmd/app ./cmd/other', '/out/other', 'present'],
    ['RUN cd cmd && go build -o server .', '/src/cmd/server', 'present'],
    ['RUN go build ./cmd/app', '/src/app', 'present'],
    ['RUN go build .', '/src/tool', 'present'],
    ['RUN go build -o /out/app .', '/out/tool', 'absent'],
    ['RUN go install example.com/tool/v2@latest', '/go/bin/tool', 'present'],
    ['RUN make', '/out/app', 'unknown'],
  ])('%s: %s is %s', (command, path, is) => {
    expect(at(`FROM golang:1.22\nWORKDIR /src\nCOPY . .\n${command}\n`, path, { files: { 'go.mod': 'module example.com/x/tool\n', 'main.go': '' } })).toBe(is);
  });
});
