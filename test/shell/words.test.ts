import { describe, expect, test } from '@jest/globals';
import { commands, shown } from './run-instruction.ts';
import type { Variables } from './run-instruction.ts';

const ENVIRONMENT: Variables = { PKGS: 'a  b', ONE: 'one', EMPTY: '', SECRET: null };

function lastWords(script: string, shell?: readonly string[]): readonly string[] {
  const found = commands(script, { variables: ENVIRONMENT, ...(shell === undefined ? {} : { shell }) });
  return shown(found.find((command) => command.name === 'x')?.words ?? []);
}

describe('words', () => {
  test.each<[string, readonly string[]]>([
    ['x "a b" c\\ d e"f"g \'$PKGS\' ~/x *.deb', ['x', 'a b', 'c d', 'efg', '$PKGS', '~/x', '*.deb']],
    ['x $PKGS', ['x', 'a', 'b']],
    ['x "$PKGS"', ['x', 'a  b']],
    ['x pre$PKGS-post', ['x', 'prea', 'b-post']],
    ['x $EMPTY "$EMPTY" $NOTHING "$NOTHING"', ['x', '', '']],
    ['x ${ONE} ${ONE}two $ONE.three', ['x', 'one', 'onetwo', 'one.three']],
    ['x $SECRET-1 "$(y)" $((1+1))', ['x', '?-1', '?', '?']],
    ['x ${NOTHING:-d} ${EMPTY:-d} ${EMPTY-d} ${ONE:-d} ${NOTHING-d e}', ['x', 'd', 'd', 'one', 'd', 'e']],
    ['x ${ONE:+d} ${NOTHING:+d} "${NOTHING:-"q r"}"', ['x', 'd', 'q r']],
    ['x ${ONE#o} ${#ONE} ${SECRET:-d} $1 $@ $HOME', ['x', '?', '?', '?', '?', '?', '?']],
    ["x $'a\\tb'", ['x', 'a\tb']],
    ['P="c d"; x $P', ['x', 'c', 'd']],
    ['P=c && x $P', ['x', 'c']],
    ['y && P=c && x $P', ['x', 'c']],
    ['y && P=c; x $P', ['x', '?']],
    ['P=c; P=d; x $P', ['x', '?']],
    ['if y; then P=c; fi; x $P', ['x', '?']],
    ['P=c; Q=$P-$ONE; x $Q', ['x', 'c-one']],
    ['export P=c; x $P', ['x', 'c']],
    ['export ONE; x $ONE', ['x', 'one']],
    ['P=$(y); x $P', ['x', '?']],
    ['read P; x $P', ['x', '?']],
    ['for P in a b; do x $P; done', ['x', '?']],
    ['(P=c); x $P', ['x', '?']],
    ['P=c x $P', ['x']],
    [': ${P:=c}; x $P', ['x', '?']],
    ['. /etc/os-release; x $VERSION $ONE', ['x', '?', 'one']],
    ['P=c; sh -c "x $P"', ['x', 'c']],
    ['ONE=$ONE/x; x $ONE', ['x', '?/x']],
  ])('%s', (script, expected) => {
    expect(lastWords(script)).toEqual(expected);
  });

  test('zsh does not split', () => {
    expect(lastWords('x $PKGS', ['/bin/zsh', '-c'])).toEqual(['x', 'a  b']);
  });

  test('words out of a variable stand where the variable is written', () => {
    const [command] = commands('apt-get install $PKGS', { variables: ENVIRONMENT });
    expect(command?.operands().map((word) => word.place.source.slice(word.place.span))).toEqual(['$PKGS', '$PKGS']);
    expect(command?.operands().map((word) => word.raw)).toEqual(['$PKGS', '$PKGS']);
  });

  test('characters of an assigned value stand in the assignment', () => {
    const found = commands('P="curl git"; apt-get install $P');
    const places = found[0]?.operands().map((word) => word.text.map((piece) => ('from' in piece ? piece.from.source.slice(piece.from.span) : '?')));
    expect(places).toEqual([['curl'], ['git']]);
  });

  test('variables that double each other end as unknown, and soon', () => {
    const doubling = Array.from({ length: 60 }, (_, index) => `V${index + 1}="$V${index}$V${index}"`).join('; ');
    expect(lastWords(`V0=abcdefgh; ${doubling}; x "$V60"`)[1]).toMatch(/^\?{1,10000}$/);
  });
});
