import { onceByText } from '../once-each.ts';

/**
 * Programs that packages install, for packages that Dockerfiles install often and whose programs are not simply named as they
 * are (source: package contents of Debian 12 and Alpine 3.20, 2026-11-23; held against those of Debian 12 and 13 again on 2026-11-28: what a package itself does not have comes with what it needs, or as an alternative). An empty list: a package without programs.
 */
const programsOfPackage: Readonly<Record<string, readonly string[]>> = {
  'ca-certificates': ['update-ca-certificates'],
  tzdata: [],
  locales: ['locale-gen', 'localedef'],
  'netcat-openbsd': ['nc', 'netcat'],
  'netcat-traditional': ['nc', 'netcat'],
  netcat: ['nc', 'netcat'],
  ncat: ['ncat'],
  'nmap-ncat': ['ncat', 'nc'],
  procps: ['ps', 'pgrep', 'pkill', 'top', 'free', 'uptime', 'sysctl', 'watch', 'vmstat', 'pidof'],
  'procps-ng': ['ps', 'pgrep', 'pkill', 'top', 'free', 'uptime', 'sysctl', 'watch', 'pidof'],
  psmisc: ['killall', 'fuser', 'pstree'],
  iproute2: ['ip', 'ss', 'tc', 'bridge'],
  iproute: ['ip', 'ss', 'tc', 'bridge'],
  'iputils-ping': ['ping'],
  iputils: ['ping', 'tracepath'],
  'net-tools': ['netstat', 'ifconfig', 'route', 'arp', 'hostname'],
  dnsutils: ['dig', 'nslookup', 'nsupdate'],
  'bind-tools': ['dig', 'nslookup', 'host', 'nsupdate'],
  'bind-utils': ['dig', 'nslookup', 'host', 'nsupdate'],
  'bind9-dnsutils': ['dig', 'nslookup', 'nsupdate'],
  'postgresql-client': ['psql', 'pg_isready', 'pg_dump', 'pg_restore', 'createdb', 'dropdb'],
  postgresql: ['psql', 'pg_isready', 'pg_dump', 'pg_restore', 'createdb', 'dropdb'],
  'redis-tools': ['redis-cli', 'redis-benchmark'],
  redis: ['redis-server', 'redis-cli'],
  'redis-server': ['redis-server', 'redis-cli'],
  'default-mysql-client': ['mysql', 'mysqladmin', 'mysqldump', 'mariadb', 'mariadb-admin', 'mariadb-dump'],
  'mysql-client': ['mysql', 'mysqladmin', 'mysqldump'],
  'mariadb-client': ['mariadb', 'mariadb-admin', 'mariadb-dump', 'mysql', 'mysqladmin', 'mysqldump'],
  sqlite3: ['sqlite3'],
  sqlite: ['sqlite3'],
  'dumb-init': ['dumb-init'],
  tini: ['tini'],
  'tini-static': ['tini-static'],
  gosu: ['gosu'],
  'su-exec': ['su-exec'],
  sudo: ['sudo', 'visudo'],
  curl: ['curl'],
  'curl-minimal': ['curl'],
  wget: ['wget'],
  httpie: ['http', 'https'],
  jq: ['jq'],
  git: ['git'],
  gnupg: ['gpg', 'gpgconf', 'gpg-agent'],
  gnupg2: ['gpg', 'gpg2', 'gpgconf', 'gpg-agent'],
  gpg: ['gpg'],
  openssl: ['openssl'],
  'openssh-client': ['ssh', 'scp', 'sftp', 'ssh-keygen', 'ssh-keyscan', 'ssh-agent', 'ssh-add'],
  'openssh-clients': ['ssh', 'scp', 'sftp', 'ssh-keygen', 'ssh-keyscan', 'ssh-agent', 'ssh-add'],
  'openssh-client-default': ['ssh', 'scp', 'sftp', 'ssh-keyscan'],
  'openssh-server': ['sshd'],
  openssh: ['ssh', 'scp', 'sftp', 'sshd', 'ssh-keygen', 'ssh-keyscan'],
  rsync: ['rsync'],
  unzip: ['unzip', 'zipinfo', 'funzip'],
  zip: ['zip', 'zipnote', 'zipsplit'],
  'xz-utils': ['xz', 'unxz', 'xzcat'],
  xz: ['xz', 'unxz', 'xzcat'],
  zstd: ['zstd', 'unzstd', 'zstdcat'],
  bzip2: ['bzip2', 'bunzip2', 'bzcat'],
  gzip: ['gzip', 'gunzip', 'zcat'],
  tar: ['tar'],
  bash: ['bash'],
  shadow: ['useradd', 'groupadd', 'usermod', 'groupmod', 'userdel', 'groupdel', 'passwd', 'chpasswd', 'chage'],
  'shadow-utils': ['useradd', 'groupadd', 'usermod', 'groupmod', 'userdel', 'groupdel', 'adduser'],
  adduser: ['adduser', 'addgroup', 'deluser', 'delgroup'],
  passwd: ['useradd', 'groupadd', 'usermod', 'groupmod', 'userdel', 'groupdel', 'passwd', 'chpasswd', 'chage'],
  'util-linux': ['mount', 'umount', 'lsblk', 'flock', 'su', 'setpriv', 'nsenter', 'unshare', 'getopt', 'kill', 'more', 'whereis'],
  coreutils: ['ls', 'cp', 'mv', 'cat', 'chmod', 'chown', 'mkdir', 'rm', 'ln', 'stat', 'timeout', 'env', 'sleep', 'test', 'true', 'false', 'date', 'sort', 'head', 'tail'],
  findutils: ['find', 'xargs'],
  diffutils: ['diff', 'cmp', 'diff3', 'sdiff'],
  gettext: ['gettext', 'envsubst', 'msgfmt', 'xgettext'],
  'gettext-base': ['gettext', 'envsubst'],
  'gettext-envsubst': ['envsubst'],
  make: ['make'],
  cmake: ['cmake', 'ctest', 'cpack'],
  gcc: ['gcc', 'cc', 'cpp', 'gcov'],
  'g++': ['g++', 'c++'],
  'gcc-c++': ['g++', 'c++'],
  'build-essential': ['gcc', 'g++', 'cc', 'c++', 'make', 'ld', 'as', 'ar'],
  'build-base': ['gcc', 'g++', 'cc', 'c++', 'make', 'ld', 'as', 'ar', 'patch', 'file'],
  binutils: ['ld', 'as', 'ar', 'nm', 'objdump', 'objcopy', 'strip', 'readelf'],
  clang: ['clang', 'clang++'],
  'pkg-config': ['pkg-config'],
  pkgconf: ['pkg-config', 'pkgconf'],
  patch: ['patch'],
  python3: ['python3'],
  'python3-minimal': ['python3'],
  'python-is-python3': ['python'],
  'python3-pip': ['pip', 'pip3'],
  'py3-pip': ['pip', 'pip3'],
  'python3-venv': [],
  pipx: ['pipx'],
  nodejs: ['node', 'nodejs'],
  npm: ['npm', 'npx'],
  yarn: ['yarn', 'yarnpkg'],
  ruby: ['ruby', 'gem', 'irb', 'erb'],
  perl: ['perl'],
  'default-jre': ['java'],
  'default-jre-headless': ['java'],
  'default-jdk': ['java', 'javac', 'jar'],
  golang: ['go', 'gofmt'],
  go: ['go', 'gofmt'],
  cargo: ['cargo'],
  rustc: ['rustc'],
  rust: ['rustc', 'cargo'],
  nginx: ['nginx'],
  'nginx-light': ['nginx'],
  'nginx-full': ['nginx'],
  apache2: ['apache2', 'apache2ctl', 'a2enmod', 'a2ensite', 'a2dismod'],
  httpd: ['httpd', 'apachectl'],
  supervisor: ['supervisord', 'supervisorctl'],
  cron: ['cron', 'crontab'],
  dcron: ['crond', 'crontab'],
  ffmpeg: ['ffmpeg', 'ffprobe'],
  imagemagick: ['convert', 'identify', 'magick', 'mogrify'],
  vim: ['vim', 'vi'],
  'vim-tiny': ['vi'],
  nano: ['nano'],
  less: ['less'],
  file: ['file'],
  strace: ['strace'],
  socat: ['socat'],
  telnet: ['telnet'],
  lsof: ['lsof'],
  'lsb-release': ['lsb_release'],
  'apt-transport-https': [],
  'software-properties-common': ['add-apt-repository', 'lsb_release'],
  fuse3: ['fusermount3'],
  'docker-cli': ['docker'],
  // The client is a package of its own in Debian 13, and only recommended.
  'docker.io': ['dockerd'],
  'awscli': ['aws'],
  'aws-cli': ['aws'],
  'busybox-extras': ['telnet', 'ftpget', 'ftpput', 'httpd', 'tftp'],
  'grpc-health-probe': ['grpc_health_probe'],
};

