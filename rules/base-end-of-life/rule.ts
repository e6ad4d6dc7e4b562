import type { Stage } from '../../src/dockerfile/model.ts';
import { chainOf } from '../../src/dockerfile/stage-chain.ts';
import { shownReference } from '../../src/image/questions/used-images.ts';
import { endOfLife, isServed } from '../../src/knowledge/end-of-life.ts';
import type { SupportState } from '../../src/knowledge/end-of-life.ts';
import { movedPackages } from '../../src/knowledge/moved-packages.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';

export default defineRule({
  id: 'base-end-of-life',
  summary: 'Build on releases that still get fixes.',
  category: 'security',
  faults: {
    shipped: { severity: 'info', summary: 'What is shipped is built on a release that gets no more fixes.', since: '2026-11' },
    'long-term': { severity: 'off', summary: 'What is shipped is built on a release that only its long-term support still fixes.', since: '2026-11' },
    'packages-moved': { severity: 'info', summary: 'The packages of the release have moved into an archive, and the image still looks where they were: the build fails.', since: '2026-11' },
    'build-stage': { severity: 'off', summary: 'A stage that only builds is FROM a release that gets no more fixes.', since: '2026-11' },
  },

  *check(build) {
    for (const stage of build.dockerfile.stages) {
      if (stage.parent === undefined && build.image.isBuilt(stage)) yield* judge(stage, build);
    }
    yield* judgeSources(build);
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

/** Of each base the first command that asks for packages, unless something above may have said where they are now. */
function* judgeSources({ dockerfile, image, today }: Build): Iterable<Observation> {
  const told = new Set<Stage>();
  for (const command of dockerfile.commands('apt-get', 'apt', 'yum', 'dnf')) {
    const { stage, keyword } = command.instruction;
    const asks = command.subcommand(...(/^apt/.test(command.name) ? ['update'] : ['install', 'update', 'makecache']));
    if (asks === undefined || stage === undefined || keyword !== 'RUN' || !image.isBuilt(stage)) continue;
    const bottom = chainOf(stage).at(-1);
    const base = image.base(stage);
    const moved = base === undefined ? undefined : movedPackages(base, today);
    if (moved === undefined || bottom === undefined || told.has(bottom) || saysWhere(stage, command.instruction.index)) continue;
    told.add(bottom);
    yield {
      fault: 'packages-moved', at: asks, message: `the packages of ${moved.title} have moved to \`${moved.to}\`: \`${command.name} ${asks.value ?? asks.raw}\` fails`,
      help: `Move to a release that is supported, or let the package sources name \`${moved.to}\` above.`,
    };
  }
}

/** Package sources are written, rewritten or copied, or a mirror is set; a script may do so. */
function saysWhere(stage: Stage, until: number): boolean {
  return chainOf(stage).some(({ instructions }) => instructions.some((instruction) => {
    if (instruction.index > until) return false;
    if (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') return /\/etc\b|^\/$/.test(instruction.destination?.value ?? '/');
    return instruction.keyword === 'RUN' && (/archive\.|old-releases|vault|snapshot|sources|\/etc\/(?:apt|yum)|mirror|\.repo\b|\.sh\b|proxy/i.test(instruction.rest.text) || instruction.heredocs.length > 0 || instruction.commands.length === 0);
  }));
}

function endOf({ title, end, longTerm }: SupportState): string {
  const regular = end === undefined ? `${title} has ended` : `${title} ended on ${end}`;
  return longTerm === undefined ? regular : `${regular}, ${longTerm.name} ${longTerm.ended ? 'ended' : 'goes on until'} ${longTerm.ended ? 'on ' : ''}${longTerm.end}`;
}

function nextOf({ title, release, supported }: SupportState): string {
  const product = title.slice(0, -release.length).trim();
  return supported.length === 0 ? `No release of ${product} is supported: move to another.` : `Supported releases of ${product}: ${supported.slice(0, 4).join(', ')}.`;
}
