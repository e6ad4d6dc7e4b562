import { endOfLifeSource, endOfLifeTable } from './end-of-life-table.ts';
import type { ProductEnds, ReleaseEnd } from './end-of-life-table.ts';
import type { BaseImage, KnowledgeSource } from './model.ts';

/** What is known of the support of one release on one day. */
export interface SupportState extends KnowledgeSource {
  /** `debian`, `python`. */
  readonly product: string;
  /** `Debian 11`, `Python 3.9`: for people. */
  readonly title: string;
  readonly release: string;
  /** Regular support is over on that day. */
  readonly ended: boolean;
  /** YYYY-MM-DD, the last day of it; undefined when the table has no day. */
  readonly end: string | undefined;
  /** Longer support by name and last day, where there is one. */
  readonly longTerm: { readonly name: string; readonly end: string; readonly ended: boolean } | undefined;
  /** Releases in regular support on that day, newest first. */
  readonly supported: readonly string[];
}

/**
 * How long an image's product and distribution are supported, as seen on a day (YYYY-MM-DD): `python:3.8-slim-buster` can be over
 * twice. Releases that the tables do not have, and floating tags, give no entry.
 */
export function endOfLife(base: BaseImage, today: string): readonly SupportState[] {
  const states: SupportState[] = [];
  for (const named of [base.product, base.distribution]) {
    const state = named?.release === undefined ? undefined : supportOf(named.name, named.release, today);
    if (state && !states.some(({ product }) => product === state.product)) states.push(state);
  }
  return states;
}

/**
 * Fixes still come to everyone: regular support, or longer support that needs no subscription. Debian LTS serves the same archive
 * (source: Debian wiki, LTS/Using, 2026-11-23), and fixes of extended support come to every Windows Server; Ubuntu Pro and the like must be switched on.
 */
export function isServed({ ended, longTerm, product }: SupportState): boolean {
  return !ended || ((product === 'debian' || product === 'windows-server') && longTerm !== undefined && !longTerm.ended);
}

/** The support of one release on a day; undefined when it is not in the tables. */
export function supportOf(product: string, release: string, today: string): SupportState | undefined {
  const row = endOfLifeTable.find((ends) => ends.product === product);
  const found = row?.releases.find((entry) => entry.release === release);
  if (row === undefined || found === undefined) return undefined;
  return {
    ...endOfLifeSource,
    product,
    title: `${row.title} ${release}`,
    release,
    ended: hasEnded(found, today),
    end: typeof found.end === 'string' ? found.end : undefined,
    longTerm: longTermOf(row, found, today),
    supported: row.releases.filter((entry) => !hasEnded(entry, today)).map((entry) => entry.release),
  };
}

/** ISO dates compare as text; the last day of support is still supported. */
function hasEnded({ end }: ReleaseEnd, today: string): boolean {
  return typeof end === 'string' ? end < today : end;
}

function longTermOf(row: ProductEnds, { longTermEnd }: ReleaseEnd, today: string): SupportState['longTerm'] {
  if (longTermEnd === undefined || row.longTermName === undefined) return undefined;
  return { name: row.longTermName, end: longTermEnd, ended: longTermEnd < today };
}
