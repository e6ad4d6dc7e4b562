import type { Stage } from '../../src/dockerfile/model.ts';
import { shownReference } from '../../src/image/questions/used-images.ts';
import { endOfLife, isServed } from '../../src/knowledge/end-of-life.ts';
import type { SupportState } from '../../src/knowledge/end-of-life.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';

export default defineRule({
  id: 'base-end-of-life',
  summary: 'Build on releases that still get fixes.',
  category: 'security',
  faults: {
    shipped: { severity: 'info', summary: 'What is shipped is built on a release that gets no more fixes.', since: '2026-11' },
    'long-term': { severity: 'off', summary: 'What is shipped is built on a release that only its long-term support still fixes.', since: '2026-11' },
    'build-stage': { severity: 'off', summary: 'A stage that only builds is FROM a release that gets no more fixes.', since: '2026-11' },
  },

  *check(build) {
    for (const stage of build.dockerfile.stages) {
      if (stage.parent === undefined && build.image.isBuilt(stage)) yield* judge(stage, build);
    }
  },
});

function* judge(stage: Stage, { image, today }: Build): Iterable<Observation> {
  const word = stage.from.image;
  if (word === undefined) return;
  const shown = shownReference(word);
  const base = image.base(stage);
  const states = base === undefined ? [] : endOfLife(base, today);
  const isShipped = image.isShipped(stage);
  const ended = states.filter((state) => state.ended);
  if (ended.length > 0) {
    yield {
      fault: !isShipped ? 'build-stage' : ended.every(isServed) ? 'long-term' : 'shipped', at: word,
      message: `\`${shown}\`: ${ended.map(endOf).join('; ')}`, help: ended.map(nextOf).join(' '),
    };
  } else if (isShipped && stage.isScratch) yield { kind: 'proof', at: word, message: '`scratch` holds nothing that could end' };
  else if (isShipped && states.length === 0) yield { kind: 'doubt', at: word, message: `it is not known how long \`${shown}\` is supported` };
  else if (isShipped) yield { kind: 'proof', at: word, message: states.map(({ title, end }) => `${title} is supported${end === undefined ? '' : ` until ${end}`}`).join(', ') };
}

function endOf({ title, end, longTerm }: SupportState): string {
  const regular = end === undefined ? `${title} has ended` : `${title} ended on ${end}`;
  return longTerm === undefined ? regular : `${regular}, ${longTerm.name} ${longTerm.ended ? 'ended' : 'goes on until'} ${longTerm.ended ? 'on ' : ''}${longTerm.end}`;
}

function nextOf({ title, release, supported }: SupportState): string {
  const product = title.slice(0, -release.length).trim();
  return supported.length === 0 ? `No release of ${product} is supported: move to another.` : `Supported releases of ${product}: ${supported.slice(0, 4).join(', ')}.`;
}
