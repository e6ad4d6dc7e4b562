import { describe, expect, test } from '@jest/globals';
import { checkCase } from './check-case.ts';
import { Source } from '../../src/source.ts';
import { contextOf } from './context.ts';
import { readPage, type Case } from './page.ts';
import { sampleRule } from './sample-rule.ts';
import { PageUpdate } from './update.ts';

const output = [
  'warning[sample]: `/tmp` is no place to work in',
  ' --> Dockerfile:2:9',
  '  |',
  '2 | WORKDIR /tmp',
  '  |         ^^^^',
  '  = Work in a folder of your own.',
  '  = fix: Work in `/app` (safe)',
].join('\n');

function fenced(language: string, text: string): string {
  return `\`\`\`\`${language}\n${text}${text === '' || text.endsWith('\n') ? '' : '\n'}\`\`\`\`\n`;
}

const bad = `## Bad\n\n${fenced('dockerfile', 'FROM debian:12\nWORKDIR /tmp')}\n${fenced('output', output)}\n${fenced('fixed', 'FROM debian:12\nWORKDIR /app')}`;

function only(markdown: string): Case {
  const [example, ...others] = readPage(markdown).cases;
  if (example === undefined || others.length > 0) throw new Error('the page has not one case');
  return example;
}

describe('a case', () => {
  test('that holds passes', async () => {
    await expect(checkCase(only(bad), sampleRule)).resolves.toBeUndefined();
  });

  test.each([
    ['is called Good and is not', bad.replace('## Bad', '## Good'), 'Good, but the rule finds'],
    ['is called Bad and is not', bad.replace('/tmp', '/srv'), 'Bad, but the rule finds nothing'],
    ['shows another output', bad.replace('a folder of your own', 'the root'), 'output'],
    ['shows another fixed text', bad.replace('WORKDIR /app', 'WORKDIR /opt'), 'fixed'],
    ['lacks its output', bad.replace(fenced('output', output), ''), 'no fence `output`'],
    ['lacks its fixed text', bad.slice(0, bad.indexOf('````fixed')), 'no fence `fixed`'],
    ['has nothing for the rule to judge', `## Good\n\n${fenced('dockerfile', 'FROM debian:12\nRUN true')}`, 'the example shows nothing'],
    ['has a wrong proof', `## Good\n\n${fenced('dockerfile', 'FROM debian:12\nWORKDIR /srv')}\n${fenced('proof', '✔ works in `/opt` (2:9)')}`, 'proof'],
    ['has a configuration with a mistake', `${bad}\n${fenced('yaml', 'rules:\n  sampel: error')}`, 'no rule is named `sampel`'],
  ])('that %s fails', async (_name, markdown, message) => {
    await expect(checkCase(only(markdown), sampleRule)).rejects.toThrow(message);
  });

  test.each([
    ['its options', `## Good\n\n${fenced('dockerfile', 'FROM debian:12\nWORKDIR /tmp')}\n${fenced('yaml', 'rules:\n  sample: [warning, { refused: [/srv] }]')}`],
    ['proofs and doubts', `## Good\n\n${fenced('dockerfile', 'FROM debian:12\nARG D\nWORKDIR $D\nWORKDIR /srv')}\n${fenced('proof', '? the folder is known only to the build (3:9)\n✔ works in `/srv` (4:9)')}`],
    ['a vacuous example that says so', `## Good\n<!-- skip: vacuity -->\n\n${fenced('dockerfile', 'FROM debian:12')}`],
    ['CRLF as JSON', `## Bad\n\n${fenced('json', JSON.stringify('FROM debian:12\r\nWORKDIR /tmp'))}\n${fenced('output', output)}\n${fenced('fixed as=json', JSON.stringify('FROM debian:12\r\nWORKDIR /app'))}`],
  ])('may have %s', async (_name, markdown) => {
    await expect(checkCase(only(markdown), sampleRule)).resolves.toBeUndefined();
  });
});

describe('UPDATE=1', () => {
  async function updated(markdown: string): Promise<string> {
    const update = new PageUpdate();
    for (const example of readPage(markdown).cases) await checkCase(example, sampleRule, update);
    return update.apply(markdown);
  }

  test('writes what is missing', async () => {
    await expect(updated(`## Bad\n\n${fenced('dockerfile', 'FROM debian:12\nWORKDIR /tmp')}\ntail\n`)).resolves.toBe(`${bad}\ntail\n`);
  });

  test('writes what is out of date, and leaves the rest', async () => {
    const stale = bad.replace(output, 'old\nlines').replace('WORKDIR /app', 'WORKDIR /old');
    await expect(updated(`# x\n\n${stale}\n## Why\n\nprose\n`)).resolves.toBe(`# x\n\n${bad}\n## Why\n\nprose\n`);
  });

  test('writes JSON where lines cannot show the text', async () => {
    const page = `## Bad\n\n${fenced('json', JSON.stringify('FROM debian:12\r\nWORKDIR /tmp'))}`;
    const written = await updated(page);
    expect(written).toContain(fenced('fixed as=json', JSON.stringify('FROM debian:12\r\nWORKDIR /app')));
    await expect(updated(written)).resolves.toBe(written);
  });

  test('takes away what is no more', async () => {
    const page = `## Good\n\n${fenced('dockerfile', 'FROM debian:12\nWORKDIR /srv')}\n${fenced('output', output)}`;
    await expect(updated(page)).resolves.toBe(`## Good\n\n${fenced('dockerfile', 'FROM debian:12\nWORKDIR /srv')}`);
  });

  test('never turns a verdict', async () => {
    await expect(updated(bad.replace('## Bad', '## Good'))).rejects.toThrow('Good, but the rule finds');
  });
});

describe('a context', () => {
  test('is what the fences say, with their texts', () => {
    const example = only(`## Good\n\n${fenced('dockerfile', 'FROM a')}\n${fenced('files', 'src/main.rs')}\n${fenced('dockerignore', 'target')}\n${fenced('toml file=Cargo.toml', '[package]')}`);
    const context = contextOf(example, new Map());
    expect(context.entry('src/main.rs').is).toBe('file');
    expect(context.entry('src/lib.rs').is).toBe('absent');
    expect(context.ignores('target/x')).toBe(true);
    expect(context.read('Cargo.toml')?.text).toBe('[package]\n');
  });

  test('has what a fix wrote', () => {
    const example = only(`## Good\n\n${fenced('dockerfile', 'FROM a')}\n${fenced('files', 'src/main.rs')}`);
    expect(contextOf(example, new Map([['.dockerignore', new Source('.dockerignore', 'src\n')]])).ignores('src/main.rs')).toBe(true);
  });

  test('is unknown when nothing is said of it', () => {
    expect(contextOf(only(bad), new Map()).folder.is).toBe('unknown');
  });
});
