import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { commandsOfRun } from '../../src/shell/commands.ts';
import type { Command } from '../../src/shell/model.ts';
import { commands, execOf, heredocOf, readingOf } from './run-instruction.ts';
import { growthOf } from '../work.ts';

const TOKENS = [
  'apt-get', 'install', '-y', '-qqy', '--x=y', 'sh', '-c', 'sudo', 'env', 'A=b', '$A', '"$A b"', "'x y'", '${A:-', '}', '$(', ')', '`', '\\', '\\`', '"', "'", '&&', '||', ';', '|', '&', '(',
  '{ ', ' }', 'if ', 'then ', 'fi', 'for x in ', 'do ', 'done', 'case x in ', 'x) ', ';;', 'esac', '\n', ' ', ' ', ' ', '<<E', 'E\n', '> x', '2>&1', '<(', '$((', '))', '[[ ', ' ]]', 'f() {', '#', '\t', '\u{1F600}', '$\'', '*', '~', '!', 'time ', 'export A=1', 'eval ', '{a,b}', '-', '--', 'cargo +x chef cook', 'su - a -c ', 'bash <<E\n',
];
const scripts = fc.array(fc.constantFrom(...TOKENS), { maxLength: 40 }).map((tokens) => tokens.join(''));

/** Asks everything that a rule may ask; answers the places. */
function everything(command: Command): readonly [number, number][] {
  const words = [...command.words, ...command.wrappers, ...command.operands(), ...command.options().map((option) => option.word)];
  const values = command.options().flatMap((option) => option.value ?? []);
  const targets = command.redirections.flatMap((redirection) => redirection.target ?? []);
  const assigned = command.assignments.map((assignment) => assignment.value);
  const pieces = [...words, ...values, ...targets, ...assigned].flatMap((word) => word.text.flatMap((piece) => ('from' in piece && piece.from.source === command.place.source ? [piece.from] : [])));
  command.subcommand('install');
  command.option('-y', '--yes');
  const edits = words.map((word) => command.insertAfter(word, '--x').place);
  return [command.place, command.script.place, ...pieces, ...edits, ...[...words, ...values, ...targets, ...assigned].map((word) => word.place)].map(({ span }) => [span.start, span.end]);
}

function expectInside(found: readonly Command[], length: number): void {
  for (const command of found) {
    expect(command.pipeline).toContain(command);
    expect(command.script.commands).toContain(command);
    for (const [start, end] of everything(command)) {
      if (start < 4 || end < start || end > length) throw new Error(`${start}-${end} is outside of ${length}: ${command.place.source.text}`);
    }
  }
}

describe('any script', () => {
  test('is read without throwing, with places inside of the instruction', () => {
    fc.assert(fc.property(scripts, (script) => expectInside(commands(script, { variables: { A: 'a b' } }), script.length + 4)), { numRuns: 2000 });
  });

  test('whose parser ends a node behind the text', () => {
    const script = 'apt-get<<E`\\';
    expectInside(commands(script), script.length + 4);
  });

  test('of any characters', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary' }), (script) => expectInside(commands(script), script.length + 4)), { numRuns: 500 });
  });

  test('in a heredoc', () => {
    fc.assert(fc.property(scripts, fc.constantFrom('<<EOF', 'bash <<EOF && a', '<<"EOF" sh'), (script, opener) => {
      const run = heredocOf(opener, `${script}\n`);
      expectInside(commandsOfRun(run, undefined), run.place.source.text.length);
    }), { numRuns: 500 });
  });

  test('in exec form', () => {
    fc.assert(fc.property(fc.array(scripts), (words) => {
      const run = execOf(JSON.stringify(['sh', '-c', ...words]));
      expectInside(commandsOfRun(run, undefined), run.place.source.text.length);
    }), { numRuns: 500 });
  });
});

describe('hostile scripts are refused or read in linear time', () => {
  test.each(['"$(', '`', '${a:-', '$((', '(', '{ ', 'a <<A ', 'if ', '<(', "sh -c '", 'a | ', 'a && ', 'sudo ', 'A=$A$A; ', 'x "${a:-', '$((1+', 'A=1 ', '[[ a && ', 'eval "', '\\'])('%j', (piece) => {
    const readAll = (length: number): void => {
      const reading = readingOf(piece.repeat(Math.floor(length / piece.length)));
      for (const command of reading.commands) everything(command);
      expect(reading.commands.every((command) => command.pipeline.length > 0)).toBe(true);
    };
    expect(growthOf(readAll, 10_000)).toBeLessThan(1.5);
    readAll(190_000);
  });

  test('arithmetic as deep as it is long', () => {
    expect(commands(`a $((${'1+'.repeat(50_000)}1))`).map((command) => command.name)).toEqual(['a']);
  });

  test('a script that is too long is broken', () => {
    const reading = readingOf('a '.repeat(150_000));
    expect(reading.commands).toEqual([]);
    expect(reading.scripts[0]?.broken).toBe('longer than 200000 characters');
  });

  test('what could be read of a broken script is kept', () => {
    const reading = readingOf('a b && "c');
    expect(reading.scripts[0]?.broken).toBeDefined();
    expect(reading.commands[0]?.name).toBe('a');
  });
});
