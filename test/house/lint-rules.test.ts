import { execFileSync } from 'node:child_process';
import path from 'node:path';
import { expect, test } from '@jest/globals';

const root = path.join(import.meta.dirname, '..', '..');

// What the house forbids, and where. ESLint runs in a process of its own: it loads its configuration by `import()`.
const samples: readonly (readonly [file: string, code: string, rule: string | undefined])[] = [
  ['src/lint.ts', "import { rules } from '../rules/index.ts';\nexport const all = rules;\n", 'house/boundaries'],
  ['src/lint.ts', "export const load = (): Promise<unknown> => import('../rules/index.ts');\n", 'house/boundaries'],
  ['src/lint.ts', 'console.log(1);\n', 'no-console'],
  ['src/lint.ts', 'process.exit(1);\n', 'no-restricted-properties'],
  ['src/cli.ts', 'process.exit(1);\n', undefined],
  ['src/lint.ts', 'export const x: any = 1;\n', '@typescript-eslint/no-explicit-any'],
  ['src/lint.ts', 'export const x = [1][0]!;\n', '@typescript-eslint/no-non-null-assertion'],
  ['src/lint.ts', 'export const x = JSON.parse("1") as number;\n', '@typescript-eslint/consistent-type-assertions'],
  ['src/lint.ts', 'export const x = [1] as const;\n', undefined],
  ['src/lint.ts', `export function long(): void {\n${'  Math.random();\n'.repeat(61)}}\n`, 'max-lines-per-function'],
  ['src/lint.ts', Array.from({ length: 301 }, (_, index) => `export const x${String(index)} = 1;\n`).join(''), 'max-lines'],
];

test('the house rules are held', () => {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', `
    import { ESLint } from 'eslint';
    const eslint = new ESLint();
    const found = [];
    for (const [filePath, code] of ${JSON.stringify(samples)}) {
      const [result] = await eslint.lintText(code, { filePath });
      found.push(result.messages.map(({ ruleId }) => ruleId));
    }
    process.stdout.write(JSON.stringify(found));
  `], { cwd: root, encoding: 'utf8' });
  const found: readonly (readonly string[])[] = JSON.parse(output);
  expect(found).toEqual(samples.map(([, , rule]) => (rule === undefined ? [] : [rule])));
}, 60_000);
