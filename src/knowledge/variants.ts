import type { ImageReference } from '../dockerfile/model.ts';
import { knownImage } from './base-images.ts';
import { releaseOfCodename } from './codenames.ts';
import { imageName, tagOf } from './image-name.ts';
import { leadingRelease } from './tag.ts';

/** How the tags of an image name their smaller variants (source: docker-library/official-images, library/*, 2026-08-21). */
interface VariantRule {
  readonly images: readonly string[];
  /** Words that are put behind the version, smallest change first. An image that has no such variant is not in the table. */
  readonly words: readonly string[];
  /** Where the codename of a distribution goes when it is kept: `3.12-slim-bookworm`, `22-bookworm-slim`, or the variant has none. */
  readonly codename: 'behind' | 'before' | 'none';
  /** What stands for `latest` in front of the variant, where the variant's word alone is no tag: there is no `debian:slim`. */
  readonly latest?: string;
  /** There is no tag of the variant's word alone: each of them names a version (source: the tags of Microsoft's registry, 2026-11-28). */
  readonly needsVersion?: true;
  /** Words of a tag that stay in front of the variant: `8.3-fpm-alpine`. */
  readonly keeps?: readonly string[];
}

const rules: readonly VariantRule[] = [
  { images: ['debian'], words: ['slim'], codename: 'before', latest: 'stable' },
  { images: ['python', 'ruby', 'rust'], words: ['slim', 'alpine'], codename: 'behind' },
  { images: ['node'], words: ['slim', 'alpine'], codename: 'before' },
  { images: ['perl'], words: ['slim'], codename: 'behind' },
  { images: ['haskell'], words: ['slim'], codename: 'none' },
  { images: ['swift'], words: ['slim'], codename: 'before' },
  { images: ['elixir', 'erlang'], words: ['slim', 'alpine'], codename: 'none' },
  { images: ['pypy'], words: ['slim'], codename: 'behind' },
  { images: ['golang', 'httpd', 'haproxy', 'varnish', 'memcached', 'rabbitmq', 'influxdb', 'nats', 'redis', 'postgres', 'ghost'], words: ['alpine'], codename: 'none', keeps: ['management'] },
  { images: ['nginx', 'nginxinc/nginx-unprivileged'], words: ['alpine-slim', 'alpine'], codename: 'none' },
  { images: ['php', 'wordpress', 'drupal', 'nextcloud'], words: ['alpine'], codename: 'none', keeps: ['fpm', 'cli', 'zts'] },
  { images: ['eclipse-temurin', 'amazoncorretto', 'jetty', 'gradle'], words: ['alpine'], codename: 'none', keeps: ['jdk', 'jre', 'jdk8', 'jdk11', 'jdk17', 'jdk21', 'jdk25'] },
  { images: ['solr', 'oraclelinux'], words: ['slim'], codename: 'none' },
  { images: ['rockylinux', 'almalinux'], words: ['minimal'], codename: 'none' },
  { images: ['mcr.microsoft.com/dotnet/runtime-deps', 'mcr.microsoft.com/dotnet/runtime', 'mcr.microsoft.com/dotnet/aspnet'], words: ['noble-chiseled', 'alpine'], codename: 'none', needsVersion: true },
  { images: ['mcr.microsoft.com/dotnet/sdk'], words: ['alpine'], codename: 'none', needsVersion: true },
];

/**
 * The minimal variants of an image that are published, as references to write instead: `python:3.12` gives `python:3.12-slim` and
 * `python:3.12-alpine`. Empty when there are none (golang has no slim), when the image is minimal already, and when the tag has
 * words (or unknown pieces) of which the table does not say whether the variant has them too.
 */
export function minimalVariants(reference: ImageReference): readonly string[] {
  const name = imageName(reference);
  const written = writtenName(reference);
  if (name === undefined || written === undefined) return [];
  const tag = tagOf(reference);
  if (tag.includes('\u0000') || knownImage(name, tag)?.minimal === true) return [];
  const ubi = /^(.*\bubi\d+(?:\/ubi)?)$/.exec(written)?.[1];
  // Their releases are the same, but for the number of the build: `9.6-1760340943`.
  const release = /^\d+(?:\.\d+)?$/.test(tag) ? `:${tag}` : '';
  if (ubi !== undefined && name.includes('ubi')) return [`${ubi}-minimal${release}`, `${ubi}-micro${release}`];
  const rule = rules.find(({ images }) => images.includes(name));
  if (rule === undefined) return [];
  const parts = partsOf(tag, rule);
  const words = rule.words.filter((word) => !word.endsWith('chiseled') || Number(leadingRelease(tag, 1)) >= 8);
  return parts === undefined || (rule.needsVersion === true && parts.words.length === 0) ? [] : words.map((word) => `${written}:${compose(parts, word, rule)}`);
}

