import type { ImageReference } from '../dockerfile/model.ts';
import type { BaseImage } from './model.ts';

/** Registry hosts that serve Docker Hub, or mirror it name by name (sources: Docker, Google and Azure documentation, 2026-11-23). */
const hubRegistries: readonly string[] = ['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com', 'mirror.gcr.io'];

/** Folders of other registries that hold the official images. */
const officialFolders: readonly string[] = ['public.ecr.aws/docker/library/', 'mcr.microsoft.com/mirror/docker/library/'];

/** Namespaces of Docker Hub with the official images of one architecture (source: docker-library/official-images, 2026-08-21). */
const architectures: readonly string[] = ['amd64', 'arm32v5', 'arm32v6', 'arm32v7', 'arm64v8', 'i386', 'mips64le', 'ppc64le', 'riscv64', 's390x'];

/** The same image under another name: what a vendor publishes beside the official image of Docker Hub. */
const synonyms: readonly (readonly [string, string])[] = [
  ['public.ecr.aws/amazonlinux/amazonlinux', 'amazonlinux'],
  ['public.ecr.aws/amazoncorretto/amazoncorretto', 'amazoncorretto'],
  ['public.ecr.aws/ubuntu/ubuntu', 'ubuntu'],
  ['public.ecr.aws/debian/debian', 'debian'],
  ['registry.fedoraproject.org/fedora', 'fedora'],
  ['quay.io/fedora/fedora', 'fedora'],
  ['quay.io/centos/centos', 'centos'],
  ['quay.io/rockylinux/rockylinux', 'rockylinux'],
  ['rockylinux/rockylinux', 'rockylinux'],
  ['quay.io/almalinuxorg/almalinux', 'almalinux'],
  ['container-registry.oracle.com/os/oraclelinux', 'oraclelinux'],
  ['ghcr.io/oracle/oraclelinux', 'oraclelinux'],
  ['registry.opensuse.org/opensuse/leap', 'opensuse/leap'],
  ['registry.opensuse.org/opensuse/tumbleweed', 'opensuse/tumbleweed'],
  ['quay.io/nginx/nginx-unprivileged', 'nginxinc/nginx-unprivileged'],
  ['ghcr.io/nginxinc/nginx-unprivileged', 'nginxinc/nginx-unprivileged'],
  ['public.ecr.aws/bitnami/nginx', 'bitnami/nginx'],
  ['quay.io/curl/curl', 'curlimages/curl'],
  ['archlinux/archlinux', 'archlinux'],
  ['docker.elastic.co/elasticsearch/elasticsearch', 'elasticsearch'],
];

/**
 * The name under which the tables know an image: official images without registry and `library/`, others of Docker Hub without
 * the registry, all else in full. Undefined when only the build knows the registry or the repository.
 */
export function imageName(reference: ImageReference): string | undefined {
  if (reference.unknown.has('registry') || reference.unknown.has('repository') || reference.repository === undefined) return undefined;
  return nameOf(reference.registry ?? 'docker.io', reference.repository);
}

function nameOf(registry: string, repository: string): string {
  const full = `${registry.toLowerCase()}/${repository}`;
  const folder = officialFolders.find((prefix) => full.startsWith(prefix));
  if (folder !== undefined) return full.slice(folder.length);
  const name = hubRegistries.includes(registry.toLowerCase()) ? hubName(repository) : full;
  return synonyms.find(([written]) => written === name)?.[1] ?? name;
}

function hubName(repository: string): string {
  const slash = repository.indexOf('/');
  if (slash === -1) return repository;
  const namespace = repository.slice(0, slash);
  const rest = repository.slice(slash + 1);
  return !rest.includes('/') && (namespace === 'library' || architectures.includes(namespace)) ? rest : repository;
}

/** What is known of the tag, unknown pieces as NUL: `latest` when nothing is written, only NUL when a digest says which image it is. */
export function tagOf(reference: ImageReference): string {
  const pattern = reference.tag ?? reference.tagPattern;
  if (pattern !== undefined && pattern !== '') return pattern;
  const floating = !reference.unknown.has('tag') && !reference.unknown.has('digest') && reference.digest === undefined;
  return floating ? 'latest' : '\u0000';
}

/** An image name with registry and tag taken apart, as `like:` in the config has it. */
export function splitImage(image: string): { readonly name: string; readonly tag: string } {
  const bare = image.split('@')[0] ?? image;
  const slash = bare.lastIndexOf('/');
  const colon = bare.indexOf(':', slash + 1);
  const path = colon === -1 ? bare : bare.slice(0, colon);
  const tag = colon === -1 ? (image.includes('@') ? '\u0000' : 'latest') : bare.slice(colon + 1);
  const first = path.split('/')[0] ?? '';
  const hasRegistry = path.includes('/') && (/[.:]/.test(first) || first === 'localhost');
  return { name: hasRegistry ? nameOf(first, path.slice(first.length + 1)) : nameOf('docker.io', path), tag: tag === '' ? 'latest' : tag };
}

/** A base image as people name it: `debian:13-slim`. */
export function baseTitle({ image, tag }: Pick<BaseImage, 'image' | 'tag'>): string {
  return tag === undefined ? image : `${image}:${tag}`;
}

/** A name that stands where builds are to put an image, so that a build without one fails: `ARG root_image=non-existing`. */
export function isImagePlaceholder(name: string): boolean {
  return /^(?:non-?exist(?:ing|ent)|does-?not-?exist|none|null|unset|undefined|invalid|missing|required|placeholder|(?:please-)?(?:change|replace|override|set|fill|define|specify)-?(?:me|this|it)|must-be-\w+|todo|fixme)$/i.test(name);
}
