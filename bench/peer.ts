import { DockerfileParser } from 'dockerfile-ast';

/** What every tool on dockerfile-ast does at least: parse, and list the arguments of each instruction. */
export function parseWithDockerfileAst(text: string): number {
  let count = 0;
  for (const instruction of DockerfileParser.parse(text).getInstructions()) count += instruction.getArguments().length;
  return count;
}
