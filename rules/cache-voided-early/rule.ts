import { installsIn } from '../../src/cache/dependency-installs.ts';
import { volatileAbove } from '../../src/cargo/volatile.ts';
import { cargoWork } from '../../src/cargo/steps.ts';
import type { Instruction, KeyValue, RunInstruction, Stage } from '../../src/dockerfile/model.ts';
import { isMovingUrl, isVolatileName } from '../../src/knowledge/volatile-names.ts';
import { defineRule } from '../../src/rule.ts';
import type { Build, Observation } from '../../src/rule.ts';
import type { Command } from '../../src/shell/model.ts';
import { lineOf } from '../../src/source.ts';

export default defineRule({
  id: 'cache-voided-early',
  summary: 'Declare what changes in every build below what takes long.',
  category: 'cache',
  faults: {
    variable: { severity: 'info', summary: 'An ARG or ENV that changes in every build stands above an install that does not use it.', since: '2026-11' },
    'moving-url': { severity: 'info', summary: 'ADD of a URL whose content moves stands above an install.', since: '2026-11' },
    'sources-first': { severity: 'info', summary: 'Large folders of another stage are copied behind the sources: again after every edit.', since: '2026-11' },
  },

  *check(build) {
    const aboveCook = toldByCargoChef(build);
    for (const stage of build.dockerfile.stages) {
      if (!build.image.isBuilt(stage)) continue;
      const installs = installsIn(stage);
      const told = new Set<string>();
      for (const instruction of stage.instructions) {
        if (instruction.keyword === 'ARG' || instruction.keyword === 'ENV') yield* judgeVariables(instruction, installs, { aboveCook, told });
        else if (instruction.keyword === 'ADD') yield* judgeUrls(instruction.sources.map((word) => ({ word, url: word.value ?? '' })), instruction, installs);
      }
      yield* judgeOrder(build, stage);
    }
  },
});

/** Variables that `cargo-chef/volatile-variable` tells of: they stand above `cargo chef cook`, which takes longest. */
function toldByCargoChef(build: Build): ReadonlySet<KeyValue> {
  if (build.dockerfile.commands('cargo', 'cargo-chef').length === 0) return new Set();
  return new Set(cargoWork(build).cooks.flatMap((cook) => volatileAbove(build, cook).map(({ pair }) => pair)));
}

type Install = { readonly run: RunInstruction; readonly command: Command };

function* judgeVariables(declaration: Instruction & { readonly pairs: readonly KeyValue[] }, installs: readonly Install[], { aboveCook, told }: { readonly aboveCook: ReadonlySet<KeyValue>; readonly told: Set<string> }): Iterable<Observation> {
  for (const pair of declaration.pairs) {
    const { key, value } = pair;
    const name = key.value;
    if (name === undefined || !isVolatileName(name, value?.raw) || aboveCook.has(pair)) continue;
    // A variable that was given a value above is that value.
    if (value?.value !== undefined && !isVolatileName(name, value.value)) continue;
    // What is written down in an ENV changes only when the file does.
    if (declaration.keyword === 'ENV' && value?.raw.includes('$') !== true) continue;
    const below = installs.find(({ run }) => run.index > declaration.index && !mentions(run, name));
    // An ENV that takes over its ARG is told with it.
    if (below === undefined || told.has(name)) continue;
    told.add(name);
    const line = lineOf(below.run.place);
    const when = declaration.keyword === 'ARG' ? 'when it is passed, ' : '';
    yield {
      fault: 'variable', at: key,
      message: `\`${name}\` is new in every build: ${when}\`${shown(below.command)}\` at line ${String(line)} runs again with it, and does not use it`,
      help: `Move this ${declaration.keyword} below the install, to where it is used.`,
      related: [{ place: below.command.place, message: 'this runs again' }],
    };
  }
}

function* judgeUrls(sources: readonly { readonly word: { readonly place: Observation['at']['place'] }; readonly url: string }[], add: Instruction, installs: readonly Install[]): Iterable<Observation> {
  const below = installs.find(({ run }) => run.index > add.index);
  if (below === undefined) return;
  for (const { word, url } of sources) {
    if (/^(?:https?:|git)/i.test(url) && isMovingUrl(url)) {
      yield { fault: 'moving-url', at: word, message: `this URL is something new from time to time, and \`${shown(below.command)}\` below runs again with it`, help: 'Name a release or a commit, or add it below the install.' };
    }
  }
}

const largeFolder = /(?:^|\/)(?:node_modules|vendor|\.venv|venv|site-packages|dist-packages|\.m2|\.gradle)\/?$/;

/** COPY of dependencies from another stage behind `COPY . .` of the same stage. */
function* judgeOrder(build: Build, stage: Stage): Iterable<Observation> {
  const sources = stage.instructions.find((one) => one.keyword === 'COPY' && one.from === undefined && one.sources.some(({ value }) => value === '.' || value === './'));
  if (sources === undefined) return;
  for (const copy of stage.instructions) {
    if (copy.keyword !== 'COPY' || copy.from === undefined || copy.index < sources.index || copy.flag('link') !== undefined) continue;
    const from = copy.from.value;
    const source = copy.sources.find(({ value }) => value !== undefined && largeFolder.test(value));
    if (source === undefined || from === undefined || build.dockerfile.stage(from, stage) === undefined) continue;
    yield {
      fault: 'sources-first', at: source, message: `\`${source.raw}\` is copied again after every edit of the sources, which are copied above it`,
      help: 'Copy it first, and the sources behind it; or add `--link`.', related: [{ place: sources.place, message: 'the sources are copied here' }],
    };
  }
}

function mentions(run: RunInstruction, name: string): boolean {
  return run.rest.text.includes(name) || run.heredocs.some(({ body }) => body.text.includes(name));
}

function shown(command: Command): string {
  return [command.name, command.subcommand()?.value].filter((word) => word !== undefined).join(' ');
}
