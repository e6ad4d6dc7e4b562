import { heredocOfWord } from './heredocs.ts';
import { checkFlags } from './errors-flags.ts';
import { checkHealthcheck } from './errors-health.ts';
import { checkRunFlags } from './errors-run.ts';
import { headOf } from './head.ts';
import { InstructionNode } from './instruction-node.ts';
import type { Dockerfile, EnvInstruction, Instruction, Keyword, LabelInstruction, OnbuildInstruction, Report } from './model.ts';
import { HealthcheckNode } from './nodes-command.ts';
import { AddNode, CopyNode } from './nodes-files.ts';
import { FromNode } from './nodes-simple.ts';

/** The form of one instruction: what is wrong with it whatever its variables are. */
export function checkInstruction(instruction: Instruction, dockerfile: Dockerfile, report: Report): void {
  let wrong = false;
  const note: Report = (error) => {
    wrong = true;
    report(error);
  };
  checkForm(instruction, note);
  if (wrong) return;
  if (instruction.flags.length > 0 && !(instruction.keyword === 'HEALTHCHECK' && instruction.test === 'none')) checkFlags(instruction, note);
  if (wrong) return;
  checkArguments(instruction, note);
  if (!wrong && instruction.keyword === 'RUN' && instruction.flags.length > 0) checkRunFlags(instruction, dockerfile, note);
}

/** What BuildKit's parser itself refuses, in triggers as well: pairs without `=`, JSON that holds other things than strings. */
function checkForm(instruction: Instruction, report: Report): void {
  if (instruction.keyword === 'ENV' || instruction.keyword === 'LABEL') checkPairs(instruction, report);
  else if (instruction.keyword === 'ONBUILD') {
    if (instruction.trigger !== undefined) checkForm(instruction.trigger, report);
  } else if (readsJson.has(instruction.keyword) && instruction instanceof InstructionNode && instruction.jsonForm.form === 'not strings') {
    report({ place: instruction.rest.place(0, instruction.rest.text.length), message: 'a JSON array of a command or of paths holds only strings', help: 'Put every element in double quotes.' });
  }
}

const readsJson: ReadonlySet<Keyword> = new Set<Keyword>(['ADD', 'CMD', 'COPY', 'ENTRYPOINT', 'HEALTHCHECK', 'RUN', 'SHELL', 'VOLUME']);

function checkPairs(instruction: EnvInstruction | LabelInstruction, report: Report): void {
  const { keyword, pairs, legacy } = instruction;
  const [first] = pairs;
  if (legacy) {
    if (first?.value === undefined) report({ place: first?.place ?? instruction.keywordAt, message: `\`${keyword}\` gives no value to \`${first?.key.raw ?? ''}\``, help: `Write \`${keyword} name=value\`.` });
    return;
  }
  for (const pair of pairs) {
    if (pair.value !== undefined) continue;
    report({
      place: pair.place,
      message: `\`${pair.key.raw}\` has no \`=\`, but the pairs before it have`,
      help: 'Write `name=value` for each; put a value with blanks in quotes.',
    });
  }
}

/** How many arguments, and which. */
function checkArguments(instruction: Instruction, report: Report): void {
  const { keyword } = instruction;
  const isEmpty = instruction.rest.text === '';
  const missing = (what: string, help: string): void => { report({ place: instruction.keywordAt, message: `\`${keyword}\` has no ${what}`, help }); };
  switch (keyword) {
    case 'ARG': case 'ENV': case 'LABEL':
      if (instruction.pairs.length === 0) missing('argument', `Write \`${keyword} name=value\`.`);
      for (const pair of instruction.pairs) {
        if (pair.key.raw === '') report({ place: pair.place, message: `\`${keyword}\` gives a value to no name`, help: 'Write the name in front of the `=`.' });
      }
      return;
    case 'USER': case 'WORKDIR': case 'STOPSIGNAL': case 'MAINTAINER': case 'EXPOSE': case 'ONBUILD':
      if (isEmpty) missing('argument', `Write \`${keyword} ${sample[keyword]}\`.`);
      else if (instruction.keyword === 'ONBUILD') checkTrigger(instruction, report);
      return;
    case 'COPY': case 'ADD': checkTransfer(instruction, report); return;
    case 'VOLUME':
      if (instruction.words.length === 0) missing('path', 'Write `VOLUME /path`.');
      else if (instruction.json) for (const word of instruction.words) if (word.raw.slice(1, -1).trim() === '') report({ place: word.place, message: 'a volume has no path', help: 'Name a path.' });
      return;
    case 'SHELL':
      if (instruction.command.form === 'shell' || instruction.command.words.length === 0) {
        report({ place: isEmpty ? instruction.keywordAt : instruction.command.place, message: '`SHELL` is not a JSON array of words', help: 'Write `SHELL ["/bin/sh", "-c"]`, with double quotes.' });
      }
      return;
    case 'HEALTHCHECK': if (instruction instanceof HealthcheckNode) checkHealthcheck(instruction, report); return;
    case 'FROM': checkFrom(instruction, report); return;
    default:
  }
}

const sample = { USER: 'name', WORKDIR: '/path', STOPSIGNAL: 'SIGTERM', MAINTAINER: 'name', EXPOSE: '8080', ONBUILD: 'RUN …' } as const;

function checkTransfer(instruction: Instruction, report: Report): void {
  if (!(instruction instanceof CopyNode || instruction instanceof AddNode)) return;
  const { paths, keyword } = instruction;
  if (paths.length < 2) {
    const [only] = paths;
    report({ place: only?.place ?? instruction.keywordAt, message: only === undefined ? `\`${keyword}\` has no source and no destination` : `\`${keyword}\` has no destination`, help: `Write \`${keyword} source… destination\`.` });
    return;
  }
  const { destination } = instruction;
  if (destination !== undefined && heredocOfWord(destination.content.text) !== undefined) {
    report({ place: destination.place, message: `the destination of \`${keyword}\` is a heredoc`, help: 'Heredocs are sources; put the destination behind them.' });
  }
}

function checkTrigger(onbuild: OnbuildInstruction, report: Report): void {
  const { text } = onbuild.rest;
  const head = headOf(text, '\\');
  if (head.name !== 'ONBUILD' && head.name !== 'FROM' && head.name !== 'MAINTAINER') return;
  report({ code: 'onbuild-trigger', place: onbuild.rest.place(head.keyword.start, head.keyword.end), message: `\`${head.name}\` cannot be a trigger of \`ONBUILD\`` });
}

function checkFrom(instruction: Instruction, report: Report): void {
  if (!(instruction instanceof FromNode)) return;
  const { words } = instruction;
  const [image, , name] = words;
  if (image === undefined) {
    report({ place: instruction.keywordAt, message: '`FROM` names no image', help: 'Write `FROM image:tag`, or `FROM scratch`.' });
  } else if (instruction.hasStrayWords) {
    const rest = instruction.line.place(instruction.head.rest.start, instruction.head.rest.end);
    const isTemplate = /\{\{|\{%|<%/.test(instruction.rest.text);
    const help = isTemplate ? 'It looks like a template: build what is made of it, and call it `Dockerfile.tmpl`.' : 'Write `FROM image` or `FROM image AS name`.';
    report({ place: rest, message: '`FROM` has an image and a name for the stage, nothing else', help });
  } else if (name !== undefined && !/^[a-z][a-z0-9_.-]*$/i.test(name.raw)) {
    report({ place: name.place, message: `\`${name.raw}\` cannot name a stage`, help: 'A name begins with a letter and has letters, digits, `_`, `.` and `-`.' });
  }
}
