import { containerPath } from '../../container-path.ts';
import type { CargoInvocation } from '../../programs/cargo.ts';
import { unknownConfiguration } from './cargo-configuration.ts';
import type { Deed } from './model.ts';
import { fills } from './step.ts';
import type { Step } from './step.ts';

/** Crates whose programs have other names than they (source: their manifests, 2026-11-23). */
const programsOfCrate: Readonly<Record<string, readonly string[]>> = {
  ripgrep: ['rg'], 'fd-find': ['fd'], 'sqlx-cli': ['sqlx', 'cargo-sqlx'], diesel_cli: ['diesel'], 'wasm-bindgen-cli': ['wasm-bindgen', 'wasm-bindgen-test-runner', 'wasm2es6js'], 'sea-orm-cli': ['sea-orm-cli', 'sea'],
  sccache: ['sccache'], trunk: ['trunk'], 'wasm-pack': ['wasm-pack'], just: ['just'], refinery_cli: ['refinery'],
};

/** `cargo install`: the programs of a crate, in the folder for those. */
export function cargoInstallDeeds(step: Step, cargo: CargoInvocation): readonly Deed[] {
  const roots = (step.tree.cargoConfigurations.get(step.command) ?? unknownConfiguration).installRoots ?? [];
  const places = roots.map((root) => containerPath('bin', root));
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