interface TagParts {
  /** Version, kept words, codename, as they stand: `8.3-fpm`, `bookworm-20260623`; empty for `latest`. */
  readonly words: readonly string[];
  readonly codename: string | undefined;
}

function partsOf(tag: string, rule: VariantRule): TagParts | undefined {
  const words: string[] = [];
  let codename: string | undefined;
  for (const part of tag.split('-')) {
    if (part === 'latest') {
      if (rule.latest !== undefined) words.push(rule.latest);
      continue;
    }
    if (releaseOfCodename(part)) codename = part;
    else if (!/^v?\d[\w.]*$/.test(part) && !isNamedLine(part) && rule.keeps?.includes(part) !== true) return undefined;
    words.push(part);
  }
  return { words, codename };
}

/** Words that name a version: release lines of nginx and debian, code names of Node.js lines. */
function isNamedLine(part: string): boolean {
  return ['stable', 'mainline', 'oldstable', 'testing', 'sid', 'lts', 'current', 'hydrogen', 'iron', 'jod', 'krypton'].includes(part);
}

function compose(parts: TagParts, word: string, rule: VariantRule): string {
  if (rule.codename === 'before' && word !== 'alpine') return [...parts.words, word].join('-');
  const codename = parts.codename === undefined || rule.codename === 'none' || word === 'alpine' ? [] : [parts.codename];
  return [...parts.words.filter((part) => part !== parts.codename), word, ...codename].join('-');
}

/** The image as written, without tag and digest. */
function writtenName(reference: ImageReference): string | undefined {
  const value = reference.word.value?.split('@')[0];
  if (value === undefined) return undefined;
  const colon = value.indexOf(':', value.lastIndexOf('/') + 1);
  return colon === -1 ? value : value.slice(0, colon);
}

/** Images that build, and what to ship instead of them: sentences for a help text. `JAVA` is the release of the tag. */
const runtimeAdvice: readonly (readonly [readonly string[], string])[] = [
  [['golang'], 'Build in this stage and copy the binary into `gcr.io/distroless/static-debian13`, `alpine` or `scratch`.'],
  [['rust', 'lukemathwalker/cargo-chef', 'clux/muslrust', 'rustlang/rust'], 'Build in this stage and copy the binary into `debian:…-slim` or `gcr.io/distroless/cc-debian13`, or a static one into `scratch`.'],
  [['gcc', 'haskell', 'swift', 'dart', 'buildpack-deps'], 'Build in this stage and copy what it makes into a slim runtime image.'],
  [['maven', 'gradle', 'clojure'], 'Build in this stage and copy the archive into a JRE image such as `eclipse-temurin:JAVA-jre`.'],
  [['eclipse-temurin', 'openjdk', 'amazoncorretto', 'sapmachine', 'ibm-semeru-runtimes'], 'Ship a JRE instead of the JDK, such as `eclipse-temurin:JAVA-jre`.'],
  [['mcr.microsoft.com/dotnet/sdk'], 'Build in this stage and copy the output into `mcr.microsoft.com/dotnet/aspnet` or `runtime` of the same version.'],
  [['composer'], 'Run composer in this stage and copy `vendor/` into a PHP image.'],
];

/** What to ship instead of an image that is there to build; undefined when the table has no advice. */
export function shipInstead(reference: ImageReference): string | undefined {
  const name = imageName(reference);
  const advice = name === undefined ? undefined : runtimeAdvice.find(([images]) => images.includes(name))?.[1];
  const alpine = /-alpine(?:[.\d-]|$)/.test(tagOf(reference)) ? '-alpine' : '';
  return advice?.replace('JAVA-jre', `${javaOf(reference) ?? '21'}-jre${alpine}`);
}

/** `17-jdk`, `3.9-eclipse-temurin-17`, `8-jdk17`: the release of Java that a tag names. */
function javaOf({ word }: ImageReference): string | undefined {
  const tag = word.value?.split('@')[0]?.replace(/^.*[:/]/, '') ?? '';
  return (/(?:temurin|corretto|jdk|java|openjdk)-?(\d{1,2})(?!\d)/.exec(tag) ?? /^(\d{1,2})(?:[.u_+][\w.+]*)?-(?:jdk|al|alpine)/.exec(tag))?.[1];
}
