import type { Command } from '../../shell/model.ts';
import { isBuiltin, shellWords } from '../questions/command-lines.ts';
import type { FileFact, MissingProgram } from './model.ts';
import type { Step } from './step.ts';
import type { StageTree } from './tree.ts';

/** The programs that a command needs and that are not there when it runs. What comes later in the file, or in the script, does not count. */
export function missingPrograms(step: Step): readonly MissingProgram[] {
  const { command } = step;
  const missing: MissingProgram[] = [];
  const words = [command.wrappers[0], isBuiltin(command) ? undefined : command.program];
  for (const word of words) {
    const fact = word === undefined ? undefined : absence(step, word.value ?? '');
    if (word !== undefined && fact?.is === 'absent' && !mayFail(command)) missing.push({ command, word, fact });
  }
  return missing;
}

function absence({ command, tree }: Step, name: string): FileFact | undefined {
  // What a stage once had, or may have had, is not asked for again.
  if (tree.called.has(name)) return undefined;
  const fact = lookUp(command, tree, name);
  if (fact?.is !== 'absent') tree.called.add(name);
  return fact;
}

function lookUp({ script }: Command, tree: StageTree, name: string): FileFact | undefined {
  if (name === '' || shellWords.has(name) || /^[-+]|[=\s]/.test(name)) return undefined;
  if (name.includes('/')) return name.startsWith('/') ? tree.at(name) : undefined;
  if (tree.mayBring(name) || tree.bottom.base.hasProgram(name) !== false || script.functionNames.has(name) || /\bPATH=/.test(script.text.text)) return undefined;
  return tree.program(name);
}

/** Whether the script asks for the failure, or goes on behind it: `x || true`, `if x`, `! x`. By its text where its commands do not say. */
function mayFail({ conditional, negated, connector, script }: Command): boolean {
  return conditional || negated || connector === '||' || /\|\||\b(?:if|elif|while|until)\b|\bset \+\w*e/.test(script.text.text);
}
