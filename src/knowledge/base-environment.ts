import type { BaseImage } from './model.ts';

/**
 * Variables that base images set with ENV, whose value is the same for every tag that is asked about (source: Dockerfiles of the images,
 * 2026-11-28). PATH is in `base-folders.ts`; versions are left out, tags move them.
 */
const environments: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  php: { PHP_INI_DIR: '/usr/local/etc/php' },
  'eclipse-temurin': { JAVA_HOME: '/opt/java/openjdk' },
  gradle: { JAVA_HOME: '/opt/java/openjdk', GRADLE_HOME: '/opt/gradle' },
  golang: { GOPATH: '/go' },
  rust: { CARGO_HOME: '/usr/local/cargo', RUSTUP_HOME: '/usr/local/rustup' },
  'lukemathwalker/cargo-chef': { CARGO_HOME: '/usr/local/cargo', RUSTUP_HOME: '/usr/local/rustup' },
  ruby: { GEM_HOME: '/usr/local/bundle', BUNDLE_APP_CONFIG: '/usr/local/bundle' },
  httpd: { HTTPD_PREFIX: '/usr/local/apache2' },
  tomcat: { CATALINA_HOME: '/usr/local/tomcat' },
  caddy: { XDG_CONFIG_HOME: '/config', XDG_DATA_HOME: '/data' },
  'mambaorg/micromamba': { MAMBA_ROOT_PREFIX: '/opt/conda', MAMBA_USER: 'mambauser' },
  'quay.io/jupyter': { NB_USER: 'jovyan', NB_UID: '1000', NB_GID: '100', CONDA_DIR: '/opt/conda' },
};

const names: ReadonlySet<string> = new Set(['APP_UID', ...Object.values(environments).flatMap((environment) => Object.keys(environment))]);

/** Whether the tables know the variable of any image: asking for others is not worth a look. */
export function isKnownOfBases(name: string): boolean {
  return names.has(name);
}

/** What an image sets a variable to; undefined when that is not known. On Windows the paths are others. */
export function environmentOf(base: BaseImage, name: string): string | undefined {
  if (name === 'APP_UID') return setsAppUid(base) ? '1654' : undefined;
  if (base.operatingSystem !== 'linux') return undefined;
  const image = base.image.startsWith('quay.io/jupyter/') ? 'quay.io/jupyter' : base.image;
  const environment = Object.hasOwn(environments, image) ? environments[image] : undefined;
  return environment !== undefined && Object.hasOwn(environment, name) ? environment[name] : undefined;
}

/** Distributions that set PATH and nothing else (source: the configs of their images, 2026-11-28). */
const bare: ReadonlySet<string> = new Set(['debian', 'ubuntu', 'alpine', 'amazonlinux', 'rockylinux', 'almalinux', 'buildpack-deps']);

/** Images that set variables of their product alone: none that says whose image it is, or which user. */
const ofProduct = /^(?:node|python|golang|rust|ruby|php|openjdk|eclipse-temurin|nginx|httpd|mcr\.microsoft\.com\/dotnet\/[\w-]+|(?:registry\.access\.redhat\.com|redhat)\/ubi\d+(?:\/ubi\d*)?(?:-minimal|-micro|-init)?)$/;

/** Whether it is sure that the image does not set the variable: one of a shell or of a project, which people take for one that the build has. */
export function neverSets({ image, operatingSystem }: BaseImage, name: string): boolean {
  if (operatingSystem !== 'linux') return false;
  if (bare.has(image)) return !/^(?:PATH|LANG|LC_\w+|container)$/.test(name);
  return ofProduct.test(image) && (/^(?:HOME|USER|LOGNAME|PWD|SHELL|HOSTNAME|UID|GID)$/.test(name) || (name.startsWith('APP_') && name !== 'APP_UID'));
}

/** Images that set the version of their product, on every tag; maven and gradle but for a few that are made on another Java (source: Dockerfiles of the images, 2026-11-29). */
const versions: Readonly<Record<string, readonly string[]>> = {
  node: ['NODE_VERSION', 'YARN_VERSION'], python: ['PYTHON_VERSION'], golang: ['GOLANG_VERSION'], rust: ['RUST_VERSION'], 'lukemathwalker/cargo-chef': ['RUST_VERSION'], ruby: ['RUBY_VERSION'],
  php: ['PHP_VERSION'], 'eclipse-temurin': ['JAVA_VERSION'], maven: ['JAVA_VERSION'], gradle: ['GRADLE_VERSION', 'JAVA_VERSION'], nginx: ['NGINX_VERSION'], httpd: ['HTTPD_VERSION'], postgres: ['PG_MAJOR', 'PG_VERSION'],
  elixir: ['ELIXIR_VERSION', 'OTP_VERSION'], erlang: ['OTP_VERSION'], julia: ['JULIA_VERSION'], swift: ['SWIFT_VERSION'], haproxy: ['HAPROXY_VERSION'],
};

/** Whether the image itself sets the variable to the version that it has: an ARG of that name above FROM is not what a stage sees. */
export function setsVersion({ image }: BaseImage, name: string): boolean {
  return Object.hasOwn(versions, image) && versions[image]?.includes(name) === true;
}

/** .NET's images for Linux from 8.0 on (source: dotnet/dotnet-docker, documentation on the user `app`). */
function setsAppUid({ image, product, operatingSystem }: BaseImage): boolean {
  return /^mcr\.microsoft\.com\/dotnet\/(?:nightly\/)?(?:runtime-deps|runtime|aspnet|sdk)$/.test(image) && operatingSystem === 'linux' && product?.release !== undefined && Number(product.release.split('.')[0]) >= 8;
}
