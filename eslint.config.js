import js from '@eslint/js';
import { defineConfig } from 'eslint/config';
import regexp from 'eslint-plugin-regexp';
import typescript from 'typescript-eslint';
import { boundariesRule } from './scripts/eslint-boundaries.mjs';

/** The house rules of CONTRIBUTING.md that a machine can hold. */
export default defineConfig(
  { ignores: ['dist/', 'node_modules/', 'coverage/', 'fixtures/', '**/*.generated.*', 'src/**/generated/'] },
  js.configs.recommended,
  {
    files: ['**/*.ts'],
    extends: [typescript.configs.strict, typescript.configs.stylistic],
    languageOptions: { parserOptions: { projectService: true } },
    plugins: { regexp, house: { rules: { boundaries: boundariesRule } } },
    rules: {
      'house/boundaries': 'error',
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'no-console': 'error',
      'no-restricted-properties': ['error', ...['exit', 'stdout', 'stderr'].map((property) => ({ object: 'process', property, message: 'Only src/cli.ts prints and exits.' }))],
      eqeqeq: 'error',
      // No text may make a pattern take exponential, or square, time.
      'regexp/no-super-linear-backtracking': ['error', { report: 'certain' }],
      // V8 makes a hidden class for each such object, slow to make, and alive with all that the getter sees until the whole heap is collected.
      'no-restricted-syntax': ['error', { selector: 'ObjectExpression > Property[kind="get"]', message: 'Write a class: an object literal with a getter is slow, and keeps what it sees from being collected.' }],
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': ['error', { fixStyle: 'separate-type-imports' }],
      '@typescript-eslint/explicit-module-boundary-types': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', destructuredArrayIgnorePattern: '^_' }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      // A linter looks for control characters, and walks text by index.
      'no-control-regex': 'off',
      '@typescript-eslint/prefer-for-of': 'off',
      // Matters of taste that the code decides as it reads best.
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
    },
  },
  // DESIGN: assertions are for the room that reads dockerfile-ast's types, and the one in `defineRule`.
  { files: ['src/dockerfile/**/*.ts', 'src/rule.ts'], rules: { '@typescript-eslint/consistent-type-assertions': 'off' } },
  { files: ['src/cli.ts'], rules: { 'no-console': 'off', 'no-restricted-properties': 'off' } },
  // Tables with sources and dates are as long as what is known.
  { files: ['src/knowledge/**/*.ts', 'src/programs/**/*.ts', 'rules/index.ts'], rules: { 'max-lines': 'off' } },
  {
    files: ['test/**/*.ts', 'bench/**/*.ts', 'scripts/**'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      'no-console': 'off',
      'no-restricted-properties': 'off',
      'no-restricted-syntax': 'off',
      'regexp/no-super-linear-backtracking': 'off',
      '@typescript-eslint/consistent-type-assertions': 'off',
    },
  },
  {
    files: ['**/*.{js,mjs,cjs}'],
    languageOptions: { globals: Object.fromEntries(['process', 'console', 'performance', 'Buffer', 'URL', 'setTimeout', 'clearTimeout', 'require', 'module', '__dirname'].map((name) => [name, 'readonly'])) },
  },
);
