import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import type { Diagnostic, Level } from '../../src/diagnostic.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';
import { createSuppressor, suppress } from '../../src/suppress.ts';
import { allOn, catalogue, found, left, rules } from './sample.ts';
import { growthOf } from '../work.ts';

describe('a comment reaches', () => {
  const root = { 'user-root/root': 'USER' };

  test('all lines of the instruction below', () => {
    expect(left('FROM alpine\n# ironlint ignore=own\nRUN a && \\\n  b && \\\n  c\n', { 'own/fault': 'c\n' }).ignored).toEqual(['own/fault']);
  });

  test('no other instruction', () => {
    expect(left('FROM alpine\n# ironlint ignore=user-root\nRUN a\nUSER root\n', root).kept).toEqual(['user-root/root', 'unused-ignore: `user-root` finds nothing that this comment could ignore']);
  });

  test('the next line, inside of an instruction', () => {
    const text = 'FROM alpine\nRUN a && \\\n  # ironlint ignore=own\n  # and more\n  b && \\\n  c\n';
    expect(left(text, { 'own/fault': 'b &&' }).ignored).toEqual(['own/fault']);
    expect(left(text, { 'own/fault': 'c\n' }).ignored).toEqual([]);
  });

  test('findings on comments of its own block', () => {
    expect(left('FROM alpine\n# ironlint ignore=own\n# a comment\nRUN a\n', { 'own/fault': '# a comment' }).ignored).toEqual(['own/fault']);
  });

  test('nothing across a blank line, and says so', () => {
    expect(left('FROM alpine\n# ironlint ignore=user-root\n\nUSER root\n', root).kept).toEqual([
      'user-root/root',
      'unused-ignore: this ignore of `user-root` has no effect: no instruction follows it directly',
    ]);
  });

  test('nothing but the next line, in hadolint\'s dialect', () => {
    expect(left('FROM alpine\n# hadolint ignore=DL3002\n# more\nUSER root\n', root).kept).toEqual([
      'user-root/root',
      'unused-ignore: this ignore of `DL3002` has no effect: hadolint reads it on the line directly above the instruction only',
    ]);
  });

  test('an id: only findings that carry it', () => {
    const text = '# hadolint ignore=DL3007\nFROM alpine\n';
    expect(left(text, { 'base-pinned/untagged': 'alpine' }).ignored).toEqual([]);
    expect(left(text, { 'base-pinned/latest': 'alpine' }).ignored).toEqual(['base-pinned/latest']);
    expect(left('# ironlint ignore=base-pinned\nFROM alpine\n', { 'base-pinned/untagged': 'alpine', 'base-pinned/latest': 'alpine' }).kept).toEqual([]);
  });

  test('other files only when it is for the whole file', () => {
    const text = (comment: string) => `${comment}\nFROM alpine\n`;
    const other = new Source('.dockerignore', 'target\n');
    const judge = (comment: string) => {
      const dockerfile = parseDockerfile(new Source('Dockerfile', text(comment)));
      return createSuppressor(dockerfile, catalogue).ignoresOf({ ...found(dockerfile.source, 'own/fault', 'FROM'), place: other.place(0, 6) }).length;
    };
    expect(judge('# ironlint file-ignore=own')).toBe(1);
    expect(judge('# ironlint ignore=own')).toBe(0);
  });
});

describe('comments are judged themselves', () => {
  test('unknown names, with what was meant', () => {
    expect(left('# ironlint ignore=user-rot,own\nFROM alpine\n', { 'own/fault': 'FROM' }).kept).toEqual(['unknown-ignore: no rule is named `user-rot`; did you mean `user-root`']);
    expect(left('# hadolint ignore=DL9999\nFROM alpine\n', {}).kept).toEqual(['unknown-ignore: no rule is named `DL9999`']);
  });

  test('ids that other tools may know are let be', () => {
    expect(left('# checkov:skip=CKV_DOCKER_99\n# trivy:ignore:DS-0999\n# tally ignore=max-lines\n# droast ignore=DF072\n# hadolint ignore=SC2086\nFROM alpine\n', {}).kept).toEqual([]);
  });

  test('where a rule could not know, a comment for it may be needed', () => {
    const source = new Source('Dockerfile', '# hadolint ignore=DL3006\nFROM flavour_${X}\n# hadolint ignore=DL3002\nUSER app\n');
    const [pinned] = rules;
    const place = source.place(source.text.indexOf('flavour'), source.text.indexOf('flavour') + 7);
    const doubts = pinned === undefined ? [] : [{ rule: pinned, place }];
    expect(suppress(parseDockerfile(source), catalogue, [], allOn, { doubts }).kept).toMatchObject([{ message: '`DL3002` finds nothing that this comment could ignore' }]);
  });

  test('names of rules that did not run are not called unused', () => {
    expect(left('# ironlint ignore=own\nFROM alpine\n', {}, {}, (id) => (id === 'own' ? 'off' : 'info')).kept).toEqual([]);
    expect(left('# ironlint ignore=own\nFROM alpine\n', {}).kept).toHaveLength(1);
  });

  test('at the level that the config gives them', () => {
    const source = new Source('Dockerfile', '# ironlint ignore=own\nFROM alpine\n');
    const levels = (id: string): Level => (id === 'unused-ignore' ? 'error' : 'warning');
    expect(suppress(parseDockerfile(source), catalogue, [], levels).kept).toMatchObject([{ severity: 'error', rule: 'unused-ignore', fault: 'nothing-ignored' }]);
    expect(suppress(parseDockerfile(source), catalogue, [], (id) => (id === 'unused-ignore' ? 'off' : 'warning')).kept).toEqual([]);
  });

  test('and ignored by comments in turn', () => {
    expect(left('# ironlint file-ignore=unused-ignore\n\n# ironlint ignore=own\nFROM alpine\n', {})).toEqual({ kept: [], ignored: ['unused-ignore/nothing-ignored'] });
    expect(left('# ironlint file-ignore=unused-ignore\n\nFROM alpine\n', {}).ignored).toEqual(['unused-ignore/nothing-ignored']);
  });

  test('the place is the name, the fix takes the comment or the name away', () => {
    const fixed = (text: string) => {
      const source = new Source('Dockerfile', text);
      const { kept } = suppress(parseDockerfile(source), catalogue, [found(source, 'user-root/root', 'USER')], allOn);
      const edit = kept[0]?.fixes[0]?.edits[0];
      return edit === undefined ? undefined : [source.slice(kept[0]?.place.span ?? edit.place.span), text.slice(0, edit.place.span.start) + edit.text + text.slice(edit.place.span.end)];
    };
    expect(fixed('FROM a\n# ironlint ignore=own,user-root\nUSER root\n')).toEqual(['own', 'FROM a\n# ironlint ignore=user-root\nUSER root\n']);
    expect(fixed('FROM a\n# ironlint ignore=user-root, own -- why\nUSER root\n')).toEqual(['own', 'FROM a\n# ironlint ignore=user-root -- why\nUSER root\n']);
    expect(fixed('# ironlint file-ignore=own\nFROM a\n# hadolint ignore=DL3002\nUSER root\n')).toEqual(['own', 'FROM a\n# hadolint ignore=DL3002\nUSER root\n']);
  });
});

