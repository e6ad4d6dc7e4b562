import { forEachChild } from 'unbash';
import type { MappedText } from '../mapped-text.ts';
import type { Connector, Subshell } from './model.ts';
import type { AssignmentSite, Chain, Site, Walk } from './site.ts';
import { substitutionScript } from './substitution.ts';
import type { AndOr, Assignment, Command, CommandNode, PipelineNode, ScriptExpansion, Statement, SyntaxNode } from './syntax.ts';

interface Collector {
  readonly sites: Site[];
  readonly outer: Collector | undefined;
}

interface Context {
  /** What the walk has met so far. */
  readonly found: { readonly sites: Site[]; readonly assignments: AssignmentSite[] };
  readonly ground: MappedText;
  readonly connector: Connector;
  readonly conditional: boolean;
  /** In a subshell, pipeline, background job or substitution: what it sets does not reach out. */
  readonly isolated: boolean;
  /** The same, and which one. */
  readonly subshell: Subshell | undefined;
  readonly behindAnd: boolean;
  readonly negated: boolean;
  readonly chain: Chain | undefined;
  readonly collector: Collector | undefined;
  readonly timed: Site['timed'];
  readonly depth: number;
}

/** Substitutions inside of substitutions; the parser has its own cap for everything else. */
const MAXIMUM_DEPTH = 64;
/** Nodes inside of nodes within one word. */
const MAXIMUM_LEVEL = 200;

/** Every simple command of a script in the order of its text, and what it assigns. */
export function walkScript(statements: readonly Statement[], ground: MappedText): Walk {
  const found = { sites: [], assignments: [] };
  visitStatements(statements, {
    found, ground, connector: 'end', conditional: false, isolated: false, subshell: undefined, behindAnd: false, negated: false,
    chain: undefined, collector: undefined, timed: undefined, depth: 0,
  });
  return found;
}

function visitStatements(list: readonly Statement[], context: Context): void {
  for (const [index, statement] of list.entries()) {
    const background = statement.background === true;
    const connector = background ? '&' : index < list.length - 1 ? ';' : context.connector;
    visitList(statement.command, background ? { ...context, connector, isolated: true, subshell: { outer: context.subshell } } : { ...context, connector });
  }
}

function visitList(node: PipelineNode | AndOr, context: Context): void {
  if (node.type !== 'AndOr') return visitPipeline(node, context);
  const chain: Chain = { outer: context.chain };
  // A test that ends the script with its failure is a check, not a condition.
  const checks = (context.connector === 'end' || context.connector === '&&') && !node.operators.includes('||');
  let tested = false;
  for (const [index, command] of node.commands.entries()) {
    const before = node.operators[index - 1];
    const left = node.commands[index - 1];
    tested = before === '&&' && !checks && (tested || (left !== undefined && isTest(left)));
    visitPipeline(command, {
      ...context, chain,
      connector: node.operators[index] ?? context.connector,
      conditional: context.conditional || before === '||' || tested,
      behindAnd: context.behindAnd || index > 0,
    });
  }
}

function visitPipeline(node: PipelineNode, context: Context): void {
  if (node.type !== 'Pipeline') return visitCommand(node, { ...context, collector: { sites: [], outer: context.collector } });
  const time = node.prefixes.find((prefix) => prefix.type === 'Time');
  const negated = node.prefixes.some((prefix) => prefix.type === 'Negation');
  const collector: Collector = { sites: [], outer: context.collector };
  const timed = time === undefined ? context.timed : { start: time.pos, end: time.keywordEnd };
  for (const [index, command] of node.commands.entries()) {
    visitCommand(command, {
      ...context, collector, negated: negated || context.negated,
      isolated: context.isolated || node.commands.length > 1,
      subshell: node.commands.length > 1 ? { outer: context.subshell } : context.subshell, timed: index === 0 ? timed : undefined,
    });
  }
}

function visitCommand(node: CommandNode, context: Context): void {
  if (node.type === 'Command') return visitSimple(node, context);
  const inside = { ...context, conditional: true };
  const clause = { ...context, connector: ';' } satisfies Context;
  // What a loop's body answers before its last round is lost, whatever stands behind the loop.
  const round = { ...inside, connector: ';' } satisfies Context;
  switch (node.type) {
    case 'Redirected':
      visitCommand(node.command, context);
      for (const redirect of node.redirects) visitSubstitutions(redirect, context);
      return;
    case 'BraceGroup': return visitStatements(node.body.commands, context);
    case 'Subshell': return visitStatements(node.body.commands, { ...context, isolated: true, subshell: { outer: context.subshell } });
    case 'If':
      visitStatements(node.clause.commands, clause);
      visitStatements(node.then.commands, inside);
      for (const branch of node.elif) {
        visitStatements(branch.clause.commands, round);
        visitStatements(branch.then.commands, inside);
      }
      if (node.else !== undefined) visitStatements(node.else.commands, inside);
      return;
    case 'For': case 'Select':
      for (const word of node.wordlist ?? []) visitSubstitutions(word, context);
      sets(node.name.text, undefined, context, 'unknown');
      return visitStatements(node.body.commands, round);
    case 'ArithmeticFor':
      setsWordsIn(node.pos, node.body.pos, context);
      return visitStatements(node.body.commands, round);
    case 'While':
      visitStatements(node.clause.commands, clause);
      return visitStatements(node.body.commands, round);
    case 'Case':
      visitSubstitutions(node.word, context);
      for (const item of node.items) visitStatements(item.body.commands, inside);
      return;
    case 'Function': case 'Coproc':
      if (node.body.type === 'CompoundList') return visitStatements(node.body.commands, inside);
      return visitCommand(node.body, { ...inside, connector: node.type === 'Function' ? 'end' : '&' });
    case 'ArithmeticCommand':
      setsWordsIn(node.pos, node.end, context);
      return visitSubstitutions(node, context);
    case 'TestCommand': return visitSubstitutions(node, context);
  }
}

