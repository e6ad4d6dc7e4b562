import type { BaseImage, Tri } from './model.ts';

/** Folders of every Linux image that has a distribution in it (source: Filesystem Hierarchy Standard 3.0; Debian 12, Alpine 3.20, UBI 9). */
const standardFolders: ReadonlySet<string> = new Set(words(`/ /bin /dev /etc /home /lib /media /mnt /opt /proc /root /run /sbin /srv /sys /tmp /usr /usr/bin /usr/lib /usr/local
  /usr/local/bin /usr/local/lib /usr/local/share /usr/sbin /usr/share /var /var/cache /var/lib /var/log /var/run /var/tmp /var/lock /var/spool /var/opt`));

const standardTop: ReadonlySet<string> = new Set(words('bin boot dev etc home lib lib32 lib64 libx32 media mnt opt proc root run sbin srv sys tmp usr var afs .dockerenv'));

/**
 * Further folders at the root of official images (source: Dockerfiles of the images, 2026-11-23). An image that is not here may have
 * any. `*`: all that begin so.
 */
const ownTop: Readonly<Record<string, readonly string[]>> = {
  scratch: [], debian: [], ubuntu: [], alpine: [], busybox: [], 'buildpack-deps': [],
  fedora: [], centos: [], rockylinux: [], almalinux: [], amazonlinux: [], oraclelinux: [], archlinux: [],
  python: [], node: [], golang: ['go'], rust: [], ruby: [], perl: [], elixir: [], erlang: [], php: [], 'lukemathwalker/cargo-chef': [], swift: [], gcc: [],
  openjdk: [], 'eclipse-temurin': ['__cacert_entrypoint.sh'], amazoncorretto: [], maven: [], httpd: [],
  nginx: ['docker-entrypoint*'], 'nginxinc/nginx-unprivileged': ['docker-entrypoint*'],
  'mcr.microsoft.com/dotnet/sdk': [], 'mcr.microsoft.com/dotnet/aspnet': [], 'mcr.microsoft.com/dotnet/runtime': [], 'mcr.microsoft.com/dotnet/runtime-deps': [],
};

const standardFiles: readonly string[] = ['/etc/passwd', '/etc/group', '/etc/shadow', '/etc/os-release', '/etc/shells', '/etc/profile'];

/** Distributions as they come: nobody put anything of their own into these folders. */
const bare: readonly string[] = ['debian', 'ubuntu', 'alpine'];
/** Images that add a language below /usr/local and leave the rest of the distribution alone. */
const languages: readonly string[] = ['python', 'node', 'golang', 'rust', 'ruby', 'lukemathwalker/cargo-chef', 'buildpack-deps'];

/** What the packages of Debian, Ubuntu and Alpine, and of the language images on them, bring in /etc (source: package contents, Debian 12, Ubuntu 24.04, Alpine 3.20). */
const ofEtc: ReadonlySet<string> = new Set(words(`.pwd.lock adduser.conf adjtime alpine-release alternatives apk apparmor.d apt bash.bashrc bash_completion.d bindresvport.blacklist binfmt.d
  busybox-paths.d ca-certificates ca-certificates.conf cloud conf.d cron.d cron.daily cron.hourly cron.monthly cron.weekly crontab crontabs dbus-1 debconf.conf debian_version default deluser.conf dpkg
  e2scrub.conf emacs environment fonts fstab gai.conf gitconfig gprofng.rc group group- gshadow gshadow- gss host.conf hostname hosts ImageMagick-6 ImageMagick-7 init.d inittab inputrc issue
  issue.net kernel krb5.conf ld.so.cache ld.so.conf ld.so.conf.d ldap legal libaudit.conf localtime login.defs logcheck logrotate.d lsb-release machine-id magic magic.mime mailcap mailcap.order
  mercurial mime.types mke2fs.conf modprobe.d modules modules-load.d motd mtab mysql nanorc network networks nsswitch.conf odbc.ini odbcinst.ini ODBCDataSources opt os-release pam.conf pam.d passwd
  passwd- perl pki periodic profile profile.d protocols python3 python3.11 python3.12 python3.13 rc0.d rc1.d rc2.d rc3.d rc4.d rc5.d rc6.d rcS.d resolv.conf rmt rpc sasl2 screenrc secfixes.d security
  securetty selinux services sgml shadow shadow- shells skel snmp ssh ssl ssl1.1 subgid subgid- subuid subuid- subversion sysctl.conf sysctl.d systemd terminfo timezone tmpfiles.d ucf.conf udev udhcpc udhcpd.conf
  update-motd.d vulkan wgetrc X11 xattr.conf xdg xml`));

