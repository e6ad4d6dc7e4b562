import type { BaseImage } from './model.ts';

/** Where the packages of a release went, and from which day on its images no longer find them where they look. */
export interface MovedPackages {
  readonly title: string;
  readonly to: string;
}

interface Move {
  readonly product: string;
  readonly title: string;
  readonly to: string;
  /** Release and the first day (YYYY-MM-DD) for which it is reported. */
  readonly since: Readonly<Record<string, string>>;
}

/** Sources: the archives' own lists, and reports of builds that failed (debuerreotype/docker-debian-artifacts#245, docker-library/official-images#17973), 2026-11-29. */
const moves: readonly Move[] = [
  { product: 'debian', title: 'Debian', to: 'archive.debian.org', since: { 7: '2019-03-27', 8: '2023-04-24', 9: '2023-04-24', 10: '2025-07-14' } },
  {
    product: 'ubuntu', title: 'Ubuntu', to: 'old-releases.ubuntu.com',
    // The long-term releases from 14.04 on stay where they are.
    since: { '12.04': '2020-01-01', '16.10': '2018-01-17', '17.04': '2018-01-25', '17.10': '2019-01-01', '18.10': '2020-10-19', '19.04': '2021-02-23', '19.10': '2021-02-23', '20.10': '2022-07-26', '21.04': '2022-07-26', '21.10': '2022-08-16', '22.10': '2024-11-24', '23.04': '2024-11-24', '23.10': '2024-11-26', '24.10': '2025-09-13' },
  },
  { product: 'centos', title: 'CentOS', to: 'vault.centos.org', since: { 5: '2017-04-01', 6: '2020-12-01', 7: '2024-07-01', 8: '2022-02-01' } },
  { product: 'centos-stream', title: 'CentOS Stream', to: 'vault.centos.org', since: { 8: '2024-06-01' } },
];

/** Undefined where the image finds its packages on that day, as far as the table knows. */
export function movedPackages({ distribution }: BaseImage, today: string): MovedPackages | undefined {
  const move = moves.find(({ product }) => product === distribution?.name);
  const since = distribution?.release === undefined ? undefined : move?.since[distribution.release];
  return move === undefined || since === undefined || today < since ? undefined : { title: `${move.title} ${distribution?.release ?? ''}`, to: move.to };
}
