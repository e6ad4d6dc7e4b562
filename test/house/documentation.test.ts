import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createCatalogue } from '../../src/catalogue.ts';
import { parseArguments } from '../../src/cli/arguments.ts';
import { helpText } from '../../src/cli/help.ts';
import { optionTable } from '../../src/cli/option-table.ts';
import { readConfigFile } from '../../src/config/config-file.ts';
import { presets } from '../../src/config/model.ts';
import { builtValidators } from '../../src/config/validators.ts';
import { lintText } from '../../src/index.ts';
import { formats } from '../../src/reporters/index.ts';
import { version } from '../../src/version.ts';
import { suppressionRules } from '../../src/suppress/rules.ts';

// What a newcomer copies out of the documentation has to work.

const root = path.join(import.meta.dirname, '..', '..');
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8');
const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).filter((name) => name.endsWith('.md')).map((name) => `docs/${name}`)];
const blocks = (file: string, language: string): readonly string[] => [...read(file).matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\`$`, 'gms'))].map((match) => match[1] ?? '');

const commands = pages.flatMap((page) => blocks(page, 'sh')).flatMap((block) => block.split('\n')).map((line) => line.replace(/\s+#.*$| < .*$/g, '')).filter((line) => line.startsWith('ironlint'));

test('the commands of the pages are ones that the command line takes', () => {
  expect(commands.length).toBeGreaterThan(8);
  for (const command of commands) expect(() => parseArguments(command.split(' ').slice(1))).not.toThrow();
});

test('the first command of the README prints what the README shows', () => {
  const page = read('README.md');
  const [command] = blocks('README.md', 'sh');
  const words = /npx ironlint (.*)\n/.exec(command ?? '')?.[1]?.split(' ') ?? [];
  const shown = /<!-- sample[^>]*-->\n```text\n(.*?)…\n```/s.exec(page)?.[1] ?? 'nothing';
  const { stdout, status } = spawnSync(process.execPath, ['bin/ironlint.cjs', ...words], { cwd: root, encoding: 'utf8', env: { ...process.env, NODE_OPTIONS: '', CI: '' } });
  expect([status, stdout.slice(0, shown.length)]).toEqual([0, shown]);
});

test('the configuration of docs/configuration.md can be used', async () => {
  const [shown] = blocks('docs/configuration.md', 'yaml');
  const config = await readConfigFile('ironlint.yaml', '/project', shown ?? '', { catalogue: createCatalogue([...rules, ...suppressionRules]), validators: await builtValidators() });
  expect([config.presets, config.policies, config.target]).toEqual([['recommended'], ['t7.8', 'policies/own.yaml'], 'runtime']);
});

test('docs/ci.md uses this version, and inputs that the action has', () => {
  const page = read('docs/ci.md');
  const versions = [...page.matchAll(/ironlint(?:@|#)v([\d.]+)/g)].map((match) => match[1]);
  expect(versions).toEqual([version, version]);
  const action = read('action.yml');
  const inputs = [...(/uses: ironlint[^\n]*\n +with:\n((?: {10}[^\n]*\n)+)/.exec(page)?.[1] ?? '').matchAll(/^ +([\w-]+):/gm)].map((match) => match[1] ?? '');
  expect(inputs).toEqual(['policies', 'sarif-file']);
  for (const input of [...inputs, 'files', 'config', 'fail-on', 'working-directory']) expect(action).toMatch(new RegExp(`^  ${input}:$`, 'm'));
});

test('links between pages lead to files', () => {
  for (const page of [...pages, 'CONTRIBUTING.md']) {
    for (const [, target] of read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)) {
      const file = path.join(root, path.dirname(page), target ?? '');
      expect([page, target, existsSync(file)]).toEqual([page, target, true]);
    }
  }
});

test('the rows of a table have as many cells as its head', () => {
  const cells = (line: string): number => line.match(/(?<!\\)\|/g)?.length ?? 0;
  const wrong = [...pages, 'CONTRIBUTING.md'].flatMap((page) => {
    const lines = read(page).split('\n');
    const headOf = (index: number): string => (lines[index - 1]?.startsWith('|') === true ? headOf(index - 1) : (lines[index] ?? ''));
    return lines.flatMap((line, index) => (line.startsWith('|') && cells(line) !== cells(headOf(index)) ? [`${page}:${String(index + 1)}`] : []));
  });
  expect(wrong).toEqual([]);
});

const configuration = read('docs/configuration.md');
const section = (page: string, heading: string): string => new RegExp(`^## ${heading}\\n(.*?)(?=^## |$(?![^]))`, 'ms').exec(page)?.[1] ?? '';
const inCode = (text: string): readonly string[] => [...text.matchAll(/`([^`\n]+)`/g)].map((match) => match[1] ?? '');
const keysOf = (schema: unknown): readonly string[] => Object.keys((schema as { readonly properties: object }).properties);

test('the keys of docs/configuration.md are those of the schema', () => {
  const { properties } = JSON.parse(read('schema/ironlint.schema.json')) as { readonly properties: { readonly baseImages: { readonly items: unknown } } };
  const [shown = ''] = blocks('docs/configuration.md', 'yaml');
  const shownKeys = [...shown.matchAll(/^(\w+):/gm)].map((match) => match[1] ?? '');
  expect([...shownKeys, '$schema', 'shellcheckPath'].sort()).toEqual(Object.keys(properties).sort());
  expect(inCode(section(configuration, 'Facts of private images')).filter((name) => name !== '*' && name !== 'baseImages').sort()).toEqual([...keysOf(properties.baseImages.items)].sort());
});

test('docs/configuration.md has every preset', () => {
  expect([...section(configuration, 'Presets').matchAll(/^\| `(\w+)` \|/gm)].map((match) => match[1])).toEqual([...presets]);
  expect(helpText(version)).toContain([...presets.slice(1, -1)].join(', '));
});

test('the keys of reports and policies are explained', () => {
  const keys = (file: string): readonly string[] => {
    const all = new Set<string>();
    JSON.parse(read(file), (key, value: unknown) => {
      if (key === 'properties' && typeof value === 'object' && value !== null) for (const name of Object.keys(value)) all.add(name);
      return value;
    });
    return [...all].filter((key) => key !== '$schema');
  };
  const missing = (page: string, schema: string): readonly string[] => keys(schema).filter((key) => !new RegExp(`\\b${key}\\b`).test(read(page)));
  expect([...missing('docs/json.md', 'schema/report.schema.json'), ...missing('docs/policies.md', 'schema/policy.schema.json')]).toEqual([]);
});

test('--help and the README list the formats that there are', () => {
  const listed = (text: string | undefined): readonly string[] => (text ?? '').replace(/\([^)]*\)\)/g, '').split(',').map((name) => name.trim()).sort();
  expect(listed(/^Formats: ([^;]*);/m.exec(helpText(version))?.[1])).toEqual([...formats].sort());
  expect(listed(/Formats: ([^;]*);/.exec(read('README.md'))?.[1])).toEqual([...formats].sort());
});

test('--help says which options are repeatable', () => {
  const rows = Object.entries<{ readonly many?: boolean; readonly help: string }>(optionTable);
  expect(rows.filter(([, { many, help }]) => (many === true) !== help.endsWith('(repeatable)')).map(([name]) => name)).toEqual([]);
});

test('the options that the pages on ironlint name are options of ironlint', () => {
  for (const page of ['docs/ci.md', 'docs/configuration.md', 'docs/policies.md', 'docs/json.md']) {
    const text = read(page).replace(/^```.*?^```$/gms, '');
    const named = [...text.replace('docker build --check', '').matchAll(/(?<![\w-])--([a-z][a-z-]+)/g)].map((match) => match[1] ?? '');
    expect([page, named.filter((name) => !Object.hasOwn(optionTable, name))]).toEqual([page, []]);
  }
});

const texts = [...pages, 'CONTRIBUTING.md', ...rules.map(({ id }) => `rules/${id}/README.md`)].map((page) => [page, read(page).replace(/^````.*?^````$/gms, '')] as const);

test('the faults that pages name are faults of their rules, the files are there', () => {
  const faults = new Map([...rules, ...suppressionRules].map((rule) => [rule.id, Object.keys(rule.faults)]));
  const wrong = texts.flatMap(([page, text]) => inCode(text).flatMap((code) => {
    const [, id = '', fault = ''] = /^([a-z][a-z-]*)\/([a-z][a-z-]*)$/.exec(code) ?? [];
    const isFault = faults.get(id)?.includes(fault) ?? true;
    const isFile = /^(?:src|scripts|test|bench|schema|policies|fixtures)\/[\w./-]*\.\w+$/.test(code);
    return isFault && (!isFile || page.startsWith('rules/') || existsSync(path.join(root, code))) ? [] : [`${page}: ${code}`];
  }));
  expect(wrong).toEqual([]);
});

test('docs/cargo-chef.md has every fault of the rules on cargo-chef', () => {
  const named = new Set(inCode(read('docs/cargo-chef.md')));
  const chef = rules.filter(({ id }) => id.startsWith('cargo-chef'));
  const missing = chef.flatMap(({ id, faults }) => (named.has(id) ? [] : Object.keys(faults).map((fault) => `${id}/${fault}`))).filter((name) => !named.has(name));
  expect(missing).toEqual([]);
});

test('the Dockerfile of docs/cargo-chef.md is a good one', async () => {
  const [shown = ''] = blocks('docs/cargo-chef.md', 'dockerfile');
  const { diagnostics } = await lintText(shown, { today: '2026-11-01' });
  expect(diagnostics.map(({ rule, fault }) => `${rule}/${fault}`)).toEqual(['user-root/missing']);
});

test('CONTRIBUTING.md has the scripts of package.json', () => {
  const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Record<string, string> };
  const named = new Set([...read('CONTRIBUTING.md').matchAll(/`[^`\n]*npm (?:run )?([a-z-]+)[^`\n]*`/g)].map((match) => match[1] ?? ''));
  expect([...named].filter((name) => name !== 'ci').sort()).toEqual(Object.keys(scripts).filter((name) => name !== 'prepare').sort());
});

test('docs/architecture.md has every room, and every file beside them', () => {
  const table = section(read('docs/architecture.md'), 'Rooms');
  const rooms = readdirSync(path.join(root, 'src'), { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(rooms.filter((name) => !new RegExp(`^\\|.*\`(?:src/)?${name}/\`.*\\|`, 'm').test(table))).toEqual([]);
  const files = readdirSync(path.join(root, 'src')).filter((name) => name.endsWith('.ts') && !name.endsWith('.generated.ts'));
  expect(files.filter((name) => !new RegExp(`^\\|.*\`(?:src/)?${name.replaceAll('.', '\\.')}\`.*\\|`, 'm').test(table) && !['cli.ts', 'index.ts'].includes(name))).toEqual([]);
});

test('docs/ci.md has the inputs of the action, but those of hadolint-action, and its outputs', () => {
  const action = read('action.yml');
  const names = (from: string, to: string): readonly string[] => [...action.slice(action.indexOf(from), action.indexOf(to)).matchAll(/^ {2}([\w-]+):$/gm)].map((match) => match[1] ?? '');
  const page = read('docs/ci.md');
  const missing = [...names('\ninputs:', '  # Inputs of hadolint'), ...names('\noutputs:', '\nruns:')].filter((name) => !new RegExp(`\\b${name}\\b`).test(section(page, 'GitHub Actions')));
  expect(missing).toEqual([]);
});
