import type { CommandLine, HealthcheckInstruction, Instruction } from '../dockerfile/model.ts';
import { defaultPath, platformArguments } from '../dockerfile/scope-predefined.ts';
import type { Scope, Value, Word } from '../word.ts';
import { baseCmd, baseEntrypoint, baseHealthcheck, baseLabel, baseLabels, baseShell, baseStopSignal, baseUser, baseWorkdir } from './base-facts.ts';
import type { Base } from './base-facts.ts';
import type { Changes } from './changes.ts';
import type { BaseImageFact, Fact, Label, StageState, User } from './model.ts';
import type { Pair, StageChanges } from './stage-changes.ts';
import { userOf } from './user.ts';
import { workdirAfter } from './workdir.ts';

/** One stage of a chain: its own changes, the stage below it, and the base at the bottom. */
export interface Link {
  readonly changes: StageChanges;
  readonly below: Link | undefined;
  readonly base: Base;
  /** The working directory after each WORKDIR of the stage, worked out as far as it was asked for. */
  readonly workdirs: Fact<string>[];
}

/** The state of a stage before the instruction with index `before`. Facts are looked up when they are asked for. */
export class StateView implements StageState {
  readonly #link: Link;
  readonly #before: number;

  constructor(link: Link, before: number) {
    this.#link = link;
    this.#before = before;
  }

