import { unknownConfiguration } from '../image/files/cargo-configuration.ts';
import type { CargoConfiguration } from '../image/files/cargo-configuration.ts';
import { onceEach } from '../once-each.ts';
import type { Build } from '../rule.ts';
import { knownValue } from '../word.ts';
import { targetsOf } from './choices.ts';
import type { CargoStep } from './model.ts';

/** What the configuration of cargo said when a step ran. */
export function configurationOf(build: Build, { stage, command }: Pick<CargoStep, 'stage' | 'command'>): CargoConfiguration {
  const own = stage !== undefined && stagesOf(build).has(stage) ? build.files(stage).cargoConfigurations.get(command) : undefined;
  return own ?? unknownConfiguration;
}

/** The target that a step compiles for, whose name is undefined when nothing names one; undefined for several, and when only the build knows. */
export function targetOf(build: Build, step: CargoStep): { readonly name: string | undefined } | undefined {
  const { texts, unknown } = targetsOf(step);
  const names = texts.length > 0 ? texts.map(knownValue) : configurationOf(build, step).targets;
  const [name] = names;
  if (unknown || names.length > 1 || (names.length === 1 && name === undefined)) return undefined;
  return { name };
}

const stagesOf = onceEach(({ dockerfile }: Build) => new Set(dockerfile.stages));

/** Whether it says how programs are linked (`+crt-static`, `link-arg=-static`), or may. */
export function choosesLinking({ rustflags, unread }: CargoConfiguration): boolean {
  return rustflags.includes('static') || unread.some((text) => text === undefined || /static|target\s*=/.test(text));
}
