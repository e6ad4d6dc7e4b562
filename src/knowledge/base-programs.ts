import { packageProvides, packagesWith } from './programs-of-packages.ts';
import { programsOfImage } from './programs-of-images.ts';
import { alpineOwn, alpinePerhaps, buildpackPrograms, busyboxApplets, busyboxOwn, coreutils, debianEssential, debianPerhaps, goneFromDebian, rpmEssential, ubuntuOwn } from './system-programs.ts';
import type { GoneProgram } from './system-programs.ts';
import { isForeignManager } from './package-managers.ts';
import type { BaseImage, Tri } from './model.ts';

/** Programs that busybox or the system's essential packages have, although other packages bring them too. */
const userPrograms: readonly string[] = ['useradd', 'groupadd', 'usermod', 'groupmod', 'userdel', 'groupdel'];

/**
 * Is the program in the image? A path is judged by its last part. Undefined when the tables do not say: true and false are both
 * only given where an image's contents are known.
 */
export function baseHasProgram(base: BaseImage, program: string): Tri {
  const name = program.slice(program.lastIndexOf('/') + 1);
  if (name === '') return undefined;
  if (base.packages?.some((packageName) => packageProvides(packageName, name) === true) === true) return true;
  const fact = factOf(base, name);
  if (fact !== undefined) return fact;
  if (programsOfImage(base).includes(name)) return true;
  if (base.buildTools === false && programsOfImage(base).includes('java') && ofJdkAlone.includes(name)) return false;
  if (base.entrypoint?.[0] !== undefined && base.entrypoint[0].slice(base.entrypoint[0].lastIndexOf('/') + 1) === name) return true;
  if (base.operatingSystem === 'windows') return undefined;
  if (base.shell === false) return base.minimal === true && base.packageManager === 'none' && !mayBeBeside(base, name) ? false : undefined;
  return systemHas(base, name);
}

/** What a JDK has and no JRE (source: `bin` of eclipse-temurin 17-jre and 21-jre, 2026-11-29). */
const ofJdkAlone: readonly string[] = ['javac', 'jar', 'javap', 'jshell', 'jlink', 'jpackage', 'jdeps', 'javadoc'];

/** Programs that come with what an image without a shell is there for: `python3.11`, `keytool`, and openssl beside its library. */
function mayBeBeside({ image }: BaseImage, name: string): boolean {
  if (name === 'openssl' || name === 'c_rehash') return true;
  if (/distroless\/python/.test(image)) return /^(?:python|pydoc|2to3)/.test(name);
  return /distroless\/java/.test(image) && /^(?:j(?!q$)|keytool|rmi|serialver)/.test(name);
}

function factOf(base: BaseImage, name: string): Tri {
  if (name === 'sh') return base.shell;
  if (name === 'bash') return base.bash;
  if (name === 'curl') return base.curl;
  if (name === 'wget') return base.wget;
  return undefined;
}

function systemHas(base: BaseImage, name: string): Tri {
  if (isForeignManager(base.packageManager, name)) return false;
  if (base.shellDialect === 'ash') return busyboxHas(base, name);
  if (base.packageManager === 'apt') return debianHas(base, name);
  if (base.shell === true && (coreutils.includes(name) || (base.shellDialect === 'bash' && rpmEssential.includes(name)))) return true;
  return base.packageManager === name ? true : undefined;
}

function busyboxHas(base: BaseImage, name: string): Tri {
  if (busyboxApplets.includes(name)) return true;
  if (base.packageManager === 'apk' && alpineOwn.includes(name)) return true;
  // Only the bare images are known to hold nothing else.
  if (base.image === 'busybox') return busyboxOwn.includes(name);
  return isMissing(base, name) ? false : undefined;
}

function debianHas(base: BaseImage, name: string): Tri {
  if (coreutils.includes(name) || debianEssential.includes(name)) return true;
  if (name === 'adduser' || name === 'addgroup' || name === 'deluser' || name === 'delgroup') return hasAdduser(base);
  const gone = Object.hasOwn(goneFromDebian, name) ? goneFromDebian[name] : undefined;
  if (gone !== undefined) return isStill(base, gone);
  if (base.distribution?.name === 'ubuntu' && ubuntuOwn.includes(name)) return true;
  if (base.distribution === undefined && ubuntuOwn.includes(name)) return undefined;
  // The images before 16.04 were those of servers: sudo, ping, ifconfig, nc and more were in them.
  if (base.distribution?.name === 'ubuntu' && Number(base.distribution.release) < 16) return undefined;
  if (base.buildTools === true && base.curl === true && base.wget === true && buildpackPrograms.includes(name)) return true;
  return isMissing(base, name) ? false : undefined;
}