  get user(): Fact<User> {
    const instruction = this.#last((changes) => changes.user);
    if (instruction === undefined) return baseUser(this.#link.base, this.#last((changes) => changes.entrypoint) === undefined);
    if (instruction.user === undefined) return { is: 'unknown', why: 'USER names no user', at: instruction };
    return { is: 'present', value: userOf(instruction.user.text), from: { at: instruction } };
  }

  get workdir(): Fact<string> {
    return workdirAt(this.#link, this.#before);
  }

  readonly env: Scope = { lookup: (name) => this.#variable(name) };

  get shell(): Fact<readonly string[]> {
    const instruction = this.#last((changes) => changes.shell);
    if (instruction === undefined) return baseShell(this.#link.base);
    const { command } = instruction;
    const values = command.form === 'exec' ? command.words.map((word) => word.value) : [];
    const value = values.filter((word) => word !== undefined);
    if (value.length === 0 || value.length < values.length) return { is: 'unknown', why: 'SHELL is not a list of words', at: instruction };
    return { is: 'present', value, from: { at: instruction } };
  }

  label(key: string): Fact<Label> {
    const last = this.#last((changes) => changes.labels.get(key));
    if (last !== undefined) {
      const value = labelOf(key, last);
      return { is: 'present', value, from: value.from };
    }
    const unknown = this.#last((changes) => changes.unknownLabels);
    if (unknown !== undefined) return { is: 'unknown', why: `a LABEL whose key only the build knows may be \`${key}\``, at: unknown.pair };
    return baseLabel(this.#link.base, key);
  }

  labels(): readonly Label[] {
    const labels = new Map<string, Label>(baseLabels(this.#link.base).map((label) => [label.key, label]));
    for (const { changes, before } of this.#chain()) {
      for (const [key, pairs] of changes.labels) {
        const last = pairs.lastBefore(before);
        if (last !== undefined) labels.set(key, labelOf(key, last));
      }
    }
    return [...labels.values()];
  }

  get entrypoint(): Fact<CommandLine> {
    const instruction = this.#last((changes) => changes.entrypoint);
    return instruction === undefined ? baseEntrypoint(this.#link.base) : commandFact(instruction, instruction.command);
  }

  get cmd(): Fact<CommandLine> {
    let before = this.#before;
    for (let link: Link | undefined = this.#link; link !== undefined; link = link.below) {
      const { cmd, entrypoint } = link.changes;
      const instruction = cmd.lastBefore(before);
      if (instruction !== undefined) return commandFact(instruction, instruction.command);
      // ENTRYPOINT resets a CMD that its stage did not set itself (dockerfile2llb, dispatchEntrypoint).
      if (entrypoint.countBefore(before) > 0) return { is: 'absent', why: 'ENTRYPOINT resets the CMD of the image below' };
      before = Infinity;
    }
    return baseCmd(this.#link.base);
  }

  get healthcheck(): Fact<HealthcheckInstruction | BaseImageFact> {
    const instruction = this.#last((changes) => changes.healthcheck);
    if (instruction === undefined) return baseHealthcheck(this.#link.base);
    if (instruction.test === 'none') return { is: 'absent', why: '`HEALTHCHECK NONE` switches it off' };
    return { is: 'present', value: instruction, from: { at: instruction } };
  }

  get ports(): readonly Word[] {
    return this.#all((changes) => changes.ports);
  }

  get volumes(): readonly Word[] {
    return this.#all((changes) => changes.volumes);
  }

  get stopSignal(): Fact<string> {
    const instruction = this.#last((changes) => changes.stopSignal);
    if (instruction === undefined) return baseStopSignal(this.#link.base);
    const value = instruction.signal?.value;
    if (value === undefined) return { is: 'unknown', why: 'the signal is not known', at: instruction };
    return { is: 'present', value, from: { at: instruction } };
  }

  get history(): readonly Instruction[] {
    return this.#all<Instruction>((changes) => changes.layers);
  }

  /** The last change of a property on the chain. */
  #last<T>(property: (changes: StageChanges) => Changes<T> | undefined): T | undefined {
    let before = this.#before;
    for (let link: Link | undefined = this.#link; link !== undefined; link = link.below) {
      const last = property(link.changes)?.lastBefore(before);
      if (last !== undefined) return last;
      before = Infinity;
    }
    return undefined;
  }

  /** Base first. */
  #chain(): readonly { readonly changes: StageChanges; readonly before: number }[] {
    const chain: { readonly changes: StageChanges; readonly before: number }[] = [];
    for (let link: Link | undefined = this.#link; link !== undefined; link = link.below) {
      chain.push({ changes: link.changes, before: chain.length === 0 ? this.#before : Infinity });
    }
    return chain.reverse();
  }

  #all<T>(property: (changes: StageChanges) => Changes<T>): readonly T[] {
    return this.#chain().flatMap(({ changes, before }) => property(changes).allBefore(before));
  }

  #variable(name: string): Value {
    const last = this.#last((changes) => changes.environment.get(name));
    if (last !== undefined) return { is: 'set', text: last.pair.value?.text ?? [], from: last.pair };
    const { base } = this.#link;
    if (platformArguments.has(name) || base.isScratch) {
      if (base.isScratch && name === 'PATH') return { is: 'set', text: [{ text: defaultPath, from: base.at.place }], from: base.at };
      return { is: 'unset', why: `no ENV sets \`${name}\`` };
    }
    return { is: 'unknown', why: `the base image may set \`${name}\``, cause: 'base-image', from: base.at };
  }
}

function labelOf(key: string, { pair }: Pair): Label {
  return { key, value: pair.value?.text ?? [], from: { at: pair } };
}

function commandFact(instruction: Instruction, command: CommandLine): Fact<CommandLine> {
  if (command.form === 'exec' && command.words.length === 0) return { is: 'absent', why: `\`${instruction.keyword} []\` resets it` };
  return { is: 'present', value: command, from: { at: instruction } };
}

function workdirAt(link: Link, before: number): Fact<string> {
  // From the base up, so that no stage recurses into the one below it; what is worked out stays.
  const links: Link[] = [];
  for (let at: Link | undefined = link; at !== undefined; at = at.below) links.push(at);
  let fact = baseWorkdir(link.base);
  for (const at of links.reverse()) {
    const { workdir } = at.changes;
    const count = workdir.countBefore(at === link ? before : Infinity);
    const instructions = workdir.allBefore(Infinity);
    for (let index = at.workdirs.length; index < count; index++) {
      const instruction = instructions[index];
      const previous = at.workdirs[index - 1] ?? fact;
      at.workdirs.push(instruction === undefined ? previous : workdirAfter(instruction, previous, link.base.image?.operatingSystem === 'windows'));
    }
    fact = at.workdirs[count - 1] ?? fact;
  }
  return fact;
}
