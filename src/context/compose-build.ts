import type { ComposeService } from './compose-file.ts';
import { isRecord } from '../is-record.ts';
import { isRemoteContext, resolvePath } from './declaration.ts';
import { interpolate, type Environment } from './interpolate.ts';

/** A value that a file gives; undefined in it when only the build knows. */
interface Given { readonly value: string | undefined }

/** The `build` of a service, paths absolute. What no file says is undefined. */
export interface ComposeBuild {
  readonly context: Given | undefined;
  readonly dockerfile: Given | undefined;
  readonly target: Given | undefined;
  /** `dockerfile_inline`: the Dockerfile is no file. */
  readonly isInline: boolean;
  /** Those whose value is known. */
  readonly args: ReadonlyMap<string, string>;
  readonly namedContexts: ReadonlyMap<string, string>;
}

/** Reads the `build` of a service whose paths are relative to `folder`; undefined without one. */
export function composeBuild({ build }: ComposeService, folder: string, environment: Environment): ComposeBuild | undefined {
  if (build === undefined || build === 'reset') return undefined;
  const given = (key: string): Given | undefined => (build[key] === undefined || build[key] === null ? undefined : { value: textOf(build[key], environment) });
  const context = given('context');
  const named = pairsOf(build['additional_contexts'], environment);
  return {
    context: context?.value === undefined || isRemoteContext(context.value) ? context : { value: resolvePath(folder, context.value) },
    dockerfile: given('dockerfile'), target: given('target'),
    isInline: build['dockerfile_inline'] !== undefined && build['dockerfile_inline'] !== null,
    args: new Map(pairsOf(build['args'], environment)),
    namedContexts: new Map(named.map(([name, value]) => [name, isRemoteContext(value) ? value : resolvePath(folder, value)] as const)),
  };
}

/** What one file says over what another one says: mappings are joined, everything else is replaced. */
export function mergeBuilds(below: ComposeBuild | undefined, above: ComposeBuild | undefined): ComposeBuild | undefined {
  if (below === undefined || above === undefined) return above ?? below;
  return {
    context: above.context ?? below.context,
    dockerfile: above.isInline ? above.dockerfile : (above.dockerfile ?? below.dockerfile),
    target: above.target ?? below.target,
    // A file that is named replaces a text that is written down.
    isInline: above.isInline || (below.isInline && above.dockerfile === undefined),
    args: new Map([...below.args, ...above.args]),
    namedContexts: new Map([...below.namedContexts, ...above.namedContexts]),
  };
}

/** `{ KEY: value }` or `[KEY=value]`; what has no known value is left out. */
function pairsOf(value: unknown, environment: Environment): readonly (readonly [string, string])[] {
  const pairs: readonly (readonly [string, unknown])[] = Array.isArray(value)
    ? value.flatMap((each): (readonly [string, unknown])[] => {
        const [, key, text] = /^([^=]+)=([^]*)$/.exec(typeof each === 'string' ? each : '') ?? [];
        return key === undefined ? [] : [[key, text]];
      })
    : isRecord(value)
      ? Object.entries(value)
      : [];
  return pairs.flatMap(([key, each]) => {
    const text = textOf(each, environment);
    return text === undefined ? [] : [[key, text] as const];
  });
}

function textOf(value: unknown, environment: Environment): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? interpolate(value, environment) : undefined;
}
