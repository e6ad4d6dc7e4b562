import type { CommandLine, HealthcheckInstruction, Instruction } from '../dockerfile/model.ts';
import { defaultPath, platformArguments } from '../dockerfile/scope-predefined.ts';
import { environmentOf, isKnownOfBases } from '../knowledge/base-environment.ts';
import type { Scope, Value, Word } from '../word.ts';
import { baseCmd, baseEntrypoint, baseHealthcheck, baseLabel, baseLabels, baseShell, baseStopSignal, baseUser, baseWorkdir, startsEntrypoint } from './base-facts.ts';
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
  /** What was asked of this link and those below it before: a chain of stages may be as long as the file. */
  readonly known: Known;
}

/** Fills as questions come. */
export interface Known {
  /** Property by property, the first link from here down that changes it. */
  readonly nearest: Map<string, Link | undefined>;
  /** The working directory at the end of the stage. */
  workdir: Fact<string> | undefined;
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
    const instruction = this.#last('user', (changes) => changes.user);
    if (instruction === undefined) {
      const own = this.#last('entrypoint', (changes) => changes.entrypoint);
      return baseUser(this.#link.base, own === undefined || startsEntrypoint(own, this.#link.base));
    }
    if (instruction.user === undefined) return { is: 'unknown', why: 'USER names no user', at: instruction };
    return { is: 'present', value: userOf(instruction.user.text), from: { at: instruction } };
  }

