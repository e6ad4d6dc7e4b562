import type { Place } from '../source.ts';
import type { Command } from '../shell/model.ts';
import { isWordSeparator, skipSpace } from './characters.ts';
import type { Range } from './characters.ts';
import { commandsOfInstruction } from './commands-of.ts';
import { InstructionNode } from './instruction-node.ts';
import type { NodeOptions } from './instruction-node.ts';
import { readJsonForm } from './json-form.ts';
import type { JsonForm } from './json-form.ts';
import type { CmdInstruction, CommandLine, EntrypointInstruction, HealthcheckInstruction, Instruction, Mount, RunInstruction, ShellInstruction } from './model.ts';
import { readMount } from './mounts.ts';

/** RUN, CMD, ENTRYPOINT and SHELL: a command in exec or shell form. */
abstract class CommandNode<K extends 'RUN' | 'CMD' | 'ENTRYPOINT' | 'SHELL'> extends InstructionNode<K> {
  #command: CommandLine | undefined;

  get command(): CommandLine {
    return (this.#command ??= commandLineOf(this, this.head.rest, this.jsonForm));
  }
}

export class RunNode extends CommandNode<'RUN'> implements RunInstruction {
  #commands: readonly Command[] | undefined;
  #mounts: readonly Mount[] | undefined;

  constructor(options: NodeOptions) {
    super('RUN', options);
  }

  get self(): Instruction {
    return this;
  }

  get commands(): readonly Command[] {
    return (this.#commands ??= commandsOfInstruction(this, this.document.shellAt(this)));
  }

  get mounts(): readonly Mount[] {
    return (this.#mounts ??= this.head.flags.length === 0 ? [] : this.flags.filter((flag) => flag.name === 'mount' && flag.value !== undefined).map((flag) => readMount(flag, this)));
  }
}

export class CmdNode extends CommandNode<'CMD'> implements CmdInstruction {
  #commands: readonly Command[] | undefined;

  constructor(options: NodeOptions) {
    super('CMD', options);
  }

  get self(): Instruction {
    return this;
  }

  get commands(): readonly Command[] {
    return (this.#commands ??= commandsOfInstruction(this, this.document.shellAt(this)));
  }
}

export class EntrypointNode extends CommandNode<'ENTRYPOINT'> implements EntrypointInstruction {
  #commands: readonly Command[] | undefined;

  constructor(options: NodeOptions) {
    super('ENTRYPOINT', options);
  }

  get self(): Instruction {
    return this;
  }

  get commands(): readonly Command[] {
    return (this.#commands ??= commandsOfInstruction(this, this.document.shellAt(this)));
  }
}

export class ShellNode extends CommandNode<'SHELL'> implements ShellInstruction {
  constructor(options: NodeOptions) {
    super('SHELL', options);
  }

  get self(): Instruction {
    return this;
  }
}

export class HealthcheckNode extends InstructionNode<'HEALTHCHECK'> implements HealthcheckInstruction {
  #command: CommandLine | undefined;
  #commands: readonly Command[] | undefined;

  constructor(options: NodeOptions) {
    super('HEALTHCHECK', options);
  }

  get self(): Instruction {
    return this;
  }

  /** `CMD`, `NONE`, or what stands in their place. */
  get type(): Range {
    const { text } = this.line;
    const { start, end } = this.head.rest;
    let typeEnd = start;
    while (typeEnd < end && !isWordSeparator(text.charCodeAt(typeEnd))) typeEnd++;
    return { start, end: typeEnd };
  }

  get typeName(): string {
    return this.line.text.slice(this.type.start, this.type.end).toUpperCase();
  }

  get test(): 'none' | 'command' {
    return this.typeName === 'NONE' ? 'none' : 'command';
  }

  /** What follows CMD or NONE. */
  get arguments(): Range {
    return { start: skipSpace(this.line.text, this.type.end, this.head.rest.end), end: this.head.rest.end };
  }

  override get jsonForm(): JsonForm {
    return readJsonForm(this.line.text, this.arguments.start, this.arguments.end);
  }

  get command(): CommandLine | undefined {
    if (this.typeName !== 'CMD') return undefined;
    return (this.#command ??= commandLineOf(this, this.arguments, this.jsonForm));
  }

  get commands(): readonly Command[] {
    return (this.#commands ??= commandsOfInstruction(this, this.document.shellAt(this)));
  }
}

function commandLineOf(node: RunNode | CommandNode<'RUN' | 'CMD' | 'ENTRYPOINT' | 'SHELL'> | HealthcheckNode, range: Range, form: JsonForm): CommandLine {
  const place: Place = node.line.place(range.start, range.end);
  if (form.form === 'strings') return { form: 'exec', words: form.strings.map((token) => node.jsonWord(token, false)), place };
  return { form: 'shell', script: node.line.slice(range.start, range.end), place };
}