/**
 * The programs that a package installs; undefined when the package is not known. Versions are taken off: `curl=8.1`,
 * `postgresql-client-16`, `php8.2` stay what they are if they are not in the table as written.
 */
export function programsOf(packageName: string): readonly string[] | undefined {
  const name = withoutVersion(packageName);
  if (Object.hasOwn(programsOfPackage, name)) return programsOfPackage[name];
  const unversioned = name.replace(/-?\d+(\.\d+)*(-(jre|jdk)(-headless)?)?$/, '');
  if (unversioned !== name && Object.hasOwn(programsOfPackage, unversioned)) return programsOfPackage[unversioned];
  if (/^openjdk-?\d.*jdk/.test(name) || /^java-\d.*-devel$/.test(name)) return ['java', 'javac', 'jar'];
  if (/^openjdk-?\d+/.test(name) || /^java-\d.*openjdk/.test(name)) return ['java'];
  return undefined;
}

/**
 * Whether a package that is known may install a program that its list does not name: lists hold what Dockerfiles start, not all there is. Not where the
 * list is all (packages of one program that is named as they are, and those without any), nor for programs of which another package is known.
 */
export function mayHold(packageName: string, program: string): boolean {
  const name = withoutVersion(packageName);
  const listed = programsOf(packageName);
  if (listed?.includes(program) === true || (program.length > 3 && !name.startsWith('lib') && name.includes(program.slice(0, 3)))) return true;
  const complete = listed === undefined ? /^(?:lib[\w.+-]*\d|ca-certificates|tzdata)/.test(name) : listed.length === 0 || (listed.length === 1 && (listed[0] === name || name === 'ca-certificates') && !/^(?:python|node|perl|ruby|php|java|go|rust)/.test(name));
  return !complete && packagesWith(program).length === 0;
}

/** What a package brings besides when it comes from a repository of its makers: NodeSource's `nodejs` has npm in it (its documentation, 2026-11-29). */
const programsElsewhere: Readonly<Record<string, readonly string[]>> = { nodejs: ['npm', 'npx', 'corepack'] };

/** The programs that a package may bring where it comes from another repository than those of the distribution. */
export function broughtElsewhere(packageName: string): readonly string[] {
  const name = withoutVersion(packageName);
  return (Object.hasOwn(programsElsewhere, name) ? programsElsewhere[name] : undefined) ?? [];
}

function withoutVersion(packageName: string): string {
  return /^[^=<>~@:]*/.exec(packageName)?.[0] ?? packageName;
}

/** Does a package install the program? Undefined when the package is not known and is not named as the program. */
export function packageProvides(packageName: string, program: string): boolean | undefined {
  const name = withoutVersion(packageName);
  if (name === program) return true;
  return programsOf(packageName)?.includes(program);
}

/** Packages of the table that install the program, for help texts: `ps` is in `procps`. */
export function packagesWith(program: string): readonly string[] {
  return knownPackages(program);
}

const knownPackages = onceByText((program): readonly string[] => Object.keys(programsOfPackage).filter((name) => programsOfPackage[name]?.includes(program) === true));
