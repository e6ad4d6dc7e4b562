import type { Alias, Fix, Level, Related, Severity } from './diagnostic.ts';
import type { BuildContext, Git } from './context/model.ts';
import type { Dockerfile, Stage } from './dockerfile/model.ts';
import type { Image } from './image/model.ts';
import type { FileTree } from './image/files/model.ts';
import type { ShellCheckComment } from './shellcheck/model.ts';
import type { Located, Place } from './source.ts';

export type Category = 'correctness' | 'security' | 'reproducibility' | 'size' | 'cache' | 'metadata' | 'runtime' | 'style';

/** What a rule needs prepared before it runs; nothing else is. */
export type Need = 'context' | 'git' | 'baseline' | 'shellcheck';

/** What rules judge: one Dockerfile as one build of it. */
export interface Build {
  readonly dockerfile: Dockerfile;
  /** The stage that is shipped; undefined without stages. */
  readonly target: Stage | undefined;
  /** `--build-arg`. */
  readonly args: ReadonlyMap<string, string>;
  readonly image: Image;
  /** Unknown unless the rule needs `context`. */
  readonly context: BuildContext;
  readonly git: Git | undefined;
  /** What ShellCheck says of the scripts; undefined when it was not run. */
  readonly shellcheck: readonly ShellCheckComment[] | undefined;
  /** The files of a stage at its end, made on first use. */
  files(stage: Stage): FileTree;
  /** The Dockerfile that `--against` names, read as the same build; undefined without one. */
  readonly baseline: Build | undefined;
  /** YYYY-MM-DD: what counts as today. */
  readonly today: string;
  readonly declaredBy?: Place | undefined;
  /** Names that COPY --from, FROM and mounts may use beside stages and images, and what they stand for: of compose and Bake files. */
  readonly namedContexts: ReadonlyMap<string, string>;
  /** Builds of other Dockerfiles that such names stand for: their stages are found by these names, as those of this file are. */
  readonly linked: ReadonlyMap<string, Build>;
}

/** finding: wrong. proof: why the criterion holds, with its place. doubt: the rule cannot tell, and what it would need. */
export type Observation = Finding | Proof | Doubt;
export interface Finding {
  readonly kind?: 'finding';
  readonly fault: string;
  readonly at: Located;
  readonly message: string;
  readonly help?: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly Fix[];
  /** Overrides the fault's own aliases, for a finding that is one of several ids' very fault. */
  readonly aliases?: readonly Alias[];
  /** Only lower than the fault's severity: a finding that is milder here. */
  readonly severity?: Severity;
}
export interface Proof { readonly kind: 'proof'; readonly at: Located; readonly message: string }
export interface Doubt { readonly kind: 'doubt'; readonly at: Located; readonly message: string }

/** JSON schema of one option; `description` is required, it is the option's documentation. */
export interface JsonSchema {
  readonly description: string;
  readonly [keyword: string]: unknown;
}

export interface Fault {
  readonly severity: Level;
  /** One sentence: what is wrong when this fault is found. */
  readonly summary?: string;
  readonly aliases?: readonly Alias[];
  /** The edition that introduced it: `2026-11`. */
  readonly since: string;
}

/** One check with its faults: what it can find wrong, each with its own severity, peers' ids and first edition. */
export interface Rule<O extends object = object> {
  readonly id: string;
  /** One imperative sentence. */
  readonly summary: string;
  readonly category: Category;
  readonly needs?: readonly Need[];
  readonly faults: { readonly [fault: string]: Fault };
  readonly fixable?: boolean;
  readonly replaces?: readonly string[];
  /** An option without a schema does not compile. */
  readonly options?: { readonly defaults: O; readonly schema: { readonly [K in keyof O]-?: JsonSchema } };
  check(build: Build, options: Readonly<O>): Iterable<Observation>;
}

/** Any rule, its options not looked at: what the engine and the catalogue pass around. */
export type AnyRule = Rule<object>;

/** Keeps the type of the options inside of the rule, and hides it outside. */
export function defineRule<O extends object = object>(rule: Rule<O>): AnyRule {
  return rule as unknown as AnyRule;
}