/**
 * Does the image, known by its name, have the path? True and false are only given where the contents are known: what lies deep in the folders of a
 * distribution is not.
 */
export function folderFacts(base: BaseImage, path: string): Tri {
  if (base.operatingSystem === 'windows') return undefined;
  if (base.image === 'scratch') return path === '/';
  const distroless = base.image.startsWith('gcr.io/distroless/');
  const [, top = '', second] = path.split('/');
  if (!standardTop.has(top)) return hasTop(base, distroless, top);
  if (base.shell !== false && !distroless && base.image !== 'busybox' && standardFolders.has(path)) return true;
  if (base.image !== 'busybox' && (bare.includes(base.image) || languages.includes(base.image)) && standardFiles.includes(path)) return true;
  if (standardFolders.has(path) || second === undefined) return ['/etc', '/tmp', '/usr', '/var', '/home', '/root'].includes(path) ? true : undefined;
  if (distroless || bare.includes(base.image) || languages.includes(base.image)) return belowStandard(base, distroless, path, top, second);
  return undefined;
}

function hasTop(base: BaseImage, distroless: boolean, top: string): Tri {
  if (distroless) return top === 'busybox' || top === 'nodejs' ? undefined : false;
  const own = Object.hasOwn(ownTop, base.image) ? ownTop[base.image] : undefined;
  if (own === undefined || (base.packages?.length ?? 0) > 0) return undefined;
  return own.some((name) => name === top || (name.endsWith('*') && top.startsWith(name.slice(0, -1)))) ? undefined : false;
}

function belowStandard(base: BaseImage, distroless: boolean, path: string, top: string, second: string): Tri {
  if (top === 'etc') return ofEtc.has(second) ? undefined : false;
  if (top === 'srv' || top === 'mnt' || top === 'media' || top === 'boot') return top === 'media' ? undefined : false;
  if (top === 'opt') return base.image === 'node' || distroless ? undefined : false;
  if (top === 'home') {
    if (base.image === 'node' || distroless) return second === 'node' || second === 'nonroot' ? (path === `/home/${second}` ? true : undefined) : false;
    return second === 'ubuntu' ? undefined : false;
  }
  if (distroless) return undefined;
  if (isOfNobody(base, path, top, second)) return false;
  // The bare distributions have folders below /usr/local and nothing in them.
  if (path.startsWith('/usr/local/') && bare.includes(base.image)) return /^\/usr\/local\/(?:bin|etc|games|include|lib(?:\/python[^/]*(?:\/dist-packages)?)?|man|sbin|share(?:\/[^/]+)?|src)$/.test(path) ? undefined : false;
  return undefined;
}

/** Folders of /usr, /usr/local and /var in Debian's, Ubuntu's and Alpine's images (source: FHS 3.0; paths of all packages of Debian 12 and 13, 2026-11-28). */
const inUsr: ReadonlySet<string> = new Set(words('bin games include lib lib32 lib64 libexec libx32 libo32 local sbin share src tmp'));
const inLocal: ReadonlySet<string> = new Set(words('bin etc games include lib lib64 libexec man sbin share src'));
const inVar: ReadonlySet<string> = new Set(words('backups cache db empty games lib list local lock log mail opt run spool tmp yp'));

