import { builtWith, platformsJson } from './platforms.ts';
import type { Build } from '../rule.ts';
import { visible } from '../reporters/visible.ts';
import { factLine } from './fact-line.ts';
import type { StageSummary } from './stage-summary.ts';
import { summarizeStages } from './stage-summary.ts';
import { jsonText } from '../reporters/json-text.ts';

export type StagesFormat = 'text' | 'json' | 'mermaid';

/** The stage graph of one build, what is shipped, and the state of each stage with the line that each fact came from. */
export function showStages(build: Build, format: StagesFormat): string {
  const stages = summarizeStages(build);
  const path = build.dockerfile.source.path;
  if (format === 'json') return `${jsonText({ version: 1, file: path, ...platformsJson(build.dockerfile), stages }, 2)}\n`;
  return format === 'mermaid' ? mermaid(stages) : text(build, stages);
}

function text({ dockerfile }: Build, stages: readonly StageSummary[]): string {
  const path = dockerfile.source.path;
  if (stages.length === 0) return `${visible(path)}: no stages\n`;
  const lines = [`${visible(path)}${builtWith(dockerfile)}`];
  for (const stage of stages) {
    lines.push('', `${title(stage)}${role(stage)}`, `  from         ${visible(stage.from)}${imageOf(stage)}${stage.parentFile === undefined ? '' : ` (a stage of ${visible(stage.parentFile)})`}${stage.parent === undefined ? '' : ` (stage ${stage.parent})`}`);
    const sources = [...stage.takesFrom.map((index) => nameOf(stages[index], index)), ...stage.takesImages];
    if (sources.length > 0) lines.push(`  takes from   ${sources.map(visible).join(', ')}`);
    for (const fact of stage.facts) lines.push(factLine(fact));
  }
  return `${lines.join('\n')}\n`;
}

function title(stage: StageSummary): string {
  return `stage ${stage.index}${stage.name === undefined ? '' : ` \`${visible(stage.name)}\``} (line ${stage.line})`;
}

function imageOf({ image, from, parent, parentFile }: StageSummary): string {
  if (image === '' && from !== '') return ' (which is empty: the build refuses it)';
  if (image !== undefined) return image === from ? '' : `, which is ${visible(image)}`;
  return parent === undefined && parentFile === undefined && from.includes('$') ? ' (only the build knows which image that is)' : '';
}

function role(stage: StageSummary): string {
  if (stage.target) return ', shipped';
  if (stage.shipped) return ', part of what is shipped';
  return stage.built ? '' : ', not built for this target';
}

function mermaid(stages: readonly StageSummary[]): string {
  const lines = ['flowchart LR'];
  for (const stage of stages) {
    const label = `${nameOf(stage, stage.index)}<br/>line ${stage.line}`;
    lines.push(`  s${stage.index}${stage.target ? `[["${quoted(label)}"]]` : `["${quoted(label)}"]`}`);
    if (stage.parent !== undefined) lines.push(`  s${stage.parent} -->|FROM| s${stage.index}`);
    else lines.push(`  i${stage.index}(["${quoted(stage.image === undefined || stage.image === '' ? stage.from : stage.image)}"]) -->|FROM| s${stage.index}`);
    for (const source of stage.takesFrom) lines.push(`  s${source} -.->|COPY| s${stage.index}`);
    for (const [number, image] of stage.takesImages.entries()) lines.push(`  c${stage.index}_${number}(["${quoted(image)}"]) -.->|COPY| s${stage.index}`);
  }
  return `${lines.join('\n')}\n`;
}

function nameOf(stage: StageSummary | undefined, index: number): string {
  return stage?.name ?? String(index);
}

/** Mermaid reads `#quot;` and the like inside of quoted labels. */
function quoted(label: string): string {
  return visible(label).replaceAll('#', '#35;').replaceAll('"', '#quot;');
}
