import { defaultImage } from '../../src/image/questions/variable-uses.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'arg-default-in-from',
  summary: 'Give the ARGs of FROM defaults that make an image.',
  category: 'correctness',
  faults: {
    'no-image': {
      severity: 'info', summary: 'With the defaults of its ARGs, FROM names no image: every build has to give them.', since: '2026-11',
      aliases: [{ tool: 'buildkit', id: 'InvalidDefaultArgInFrom', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    for (const from of dockerfile.all('FROM')) {
      const { image } = from;
      const byDefault = defaultImage(from, dockerfile);
      if (image === undefined || byDefault === undefined) continue;
      if (byDefault.fault === undefined) {
        yield { kind: 'proof', at: image, message: `\`${image.raw}\` is \`${byDefault.text}\` by default` };
        continue;
      }
      const names = [...new Set(byDefault.empty.map(({ name }) => name))];
      const [first] = names;
      const help = first === undefined ? 'Give the ARG a default that makes an image name.' : `Give \`${names.join('`, `')}\` a default: \`ARG ${first}=…\`.`;
      const becomes = byDefault.text === '' ? 'nothing' : `\`${byDefault.text}\`, which is no image`;
      yield { fault: 'no-image', at: image, message: `without \`--build-arg\`, \`${image.raw}\` is ${becomes}`, help };
    }
  },
});
