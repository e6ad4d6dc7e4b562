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
  /** Users that exist beside the default one, by name. */
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
}