/** What images of languages have in /usr/local beside (source: Dockerfiles of the images, 2026-11-28). */
const ownLocal: Readonly<Record<string, readonly string[]>> = {
  node: ['CHANGELOG.md', 'LICENSE', 'README.md'], golang: ['go'], rust: ['cargo', 'rustup'], 'lukemathwalker/cargo-chef': ['cargo', 'rustup'], ruby: ['bundle'],
};

/** A folder that no package and no image of a language makes: where people put their own, such as `/usr/src/app`, `/usr/local/app` and `/var/www`. */
function isOfNobody({ image }: BaseImage, path: string, top: string, second: string): boolean {
  const [, , , third] = path.split('/');
  if (top === 'root') return !second.startsWith('.');
  if (top === 'tmp') return !(image === 'node' && /^(?:v8|yarn|npm|node|core|phantom)/.test(second));
  if (top === 'var') return !inVar.has(second);
  if (top !== 'usr') return false;
  if (second === 'src' && third !== undefined) return !/^(?:linux-|python\d|gcc-|rustc|glibc|binutils|libxcrypt|googletest)/.test(third);
  if (second === 'local' && third !== undefined) return !inLocal.has(third) && !(ownLocal[image]?.includes(third) === true);
  return !inUsr.has(second) && !second.includes('-linux-');
}

const defaultPath: readonly string[] = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin', '/sbin', '/bin'];

/** Images that put a folder of their own into PATH (source: ENV of the images' Dockerfiles, 2026-11-23). */
const ownPath: Readonly<Record<string, readonly string[]>> = {
  rust: ['/usr/local/cargo/bin'], 'lukemathwalker/cargo-chef': ['/usr/local/cargo/bin'], golang: ['/go/bin', '/usr/local/go/bin'], ruby: ['/usr/local/bundle/bin'],
  httpd: ['/usr/local/apache2/bin'], 'eclipse-temurin': ['/opt/java/openjdk/bin'], rabbitmq: ['/opt/rabbitmq/sbin', '/opt/erlang/bin', '/opt/openssl/bin'],
};

/** Images that leave PATH as Docker has it (source: Dockerfiles of the images, 2026-11-28). */
const plainPath: ReadonlySet<string> = new Set([
  'scratch', 'busybox', 'nginx', 'nginxinc/nginx-unprivileged', 'fedora', 'php', 'redis', 'memcached', 'mariadb', 'mysql', 'mongo', 'caddy', 'traefik', 'haproxy', 'elixir', 'erlang', 'gcc', 'amazonlinux', 'rockylinux',
  'almalinux', 'oraclelinux', 'centos', 'archlinux', 'opensuse/leap', 'mcr.microsoft.com/dotnet/runtime-deps', 'mcr.microsoft.com/dotnet/runtime', 'mcr.microsoft.com/dotnet/aspnet',
]);

/** The folders in which the image looks for programs; undefined when that is not known. */
export function pathOfImage(base: BaseImage): readonly string[] | undefined {
  if (base.operatingSystem === 'windows') return undefined;
  if (Object.hasOwn(ownPath, base.image)) return [...(ownPath[base.image] ?? []), ...defaultPath];
  if (base.image === 'postgres' || base.image === 'openjdk') return [...ownFolders(base), ...defaultPath];
  const plain = plainPath.has(base.image) || base.image.startsWith('gcr.io/distroless/') || /(?:^|\/)ubi\d+(?:\/|-|$)/.test(base.image) || bare.includes(base.image) || languages.includes(base.image);
  return plain ? defaultPath : undefined;
}

/** Folders that hold the release in their name: that of postgres' Debian variant, those of openjdk. */
function ownFolders({ image, product }: BaseImage): readonly string[] {
  const release = product?.release?.split('.')[0];
  if (release === undefined) return [];
  return image === 'postgres' ? [`/usr/lib/postgresql/${release}/bin`] : ['/usr/local', '/opt', '/usr/java'].map((folder) => `${folder}/openjdk-${release}/bin`);
}

function words(text: string): readonly string[] {
  return text.split(/\s+/);
}
