import type { Scope, Value } from '../word.ts';
import { expandWhole } from './expand-word.ts';
import type { Lookup } from './expand-word.ts';
import type { AssignmentSite, Chain, Site, Walk } from './site.ts';

/** Set by the shell or the runtime whatever the Dockerfile says. */
const ALWAYS_UNKNOWN =
  /^(?:\d+|[@*#?$!_-]|HOME|HOSTNAME|PWD|OLDPWD|PATH|PPID|UID|EUID|GROUPS|RANDOM|SHELL|SHLVL|IFS|OSTYPE|HOSTTYPE|MACHTYPE|SECONDS|LINENO|TERM|USER|LOGNAME|OPTARG|OPTIND|REPLY|PIPESTATUS|FUNCNAME|DIRSTACK|BASH\w*|EPOCH\w*)$/;

/**
 * The variables of one script. A variable that the script sets once, in a straight line, has that value from there on; one it
 * sets twice, in a branch or from a command is known to the build only; the others are the instruction's.
 */
export function createLookups(walk: Walk, script: string, outer: Scope): (site: Site) => Lookup {
  // A Dockerfile may have very many scripts, and most of them set nothing: these tables are shared.
  const byName = walk.assignments.length === 0 ? NONE : groupByName(walk.assignments);
  const defaulted = script.includes('${') ? namesWithDefaults(script) : NO_NAMES;
  const sourcing = walk.sites.findIndex((site) => /^(?:\.|source|eval)$/.test(site.node.name?.text ?? ''));
  let resolved: Map<AssignmentSite, Value> | undefined;
  let resolvedUpTo = 0;

  function valueOf(assignment: AssignmentSite): Value {
    const node = assignment.node;
    if (node === undefined || node.append === true || node.index !== undefined || node.value.type !== 'Word') return unknown(assignment.name);
    const word = expandWhole(node.value, assignment.ground, (name) => valueAt(name, assignment.order, assignment.chain));
    return { is: 'set', text: word.text, from: { place: assignment.ground.place(node.pos, node.end) } };
  }

  /** In order, so that a chain of variables is as deep as one. */
  function resolveBefore(order: number): void {
    for (let next = walk.assignments[resolvedUpTo]; next !== undefined && next.order <= order; next = walk.assignments[resolvedUpTo]) {
      resolvedUpTo++;
      if (byName.get(next.name)?.length === 1 && next.reach !== 'unknown') (resolved ??= new Map()).set(next, valueOf(next));
    }
  }

  function valueAt(name: string, order: number, chain: Chain | undefined): Value {
    const assignments = byName.get(name);
    const first = assignments?.[0];
    if (first !== undefined) {
      const single = assignments?.length === 1 && first.order <= order && (first.reach === 'all' || (first.reach === 'chain' && within(chain, first.chain)));
      return (single ? resolved?.get(first) : undefined) ?? unknown(name);
    }
    if (defaulted.has(name)) return unknown(name);
    const value = outer.lookup(name);
    if (value.is !== 'unset') return value;
    if (ALWAYS_UNKNOWN.test(name)) return { is: 'unknown', why: `\`${name}\` is set when it runs` };
    return sourcing !== -1 && sourcing < order ? { is: 'unknown', why: `\`${name}\` may be set by a file the script reads` } : value;
  }

  return (site) => (name) => {
    resolveBefore(site.order);
    return valueAt(name, site.order, site.chain);
  };
}

const NONE: ReadonlyMap<string, readonly AssignmentSite[]> = new Map();
const NO_NAMES: ReadonlySet<string> = new Set();

function groupByName(assignments: readonly AssignmentSite[]): ReadonlyMap<string, readonly AssignmentSite[]> {
  const byName = new Map<string, AssignmentSite[]>();
  for (const assignment of assignments) {
    const others = byName.get(assignment.name);
    if (others === undefined) byName.set(assignment.name, [assignment]);
    else others.push(assignment);
  }
  return byName;
}

/** `${NAME:=…}`: names that the script may set wherever that stands. */
function namesWithDefaults(script: string): ReadonlySet<string> {
  return new Set([...script.matchAll(/\$\{(\w+):?=/g)].flatMap(([, name]) => name ?? []));
}

function unknown(name: string): Value {
  return { is: 'unknown', why: `the script sets \`${name}\` in a way that only the build can follow` };
}

function within(chain: Chain | undefined, wanted: Chain | undefined): boolean {
  for (let link = chain; link !== undefined; link = link.outer) if (link === wanted) return true;
  return false;
}
