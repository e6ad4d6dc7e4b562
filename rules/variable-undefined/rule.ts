import type { Alias } from '../../src/diagnostic.ts';
import type { Instruction, RunInstruction, Stage } from '../../src/dockerfile/model.ts';
import { platformsInScripts } from '../../src/image/questions/platforms-in-scripts.ts';
import { variableUses } from '../../src/image/questions/variable-uses.ts';
import type { VariableUse } from '../../src/image/questions/variable-uses.ts';
import { neverSets, setsVersion } from '../../src/knowledge/base-environment.ts';
import { isBaseVariable } from '../../src/knowledge/base-variables.ts';
import { platformArgs, steersBuild } from '../../src/knowledge/platform-args.ts';
import type { BaseImage } from '../../src/knowledge/model.ts';
import type { Finding, Observation } from '../../src/rule.ts';
import { defineRule } from '../../src/rule.ts';
import { createNames } from './names.ts';
import type { Names } from './names.ts';

const aliases: readonly Alias[] = [{ tool: 'buildkit', id: 'UndefinedVar', level: 'warning' }];

export default defineRule({
  id: 'variable-undefined',
  summary: 'Declare variables before they are used.',
  category: 'correctness',
  faults: {
    'not-in-stage': { severity: 'warning', summary: 'The ARG stands above the first FROM, and the stage does not take it in.', since: '2026-11', aliases },
    'in-script': { severity: 'warning', summary: 'A script of RUN asks for a platform of the builder that the stage does not declare.', since: '2026-11' },
    later: { severity: 'warning', summary: 'The ARG or ENV stands further down in the stage.', since: '2026-11', aliases },
    typo: { severity: 'warning', summary: 'The name is almost that of another variable.', since: '2026-11', aliases },
    unset: { severity: 'warning', summary: 'Nothing sets the variable.', since: '2026-11', aliases },
    inherited: { severity: 'off', summary: 'Nothing in the file sets the variable; the base image may.', since: '2026-11', aliases },
    exposed: { severity: 'info', summary: 'EXPOSE uses a variable that nothing in the file sets, so it exposes nothing unless the base image sets it.', since: '2026-11' },
    'with-default': { severity: 'off', summary: 'Nothing in the file sets the variable, and where it is used it has a default.', since: '2026-11', aliases },
  },

  *check({ dockerfile, image }) {
    const names = createNames(dockerfile);
    let allSet: VariableUse | undefined;
    let found = false;
    for (const instruction of dockerfile.instructions) {
      const { stage, keyword } = instruction;
      if (stage === undefined || keyword === 'FROM' || keyword === 'ONBUILD') continue;
      if (keyword === 'RUN') yield* judgeScripts(instruction, stage, image.base(stage));
      const told = new Set<string>();
      for (const use of variableUses(instruction)) {
        if (use.value.is === 'set') allSet ??= use;
        // Every image has a PATH: the builder's own when the base has none.
        if (told.has(use.name) || isSet(use) || steersBuild(use.name) || use.name === 'PATH') continue;
        told.add(use.name);
        const base = image.base(stage);
        if (base !== undefined && setsVersion(base, use.name)) {
          yield { kind: 'proof', at: use, message: `\`${base.image}\` sets \`${use.name}\` itself` };
          continue;
        }
        const finding = judge(use, instruction, stage, names, base);
        // What EXPOSE names is no variable of the image: a port more or less.
        const isExposed = keyword === 'EXPOSE';
        if (isExposed && finding.fault === 'with-default') continue;
        found = true;
        yield { ...finding, ...(isExposed ? { fault: 'exposed' } : {}), at: use };
      }
    }
    if (allSet !== undefined && !found) yield { kind: 'proof', at: allSet, message: 'what the build replaces is set above' };
  },
});

