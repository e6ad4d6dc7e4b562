/** A library of the system that a crate links a program with, unless it compiles it in. */
export interface NativeLibrary {
  /** The crate that links it. */
  readonly crate: string;
  /** The crate that is in the lock file when it is compiled in instead. */
  readonly compiledInBy: string;
  /** How its users know it. */
  readonly feature: string;
  /** As the loader asks for it. */
  readonly file: string;
  /** The package of Debian by release. */
  readonly packages: Readonly<Record<string, string>>;
  /** Releases of Debian whose image has it: what is in every image of them depends on it. */
  readonly inImagesOf: readonly string[];
}

/**
 * What crates link when `pkg-config` finds it. Source: the `build.rs` of the crates; packages, and what the images of Debian have, by the package
 * indexes of Debian 11 to 13, read 2026-11-29 (coreutils of Debian 13 needs libssl, as sources of Debian 11's apt do).
 */
export const nativeLibraries: readonly NativeLibrary[] = [
  { crate: 'openssl-sys', compiledInBy: 'openssl-src', feature: 'the feature `vendored` of `openssl`', file: 'libssl', packages: { '11': 'libssl1.1', '12': 'libssl3', '13': 'libssl3t64' }, inImagesOf: ['11', '13'] },
  { crate: 'pq-sys', compiledInBy: 'pq-src', feature: 'the feature `bundled` of `pq-sys`', file: 'libpq', packages: { '11': 'libpq5', '12': 'libpq5', '13': 'libpq5' }, inImagesOf: [] },
  { crate: 'mysqlclient-sys', compiledInBy: 'mysqlclient-src', feature: 'the feature `bundled` of `mysqlclient-sys`', file: 'libmariadb', packages: { '11': 'libmariadb3', '12': 'libmariadb3', '13': 'libmariadb3' }, inImagesOf: [] },
];

/** Packages of Debian that bring none of these, nor anything that does, recommended packages included (by the indexes of Debian 11 to 13). */
const without: ReadonlySet<string> = new Set(`acl attr bash bash-completion bsdextrautils bsdutils busybox bzip2 dash debianutils diffutils dumb-init ethtool expat file
findutils fonts-dejavu fonts-dejavu-core fonts-liberation fonts-noto gettext-base gosu gpgv grep gzip hostname htop init-system-helpers iptables jq less libaio1 libbrotli1 libbz2-1.0
libc6 libcap2 libclang1 libelf1 libexpat1 libffi8 libfreetype6 libfuse2 libfuse3-3 libgcc-s1 libglib2.0-0 libgmp10 libgomp1 libhwloc15 libicu72 libjemalloc2 libjpeg62-turbo
liblz4-1 liblzma5 libmagic1 libmimalloc2.0 libncurses6 libnss-wrapper libnuma1 libpng16-16 libprotobuf32 libreadline8 libseccomp2 libsnappy1v5 libsqlite3-0 libstdc++6 libsystemd0
libtinfo6 libudev1 libunwind8 libusb-1.0-0 libuv1 libwebp7 libx11-6 libxcb1 libxml2 libzstd1 locales-all lsb-release mime-support media-types musl nano ncurses-base ncurses-bin
net-tools netbase netcat netcat-openbsd netcat-traditional patch perl-base pkg-config procps psmisc sed shared-mime-info sqlite3 strace tar tini tree unzip vim vim-tiny
xz-utils zip zlib1g zstd zsh`.split(/\s+/));

/** Packages that bring some of these by a package that they recommend alone. */
const withoutRecommended: ReadonlySet<string> = new Set(`adduser anacron apt-transport-https apt-utils cron dbus debconf dirmngr e2fsprogs fdisk fontconfig fuse fuse3
gnupg gpg iputils-ping libcap2-bin libdbus-1-3 libfontconfig1 libpcap0.8 locales logrotate musl-tools passwd poppler-utils protobuf-compiler rsyslog sudo tzdata util-linux wget
graphviz imagemagick`.split(/\s+/));

/** Packages that depend on OpenSSL (by the index of Debian 12, whose image lacks it), and bring none of the others. */
const withOpenssl: ReadonlySet<string> = new Set(`bind9-dnsutils ca-certificates chromium curl dnsutils ffmpeg git ifupdown iproute2 kmod libcurl3-gnutls libcurl4 libgssapi-krb5-2
libssh2-1 libssl-dev libzmq5 lsof nginx nodejs openssh-client openssl python3 python3-minimal redis-tools rsync socat supervisor tcpdump telnet udev`.split(/\s+/));

/** Whether installing a package of Debian brings the library; undefined when that is not known. `recommended`: what it recommends comes along. */
export function bringsLibrary(name: string, { crate, packages }: NativeLibrary, recommended: boolean): boolean | undefined {
  if (Object.values(packages).includes(name)) return true;
  if (withOpenssl.has(name)) return crate === 'openssl-sys';
  return without.has(name) || (!recommended && withoutRecommended.has(name)) ? false : undefined;
}

/** Crates that work while others are compiled, and are in no program: what they need is no matter of the image. */
export const buildTimeCrates: ReadonlySet<string> = new Set(['built', 'git-version', 'ort-sys', 'shadow-rs', 'utoipa-swagger-ui', 'vergen', 'vergen-git2', 'vergen-gitcl', 'vergen-lib']);
