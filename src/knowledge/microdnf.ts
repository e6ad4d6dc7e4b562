import type { BaseImage } from './model.ts';

/**
 * The last releases whose microdnf installs without asking, by distribution. It asks since 3.7 of January 2021 (rpm-software-management/microdnf, pull
 * requests 94 and 97); release 8 of Red Hat's family kept the old way (oracle/weblogic-image-tool, pull request 434; quarkusio/quarkus, pull request
 * 46763: read 2026-11-29).
 */
const lastSilent: Readonly<Record<string, number>> = { ubi: 8, oraclelinux: 8, rockylinux: 8, almalinux: 8, fedora: 33 };

/** Whether `microdnf install` is known to go on without an answer. */
export function microdnfIsSilent(distribution: BaseImage['distribution']): boolean {
  if (distribution?.release === undefined || !Object.hasOwn(lastSilent, distribution.name)) return false;
  return Number.parseInt(distribution.release, 10) <= (lastSilent[distribution.name] ?? 0);
}
