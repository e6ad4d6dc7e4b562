import { readdirSync } from 'node:fs';
import { rules } from '../../rules/index.ts';
import type { BuildPorts } from '../../src/build.ts';
import { createBuild } from '../../src/build.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { activate } from '../../src/config/activate.ts';
import { readHadolintConfig } from '../../src/config/hadolint.ts';
import { emptyConfig } from '../../src/config/merge.ts';
import type { Preset, RuleSetting } from '../../src/config/model.ts';
import { memoryContext } from '../../src/context/memory.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { judgeFile } from '../../src/judge-file.ts';
import type { BaseImageEntry } from '../../src/knowledge/model.ts';
import { Source } from '../../src/source.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

export const catalogue = createCatalogue([...rules, ...suppressionRules]);

export interface JudgeTextOptions {
  readonly preset: Preset;
  /** The text of a `.hadolint.yaml`. */
  readonly hadolintConfig?: string | undefined;
  /** Names that are switched on whatever the preset says. */
  readonly enabled?: readonly string[];
  readonly files?: ReadonlyMap<string, string>;
  readonly ports?: BuildPorts;
  readonly buildArgs?: ReadonlyMap<string, string>;
  /** As `baseImages` and `rules` of a config say it. */
  readonly baseImages?: readonly BaseImageEntry[];
  readonly rules?: ReadonlyMap<string, RuleSetting>;
}

/** One text judged in memory under a preset, as the command line would. */
export async function judgeText(text: string, options: JudgeTextOptions): Promise<readonly Diagnostic[]> {
  const config = options.hadolintConfig === undefined
    ? { ...emptyConfig, presets: [options.preset] }
    : await readHadolintConfig('.hadolint.yaml', '/', options.hadolintConfig, catalogue);
  const enabled = new Map([...(options.enabled ?? []).map((name): [string, RuleSetting] => [name, { level: 'on' }]), ...options.rules ?? []]);
  const { files } = options;
  const build = createBuild({
    source: new Source('Dockerfile', text.replace(/^\ufeff/, '')),
    today: '2026-11-01',
    args: options.buildArgs,
    baseImages: options.baseImages,
    ports: { ...(files === undefined ? {} : { context: () => memoryContext({ files, why: 'it was given' }) }), ...options.ports },
  });
  return judgeFile([build], {
    activation: activate(catalogue, config, '/Dockerfile', { rules: enabled }), policies: [], noInlineIgnores: config.noInlineIgnores, language: 'en',
  }, catalogue).diagnostics;
}

/** The one-based line on which the instruction around a finding begins: what hadolint reports. */
export function instructionLine(text: string, diagnostic: Diagnostic): number {
  const { source, span } = diagnostic.place;
  const build = createBuild({ source: new Source('Dockerfile', text), today: '2026-11-01' });
  const around = build.dockerfile.instructions.find((instruction) => instruction.place.span.start <= span.start && span.start <= instruction.place.span.end);
  return source.position(around?.place.span.start ?? span.start).line;
}

/** The first line of the instruction that a line belongs to; the line itself outside of instructions. */
export function instructionStarts(text: string): (line: number) => number {
  const { dockerfile } = createBuild({ source: new Source('Dockerfile', text.replace(/^\ufeff/, '')), today: '2026-11-01' });
  const lineOf = (offset: number): number => dockerfile.source.position(offset).line;
  const ranges = dockerfile.instructions.map(({ place }) => ({ first: lineOf(place.span.start), last: lineOf(place.span.end) }));
  return (line) => ranges.find(({ first, last }) => first <= line && line <= last)?.first ?? line;
}

export function filesBelow(folder: string): readonly string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => `${entry.parentPath}/${entry.name}`);
}
