/** Holds ironlint under preset `buildkit` against BuildKit's own check tests: `<shared folder> [--all]`. Rule and line must agree. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JudgeTextOptions } from './judge-text.ts';
import { judgeText } from './judge-text.ts';
import { givenFolder } from '../given-folder.ts';
import { lineOf } from '../../src/source.ts';

interface Warning { readonly rule: string; readonly line?: number; readonly detail?: string }
interface Case {
  readonly test: string;
  readonly sourceLine: number;
  readonly dockerfile: string;
  readonly dockerignore?: string;
  readonly frontendAttrs?: Readonly<Record<string, string>>;
  readonly expectedWarnings: readonly Warning[];
  /** What is known of images that are pulled, by their name. */
  readonly images?: Readonly<Record<string, { readonly os: string; readonly architecture: string }>>;
}

const shared = givenFolder(process.argv[2], 'npm run conformance -- SHARED buildkit-lint');
const flags = process.argv.slice(3);
const cases = JSON.parse(readFileSync(join(shared, 'conformance/buildkit-lint.json'), 'utf8')) as readonly Case[];

function buildArgs(attributes: Readonly<Record<string, string>> | undefined): ReadonlyMap<string, string> {
  return new Map(Object.entries(attributes ?? {}).flatMap(([name, value]) => (name.startsWith('build-arg:') ? [[name.slice('build-arg:'.length), value] as const] : [])));
}

/** What a team would write into its config: the platforms of its images, and the one that is built for. */
function configOf({ images, frontendAttrs }: Case): Pick<JudgeTextOptions, 'baseImages' | 'rules'> {
  const platform = frontendAttrs?.['platform'];
  return {
    baseImages: Object.entries(images ?? {}).map(([image, { os, architecture }]) => ({ image, platforms: [`${os}/${architecture}`] })),
    rules: new Map(platform === undefined ? [] : [['base-platform', { options: { platforms: [platform] } }]]),
  };
}

function show(warnings: readonly { readonly rule: string; readonly line: number }[]): string {
  return warnings.map(({ rule, line }) => `${rule}:${String(line)}`).sort().join(' ');
}

let agree = 0;
const differing: string[] = [];
for (const one of cases) {
  const files = one.dockerignore === undefined ? new Map([['Dockerfile', one.dockerfile]]) : new Map([['Dockerfile', one.dockerfile], ['.dockerignore', one.dockerignore]]);
  const diagnostics = await judgeText(one.dockerfile, { preset: 'buildkit', files, buildArgs: buildArgs(one.frontendAttrs), ...configOf(one) });
  const found = diagnostics.flatMap((diagnostic) => diagnostic.aliases.filter(({ tool }) => tool === 'buildkit').map(({ id }) => ({ rule: id, line: lineOf(diagnostic.place) })));
  const expected = one.expectedWarnings.map(({ rule, line }) => ({ rule, line: line ?? 0 }));
  if (show(found) === show(expected)) agree++;
  else differing.push(`${one.test} (${String(one.sourceLine)})\n  expected ${show(expected)}\n  found    ${show(found)}\n${one.dockerfile.split('\n').map((line, index) => `${String(index + 1).padStart(5)} ${line}`).join('\n')}`);
}
for (const text of flags.includes('--all') ? differing : differing.slice(0, 5)) console.log(text);
console.log(`buildkit-lint.json: ${String(agree)} of ${String(cases.length)} agree`);

interface Parsed {
  readonly name: string;
  readonly dockerfile: string;
  readonly buildkit: { readonly parseError: unknown; readonly instructionsError?: unknown; readonly lintError: unknown; readonly lintInput?: string; readonly lintWarnings?: readonly Warning[] };
}

/** What BuildKit's checks say of the parser's cases: a rule once a line. */
const { cases: parsed } = JSON.parse(readFileSync(join(shared, 'conformance/parser.json'), 'utf8')) as { cases: readonly Parsed[] };
let accepted = 0;
let same = 0;
for (const { name, dockerfile, buildkit } of parsed) {
  if (buildkit.lintWarnings === undefined || [buildkit.parseError, buildkit.instructionsError, buildkit.lintError].some((error) => error !== null && error !== undefined)) continue;
  const text = buildkit.lintInput === undefined ? dockerfile : `FROM scratch\n${dockerfile}`;
  const found = (await judgeText(text, { preset: 'buildkit' })).flatMap((diagnostic) => diagnostic.aliases.filter(({ tool }) => tool === 'buildkit').map(({ id }) => ({ rule: id, line: lineOf(diagnostic.place) })));
  const [ours, theirs] = [found, buildkit.lintWarnings.map(({ rule, line }) => ({ rule, line: line ?? 0 }))].map((warnings) => [...new Set(show(warnings).split(' '))].join(' '));
  accepted++;
  if (ours === theirs) same++;
  else console.log(`${name}\n  expected ${theirs ?? ''}\n  found    ${ours ?? ''}`);
}
console.log(`parser.json, warnings: ${String(same)} of ${String(accepted)} agree`);
