import { describe, expect, test } from '@jest/globals';
import { readPage, textOf } from './page.ts';

const page = `# title

\`\`\`sh
not a case
\`\`\`

## Bad: first

<!-- skip: crlf -->

\`\`\`yaml
rules: {}
\`\`\`

\`\`\`\`dockerfile name=docker/Dockerfile
FROM a
# \`\`\`
\`\`\`\`

\`\`\`\`output
\`\`\`\`

\`\`\`dockerfile
FROM b
\`\`\`

### inside

\`\`\`json
"FROM c\\r\\n"
\`\`\`

\`\`\`toml file=Cargo.toml
[package]
\`\`\`

## Why

\`\`\`dockerfile
FROM nothing
\`\`\`

## Good

\`\`\`dockerfile
FROM d
\`\`\`
`;

describe('a page', () => {
  test('is read case by case', () => {
    expect(readPage(page).cases.map((one) => [one.verdict, one.title, one.path, textOf(one.source)])).toEqual([
      ['bad', 'first', 'docker/Dockerfile', 'FROM a\n# ```\n'],
      ['bad', 'first', 'Dockerfile', 'FROM b\n'],
      ['bad', 'inside', 'Dockerfile', 'FROM c\r\n'],
      ['good', '', 'Dockerfile', 'FROM d\n'],
    ]);
  });

  test('gives fences to the case they stand at', () => {
    const [first, second, third] = readPage(page).cases;
    expect(first?.config?.text).toBe('rules: {}\n');
    expect(first?.output?.text).toBe('');
    expect([...(first?.skip ?? [])]).toEqual(['crlf']);
    expect(second?.config).toBeUndefined();
    expect(third?.contents.map((fence) => fence.attributes.get('file'))).toEqual(['Cargo.toml']);
  });

  test('lets a second fence of a kind begin the next case', () => {
    const { cases } = readPage('## Bad\n```yaml\na: 1\n```\n```dockerfile\nFROM a\n```\n```yaml\nb: 1\n```\n```dockerfile\nFROM b\n```\n');
    expect(cases.map(({ source, config }) => [source.text, config?.text])).toEqual([['FROM a\n', 'a: 1\n'], ['FROM b\n', 'b: 1\n']]);
  });

  test.each([
    ['an open fence', '## Bad\n```dockerfile\nFROM a\n', 'line 2: this fence is not closed'],
    ['an unknown fence', '## Bad\n```dockerfile\n```\n```ini\n```\n', 'line 4: a case has no `ini` fence'],
    ['two fences of a kind above a Dockerfile', '## Bad\n```yaml\n```\n```yaml\n```\n```dockerfile\n```\n', 'line 4: a second `yaml` fence'],
    ['a case that is not one', '## Bad\n```dockerfile\n```\n```output\n```\n```output\n```\n', 'line 6: a `output` fence without'],
    ['a fence without its Dockerfile', '## Bad\n```output\n```\n', 'line 2: a `output` fence without'],
    ['a word that cannot be skipped', '## Good\n<!-- skip: everything -->\n', 'line 2: `everything` cannot be skipped'],
  ])('with %s is refused', (_name, markdown, message) => {
    expect(() => readPage(markdown)).toThrow(message);
  });
});
