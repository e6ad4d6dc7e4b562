import type { Command } from '../shell/model.ts';
import type { Located, Source } from '../source.ts';
import type { ArgInstruction, Comment, Directive, Dockerfile, Instruction, InstructionMap, Keyword, PlatformArguments, Stage, SyntaxError } from './model.ts';
import type { StageIndex } from './stages.ts';

/** What the reader of a file hands over. */
export interface DocumentContent {
  readonly source: Source;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  readonly stageIndex: StageIndex;
  readonly instructions: readonly Instruction[];
  readonly emptyContinuations: readonly Located[];
  comments(): readonly Comment[];
  shell(instruction: Instruction): readonly string[] | undefined;
  syntaxErrors(): readonly SyntaxError[];
}

/** A Dockerfile that answers questions; indexes are made when first asked. */
export class DocumentNode implements Dockerfile {
  readonly source: Source;
  readonly escape: '\\' | '`';
  readonly directives: readonly Directive[];
  readonly globalArgs: readonly ArgInstruction[];
  readonly stages: readonly Stage[];
  readonly instructions: readonly Instruction[];
  readonly emptyContinuations: readonly Located[];
  readonly #content: DocumentContent;
  readonly #byKeywords = new Map<string, readonly Instruction[]>();
  #everything: readonly Instruction[] | undefined;
  #syntaxErrors: readonly SyntaxError[] | undefined;
  #commands: readonly Command[] | undefined;
  #commandsByName: ReadonlyMap<string, readonly Command[]> | undefined;

  constructor(content: DocumentContent) {
    this.#content = content;
    this.source = content.source;
    this.escape = content.escape;
    this.directives = content.directives;
    this.globalArgs = content.globalArgs;
    this.stages = content.stages;
    this.instructions = content.instructions;
    this.emptyContinuations = content.emptyContinuations;
  }

  get comments(): readonly Comment[] {
    return this.#content.comments();
  }

  get syntaxErrors(): readonly SyntaxError[] {
    return (this.#syntaxErrors ??= this.#content.syntaxErrors());
  }

  get platforms(): readonly PlatformArguments[] {
    return this.#content.stageIndex.platforms;
  }

  get platform(): PlatformArguments | undefined {
    return this.#content.stageIndex.platform;
  }

  all<K extends Keyword>(...keywords: readonly K[]): readonly InstructionMap[K][] {
    const key = keywords.length === 1 ? (keywords[0] ?? '') : keywords.join(' ');
    let found = this.#byKeywords.get(key);
    if (found === undefined) {
      const wanted: readonly Keyword[] = keywords;
      found = this.#withTriggers().filter((instruction) => wanted.includes(instruction.keyword));
      this.#byKeywords.set(key, found);
    }
    // The filter above is by the keywords that K names.
    return found as readonly InstructionMap[K][];
  }

  commands(...names: readonly string[]): readonly Command[] {
    const commands = (this.#commands ??= this.all('RUN').flatMap((run) => run.commands));
    if (names.length === 0) return commands;
    const byName = (this.#commandsByName ??= indexByName(commands));
    const [name] = names;
    if (names.length === 1 && name !== undefined) return byName.get(name) ?? [];
    const wanted = names.filter((candidate) => byName.has(candidate));
    if (wanted.length < 2) return byName.get(wanted[0] ?? '') ?? [];
    const set = new Set(wanted);
    return commands.filter((command) => set.has(command.name));
  }

  shell(instruction: Instruction): readonly string[] | undefined {
    return this.#content.shell(instruction);
  }

  stage(reference: string, before?: Stage): Stage | undefined {
    return this.#content.stageIndex.find(reference, before);
  }

  isNamedContext(name: string): boolean {
    return this.#content.stageIndex.isOutside(name);
  }

  #withTriggers(): readonly Instruction[] {
    return (this.#everything ??= this.instructions.flatMap((instruction) => {
      const trigger = instruction.keyword === 'ONBUILD' ? instruction.trigger : undefined;
      return trigger === undefined ? [instruction] : [instruction, trigger];
    }));
  }
}

function indexByName(commands: readonly Command[]): ReadonlyMap<string, readonly Command[]> {
  const index = new Map<string, Command[]>();
  for (const command of commands) {
    const same = index.get(command.name);
    if (same === undefined) index.set(command.name, [command]);
    else same.push(command);
  }
  return index;
}
