import { nearVariable, variableUses } from '../../src/image/questions/variable-uses.ts';
import { isPredefinedArg, platformArgs } from '../../src/knowledge/platform-args.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'arg-undefined-in-from',
  summary: 'Declare the variables of FROM above the first FROM.',
  category: 'correctness',
  faults: {
    undeclared: {
      severity: 'warning', summary: 'FROM uses a variable that no ARG above the first FROM declares, so nothing can set it.', since: '2026-11',
      aliases: [{ tool: 'buildkit', id: 'UndefinedArgInFrom', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    const declared = dockerfile.globalArgs.flatMap(({ pairs }) => pairs.map(({ key }) => key.raw));
    for (const from of dockerfile.all('FROM')) {
      const told = new Set<string>();
      for (const { name, value, place, hasDefault } of variableUses(from)) {
        if (value.is !== 'unset') yield { kind: 'proof', at: { place }, message: `\`${name}\` is declared` };
        if (value.is !== 'unset' || isPredefinedArg(name) || told.has(name)) continue;
        told.add(name);
        const near = nearVariable(name, [...declared, ...platformArgs]);
        const below = from.stage?.instructions.some((one) => one.keyword === 'ARG' && one.pairs.some(({ key }) => key.raw === name)) === true;
        const remedy = below ? `Move \`ARG ${name}\` above the first \`FROM\`.` : `Write \`ARG ${name}\` above the first \`FROM\`.`;
        yield {
          fault: 'undeclared', at: { place }, help: near === undefined ? remedy : `Did you mean \`${near}\`?`,
          message: `no ARG above the first \`FROM\` declares \`${name}\`, so it is always ${hasDefault ? 'the default that is written here' : 'empty'}`,
        };
      }
    }
  },
});
