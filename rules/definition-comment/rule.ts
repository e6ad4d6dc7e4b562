import type { ArgInstruction, Comment, FromInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'definition-comment',
  summary: 'Begin the comment above an ARG or a stage with its name.',
  category: 'style',
  faults: {
    format: {
      severity: 'off', summary: 'A comment above an ARG or a named stage does not begin with its name, so `docker build --call=outline` cannot show it.', since: '2026-11',
      aliases: [{ tool: 'buildkit', id: 'InvalidDefinitionDescription', level: 'off' }],
    },
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.all('ARG', 'FROM')) {
      const comment = instruction.comments.at(-1);
      const names = namesOf(instruction);
      if (comment === undefined || names.length === 0 || comment.text === '' || isDirective(comment)) continue;
      const [first = ''] = comment.text.split(/\s/);
      if (names.includes(first)) {
        yield { kind: 'proof', at: comment, message: `the comment describes \`${first}\`` };
        continue;
      }
      const [name = ''] = names;
      yield {
        fault: 'format', at: { place: instruction.keywordAt }, message: `the comment above does not begin with ${names.length === 1 ? `\`${name}\`` : 'the name of an argument'}`,
        help: `Write \`# ${names.length === 1 ? name : 'NAME'} DESCRIPTION\`, or leave an empty line in between.`, related: [{ place: comment.place, message: 'the comment' }],
      };
    }
  },
});

function namesOf(instruction: ArgInstruction | FromInstruction): readonly string[] {
  if (instruction.keyword === 'FROM') return instruction.name === undefined ? [] : [(instruction.name.value ?? instruction.name.raw).toLowerCase()];
  return instruction.pairs.flatMap(({ key }) => key.value ?? []);
}

/** Comments that speak to a tool describe nothing. */
function isDirective({ text }: Comment): boolean {
  return /^(?:check|syntax|escape)\s*=|^(?:hadolint|ironlint|tally|droast)\s|^(?:checkov|trivy):/.test(text);
}
