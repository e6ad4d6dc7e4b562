import type { Word } from '../word.ts';
import { checkTransferValues } from './errors-files.ts';
import { checkMount } from './errors-mounts.ts';
import { checkPorts } from './errors-ports.ts';
import { expandedBodies } from './heredoc-expansion.ts';
import type { Instruction, Report } from './model.ts';
import { RunNode } from './nodes-command.ts';
import { AddNode, CopyNode, VolumeNode } from './nodes-files.ts';
import { ArgNode } from './nodes-pairs.ts';
import { ExposeNode, StopsignalNode, UserNode, WorkdirNode } from './nodes-simple.ts';
import { isSignal } from './signals.ts';
import { LazyWord } from './words.ts';

/** Words that do not expand, and values that BuildKit refuses once they are known. FROM is checked with the stages. */
export function checkValues(instruction: Instruction, report: Report): void {
  if (instruction instanceof RunNode) {
    for (const flag of instruction.flags) if (flag.name === 'mount') checkMount(flag, instruction, report);
  } else if (instruction instanceof ExposeNode) checkPorts(instruction, report);
  else if (instruction instanceof CopyNode || instruction instanceof AddNode) {
    if (checkExpansions(instruction, [...instruction.sources, instruction.destination, ...flagValues(instruction)], report)) checkTransferValues(instruction, report);
    for (const { error } of expandedBodies(instruction)) if (error !== undefined) report({ place: error.place, message: error.message, help: 'Quote the delimiter, `<<"EOF"`, when the build is not to expand the text.' });
  } else if (instruction instanceof VolumeNode) {
    if (!checkExpansions(instruction, instruction.paths, report)) return;
    for (const word of instruction.paths) if (word.value === '') report({ place: word.place, message: 'a volume has no path', help: 'Name a path.' });
  } else if (instruction instanceof StopsignalNode) checkSignal(instruction, report);
  else if (instruction instanceof UserNode || instruction instanceof WorkdirNode) checkExpansions(instruction, [instruction.word], report);
  else if (instruction instanceof ArgNode) {
    // The build does not look at the default of an argument that it is given.
    const pairs = instruction.pairs.filter((pair) => instruction.document.buildArgs?.has(pair.key.raw) !== true);
    checkExpansions(instruction, pairs.map((pair) => pair.value), report);
  } else if (instruction.keyword === 'ENV' || instruction.keyword === 'LABEL') {
    checkExpansions(instruction, instruction.pairs.flatMap((pair) => [pair.key, pair.value]), report);
  }
}

/** Only words with quotes, escapes or variables can fail. */
function needsExpansion(instruction: Instruction): boolean {
  return /["'$\\`]/.test(instruction.rest.text);
}

/** Reports the first word that does not expand, as BuildKit does; false then. */
function checkExpansions(instruction: Instruction, words: readonly (Word | undefined)[], report: Report): boolean {
  if (!needsExpansion(instruction) && instruction.flags.length === 0) return true;
  for (const word of words) {
    const error = word instanceof LazyWord ? word.expansion.error : undefined;
    if (error === undefined) continue;
    report({ place: error.place, message: error.message });
    return false;
  }
  return true;
}

function flagValues(instruction: Instruction): readonly (Word | undefined)[] {
  return instruction.flags.map((flag) => flag.value);
}

function checkSignal(stopsignal: StopsignalNode, report: Report): void {
  const { word } = stopsignal;
  if (word === undefined || !checkExpansions(stopsignal, [word], report)) return;
  const signal = word.value;
  if (signal === undefined || isSignal(signal)) return;
  report({ place: word.place, message: signal === '' ? `\`${word.raw}\` is empty, so it is no signal` : `\`${signal}\` is no signal`, help: 'Write a name such as `SIGTERM`, or a number.' });
}