describe('an owner can forbid comments', () => {
  const text = 'FROM alpine\n# ironlint ignore=user-root,own\nUSER root\n';
  const findings = { 'user-root/root': 'USER', 'own/fault': 'USER root' };

  test('all', () => {
    expect(left(text, findings, { noInlineIgnores: true })).toEqual({
      kept: ['user-root/root', 'own/fault', ...['user-root', 'own'].map((name) => `unused-ignore: this ignore of \`${name}\` has no effect: the config allows no ignore comments`)],
      ignored: [],
    });
  });

  test('for some rules, by any of their names', () => {
    expect(left(text, findings, { noInlineIgnores: ['DL3002'] })).toEqual({
      kept: ['user-root/root', 'unused-ignore: this ignore of `user-root` has no effect: the config does not allow it to be ignored here'],
      ignored: ['own/fault'],
    });
    expect(left('# tally global ignore=all\nFROM alpine\nUSER root\n', findings, { noInlineIgnores: ['user-root'] })).toEqual({ kept: ['user-root/root'], ignored: ['own/fault'] });
  });
});

test('a day behind one name of Trivy ends that one alone', () => {
  const text = '# trivy:ignore:DS-0002 trivy:ignore:DS-0001:exp:2026-10-31\nFROM alpine:latest\n';
  expect(left(text, { 'user-root/root': 'FROM', 'base-pinned/latest': 'alpine:latest' }, { today: '2026-11-01' })).toEqual({
    kept: ['base-pinned/latest', 'unused-ignore: this ignore of `DS-0001` has no effect: it expired after 2026-10-31'], ignored: ['user-root/root'],
  });
});

test('expired comments do not count', () => {
  const text = 'FROM alpine\n# ironlint ignore=user-root expires=2026-10-31 -- until the base is fixed\nUSER root\n';
  expect(left(text, { 'user-root/root': 'USER' }, { today: '2026-10-31' }).kept).toEqual([]);
  expect(left(text, { 'user-root/root': 'USER' }, { today: '2026-11-01' }).kept).toEqual([
    'user-root/root',
    'unused-ignore: this ignore of `user-root` has no effect: it expired after 2026-10-31',
  ]);
});

test('CRLF and a byte order mark change nothing', () => {
  const text = 'FROM alpine\r\n# hadolint ignore=DL3002\r\nUSER root\r\n';
  expect(left(text, { 'user-root/root': 'USER' })).toEqual({ kept: [], ignored: ['user-root/root'] });
});

test('the work grows with the comments and findings, not faster', () => {
  const suppressMany = (count: number): void => {
    const source = new Source('Dockerfile', `FROM alpine\n${'# ironlint ignore=own\nRUN a\n'.repeat(count)}`);
    const dockerfile = parseDockerfile(source);
    const findings = dockerfile.all('RUN').map(({ place }): Diagnostic => ({ ...found(source, 'own/fault', 'RUN'), place }));
    expect(suppress(dockerfile, catalogue, findings, allOn).kept).toEqual([]);
  };
  expect(growthOf(suppressMany, 500)).toBeLessThan(1.5);
});

test('no comment makes the reader fail, and every place lies in its comment', () => {
  const piece = fc.constantFrom('ironlint ', 'hadolint ', 'check=', 'skip=', 'ignore=', 'file-', 'global ', 'stage ', 'checkov:skip=', 'trivy:ignore:', 'tally ', 'droast ', 'DL3002', 'user-root', ',', ';', ' ', '--', '#', ':exp:2026-01-01', 'all', 'é');
  fc.assert(fc.property(fc.array(fc.array(piece).map((pieces) => `#${pieces.join('')}`), { maxLength: 5 }), (comments) => {
    const source = new Source('Dockerfile', `FROM alpine\n${comments.join('\n')}\nUSER root\n`);
    for (const { place, comment, name } of createSuppressor(parseDockerfile(source), catalogue).ignores) {
      expect(source.slice(place.span)).toBe(name);
      expect(place.span.start >= comment.span.start && place.span.end <= comment.span.end).toBe(true);
    }
  }));
});