/** The shell replaces what stands in a script, by the variables of the container: without an ARG the builder's platforms are not among them. */
function* judgeScripts(run: RunInstruction, stage: Stage, base: BaseImage | undefined): Iterable<Observation> {
  for (const { name, place } of platformsInScripts(run)) {
    const value = run.scope.lookup(name);
    if (value.is === 'set' || (value.is === 'unknown' && value.cause !== 'base-image')) continue;
    // Nobody knows what an image of one's own sets.
    if (base === undefined && stage.from.image?.value !== 'scratch') yield { kind: 'doubt', at: { place }, message: `whether the base image sets \`${name}\` is not known` };
    else yield { fault: 'in-script', at: { place }, message: `\`${name}\` is empty here: a stage has it only behind \`ARG ${name}\``, help: `Write \`ARG ${name}\` above, in this stage.` };
  }
}

/** What the build does not know but might: only what neither the file nor a `--build-arg` sets counts. */
function isSet({ value }: VariableUse): boolean {
  return value.is === 'set' || (value.is === 'unknown' && value.cause !== 'base-image');
}

function judge(use: VariableUse, instruction: Instruction, stage: Stage, names: Names, base: BaseImage | undefined): Omit<Finding, 'at'> {
  const { name } = use;
  const global = names.globals.get(name);
  if (global !== undefined || platformArgs.includes(name)) {
    const related = global === undefined ? [] : [{ place: global.key.place, message: 'it is declared here' }];
    const message = global === undefined ? `the builder sets \`${name}\` for \`FROM\` alone` : `\`${name}\` is declared for \`FROM\` alone`;
    return { fault: 'not-in-stage', message, help: `Write \`ARG ${name}\` in this stage, too.`, related };
  }
  if (use.hasDefault) return { fault: 'with-default', message: `nothing in this file sets \`${name}\``, help: `Write \`ARG ${name}\` when builds are to set it.` };
  const own = names.of(stage).get(name);
  const isBase = isBaseVariable(name);
  if (own !== undefined && own.place.span.start >= instruction.place.span.end && !isBase) {
    return { fault: 'later', message: `\`${name}\` is not set yet: it is further down`, help: 'Set it in an instruction above.', related: [{ place: own.key.place, message: 'it is set here' }] };
  }
  const near = isBase || own !== undefined ? undefined : names.near(name, stage);
  if (near !== undefined) return { fault: 'typo', message: `nothing sets \`${name}\``, help: `Did you mean \`${near}\`?` };
  const other = names.otherStage(name, stage);
  const isItself = instruction.keyword === 'ARG' && instruction.pairs.some(({ key }) => key.value === name);
  const help = isItself ? `Write \`ARG ${name}\`, or a default that is not the argument itself.` : other === undefined ? `Set it with \`ENV\`, or write \`ARG ${name}\`.` : `The stage \`${other.name?.raw ?? String(other.index)}\` sets it, but for itself alone.`;
  if (!/^[\p{L}_]/u.test(name)) return { fault: 'unset', message: `the build replaces \`$${name}\`, and nothing sets it`, help: 'Write `\\$` for a `$` that stays; a quoted delimiter, `<<"EOF"`, keeps all of a heredoc.' };
  if (use.value.is === 'unset') return { fault: 'unset', message: `nothing sets \`${name}\`, so it is empty`, help };
  // `ENV LIST=/more:$LIST` goes on with what there may be.
  const goesOn = instruction.keyword === 'ENV' && instruction.pairs.some(({ key }) => key.value === name);
  if (base !== undefined && !goesOn && neverSets(base, name)) {
    const isOfUser = /^(?:HOME|USER|LOGNAME|PWD|SHELL|HOSTNAME)$/.test(name);
    return { fault: 'unset', message: `neither this file nor \`${base.image}\` sets \`${name}\`, so it is empty`, help: isOfUser ? 'Programs find it when they run; the build does not have it: write the value itself.' : help };
  }
  if (instruction.keyword === 'EXPOSE') return { fault: 'exposed', message: `nothing in this file sets \`${name}\`, so \`EXPOSE\` names no port unless the base image does`, help };
  return { fault: 'inherited', message: `nothing in this file sets \`${name}\`; only the base image might`, help };
}
