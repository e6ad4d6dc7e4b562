/** Native ESM: `npm test` sets NODE_OPTIONS=--experimental-vm-modules. Import specifiers name the `.ts` files, so nothing is mapped. */
export default {
  testEnvironment: 'node',
  // Of one file jest would list all tests, those too that `-t` leaves out.
  verbose: false,
  testMatch: ['<rootDir>/test/**/*.test.ts'],
  setupFiles: ['<rootDir>/test/seed.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: {
    '\\.ts$': ['@swc/jest', { jsc: { parser: { syntax: 'typescript' }, target: 'es2022', experimental: { keepImportAttributes: true } }, module: { type: 'es6' } }],
  },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  watchPathIgnorePatterns: ['<rootDir>/dist/'],
};
