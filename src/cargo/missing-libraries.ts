import { isBelow } from '../container-path.ts';
import type { Stage } from '../dockerfile/model.ts';
import { chainOf } from '../dockerfile/stage-chain.ts';
import { bringsLibrary, nativeLibraries } from '../knowledge/native-libraries.ts';
import type { NativeLibrary } from '../knowledge/native-libraries.ts';
import { keptPackages } from '../programs/kept-packages.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { chainAbove, isBuiltOn } from './chain.ts';
import { configurationOf } from './configuration.ts';
import { copiedPrograms } from './foreign-programs.ts';
import { linkedOf } from './libc.ts';
import { lockedProgram } from './linked-crates.ts';
import type { CargoStep } from './model.ts';
import type { CopiedOutput } from './outputs.ts';

/** A library that a program asks the loader for, and whether the image has it. */
export interface LibraryNeed {
  readonly output: CopiedOutput;
  readonly library: NativeLibrary;
  /** Of the release that the image is. */
  readonly package: string;
  readonly lockPath: string;
  /** Undefined when only the build can tell. */
  readonly present: boolean | undefined;
}

/** What programs of cargo that are copied onto an image of Debian, or a distroless one, need of it, as far as their lock file proves it. */
export function libraryNeeds(build: Build): readonly LibraryNeed[] {
  return copiedPrograms(build).flatMap(({ output, step }) => {
    const { stage } = output.copy;
    if (stage === undefined || isBuiltOn(stage, step.stage)) return [];
    const debian = debianOf(build, stage);
    if (debian === undefined || !isLike(build, step, debian.release) || linkedOf(build, step) !== 'glibc' || mayLinkStatically(build, step)) return [];
    const locked = lockedProgram(build, step, output.path.slice(output.path.lastIndexOf('/') + 1));
    if (locked === undefined) return [];
    return nativeLibraries.flatMap((library) => {
      const name = library.packages[debian.release];
      if (name === undefined || !locked.linked.has(library.crate) || locked.locked.has(library.compiledInBy)) return [];
      return [{ output, library, package: name, lockPath: locked.lockPath, present: isInImage(library, debian) || librariesOf(build)(stage).get(library) }];
    });
  });
}

interface DebianImage {
  readonly release: string;
  /** It has OpenSSL, whatever its release. */
  readonly openssl: boolean;
}

/** A plain image of Debian, or a distroless one of C programs. Other images have more in them. */
function debianOf(build: Build, stage: Stage): DebianImage | undefined {
  const base = build.image.base(stage);
  const release = base?.distribution?.release;
  if (base?.distribution?.name !== 'debian' || release === undefined) return undefined;
  if (base.image === 'debian') return { release, openssl: false };
  // Source: GoogleContainerTools/distroless, README of `base` and `cc`.
  return /^gcr\.io\/distroless\/(?:base|cc)-debian\d+$/.test(base.image) ? { release, openssl: true } : undefined;
}

/** Whether it is compiled where its libraries have the versions of that release. Debian 11 has another OpenSSL. */
function isLike({ image }: Build, { stage }: CargoStep, release: string): boolean {
  const distribution = stage === undefined ? undefined : image.base(stage)?.distribution;
  if (distribution?.name !== 'debian' || distribution.release === undefined) return false;
  return (distribution.release === '11') === (release === '11');
}

/** The build scripts of these crates are told by variables: `OPENSSL_STATIC`, `PQ_LIB_STATIC`. */
function mayLinkStatically(build: Build, step: CargoStep): boolean {
  const texts = [...configurationOf(build, step).variables, ...[step.run, ...chainAbove(build, step.run)].map(({ rest }) => rest.text)];
  return texts.some((text) => /_STATIC\b|OPENSSL_(?:DIR|LIB_DIR|NO_VENDOR)|PKG_CONFIG_ALL_STATIC|VCPKG/.test(text));
}

function isInImage({ crate, inImagesOf }: NativeLibrary, { release, openssl }: DebianImage): boolean {
  return inImagesOf.includes(release) || (openssl && crate === 'openssl-sys');
}

/** Whether something installs each library in a stage, or in those it is built FROM; undefined when only the build can tell. Each COPY of a program asks. */
const librariesOf = onceEach((build: Build) => onceEach((stage: Stage) => new Map(nativeLibraries.map((library) => [library, hasLibrary(build, stage, library)]))));

function hasLibrary(build: Build, stage: Stage, library: NativeLibrary): boolean | undefined {
  const instructions = chainOf(stage).flatMap((one) => one.instructions);
  if (instructions.some(({ keyword, rest }) => keyword === 'ENV' && rest.text.includes('LD_LIBRARY_PATH'))) return undefined;
  let isOpen = build.files(stage).effects.some((effect) => effect.does === 'anything' || ((effect.does === 'copies' || effect.does === 'fills' || effect.does === 'mounts') && reachesLibraries(effect.path)));
  for (const run of instructions) {
    if (run.keyword !== 'RUN') continue;
    for (const { command, packages } of keptPackages(run)) {
      const recommended = command.option('--no-install-recommends') === undefined;
      const brought = packages.map(({ kind, name }) => (kind === 'name' ? bringsLibrary(name, library, recommended) : undefined));
      if (brought.includes(true)) return true;
      isOpen ||= brought.includes(undefined);
    }
  }
  return isOpen ? undefined : false;
}

/** The loader looks in these and below them; what covers one of them may bring anything. */
const libraryFolders = ['/lib', '/lib64', '/usr/lib', '/usr/lib64', '/usr/local/lib'];

function reachesLibraries(path: string): boolean {
  return libraryFolders.some((folder) => isBelow(folder, path) || isBelow(path, folder));
}
