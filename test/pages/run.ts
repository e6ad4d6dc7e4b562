import { createBuild, type BuildPorts } from '../../src/build.ts';
import type { Diagnostic } from '../../src/diagnostic.ts';
import { applyFixes, type FixResult } from '../../src/fix.ts';
import { lint, observe, type ActiveRule } from '../../src/lint.ts';
import { formatFinding } from '../../src/reporters/text-finding.ts';
import type { AnyRule, Build } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';
import { watch } from './candidates.ts';
import { contextOf, gitOf, shellcheckOf } from './context.ts';
import { textOf, type Case } from './page.ts';
import { settingsOf, type Settings } from './settings.ts';

/** What counts as today on every page. */
export const today = '2026-11-01';

/** What a rule makes of a case. */
export interface Judged {
  readonly source: Source;
  readonly diagnostics: readonly Diagnostic[];
  /** As a user sees them, without colours. */
  readonly output: string;
  /** `✔ message (3:6)` for a proof, `? message (3:6)` for a doubt, one a line. */
  readonly proof: string;
}

export class CaseRunner {
  readonly example: Case;
  readonly rule: AnyRule;
  readonly settings: Settings;
  readonly active: ActiveRule;

  private constructor(example: Case, rule: AnyRule, settings: Settings) {
    this.example = example;
    this.rule = rule;
    this.settings = settings;
    this.active = settings.active;
  }

  static async create(example: Case, rule: AnyRule): Promise<CaseRunner> {
    return new CaseRunner(example, rule, await settingsOf(rule, example.config === undefined ? undefined : textOf(example.config)));
  }

  /** The case's text as it is written. */
  source(): Source {
    return sourceOf(this.example.path, textOf(this.example.source));
  }

  judge(source: Source): Judged {
    const build = this.build(source);
    const { diagnostics, errors } = lint(build, [this.active]);
    const [error] = errors;
    if (error !== undefined) throw new Error(error.message);
    const { observations } = observe(build, this.rule, this.active.options);
    const proof = observations.flatMap((observation) => {
      if (observation.kind !== 'proof' && observation.kind !== 'doubt') return [];
      const { source: where, span } = observation.at.place;
      const { line, column } = where.position(span.start);
      const file = where.path === source.path ? '' : `${where.path}:`;
      return [`${observation.kind === 'proof' ? '✔' : '?'} ${observation.message} (${file}${String(line)}:${String(column)})\n`];
    });
    return { source, diagnostics, output: diagnostics.map((one) => `${formatFinding(one)}\n`).join('\n'), proof: proof.join('') };
  }

  /** All fixes until nothing changes. `changed`: texts of other files that were fixed before. */
  fix(source: Source, unsafe: boolean, before: ReadonlyMap<string, Source> = new Map()): FixResult {
    const lintOnce = (current: Source, changed: ReadonlyMap<string, Source>): readonly Diagnostic[] =>
      lint(this.build(current, new Map([...before, ...changed])), [this.active]).diagnostics;
    return applyFixes(source, lintOnce, { unsafe });
  }

  /** Whether the rule found anything to judge in the case. */
  metCandidate(): boolean {
    const watched = watch(this.build(this.source()));
    observe(watched.build, this.rule, this.active.options);
    return watched.metCandidate();
  }

  build(source: Source, changed: ReadonlyMap<string, Source> = new Map()): Build {
    const { example } = this;
    const { baseline } = example;
    const ports: BuildPorts = {
      context: () => contextOf(example, changed),
      git: () => gitOf(example),
      shellcheck: () => shellcheckOf(example, source),
      ...(baseline === undefined ? {} : { baseline: () => this.#build(sourceOf(source.path, textOf(baseline)), {}) }),
    };
    return this.#build(source, ports);
  }

  #build(source: Source, ports: BuildPorts): Build {
    const { target, args, baseImages } = this.settings;
    return createBuild({ source, target, args, baseImages, today, ports });
  }
}

function sourceOf(path: string, text: string): Source {
  return text.startsWith('\ufeff') ? new Source(path, text.slice(1), { byteOrderMark: true }) : new Source(path, text);
}
