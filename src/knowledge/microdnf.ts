import type { BaseImage } from './model.ts';

/**
 * The last releases whose microdnf installs without asking, by distribution. It asks since 3.7 of January 2021 (rpm-software-management/microdnf, pull
 * requests 94 and 97); release 8 of Red Hat's family kept the old way (oracle/weblogic-image-tool, pull request 434; quarkusio/quarkus, pull request
 * 46763: read 2026-11-29).
 */
const lastSilent: Readonly<Record<string, number>> = { ubi: 8, oraclelinux: 8, rockylinux: 8, almalinux: 8, fedora: 33 };

/** Whether `microdnf install` of the image goes on without an answer; undefined when the release is not known. */
export function microdnfIsSilent(distribution: BaseImage['distribution']): boolean | undefined {
  const last = distribution === undefined ? undefined : lastSilent[distribution.name];
  const release = Number.parseInt(distribution?.release ?? '', 10);
  return last === undefined || Number.isNaN(release) ? undefined : release <= last;
}
