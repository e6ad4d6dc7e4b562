import type { Dockerfile, Flag, Report, RunInstruction } from './model.ts';
import { mountFields } from './mounts.ts';
import { RunNode } from './nodes-command.ts';
import { meaning } from './suggest.ts';

const networks = ['default', 'none', 'host'];
const securities = ['sandbox', 'insecure'];

/** Values of RUN's flags that are read before any variable is: BuildKit expands none of them. */
export function checkRunFlags(run: RunInstruction, dockerfile: Dockerfile, report: Report): void {
  for (const flag of run.flags) {
    if (flag.name === 'network') checkChoice(flag, networks, report);
    else if (flag.name === 'security') checkChoice(flag, securities, report);
    else if (flag.name === 'device') checkDevice(flag, dockerfile, report);
    else if (flag.name === 'mount' && run instanceof RunNode) checkMountSource(flag, run, report);
  }
}

function checkChoice(flag: Flag, choices: readonly string[], report: Report): void {
  const value = flag.value?.value;
  if (flag.value === undefined || value === undefined || choices.includes(value)) return;
  report({ place: flag.value.place, message: `\`${value}\` is no value of \`--${flag.name}\``, help: meaning(value, choices, 'Values') });
}

/** `--device` is known to the labs channel of the frontend alone; what a foreign frontend knows is not known here. */
function checkDevice(flag: Flag, dockerfile: Dockerfile, report: Report): void {
  const names = (flag.value?.value ?? '').split(',').filter((field) => !field.startsWith('required'));
  if (names.length > 1) {
    report({ place: flag.place, message: '`--device` names more than one device', help: 'Give one `--device` for each.' });
    return;
  }
  const syntax = dockerfile.directives.find((directive) => directive.name === 'syntax')?.value.value;
  if (syntax !== undefined && (/labs|master/.test(syntax) || !/^(?:docker\.io\/)?docker\/dockerfile(?:[:@]|$)/.test(syntax))) return;
  report({ place: flag.nameAt, message: '`--device` is known to the labs channel of the Dockerfile syntax alone', help: 'Begin the file with `# syntax=docker/dockerfile:1-labs`.' });
}

function checkMountSource(flag: Flag, run: RunNode, report: Report): void {
  for (const field of mountFields(flag, run)) {
    if (field.key !== 'from' || field.value === undefined || !/\$./.test(field.value.raw)) continue;
    report({
      place: field.value.place,
      message: 'variables are not expanded in `from`',
      help: `Give the image a name with \`FROM ${field.value.raw} AS name\`, and mount from that stage.`,
    });
  }
}
