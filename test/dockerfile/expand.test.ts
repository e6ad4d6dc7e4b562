import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { expand, expandWords } from '../../src/dockerfile/expand.ts';
import type { ExpandOptions } from '../../src/dockerfile/expand.ts';
import { MappedText } from '../../src/mapped-text.ts';
import { Source } from '../../src/source.ts';
import { knownValue, pattern } from '../../src/word.ts';
import type { Scope, Text, Value } from '../../src/word.ts';
import { scopeOf } from '../../src/dockerfile/scope-of.ts';
import { growthOf } from '../work.ts';

const options: ExpandOptions = { escape: '\\' };
const variables = scopeOf([['V', '1.2.3'], ['EMPTY', ''], ['PATH_LIKE', '/usr/bin:/bin'], ['SPACED', 'a  b'], ['FILE', 'a/b.tar.gz'], ['EMOJI', '😀x😀']]);
const unknown: Value = { is: 'unknown', why: 'only the build knows' };
const scope: Scope = { lookup: (name) => (name.startsWith('U') ? unknown : variables.lookup(name)) };

function mapped(text: string): MappedText {
  return MappedText.of(new Source('Dockerfile', text), { start: 0, end: text.length });
}

function valueOf(word: string, extra: Partial<ExpandOptions> = {}): string | undefined {
  return knownValue(expand(mapped(word), scope, { ...options, ...extra }).text);
}

function shapeOf(word: string): string {
  return pattern(expand(mapped(word), scope, options).text, '?');
}

function placesOf(text: Text): readonly string[] {
  return text.map((piece) => ('text' in piece ? `${piece.text}@${String(piece.from.span.start)}-${String(piece.from.span.end)}` : '?'));
}

