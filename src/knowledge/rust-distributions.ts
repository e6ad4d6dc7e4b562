/**
 * The Debian of tags of `rust` that name none, by the minor version of Rust (sources: docker-library/official-images, library/rust, 1.82; rust-lang/docker-rust#89 and
 * #105 for Debian 11, which came out with Rust 1.54, 10 with 1.36; DefGuard/defguard#489 for Debian 12; flashbots/rbuilder#796 and apollographql/router#8450 for Debian 13; read 2026-11-28). Releases during which
 * it changed are left out, and so are those of which nothing was known on that day.
 */
const debians: readonly { readonly first: number; readonly last: number; readonly release: string }[] = [
  { first: 38, last: 53, release: '10' },
  { first: 56, last: 72, release: '11' },
  { first: 74, last: 88, release: '12' },
  { first: 89, last: 100, release: '13' },
];

/** What tags that go on by themselves have reached: they never go back to an older one. */
const current = '13';

/** The release of Debian that a tag of `rust` stands on without saying so; undefined when that is not known. */
export function debianOfRust(tag: string): string | undefined {
  if (/^(?:latest|slim|1|1-slim)$/.test(tag)) return current;
  const minor = /^1\.(\d+)(?:\.\d+)?(?:-slim)?$/.exec(tag)?.[1];
  return minor === undefined ? undefined : debians.find(({ first, last }) => Number(minor) >= first && Number(minor) <= last)?.release;
}

/** The same of `lukemathwalker/cargo-chef`, whose tags have that of `rust` at their end: a named version of cargo-chef was built on what `1` meant then. */
export function debianOfCargoChef(tag: string): string | undefined {
  const [, version, rust] = /^(.+?)-rust-(.+)$/.exec(tag) ?? [];
  if (rust === undefined) return tag === 'latest' ? current : undefined;
  return version === 'latest' || /^1\.\d/.test(rust) ? debianOfRust(rust) : undefined;
}
