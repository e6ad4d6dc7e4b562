import { onceByText, onceEach } from '../once-each.ts';

/** Names separated by one blank: `-t --target-release`. One string costs nothing at start-up. */
export type Names = string;

/** How a program reads its arguments. Facts are from the programs' own manual pages. */
export interface ProgramGrammar {
  /** Options that take a value, as the next word or attached, wherever they stand. */
  readonly values?: Names;
  /** Options whose value can only be attached (`-i.bak`, `--color=auto`): the rest of a cluster is theirs. */
  readonly attached?: Names;
  /** Options of one dash and two letters: `-nv` of wget. */
  readonly pairs?: Names;
  /** The first operand says what to do. */
  readonly subcommands?: boolean;
  /** Options that take a value behind a subcommand, by the subcommand's own name. */
  readonly subcommandValues?: { readonly [subcommand: string]: Names };
  /** Other names of subcommands: `i` is `install`. */
  readonly subcommandAliases?: { readonly [alias: string]: string };
  /** Names of one and the same option, a group a string: `-y --yes --assume-yes`. */
  readonly synonyms?: readonly Names[];
  /** `clusters` (default): `-qqy` is three options, `-tv` has a value. `words`: one dash and a word, as Go and Java programs read (`-tags x`, `--tags` is the same). */
  readonly style?: 'clusters' | 'words';
  /** Everything behind the first operand is an operand: true, or behind which subcommands. */
  readonly optionsEndAtOperand?: boolean | Names;
  /** The first word is a cluster also without a dash: `tar xzf file`. */
  readonly dashless?: boolean;
  /** Words before the subcommand that begin with it: `cargo +nightly`. */
  readonly prefix?: string;
}

/** Of lists that somebody asked for. They are the tables' own, so there are only so many. */
const namesIn = onceByText((names: Names): ReadonlySet<string> => new Set(names.split(' ')));

export function hasName(names: Names | undefined, name: string): boolean {
  return names !== undefined && namesIn(names).has(name);
}

const synonymsIn = onceEach(({ synonyms = [] }: ProgramGrammar) => synonymsOf(synonyms));

/** Whether two names are names of one and the same option. */
export function isSynonym(grammar: ProgramGrammar, one: string, other: string): boolean {
  return grammar.synonyms !== undefined && synonymsIn(grammar).get(one)?.has(other) === true;
}

function synonymsOf(groups: readonly Names[]): ReadonlyMap<string, ReadonlySet<string>> {
  const known = new Map<string, Set<string>>();
  for (const group of groups) {
    const names = group.split(' ');
    for (const name of names) known.set(name, new Set([...(known.get(name) ?? []), ...names]));
  }
  return known;
}
