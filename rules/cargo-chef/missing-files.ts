import { missingLock } from '../../src/cargo/lock-file.ts';
import { dummyCrates, missingCrates, type MissingCrate } from '../../src/cargo/members.ts';
import type { CargoStep } from '../../src/cargo/model.ts';
import { isGuessed } from '../../src/image/questions/guessed-context.ts';
import type { RecipeOrigin } from '../../src/cargo/recipe.ts';
import type { Build, Finding } from '../../src/rule.ts';

/** The recipe lacks the lock file that `cook` is told to keep to. */
export function* judgeLock(build: Build, cook: CargoStep, origin: RecipeOrigin): Iterable<Finding> {
  const missing = missingLock(build, cook, origin);
  if (missing === undefined) return;
  const { option, prepare, fact } = missing;
  yield {
    fault: 'lock-missing', at: option,
    message: `\`${cook.title}\` stops at \`${option.raw}\`, for the recipe has no lock file: \`${fact.path}\` is not there when it is prepared: ${fact.why}`,
    help: 'Commit `Cargo.lock`, let `.dockerignore` pass it, and copy it into the planner.',
    related: [{ place: prepare.at.place, message: 'prepared here' }],
  };
}

const whys = {
  'outside': 'lies outside of the build context',
  'ignored': 'is taken out by `.dockerignore`',
  'sources-ignored': 'has no sources that `.dockerignore` lets through',
  'absent': 'is not in the build context',
  'not-copied': 'is not copied into the planner',
} as const satisfies Readonly<Record<MissingCrate['why'], string>>;

/** The planner lacks a crate that its manifests name. */
export function* judgeCrates(build: Build, prepare: CargoStep): Iterable<Finding> {
  const guessed = isGuessed(build.context);
  // A crate outside of a context that nobody named says that the context is another one.
  const [first, ...others] = missingCrates(build, prepare).filter(({ why }) => !guessed || why !== 'outside');
  if (first === undefined) return;
  const more = others.length === 0 ? '' : ` (and ${String(others.length)} more like it)`;
  yield {
    fault: 'crate-missing', at: prepare.at,
    message: `\`${first.path}\`, which \`${first.namedBy}\` names, ${whys[first.why]}${more}: \`cargo chef prepare\` fails`,
    help: 'Send and copy every crate that the manifests name, or take it out of them.',
  };
}

/** The build lacks a crate of which `cook` left a dummy. */
export function* judgeDummies(build: Build, step: CargoStep): Iterable<Finding> {
  const [first] = dummyCrates(build, step);
  if (first === undefined) return;
  yield {
    fault: 'crate-not-copied', at: step.at,
    message: `\`${first.path}\`, which \`${first.namedBy}\` names, is not copied into this stage: \`${step.title}\` finds no more than what \`cargo chef cook\` left there`,
    help: 'Copy every crate that the build needs above it.',
  };
}