function visitSimple(node: Command, context: Context): void {
  const site: Site = {
    node, ground: context.ground, order: context.found.sites.length, connector: context.connector, conditional: context.conditional,
    negated: context.negated, pipeline: context.collector?.sites ?? [], timed: context.timed, chain: context.chain, subshell: context.subshell,
  };
  if (node.name !== undefined) {
    context.found.sites.push(site);
    for (let collector = context.collector; collector !== undefined; collector = collector.outer) collector.sites.push(site);
  }
  const written = context.ground.text.slice(node.pos, node.end);
  if (/[$<>=]\(|`|\$\[/.test(written)) {
    for (const part of [...node.prefix, ...(node.name === undefined ? [] : [node.name]), ...node.suffix]) visitSubstitutions(part, context);
  } else {
    for (const redirect of node.redirects) if (redirect.type === 'HereDoc') visitSubstitutions(redirect, context);
  }
  recordAssignments(node, context);
}

function recordAssignments(node: Command, context: Context): void {
  const reach = context.conditional || context.isolated ? 'unknown' : context.behindAnd ? 'chain' : 'all';
  // What stands before a special built-in stays set, as in `packages='a b' set -x` (POSIX, 2.14; Bash alone differs).
  if (node.name === undefined || /^(?:set|export|readonly|eval|exec|unset|shift|trap|times|[:.])$/.test(node.name.text)) {
    for (const prefix of node.prefix) if (prefix.type === 'Assignment') sets(prefix.name, prefix, context, reach);
  }
  if (node.name === undefined) return;
  if (!/^(?:export|readonly|declare|typeset|local|read|mapfile|readarray|getopts|printf|unset|let)$/.test(node.name.text)) return;
  for (const argument of node.args) {
    if (argument.type === 'Assignment') sets(argument.name, argument, context, /^(?:export|readonly)$/.test(node.name.text) ? reach : 'unknown');
    else if (!/^(?:export|readonly|printf)$/.test(node.name.text)) sets(argument.text, undefined, context, 'unknown');
    else if (node.name.text === 'printf' && node.args[0]?.text === '-v') sets(argument.text, undefined, context, 'unknown');
  }
}

function sets(name: string, node: Assignment | undefined, context: Context, reach: AssignmentSite['reach']): void {
  context.found.assignments.push({ name, node, ground: context.ground, order: context.found.sites.length, reach, chain: context.chain });
}

function setsWordsIn(start: number, end: number, context: Context): void {
  for (const [name] of context.ground.text.slice(start, end).matchAll(/[A-Za-z_]\w*/g)) sets(name, undefined, context, 'unknown');
}

function visitSubstitutions(node: SyntaxNode, context: Context, level = 0): void {
  if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution' || node.type === 'ArithmeticCommandExpansion') {
    return visitExpansion(node, context);
  }
  // `1+1+1+…` is a tree as deep as it is long.
  if (level < MAXIMUM_LEVEL) forEachChild(node, (child) => visitSubstitutions(child, context, level + 1));
}

function visitExpansion(node: ScriptExpansion, context: Context): void {
  if (context.depth >= MAXIMUM_DEPTH) return;
  const found = substitutionScript(node, context.ground);
  if (found === undefined) return;
  visitStatements(found.script.commands, {
    found: context.found, ground: found.ground, connector: 'end', conditional: context.conditional, isolated: true, subshell: { outer: context.subshell }, behindAnd: context.behindAnd,
    negated: false, chain: context.chain, collector: undefined, timed: undefined, depth: context.depth + 1,
  });
}

/** `[ … ]`, `test`, `[[ … ]]`, `(( … ))`: run for their answer. */
function isTest(node: PipelineNode): boolean {
  if (node.type === 'Pipeline') {
    const last = node.commands[node.commands.length - 1];
    return last !== undefined && isTest(last);
  }
  if (node.type === 'TestCommand' || node.type === 'ArithmeticCommand') return true;
  return node.type === 'Command' && (node.name?.text === '[' || node.name?.text === 'test');
}