describe('expand', () => {
  test.each([
    ['plain', 'plain'],
    ['', ''],
    [`'$V'`, '$V'],
    [`"a $V"`, 'a 1.2.3'],
    ['\\$V', '$V'],
    ['python:$V-slim', 'python:1.2.3-slim'],
    ['${V}', '1.2.3'],
    ['${NONE:-x}', 'x'],
    ['${NONE-x}', 'x'],
    ['${EMPTY-x}', ''],
    ['${EMPTY:-x}', 'x'],
    ['${EMPTY+x}', 'x'],
    ['${EMPTY:+x}', ''],
    ['${V:+${V}-}', '1.2.3-'],
    ['${NONE:-${ALSO_NONE:-deep}}', 'deep'],
    ['${V?needed}', '1.2.3'],
    ['${FILE#*/}', 'b.tar.gz'],
    ['${FILE%.*}', 'a/b.tar'],
    ['${FILE%%.*}', 'a/b'],
    ['${PATH_LIKE##*:}', '/bin'],
    ['${V/./-}', '1-2.3'],
    ['${V//./-}', '1-2-3'],
    ['${V//*/all}', 'all'],
    ['${V/x/y}', '1.2.3'],
    ['${EMOJI%?}', '😀x'],
    ['${EMOJI#?}', 'x😀'],
    ['${EMOJI/x/😀}', '😀😀😀'],
    [`\${V//./'$0'}`, '1.2.3'],
    ['$', '$'],
    ['a$.b', 'a$.b'],
    ['$1x', 'x'],
    ['$ünset.', '.'],
  ])('%s becomes %s', (word, value) => {
    expect(valueOf(word)).toBe(value);
  });

  test('with a backtick as escape the backslash is a character', () => {
    expect(valueOf('C:\\a`$V', { escape: '`' })).toBe('C:\\a$V');
  });

  test('in a heredoc quotes are characters', () => {
    expect(valueOf(`it's "$V"`, { skipQuotes: true })).toBe(`it's "1.2.3"`);
  });

  test('quotes and unset names can stay', () => {
    expect(valueOf(`"$V" \${NONE:-$V} $NONE \${NONE} \${NONE//a/b}`, { rawQuotes: true, skipUnset: true })).toBe('"1.2.3" ${NONE:-1.2.3} $NONE ${NONE} ${NONE//a/b}');
  });

  test.each([
    [`it's`, 'a single quote is not closed', 2],
    ['say "x', 'a double quote is not closed', 4],
    ['a${V', '`}` is missing', 1],
    ['a${}', '`${}` names no variable', 1],
    ['${V:=x}', '`${V:=x}` has an operator that BuildKit does not know, `:=`', 0],
    ['${NONE:?say why}', '`NONE` is required: say why', 0],
    ['${NONE?}', '`NONE` is required: it is not set', 0],
    ['${EMPTY:?}', '`EMPTY` is required: it is empty', 0],
    ['${V#\\x}', '`\\x` is no escape of a pattern', 0],
    ['a${V//x}', '`/` is missing', 1],
  ])('%s is refused', (word, message, start) => {
    const { error, text } = expand(mapped(word), scope, options);
    expect(error?.message).toBe(message);
    expect(error?.place.span.start).toBe(start);
    expect(text).toEqual([{ unknown: message }]);
  });

  test.each([
    ['python:$U-slim', 'python:?-slim'],
    ['${U:-x}', '?'],
    ['${U+x}', '?'],
    ['${U:?x}', '?'],
    ['${U#x}', '?'],
    ['${V#$U}', '?'],
    ['${V/$U/x}', '?'],
    ['${NONE:-$U}', '?'],
    ['${V:-$U}', '1.2.3'],
    ['a"$U"b', 'a?b'],
  ])('what is unknown in %s stays so: %s', (word, shape) => {
    expect(shapeOf(word)).toBe(shape);
  });

  test('a value with a known part is not empty', () => {
    const half: Scope = { lookup: () => ({ is: 'set', text: [{ unknown: 'x' }, { text: '/bin', from: mapped('/bin').place(0, 4) }], from: undefined }) };
    expect(pattern(expand(mapped('${P:+set}${P:-x}'), half, options).text, '?')).toBe('set?/bin');
  });

  test('pieces say where their characters are written', () => {
    const text = mapped(`ab"cd"\\ ef$NONE'g'`);
    expect(placesOf(expand(text, scope, options).text)).toEqual(['ab@0-2', 'cd@3-5', ' ef@7-10', 'g@16-17']);
    const source = new Source('Dockerfile', 'ARG V=12.8\nFROM x:$V');
    const declared: Scope = { lookup: () => ({ is: 'set', text: [{ text: '12.8', from: source.place(6, 10) }], from: undefined }) };
    const word = MappedText.of(source, { start: 16, end: 20 });
    expect(placesOf(expand(word, declared, options).text)).toEqual(['x:@16-18', '12.8@6-10']);
    expect(placesOf(expand(MappedText.of(source, { start: 18, end: 20 }), declared, options).text)).toEqual(['12.8@6-10']);
  });

  test('an operator keeps the places of what it leaves', () => {
    const source = new Source('Dockerfile', 'ARG V=12.8\n${V%.*}${V#*.}${V/./-}');
    const declared: Scope = { lookup: () => ({ is: 'set', text: [{ text: '12.8', from: source.place(6, 10) }], from: undefined }) };
    const word = MappedText.of(source, { start: 11, end: source.text.length });
    expect(placesOf(expand(word, declared, options).text)).toEqual(['12@6-8', '8@9-10', '12@6-8', '-@31-32', '8@9-10']);
  });

  test('places follow continuations', () => {
    const source = new Source('Dockerfile', 'a\\\n$V');
    const word = new MappedText(source, 'a$V', [{ at: 0, source: 0 }, { at: 1, source: 3 }]);
    expect(expand(word, scope, options).references.map(({ place }) => place.span)).toEqual([{ start: 3, end: 5 }]);
  });

  test('references name what was looked up, where, and whether it is guarded', () => {
    const { references } = expand(mapped('$V ${NONE:-${U}} ${EMPTY#x}'), scope, options);
    expect(references.map(({ name, place, value, hasDefault, operator }) => [name, place.span.start, place.span.end, value.is, hasDefault, operator])).toEqual([
      ['V', 0, 2, 'set', false, undefined],
      ['U', 11, 15, 'unknown', false, undefined],
      ['NONE', 3, 16, 'unset', true, ':-'],
      ['EMPTY', 17, 27, 'set', false, '#'],
    ]);
  });

  test('says whether quotes were there', () => {
    expect([`a`, `"a"`, `''`, `\\"`].map((word) => expand(mapped(word), scope, options).quoted)).toEqual([false, true, true, false]);
  });

  test('nesting, repetition and patterns have a limit, not a price', () => {
    expect(shapeOf('${N:-'.repeat(100_000) + '}'.repeat(100_000))).toBe('?');
    expect(shapeOf(`"${'${N:-"'.repeat(100_000)}`)).toBe('?');
    const long = scopeOf([['L', 'ab'.repeat(30_000)]]);
    expect(knownValue(expand(mapped('$L'.repeat(50_000)), long, options).text)).toBeUndefined();
    expect(knownValue(expand(mapped(`\${L//${'*a'.repeat(50)}c/x}`), long, options).text)).toBeUndefined();
    expect(growthOf((count) => void shapeOf('${N:-'.repeat(count) + '}'.repeat(count)), 1000)).toBeLessThan(1.5);
  });

  test('text without special characters is itself', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!/[$'"\\]/.test(text));
      expect(valueOf(text)).toBe(text);
    }));
  });

  test('never throws, and refuses with a place in the word', () => {
    const characters = fc.array(fc.constantFrom('$', '{', '}', ':', '-', '+', '?', '#', '%', '/', '*', '"', "'", '\\', ' ', 'V', 'U', 'x', '😀'), { maxLength: 40 });
    fc.assert(
      fc.property(characters, fc.boolean(), fc.boolean(), (parts, rawQuotes, skipUnset) => {
        const word = mapped(parts.join(''));
        const { error, references } = expand(word, scope, { ...options, rawQuotes, skipUnset });
        for (const { place } of [...references, ...(error === undefined ? [] : [error])]) {
          expect(place.span.start).toBeLessThanOrEqual(place.span.end);
          expect(place.span.end).toBeLessThanOrEqual(word.text.length);
        }
        const words = expandWords(word, scope, { ...options, rawQuotes, skipUnset });
        expect(words.error?.message).toBe(error?.message);
      }),
      { numRuns: 2000 },
    );
  });

  test('a word in single quotes is what stands between them', () => {
    fc.assert(fc.property(fc.string(), (text) => {
      fc.pre(!text.includes("'"));
      expect(valueOf(`'${text}'`)).toBe(text);
    }));
  });
});

describe('expandWords', () => {
  test.each<readonly [string, readonly string[]]>([
    ['a b', ['a', 'b']],
    ['  a\t b ', ['a', 'b']],
    ['$SPACED', ['a', 'b']],
    ['x${SPACED}y', ['xa', 'by']],
    ['"$SPACED"', ['a  b']],
    ['a\\ b', ['a b']],
    [`"" a`, ['a']],
    ['$NONE', []],
    ['$U$V b', ['?1.2.3', 'b']],
  ])('%s falls into %j', (text, words) => {
    expect(expandWords(mapped(text), scope, options).words.map((word) => pattern(word.text, '?'))).toEqual(words);
  });

  test('words lie where they are written', () => {
    const { words } = expandWords(mapped(`a "b c"  $SPACED`), scope, options);
    expect(words.map(({ place, quoted }) => [place.span.start, place.span.end, quoted])).toEqual([[0, 1, false], [2, 7, true], [9, 16, false], [9, 16, false]]);
  });

  test('what is refused has no words', () => {
    const expansion = expandWords(mapped('a "b'), scope, options);
    expect(expansion.words).toEqual([]);
    expect(expansion.error?.message).toBe('a double quote is not closed');
  });
});
