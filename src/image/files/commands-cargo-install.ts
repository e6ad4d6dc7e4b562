import { containerPath } from '../../container-path.ts';
import type { CargoInvocation } from '../../programs/cargo.ts';
import type { Deed } from './model.ts';
import { fills, folderIn } from './step.ts';
import type { Step } from './step.ts';

/** Crates whose programs have other names than they (source: their manifests, 2026-11-23). */
const programsOfCrate: Readonly<Record<string, readonly string[]>> = {
  ripgrep: ['rg'], 'fd-find': ['fd'], 'sqlx-cli': ['sqlx', 'cargo-sqlx'], diesel_cli: ['diesel'], 'wasm-bindgen-cli': ['wasm-bindgen', 'wasm-bindgen-test-runner', 'wasm2es6js'], 'sea-orm-cli': ['sea-orm-cli', 'sea'],
  sccache: ['sccache'], trunk: ['trunk'], 'wasm-pack': ['wasm-pack'], just: ['just'], refinery_cli: ['refinery'],
};

/** `cargo install`: the programs of a crate, in the folder for those. */
export function cargoInstallDeeds(step: Step, cargo: CargoInvocation): readonly Deed[] {
  const root = step.command.option('--root')?.value;
  const set = root === undefined ? (step.variable('CARGO_INSTALL_ROOT') ?? step.variable('CARGO_HOME')) : folderIn(step, root);
  const known = root !== undefined || set !== null;
  const bin = known ? (typeof set === 'string' && set.startsWith('/') ? containerPath('bin', set) : undefined) : undefined;
  // The images of Rust set CARGO_HOME; a rustup of one's own installs below the home.
  const places = bin !== undefined ? [bin] : known ? [] : ['/usr/local/cargo/bin', containerPath('.cargo/bin', step.home() ?? '/root')];
  if (places.length === 0) return [{ does: 'anything', why: 'only the build knows where `cargo install` puts programs' }];
  const names = cargo.operands.flatMap((word) => {
    const name = word.value?.split('@')[0];
    return name === undefined ? [] : Object.hasOwn(programsOfCrate, name) ? programsOfCrate[name] ?? [] : name.startsWith('cargo-') ? [name] : [];
  });
  const [first] = places;
  return [
    ...places.map((place) => fills(place, '`cargo install` puts programs there', places.length === 1)),
    ...(first === undefined || (places.length > 1 && !isRustImage(step)) ? [] : names.map((name): Deed => ({ does: 'makes', path: containerPath(name, first), kind: 'file', owner: step.user }))),
    ...(cargo.path === undefined ? [] : [fills(step.folder, '`cargo` builds there')]),
  ];
}

function isRustImage({ build, by }: Step): boolean {
  return by.stage !== undefined && /^(?:rust|rustlang\/rust|lukemathwalker\/cargo-chef)$/.test(build.image.base(by.stage)?.image ?? '');
}
