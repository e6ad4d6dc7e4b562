import { describe, expect, test } from '@jest/globals';
import { floatingTag } from '../../src/knowledge/floating-tags.ts';

describe('floatingTag', () => {
  test.each([
    ['latest', 'moving'], ['latest-rust-1', 'moving'], ['latest-rust-1.93-slim-bookworm', 'moving'], ['latest-rust-1.93.1', 'moving'], ['nightly-bookworm', 'moving'], ['edge', 'moving'],
    ['stable-alpine3.20', 'release-line'], ['lts-bookworm-slim', 'release-line'], ['LTS', 'release-line'],
  ])('%s floats', (tag, kind) => { expect(floatingTag(tag)?.kind).toBe(kind); });

  test.each([
    '1.2-latest', 'bookworm', 'nightly-2026-01-31', 'main-20260131', 'main-4f2a9c1', 'stable-20260112-slim', 'stable-1.27', 'stable-\u0000', '\u0000', 'latest-2026-01-31', 'mainframe', 'lts-24',
  ])('%s does not float for sure', (tag) => { expect(floatingTag(tag)).toBeUndefined(); });
});