/** Whether the release still has a program that later ones have not. */
function isStill({ distribution }: BaseImage, { releases }: GoneProgram): Tri {
  if (distribution?.release === undefined || !Object.hasOwn(releases, distribution.name)) return undefined;
  const [last = 0, firstWithout = 0] = releases[distribution.name] ?? [];
  const release = Number(distribution.release);
  return release <= last ? true : release >= firstWithout ? false : undefined;
}

/** Debian's images have `adduser` up to 12; later ones only when a package pulled it in. */
function hasAdduser(base: BaseImage): Tri {
  const { name, release } = base.distribution ?? {};
  return name === 'debian' && release !== undefined && Number(release) <= 12 ? true : undefined;
}

/** Distributions as they come: what packages bring is not in them. */
const bareImages: readonly string[] = ['debian', 'ubuntu', 'alpine'];

/** Languages whose slim and alpine variants add their own runtime and what it needs, nothing else. */
const leanLanguages: readonly string[] = ['python', 'node', 'ruby', 'rust'];
/** Of the other languages, and of compilers, they have none; rust needs a linker. */
const notBesideThem: Readonly<Record<string, readonly string[]>> = {
  python: ['node', 'npm', 'java', 'go', 'gcc', 'g++', 'make', 'ruby', 'php'], node: ['python', 'python3', 'pip', 'pip3', 'java', 'go', 'gcc', 'g++', 'make', 'ruby', 'php'], ruby: ['node', 'npm', 'java', 'go', 'gcc', 'g++', 'make', 'php'],
};
const notInLeanLanguages: readonly string[] = [
  'jq', 'git', 'nc', 'netcat', 'ps', 'pgrep', 'sudo', 'vim', 'nano', 'ping', 'dig', 'nslookup', 'psql', 'pg_isready', 'redis-cli', 'mysql', 'mysqladmin', 'rsync', 'ssh', 'socat',
  'ffmpeg', 'unzip', 'zip', 'telnet', 'netstat', 'ifconfig', 'tini', 'dumb-init', 'gosu', 'su-exec', 'http', 'useradd', 'groupadd', 'supervisord', 'nginx',
];

/** What the package managers of a language bring, and none of its images has: servers, task runners. */
const broughtLater: Readonly<Record<string, readonly string[]>> = {
  python: ['uvicorn', 'gunicorn', 'hypercorn', 'daphne', 'granian', 'uwsgi', 'waitress-serve', 'celery', 'flask', 'fastapi', 'streamlit', 'alembic', 'django-admin', 'pytest', 'jupyter', 'gradio', 'chainlit', 'mkdocs', 'dagster', 'prefect', 'poetry', 'pipenv', 'uv', 'uvx', 'pdm', 'tox', 'virtualenv'],
  node: ['next', 'nest', 'nuxt', 'pm2', 'pm2-runtime', 'serve', 'nodemon', 'ts-node', 'tsx', 'vite', 'http-server', 'prisma', 'tsc', 'turbo', 'ng'],
  ruby: ['rails', 'puma', 'unicorn', 'sidekiq', 'rackup', 'jekyll', 'thin', 'passenger'],
};

/** php's images keep curl and, on Debian, compilers. */
const notBesidePhp: readonly string[] = ['git', 'unzip', 'zip', 'node', 'npm', 'python3', 'supervisord', 'nginx', 'tini', 'dumb-init', 'gosu', 'su-exec', 'sudo', 'cgi-fcgi', 'psql', 'redis-cli', 'mysql', 'vim', 'nano', 'ssh', 'rsync', 'jq', 'composer'];

/** A program that busybox or the essential packages do not have, and that nothing else in this image brings. */
function isMissing(base: BaseImage, name: string): boolean {
  if (Object.hasOwn(broughtLater, base.image) && broughtLater[base.image]?.includes(name) === true) return true;
  if (bareImages.includes(base.image)) return isOfPackage(name) || userPrograms.includes(name) || !mayBeBare(base, name);
  if (base.image === 'php') return notBesidePhp.includes(name);
  return leanLanguages.includes(base.image) && base.minimal === true && base.curl === false && (notInLeanLanguages.includes(name) || notBesideThem[base.image]?.includes(name) === true);
}

/** Whether a distribution's image could have the program. Of releases whose images were not looked at everything could be there. */
function mayBeBare({ image, distribution }: BaseImage, name: string): boolean {
  // Perl is there under its version, too: `perl5.40.1`.
  if (name.startsWith('perl5.')) return true;
  const release = Number(distribution?.release);
  if (image === 'alpine') return alpinePerhaps.includes(name);
  if (image === 'debian') return !(release >= 11 && release <= 13) || debianPerhaps.includes(name);
  return !(release >= 20.04 && release <= 24.04) || debianPerhaps.includes(name);
}

function isOfPackage(name: string): boolean {
  return packagesWith(name).length > 0;
}
