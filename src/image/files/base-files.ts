import { isBelow } from '../../container-path.ts';
import { baseHasProgram } from '../../knowledge/base-programs.ts';
import { folderFacts, pathOfImage } from '../../knowledge/base-folders.ts';
import type { BaseImage, PackageManager } from '../../knowledge/model.ts';
import { isForeignManager } from '../../knowledge/package-managers.ts';

/** What the image at the bottom of a chain has: three values, `undefined` for unknown. */
export interface BaseFiles {
  /** For messages, in backticks. */
  readonly name: string;
  has(path: string): boolean | undefined;
  hasProgram(program: string): boolean | undefined;
  /** Its PATH; undefined when that is not known. */
  readonly searchPath: readonly string[] | undefined;
  /** It runs Windows, or may: paths are not what they are on Linux. */
  readonly windows: boolean;
}

/** @param image Undefined when nothing is known of it. */
export function baseFiles(name: string, image: BaseImage | undefined): BaseFiles {
  if (image === undefined) return { name, has: isOfRuntime, hasProgram: (program) => (isForeignManager(managerByName(name), program) ? false : undefined), searchPath: undefined, windows: false };
  const hasProgram = (program: string): boolean | undefined => baseHasProgram(image, program);
  return {
    name, hasProgram, windows: image.operatingSystem === 'windows', searchPath: pathOfImage(image),
    has: (path) => isOfRuntime(path) ?? (isProgramPath(path) ? hasProgramAt(image, path) : folderFacts(image, path)),
  };
}

/** Of an image that the tables do not know its name may say that it is Alpine: `vendor/jdk-alpine:17`. */
function managerByName(name: string): PackageManager | undefined {
  return /[-_:/]alpine(?:[-_.:@\d`]|$)/.test(name) ? 'apk' : undefined;
}

/** What every container gets when it is started (source: OCI runtime specification, "Default Filesystems"; Docker's own mounts). */
function isOfRuntime(path: string): true | undefined {
  if (path === '/' || ['/dev', '/proc', '/sys'].some((folder) => isBelow(path, folder))) return true;
  return ['/etc/hosts', '/etc/hostname', '/etc/resolv.conf', '/etc', '/etc/mtab'].includes(path) ? true : undefined;
}

function isProgramPath(path: string): boolean {
  return /^(?:\/usr(?:\/local)?)?\/s?bin\/[^/]+$/.test(path);
}

function hasProgramAt(image: BaseImage, path: string): boolean | undefined {
  const known = baseHasProgram(image, path);
  if (known !== true) return known ?? folderFacts(image, path);
  // A program of the base may lie in another folder than this.
  return path.startsWith('/usr/local/') && folderFacts(image, path) === false ? false : true;
}
