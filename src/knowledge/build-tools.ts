/** Packages of every system manager that are compilers or build tools by their whole name (source: package lists of Debian, Alpine, Fedora, 2026-11-23). */
const tools: ReadonlySet<string> = new Set([
  'build-essential', 'build-base', 'alpine-sdk', 'base-devel', 'devscripts', 'debhelper', 'dpkg-dev', 'fakeroot', 'rpm-build', 'rpmdevtools',
  'gcc', 'g++', 'gcc-c++', 'cpp', 'cc', 'clang', 'clang++', 'llvm', 'lld', 'mold', 'binutils', 'binutils-gold', 'gfortran', 'gcc-gfortran', 'gnat', 'tcc', 'nasm', 'yasm', 'musl-tools', 'crossbuild-essential-arm64', 'crossbuild-essential-armhf', 'crossbuild-essential-amd64', 'mingw-w64', 'gcc-multilib', 'g++-multilib',
  'make', 'gmake', 'cmake', 'ninja', 'ninja-build', 'samurai', 'meson', 'scons', 'bazel', 'autoconf', 'automake', 'autotools-dev', 'libtool', 'libtool-bin', 'm4', 'bison', 'flex', 're2c', 'swig', 'gperf', 'pkg-config', 'pkgconf', 'pkgconfig', 'pkgconf-pkg-config', 'ccache', 'sccache', 'patchelf',
  'cargo', 'rustc', 'rust', 'rustup', 'rust-all', 'golang', 'golang-go', 'golang-bin', 'go', 'gccgo', 'gccgo-go', 'ghc', 'cabal-install', 'stack', 'ocaml', 'opam', 'dmd', 'ldc', 'nim', 'zig', 'crystal', 'swiftlang', 'fpc', 'kotlin', 'scala', 'sbt',
  'default-jdk', 'default-jdk-headless', 'maven', 'gradle', 'ant', 'leiningen', 'erlang-dev', 'node-gyp', 'python3-dev', 'python-dev', 'python2-dev', 'python3-devel', 'python3-pip-whl', 'cython3', 'cython',
  'linux-headers', 'kernel-headers', 'kernel-devel', 'protobuf-compiler', 'protoc', 'libc-dev', 'libc6-dev', 'musl-dev', 'glibc-devel', 'libstdc++-dev',
]);

/** `@development-tools`, `Development Tools`: groups of dnf, yum and zypper. */
const groups: readonly string[] = ['development tools', 'development-tools', '@development tools', '@development-tools', '@development', 'devel_basis', 'c development tools and libraries', '@c-development'];

/** Names that end like headers or tools and are neither: programs that run things. */
const exceptions: readonly string[] = ['ruby-dev-utils', 'udev', 'eudev', 'util-linux-dev-tools'];

/**
 * Is the package there to build things: a compiler, a linker, a build tool, headers (`*-dev`, `*-devel`)? Versions are taken off
 * (`gcc=4:12`, `gcc-12`, `llvm-17-tools`). git, curl, python3, nodejs, perl are not: they run things, too.
 */
export function isBuildPackage(packageName: string): boolean {
  const lower = packageName.trim().toLowerCase();
  if (groups.includes(lower)) return true;
  const name = /^[^=<>~@]*/.exec(lower)?.[0]?.replace(/:(any|native|amd64|arm64|i386|armhf|all)$/, '') ?? lower;
  if (name === '' || exceptions.includes(name)) return false;
  if (tools.has(name) || tools.has(unversioned(name)) || /-(dev|devel|headers)$/.test(name)) return true;
  return isJdk(name) || isVersionedTool(name);
}

/** Headers, of libraries or the kernel: no program of the package runs. JDKs are called `-devel` too. */
export function isHeaders(packageName: string): boolean {
  const name = /^[^=<>~@:]*/.exec(packageName.trim().toLowerCase())?.[0] ?? '';
  return /-(?:dev|devel|headers)$|^(?:linux|kernel)-(?:headers|devel)/.test(name) && !isJdk(name);
}

function isJdk(name: string): boolean {
  return /^(openjdk-?\d+|java-[\d.]+-openjdk|java-[\d.]+-amazon-corretto)(-jdk(-headless)?|-devel(-headless)?)$/.test(name);
}

/** `gcc-12-aarch64-linux-gnu`, `llvm-17-tools`, `linux-headers-generic`; not the libraries that belong to them. */
function isVersionedTool(name: string): boolean {
  const belongs = /^(gcc|g\+\+|clang|llvm|lld|linux-headers|golang|rust|ghc|crossbuild-essential|gcc-toolset|devtoolset)-[\w.+-]+$/.test(name);
  return belongs && !/-(base|libs?|runtime|doc|common)$/.test(name);
}

/** `gcc-12` is gcc, `clang17` is clang, `python3.11-dev` ends with what tells. */
function unversioned(name: string): string {
  return name.replace(/-?\d+(\.\d+)*$/, '');
}

/** Folders in which the images of languages, and their installers, keep compilers (source: docker-library/rust and golang, rustup.rs, 2026-11-29). */
const toolchainFolders: ReadonlySet<string> = new Set(['/usr/local/cargo', '/usr/local/cargo/bin', '/usr/local/rustup', '/usr/local/rustup/toolchains', '/root/.cargo', '/root/.cargo/bin', '/root/.rustup', '/usr/local/go', '/usr/local/go/bin']);

export function isToolchainFolder(path: string): boolean {
  return toolchainFolders.has(path);
}
