import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '..', '..');

function textsBelow(...folders: readonly string[]): ReadonlyMap<string, string> {
  const files = folders.flatMap((folder) => readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((name) => path.join(folder, name)));
  return new Map(files.filter((file) => /\.(?:ts|mjs)$/.test(file)).map((file) => [file, readFileSync(path.join(root, file), 'utf8')]));
}

test('what a module of src/ exports, another one names', () => {
  const texts = textsBelow('src', 'rules', 'test', 'bench', 'scripts');
  const words = new Map<string, Set<string>>();
  for (const [file, text] of texts) {
    for (const word of new Set(text.match(/\w+/g))) {
      const files = words.get(word) ?? new Set();
      words.set(word, files.add(file));
    }
  }
  const exported = [...texts].filter(([file]) => file.startsWith('src') && !file.endsWith('.generated.ts') && file !== path.join('src', 'index.ts'))
    .flatMap(([file, text]) => [...text.matchAll(/^export (?:async )?(?:function\*?|const|class) (\w+)/gm)].map(([, name = '']) => ({ file, name })));
  expect(exported.length).toBeGreaterThan(500);
  expect(exported.filter(({ name }) => words.get(name)?.size === 1)).toEqual([]);
});