  get workdir(): Fact<string> {
    return workdirAt(this.#link, this.#before);
  }

  get env(): Scope {
    return { lookup: (name) => this.#variable(name) };
  }

  get shell(): Fact<readonly string[]> {
    const instruction = this.#last('shell', (changes) => changes.shell);
    if (instruction === undefined) return baseShell(this.#link.base);
    const { command } = instruction;
    const values = command.form === 'exec' ? command.words.map((word) => word.value) : [];
    const value = values.filter((word) => word !== undefined);
    if (value.length === 0 || value.length < values.length) return { is: 'unknown', why: 'SHELL is not a list of words', at: instruction };
    return { is: 'present', value, from: { at: instruction } };
  }

  label(key: string): Fact<Label> {
    const last = this.#last(`label ${key}`, (changes) => changes.labels.get(key));
    if (last !== undefined) {
      const value = labelOf(key, last);
      return { is: 'present', value, from: value.from };
    }
    const unknown = this.#last('unknownLabels', (changes) => changes.unknownLabels);
    if (unknown !== undefined) return { is: 'unknown', why: `a LABEL whose key only the build knows may be \`${key}\``, at: unknown.pair };
    return baseLabel(this.#link.base, key);
  }

  labels(): readonly Label[] {
    const labels = new Map<string, Label>(baseLabels(this.#link.base).map((label) => [label.key, label]));
    for (const { changes, before } of this.#chain('labels', ({ labels: own }) => own.size > 0)) {
      for (const [key, pairs] of changes.labels) {
        const last = pairs.lastBefore(before);
        if (last !== undefined) labels.set(key, labelOf(key, last));
      }
    }
    return [...labels.values()];
  }

  get entrypoint(): Fact<CommandLine> {
    const instruction = this.#last('entrypoint', (changes) => changes.entrypoint);
    return instruction === undefined ? baseEntrypoint(this.#link.base) : commandFact(instruction, instruction.command);
  }

  get cmd(): Fact<CommandLine> {
    const here = cmdIn(this.#link.changes, this.#before);
    if (here !== undefined) return here;
    const below = nearest(this.#link.below, 'cmd or entrypoint', ({ cmd, entrypoint }) => !cmd.isEmpty || !entrypoint.isEmpty);
    return (below === undefined ? undefined : cmdIn(below.changes, Infinity)) ?? baseCmd(this.#link.base);
  }

  get healthcheck(): Fact<HealthcheckInstruction | BaseImageFact> {
    const instruction = this.#last('healthcheck', (changes) => changes.healthcheck);
    if (instruction === undefined) return baseHealthcheck(this.#link.base);
    if (instruction.test === 'none') return { is: 'absent', why: '`HEALTHCHECK NONE` switches it off' };
    if (instruction.command === undefined) return { is: 'unknown', why: 'the build refuses it', at: instruction };
    return { is: 'present', value: instruction, from: { at: instruction } };
  }

  get ports(): readonly Word[] {
    return this.#all('ports', (changes) => changes.ports);
  }

  get volumes(): readonly Word[] {
    return this.#all('volumes', (changes) => changes.volumes);
  }

  get stopSignal(): Fact<string> {
    const instruction = this.#last('stopSignal', (changes) => changes.stopSignal);
    if (instruction === undefined) return baseStopSignal(this.#link.base);
    const value = instruction.signal?.value;
    if (value === undefined) return { is: 'unknown', why: 'the signal is not known', at: instruction };
    return { is: 'present', value, from: { at: instruction } };
  }

  get history(): readonly Instruction[] {
    return this.#all<Instruction>('layers', (changes) => changes.layers);
  }

  /** The last change of a property on the chain; `name`: one for each property. */
  #last<T>(name: string, property: (changes: StageChanges) => Changes<T> | undefined): T | undefined {
    const here = property(this.#link.changes)?.lastBefore(this.#before);
    if (here !== undefined) return here;
    const below = nearest(this.#link.below, name, (changes) => property(changes)?.isEmpty === false);
    return below === undefined ? undefined : property(below.changes)?.lastBefore(Infinity);
  }

  /** Base first, stages in which the property does not change left out. */
  #chain(name: string, has: (changes: StageChanges) => boolean): readonly { readonly changes: StageChanges; readonly before: number }[] {
    const chain = [{ changes: this.#link.changes, before: this.#before }];
    for (let link = nearest(this.#link.below, name, has); link !== undefined; link = nearest(link.below, name, has)) chain.push({ changes: link.changes, before: Infinity });
    return chain.reverse();
  }

  #all<T>(name: string, property: (changes: StageChanges) => Changes<T>): readonly T[] {
    return this.#chain(name, (changes) => !property(changes).isEmpty).flatMap(({ changes, before }) => property(changes).allBefore(before));
  }

  #variable(name: string): Value {
    const last = this.#last(`variable ${name}`, (changes) => changes.environment.get(name));
    if (last !== undefined) return { is: 'set', text: last.pair.value?.text ?? [], from: last.pair };
    const { base } = this.#link;
    if (platformArguments.has(name) || base.isScratch) {
      if (base.isScratch && name === 'PATH') return { is: 'set', text: [{ text: defaultPath, from: base.at.place }], from: base.at };
      return { is: 'unset', why: `no ENV sets \`${name}\`` };
    }
    const known = base.image === undefined || !isKnownOfBases(name) ? undefined : environmentOf(base.image, name);
    if (known !== undefined) return { is: 'set', text: [{ text: known, from: base.at.place }], from: base.at };
    return { is: 'unknown', why: `the base image may set \`${name}\``, cause: 'base-image', from: base.at };
  }
}

/** The first link from here down that `has` the property. Links that were passed remember it. */
function nearest(link: Link | undefined, name: string, has: (changes: StageChanges) => boolean): Link | undefined {
  const passed: Link[] = [];
  let at = link;
  for (; at !== undefined && !has(at.changes); at = at.below) {
    if (at.known.nearest.has(name)) {
      at = at.known.nearest.get(name);
      break;
    }
    passed.push(at);
  }
  for (const one of passed) one.known.nearest.set(name, at);
  return at;
}

function cmdIn({ cmd, entrypoint }: StageChanges, before: number): Fact<CommandLine> | undefined {
  const instruction = cmd.lastBefore(before);
  if (instruction !== undefined) return commandFact(instruction, instruction.command);
  // ENTRYPOINT resets a CMD that its stage did not set itself (dockerfile2llb, dispatchEntrypoint).
  return entrypoint.countBefore(before) > 0 ? { is: 'absent', why: 'ENTRYPOINT resets the CMD of the image below' } : undefined;
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
  const links: Link[] = [link];
  let below = link.below;
  for (; below !== undefined && below.known.workdir === undefined; below = below.below) links.push(below);
  let fact = below?.known.workdir ?? baseWorkdir(link.base);
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
    if (at !== link) at.known.workdir = fact;
  }
  return fact;
}
