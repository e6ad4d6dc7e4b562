import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import type { AnyRule } from '../src/rule.ts';
import { checkCase } from './pages/check-case.ts';
import { readPage, type Page } from './pages/page.ts';
import { PageUpdate } from './pages/update.ts';

// Every rules/*/README.md and cases.md is run here. `UPDATE=1` writes `output`, `fixed` and `proof`; a verdict it never changes.

const folder = path.join(import.meta.dirname, '..', 'rules');
const updating = process.env['UPDATE'] === '1';
const ids = readdirSync(folder, { withFileTypes: true }).flatMap((entry) => (entry.isDirectory() && existsSync(path.join(folder, entry.name, 'rule.ts')) ? [entry.name] : [])).sort();

/** One rule after the other: jest's loader mixes up modules that several imports ask for at once. */
const loaded = new Map<string, AnyRule>();
async function load(id: string): Promise<AnyRule> {
  const known = loaded.get(id) ?? ((await import(`../rules/${id}/rule.ts`)) as { readonly default: AnyRule }).default;
  loaded.set(id, known);
  return known;
}

/** A page that cannot be read fails alone, as a test of its own. */
function readOrFail(markdown: string): Page | undefined {
  try {
    return readPage(markdown);
  } catch (error) {
    test('can be read', () => { throw error; });
    return undefined;
  }
}

for (const id of ids) {
  for (const file of ['README.md', 'cases.md']) {
    const pagePath = path.join(folder, id, file);
    if (!existsSync(pagePath)) continue;
    describe(`${id} ${file}`, () => {
      const markdown = readFileSync(pagePath, 'utf8');
      const page = readOrFail(markdown);
      if (page === undefined) return;
      const update = new PageUpdate();
      if (file === 'README.md') {
        test('has a reason, a Bad and a Good case, and says when to switch it off', () => {
          expect(new Set(page.cases.map(({ verdict }) => verdict))).toEqual(new Set(['bad', 'good']));
          expect(page.sections).toContain('When to switch it off');
          expect(markdown).not.toMatch(/\bTODO\b/);
        });
      } else test('has cases', () => { expect(page.cases).not.toEqual([]); });

      for (const example of page.cases) {
        const title = example.title === '' ? '' : `: ${example.title}`;
        test(`${example.verdict}${title} (line ${String(example.line)})`, async () => {
          const rule = await load(id);
          expect(rule.id).toBe(id);
          await checkCase(example, rule, updating ? update : undefined);
        });
      }

      afterAll(() => {
        const written = update.apply(markdown);
        if (updating && written !== markdown) writeFileSync(pagePath, written);
      });
    });
  }
}

test('there are rules', () => { expect(ids.length).toBeGreaterThan(0); });
