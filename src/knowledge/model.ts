/** Three values: true, false, undefined for unknown. */
export type Tri = boolean | undefined;

export interface KnowledgeSource {
  readonly source: string;
  /** YYYY-MM-DD: when the fact was read. */
  readonly date: string;
}

export type PackageManager = 'apt' | 'apk' | 'dnf' | 'microdnf' | 'yum' | 'zypper' | 'pacman' | 'none';

/** What is known of one base image (repository and tag taken together). Every field may be unknown. */
export interface BaseImage extends KnowledgeSource {
  /** As Docker names it: `debian`, `gcr.io/distroless/cc-debian12`. */
  readonly image: string;
  readonly tag: string | undefined;
  /** The default user: `root`, `nonroot`, `1000`; undefined when not known. */
  readonly user: string | undefined;
  /** The image starts as root and its entrypoint changes to another user. */
  readonly dropsPrivileges: Tri;
  /**
   * All users of the image by name, `root` among them: a name that is not listed is not in the image. Undefined when the list
   * is not known to be complete.
   */
  readonly users: readonly { readonly name: string; readonly uid: number | undefined }[] | undefined;
  /** The default workdir. */
  readonly workdir: string | undefined;
  /** False: there is no shell at all. */
  readonly shell: Tri;
  /** What `/bin/sh` is. */
  readonly shellDialect: 'dash' | 'bash' | 'ash' | undefined;
  readonly bash: Tri;
  readonly packageManager: PackageManager | undefined;
  readonly curl: Tri;
  readonly wget: Tri;
  readonly healthcheck: Tri;
  readonly entrypoint: readonly string[] | undefined;
  /** True for slim, alpine, distroless, chiseled, scratch, busybox variants. */
  readonly minimal: Tri;
  /** The image is there to build things: compilers and build tools are in it. */
  readonly buildTools: Tri;
  readonly libc: 'glibc' | 'musl' | 'none' | undefined;
  readonly operatingSystem: 'linux' | 'windows' | undefined;
  /** Distribution and release: `debian 12`, `alpine 3.20`. */
  readonly distribution: { readonly name: string; readonly release: string | undefined } | undefined;
  /** The product of the tag: `python 3.9`, for end of life. */
  readonly product: { readonly name: string; readonly release: string | undefined } | undefined;
  /** Labels that the image carries by itself. */
  readonly labels: readonly string[] | undefined;
  /** All platforms it is made for, when the config or its name says them: `linux/arm64`. */
  readonly platforms?: readonly string[];
  /** Packages and programs that the config says are in the image. */
  readonly packages?: readonly string[];
}

/** An entry of `baseImages:` in the config: what the owners of an image say about it. What they do not say stays unknown. */
export interface BaseImageEntry {
  /** `registry.example/base/*` or `name:tag*`: `*` stands for any characters. Without a tag it is about every tag. */
  readonly image: string;
  /** A known image to take facts from: `debian:12`, `python:3.12-slim`. */
  readonly like?: string;
  readonly user?: string;
  /** Names of further users, beside those of `like`. */
  readonly users?: readonly string[];
  readonly workdir?: string;
  /** False: no shell in it. A name says what `/bin/sh` is. */
  readonly shell?: boolean | 'dash' | 'bash' | 'ash';
  readonly bash?: boolean;
  readonly packageManager?: PackageManager;
  /** Packages or programs known to be in it. */
  readonly packages?: readonly string[];
  readonly curl?: boolean;
  readonly wget?: boolean;
  readonly healthcheck?: boolean;
  readonly entrypoint?: readonly string[];
  readonly minimal?: boolean;
  readonly buildTools?: boolean;
  readonly libc?: 'glibc' | 'musl' | 'none';
  readonly labels?: readonly string[];
  /** All platforms that it is made for: `linux/amd64`. */
  readonly platforms?: readonly string[];
}
