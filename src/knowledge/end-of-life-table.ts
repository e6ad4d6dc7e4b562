/** When a release ends: of regular support, and of what its makers (or Debian LTS, Ubuntu Pro) still do for it. */
export interface ReleaseEnd {
  readonly release: string;
  /** YYYY-MM-DD. True: it has ended, the day is not in the table. False: it is supported and no day is set. */
  readonly end: string | boolean;
  readonly longTermEnd?: string;
}

export interface ProductEnds {
  /** As base images name products and distributions. */
  readonly product: string;
  /** For people. */
  readonly title: string;
  /** What the longer support is called. */
  readonly longTermName?: string;
  /** Newest first. */
  readonly releases: readonly ReleaseEnd[];
}

/** The snapshot that all rows were read from, but for Ubuntu 26.10: Debian's distro-info-data 0.58+deb12u7, 2026-11-28. */
export const endOfLifeSource = { source: 'endoflife.date', date: '2026-08-22' } as const;

export const endOfLifeTable: readonly ProductEnds[] = [
  {
    product: 'debian', title: 'Debian', longTermName: 'Debian LTS',
    releases: [
      { release: '13', end: '2028-08-09', longTermEnd: '2030-06-30' }, { release: '12', end: '2026-07-11', longTermEnd: '2028-06-30' },
      { release: '11', end: '2024-08-14', longTermEnd: '2026-08-31' }, { release: '10', end: '2022-09-10', longTermEnd: '2024-06-30' },
      { release: '9', end: '2020-07-18', longTermEnd: '2022-07-01' }, { release: '8', end: '2018-06-17', longTermEnd: '2020-06-30' },
      { release: '7', end: '2016-04-25', longTermEnd: '2018-05-31' },
    ],
  },
  {
    product: 'ubuntu', title: 'Ubuntu', longTermName: 'Expanded Security Maintenance (Ubuntu Pro)',
    releases: [
      { release: '26.10', end: '2027-07-15' }, { release: '26.04', end: '2031-04-30', longTermEnd: '2036-04-30' }, { release: '25.10', end: '2026-07-01' }, { release: '25.04', end: '2026-01-17' },
      { release: '24.10', end: '2025-07-10' }, { release: '24.04', end: '2029-05-31', longTermEnd: '2036-05-31' }, { release: '23.10', end: '2024-07-12' },
      { release: '23.04', end: '2024-01-20' }, { release: '22.10', end: '2023-07-20' }, { release: '22.04', end: '2027-04-01', longTermEnd: '2032-04-09' },
      { release: '21.10', end: '2022-07-14' }, { release: '21.04', end: '2022-01-20' }, { release: '20.10', end: '2021-07-22' },
      { release: '20.04', end: '2025-05-31', longTermEnd: '2030-04-02' }, { release: '19.10', end: '2020-07-06' }, { release: '19.04', end: '2020-01-23' },
      { release: '18.10', end: '2019-07-18' }, { release: '18.04', end: '2023-05-31', longTermEnd: '2028-04-01' }, { release: '17.10', end: '2018-07-19' },
      { release: '17.04', end: '2018-01-13' }, { release: '16.10', end: '2017-07-20' }, { release: '16.04', end: '2021-04-02', longTermEnd: '2026-04-02' },
      { release: '14.04', end: '2019-04-02', longTermEnd: '2024-04-02' }, { release: '12.04', end: '2017-04-28', longTermEnd: '2019-04-26' },
    ],
  },
  {
    product: 'alpine', title: 'Alpine Linux',
    releases: [
      { release: '3.24', end: '2028-06-01' }, { release: '3.23', end: '2027-11-01' }, { release: '3.22', end: '2027-05-01' }, { release: '3.21', end: '2026-11-01' },
      { release: '3.20', end: '2026-04-01' }, { release: '3.19', end: '2025-11-01' }, { release: '3.18', end: '2025-05-09' }, { release: '3.17', end: '2024-11-22' },
      { release: '3.16', end: '2024-05-23' }, { release: '3.15', end: '2023-11-01' }, { release: '3.14', end: '2023-05-01' }, { release: '3.13', end: '2022-11-01' },
      { release: '3.12', end: '2022-05-01' }, { release: '3.11', end: '2021-11-01' }, { release: '3.10', end: '2021-05-01' }, { release: '3.9', end: '2020-11-01' },
      { release: '3.8', end: '2020-05-01' }, { release: '3.7', end: '2019-11-01' }, { release: '3.6', end: '2019-05-01' }, { release: '3.5', end: '2018-11-01' },
      { release: '3.4', end: '2018-05-01' }, { release: '3.3', end: '2017-11-01' }, { release: '3.2', end: '2017-05-01' }, { release: '3.1', end: '2016-11-01' },
    ],
  },
  { product: 'centos', title: 'CentOS', releases: [{ release: '8', end: '2021-12-31' }, { release: '7', end: '2024-06-30' }, { release: '6', end: '2020-11-30' }, { release: '5', end: true }] },
  { product: 'centos-stream', title: 'CentOS Stream', releases: [{ release: '10', end: false }, { release: '9', end: '2027-05-31' }, { release: '8', end: '2024-05-31' }] },
  { product: 'fedora', title: 'Fedora', releases: [{ release: '44', end: false }, { release: '43', end: '2026-12-09' }, { release: '42', end: '2026-05-27' }, { release: '41', end: true }, ...ended(40, 20)] },
  {
    product: 'windows-server', title: 'Windows Server', longTermName: 'extended support',
    releases: [
      { release: 'ltsc2025', end: '2029-11-13', longTermEnd: '2034-11-14' }, { release: 'ltsc2022', end: '2026-10-13', longTermEnd: '2031-10-14' }, { release: 'ltsc2019', end: '2024-01-09', longTermEnd: '2029-01-09' },
      { release: 'ltsc2016', end: '2022-01-11', longTermEnd: '2027-01-12' }, { release: '20H2', end: '2022-08-09' }, { release: '2004', end: '2021-12-14' }, { release: '1909', end: '2021-05-11' },
      { release: '1903', end: '2020-12-08' }, { release: '1803', end: '2019-11-12' }, { release: '1709', end: '2019-04-09' },
    ],
  },
  { product: 'amazonlinux', title: 'Amazon Linux', releases: [{ release: '2023', end: '2029-06-30' }, { release: '2018', end: '2023-12-31' }, { release: '2', end: '2026-06-30' }, { release: '1', end: '2023-12-31' }] },
  { product: 'ubi', title: 'Red Hat Universal Base Image', releases: [{ release: '10', end: false }, { release: '9', end: false }, { release: '8', end: false }, { release: '7', end: '2024-06-30' }] },
  { product: 'rockylinux', title: 'Rocky Linux', releases: [{ release: '10', end: false }, { release: '9', end: false }, { release: '8', end: false }] },
  { product: 'almalinux', title: 'AlmaLinux', releases: [{ release: '10', end: false }, { release: '9', end: false }, { release: '8', end: false }] },
  { product: 'oraclelinux', title: 'Oracle Linux', releases: [{ release: '10', end: false }, { release: '9', end: false }, { release: '8', end: false }, { release: '7', end: '2024-12-31' }] },
  { product: 'opensuse-leap', title: 'openSUSE Leap', releases: [{ release: '16.0', end: false }, { release: '15.6', end: '2026-04-30' }, { release: '15.5', end: '2024-12-31' }, { release: '15.4', end: true }, { release: '15.3', end: true }, { release: '15.2', end: true }, { release: '15.1', end: true }, { release: '15.0', end: true }, { release: '42.3', end: true }, { release: '42.2', end: true }, { release: '42.1', end: true }] },
  {
    product: 'nodejs', title: 'Node.js',
    releases: [
      { release: '26', end: false }, { release: '25', end: '2026-06-01' }, { release: '24', end: '2028-04-30' }, { release: '23', end: '2025-06-01' }, { release: '22', end: '2027-04-30' },
      { release: '21', end: '2024-06-01' }, { release: '20', end: '2026-04-30' }, { release: '19', end: '2023-06-01' }, { release: '18', end: '2025-04-30' },
      { release: '17', end: '2022-06-01' }, { release: '16', end: '2023-09-11' }, { release: '15', end: '2021-06-01' }, { release: '14', end: '2023-04-30' },
      { release: '13', end: '2020-06-01' }, { release: '12', end: '2022-04-30' }, { release: '11', end: '2019-06-30' }, { release: '10', end: '2021-04-30' },
      { release: '9', end: '2018-06-30' }, { release: '8', end: '2019-12-31' }, { release: '7', end: '2017-06-30' }, { release: '6', end: '2019-04-30' },
      { release: '5', end: '2016-06-30' }, { release: '4', end: '2018-04-30' },
    ],
  },
  {
    product: 'python', title: 'Python',
    releases: [
      { release: '3.14', end: false }, { release: '3.13', end: false }, { release: '3.12', end: false }, { release: '3.11', end: false }, { release: '3.10', end: '2026-10-31' },
      { release: '3.9', end: '2025-10-31' }, { release: '3.8', end: '2024-10-07' }, { release: '3.7', end: '2023-06-27' }, { release: '3.6', end: '2021-12-23' },
      { release: '3.5', end: '2020-09-13' }, { release: '3.4', end: '2019-03-18' }, { release: '3.3', end: '2017-09-29' }, { release: '2.7', end: '2020-01-01' },
    ],
  },
  { product: 'go', title: 'Go', releases: [{ release: '1.27', end: false }, { release: '1.26', end: false }, { release: '1.25', end: '2026-08-19' }, { release: '1.24', end: '2026-02-10' }, ...endedMinors('1', 23, 1)] },
  {
    product: 'ruby', title: 'Ruby',
    releases: [{ release: '4.0', end: false }, { release: '3.4', end: false }, { release: '3.3', end: '2027-03-31' }, { release: '3.2', end: '2026-03-31' }, ...endedMinors('3', 1, 0), ...endedMinors('2', 7, 0)],
  },
  {
    product: 'php', title: 'PHP',
    releases: [
      { release: '8.5', end: false }, { release: '8.4', end: false }, { release: '8.3', end: false }, { release: '8.2', end: '2026-12-31' }, { release: '8.1', end: '2025-12-31' },
      { release: '8.0', end: '2023-11-26' }, { release: '7.4', end: '2022-11-28' }, ...endedMinors('7', 3, 0), ...endedMinors('5', 6, 3),
    ],
  },
  {
    product: 'dotnet', title: '.NET',
    releases: [
      { release: '10.0', end: false }, { release: '9.0', end: '2026-11-10' }, { release: '8.0', end: '2026-11-10' }, { release: '7.0', end: '2024-05-14' }, { release: '6.0', end: '2024-11-12' },
      { release: '5.0', end: '2022-05-10' }, { release: '3.1', end: '2022-12-13' }, { release: '3.0', end: true }, ...endedMinors('2', 2, 0), ...endedMinors('1', 1, 0),
    ],
  },
  { product: 'postgresql', title: 'PostgreSQL', releases: [{ release: '18', end: false }, { release: '17', end: false }, { release: '16', end: false }, { release: '15', end: false }, { release: '14', end: '2026-11-12' }, { release: '13', end: '2025-11-13' }, { release: '12', end: '2024-11-21' }, { release: '11', end: '2023-11-09' }, { release: '10', end: '2022-11-10' }, { release: '9', end: '2021-11-11' }] },
  { product: 'mysql', title: 'MySQL', releases: [{ release: '9.7', end: false }, { release: '8.4', end: false }, { release: '8.0', end: '2026-04-30' }, { release: '5.7', end: '2023-10-31' }, { release: '5.6', end: '2021-02-05' }, { release: '5.5', end: true }] },
  { product: 'mariadb', title: 'MariaDB', releases: [{ release: '12.3', end: false }, { release: '11.8', end: false }, { release: '11.4', end: false }, { release: '10.11', end: false }, { release: '10.6', end: '2026-07-06' }, { release: '10.5', end: '2025-06-24' }, { release: '10.4', end: '2024-06-18' }, { release: '10.3', end: '2023-05-25' }, ...endedMinors('10', 2, 0)] },
  { product: 'redis', title: 'Redis', releases: [{ release: '7.4', end: false }, { release: '7.2', end: false }, { release: '7.0', end: true }, { release: '6.2', end: '2027-04-01' }, { release: '6.0', end: true }, { release: '5.0', end: true }, { release: '4.0', end: true }, { release: '3.2', end: true }] },
  { product: 'mongodb', title: 'MongoDB', releases: [{ release: '8.3', end: false }, { release: '8.0', end: false }, { release: '7.0', end: '2027-08-31' }, { release: '6.0', end: '2025-07-31' }, { release: '5.0', end: '2024-10-31' }, { release: '4.4', end: '2024-02-29' }, { release: '4.2', end: '2023-04-30' }, { release: '4.0', end: '2022-04-30' }, { release: '3.6', end: '2021-04-30' }] },
  { product: 'nginx', title: 'nginx', releases: [{ release: '1.31', end: false }, { release: '1.30', end: false }, { release: '1.29', end: '2026-05-13' }, { release: '1.28', end: true }, ...endedMinors('1', 27, 9)] },
  { product: 'tomcat', title: 'Apache Tomcat', releases: [{ release: '11.0', end: false }, { release: '10.1', end: false }, { release: '10.0', end: '2022-10-31' }, { release: '9.0', end: false }, { release: '8.5', end: '2024-03-31' }, { release: '8.0', end: '2018-06-30' }, { release: '7.0', end: '2021-03-31' }] },
];

/** Whole-number releases that have ended on days that are not in the table, newest first. */
function ended(newest: number, oldest: number): readonly ReleaseEnd[] {
  return Array.from({ length: newest - oldest + 1 }, (_, index) => ({ release: String(newest - index), end: true }));
}

function endedMinors(major: string, newest: number, oldest: number): readonly ReleaseEnd[] {
  return ended(newest, oldest).map(({ release, end }) => ({ release: `${major}.${release}`, end }));
}
