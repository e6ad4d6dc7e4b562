import { describe, expect, test } from '@jest/globals';
import { commandsOfRun } from '../../src/shell/commands.ts';
import { commands, execOf, heredocOf, lineCommands, only, readingOf, runOf, shown, stageOf } from './run-instruction.ts';
import type { RunOptions } from './run-instruction.ts';

/** Each command as its words, joined by blanks. */
function lines(script: string, options: RunOptions = {}): readonly string[] {
  return commands(script, options).map((command) => shown(command.words).join(' '));
}

describe('finding commands', () => {
  test.each<[string, readonly string[]]>([
    ['a && b || c; d & e', ['a', 'b', 'c', 'd', 'e']],
    ['a | b | c > /x', ['a', 'b', 'c']],
    ['(a; b) && { c; d; }', ['a', 'b', 'c', 'd']],
    ['if a; then b; elif c; then d; else e; fi', ['a', 'b', 'c', 'd', 'e']],
    ['for x in 1 2; do a $x; done', ['a ?']],
    ['while a; do b; done; case $x in y) c;; *) d;; esac', ['a', 'b', 'c', 'd']],
    ['f() { a; }; f', ['a', 'f']],
    ['x=$(a b) c `d e` <(f)', ['c ? ?', 'a b', 'd e', 'f']],
    ['a "$(b "$(c)")"', ['a ?', 'b ?', 'c']],
    ['a `b \\`c d\\``', ['a ?', 'b ?', 'c d']],
    ['for x in $(a); do b; done < <(c)', ['a', 'b', 'c']],
    ['[ -f x ] && a', ['[ -f x ]', 'a']],
    ['[[ $(a) = 1 ]]', ['a']],
    ['cat <<E\n$(a)\nE\nb', ['cat', 'a', 'b']],
    ['', []],
    ['# nothing', []],
  ])('%j', (script, expected) => {
    expect(lines(script)).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ["sh -c 'a b; c'", ['sh -c a b; c', 'a b', 'c']],
    ['sudo -E bash -lc "a \\"x y\\" && b"', ['bash -lc a "x y" && b', 'a x y', 'b']],
    ['bash -o pipefail -ec "a | b"', ['bash -o pipefail -ec a | b', 'a', 'b']],
    ['su - app -c "a"', ['su - app -c a', 'a']],
    ['sh -c "$(curl -fsSL u)"', ['sh -c ?', 'curl -fsSL u']],
    ['bash <<E\na $X\nE\nb', ['bash', 'a ', 'b']],
    ["python3 <<'E'\nimport x\nE\nb", ['python3', 'b']],
    ['sh script.sh', ['sh script.sh']],
  ])('scripts inside of %j', (script, expected) => {
    expect(lines(script).map((line) => line.trimEnd())).toEqual(expected.map((line) => line.trimEnd()));
  });

  test('the places of a script in double quotes are those of the Dockerfile', () => {
    const inner = commands('bash -c "echo \\"x\\" && apt-get install y"')[2];
    expect(inner?.place.source.slice(inner.place.span)).toBe('apt-get install y');
  });

  test('exec form: the program, and the script that a shell is given', () => {
    const found = commandsOfRun(execOf('["/bin/sh", "-c", "apt-get update && echo \\"hi\\" x"]'), undefined);
    expect(found.map((command) => shown(command.words).join(' '))).toEqual(['/bin/sh -c apt-get update && echo "hi" x', 'apt-get update', 'echo hi x']);
    expect(found.map((command) => command.script.exec)).toEqual([true, false, false]);
    const [, update] = found;
    expect(update?.place.source.slice(update.place.span)).toBe('apt-get update');
  });

  test.each<[string, string, readonly string[], string | undefined]>([
    ['<<EOF', 'a b\nc\n', ['a b', 'c'], 'sh'],
    ['<<"EOF"', '#!/usr/bin/env bash\na\n', ['a'], 'bash'],
    ['<<EOF', '#!/usr/bin/python3\nimport x\n', [], undefined],
    ['<<EOF bash', 'a b\n', ['bash', 'a b'], 'sh'],
    ['bash -ex <<EOF', 'a "b c"\n', ['bash -ex', 'a b c'], 'sh'],
    ['python3 <<EOF && c', 'import x\n', ['python3', 'c'], 'sh'],
    ['cat > /x <<EOF && c', 'a $(b)\n', ['cat', 'b', 'c'], 'sh'],
  ])('heredoc %s', (opener, body, expected, dialect) => {
    const found = commandsOfRun(heredocOf(opener, body), undefined);
    expect(found.map((command) => shown(command.words).join(' '))).toEqual(expected);
    expect(found[0]?.script.dialect).toBe(dialect);
    for (const command of found) expect(command.place.source.slice(command.place.span)).toContain(command.words[0]?.raw);
  });

  test.each<[readonly string[] | undefined, string, number]>([
    [undefined, 'sh', 1], [['/bin/bash', '-o', 'pipefail', '-c'], 'bash', 1], [['/bin/ash', '-c'], 'ash', 1], [['/bin/busybox', 'sh', '-c'], 'ash', 1],
    [['/usr/bin/env', 'zsh', '-c'], 'zsh', 1], [['conda', 'run', '-n', 'x', '/bin/bash', '-c'], 'bash', 1],
    [['powershell', '-Command'], 'powershell', 0], [['C:\\Windows\\System32\\CMD.exe', '/S', '/C'], 'cmd', 0], [['pwsh.exe'], 'powershell', 0],
    [['python3', '-c'], 'other', 0], [['/usr/bin/fish', '-c'], 'other', 0], [['/opt/entry.sh', '-c'], 'sh', 1],
  ])('SHELL %j', (shell, dialect, count) => {
    const reading = readingOf('a b', shell === undefined ? {} : { shell });
    expect(reading.scripts[0]?.dialect).toBe(dialect);
    expect(reading.commands).toHaveLength(count);
  });

  test.each<[string, string | undefined, number]>([
    ['mcr.microsoft.com/windows/servercore:ltsc2022', undefined, 0], ['golang:1.22-nanoserver', undefined, 0], ['x', 'windows/amd64', 0], ['debian', 'linux/amd64', 1],
    ['python:3.12-windowsservercore-ltsc2022', undefined, 0], ['mywindows', undefined, 1],
  ])('without SHELL a Windows image has cmd: %s %s', (image, platform, count) => {
    expect(commandsOfRun({ ...runOf('a b'), stage: stageOf(image, platform) }, undefined)).toHaveLength(count);
  });

  test('CMD is read like RUN', () => {
    expect(lineCommands('exec app --x').map((command) => [command.name, shown(command.wrappers)])).toEqual([['app', ['exec']]]);
  });
});

describe('what is known of a command', () => {
  function facts(script: string, fact: 'conditional' | 'connector' | 'negated'): readonly unknown[] {
    return commands(script).map((command) => command[fact]);
  }

  test.each<[string, readonly boolean[]]>([
    ['a && b; c', [false, false, false]],
    ['a || b && c', [false, true, false]],
    ['if a; then b; else c; fi; d', [false, true, true, false]],
    ['for x in 1; do a; done', [true]],
    ['f() { a; }; f', [true, false]],
    ['[ -f x ] && a; b', [false, true, false]],
    ['a && [ x = y ] && b', [false, false, false]],
    ['test -f x && a && b || c', [false, true, true, true]],
    ['a || { b; c; }', [false, true, true]],
    ['case x in x) a;; esac', [true]],
    ['while a; do b; done', [false, true]],
    ['if [ x ] && a; then b; fi', [false, true, true]],
  ])('conditional: %s', (script, expected) => {
    expect(facts(script, 'conditional')).toEqual(expected);
  });

  test.each<[string, readonly string[]]>([
    ['a && b || c; d & e', ['&&', '||', ';', '&', 'end']],
    ['a | b && c', ['&&', '&&', 'end']],
    ['{ a; b; } && (c\nd)', [';', '&&', ';', 'end']],
    ['a;', ['end']],
    ['if a; then b; fi && c', [';', '&&', 'end']],
    ['for x in 1; do a; done && c', [';', 'end']],
  ])('connector: %j', (script, expected) => {
    expect(facts(script, 'connector')).toEqual(expected);
  });

  test('negated', () => {
    expect(facts('! a | b; c', 'negated')).toEqual([true, true, false]);
  });

  test('pipeline', () => {
    const found = commands('curl -s u | tee x | sh && a "$(b | c)"');
    expect(found.map((command) => command.pipeline.map((other) => other.name).join('|'))).toEqual(['curl|tee|sh', 'curl|tee|sh', 'curl|tee|sh', 'a', 'b|c', 'b|c']);
  });

  test('redirections', () => {
    const [first] = commands('a 2>/dev/null >> "x y" <<E\nE');
    expect(first?.redirections.map((redirection) => [redirection.descriptor, redirection.operator, redirection.target?.value])).toEqual([
      [2, '>', '/dev/null'], [undefined, '>>', 'x y'], [undefined, '<<', 'E'],
    ]);
  });

  test.each<[string, string, readonly string[], readonly string[]]>([
    ['sudo -E -u app apt-get update', 'apt-get', ['sudo', '-E', '-u', 'app'], []],
    ['env -i A=b C="d e" make x', 'make', ['env', '-i', 'A=b', 'C=d e'], ['A=b', 'C=d e']],
    ['DEBIAN_FRONTEND=noninteractive apt-get update', 'apt-get', [], ['DEBIAN_FRONTEND=noninteractive']],
    ['time -p make', 'make', ['time'], []],
    ['xargs -r -n 1 apt-get install -y', 'apt-get', ['xargs', '-r', '-n', '1'], []],
    ['timeout -k 5 10s nice -n 5 x', 'x', ['timeout', '-k', '5', '10s', 'nice', '-n', '5'], []],
    ['command -v curl', 'command', [], []],
    ['exec gosu app:app /usr/bin/x y', 'x', ['exec', 'gosu', 'app:app'], []],
    ['ionice -c3 x', 'x', ['ionice', '-c3'], []],
    ['stdbuf -oL x', 'x', ['stdbuf', '-oL'], []],
    ['sudo', 'sudo', [], []],
    ['retry apt-get update', 'retry', [], []],
    ['busybox adduser x', 'adduser', ['busybox'], []],
    ['$UNKNOWN/bin/pip install x', 'pip', [], []],
    ['$UNKNOWN install x', '', [], []],
  ])('wrappers: %s', (script, name, wrappers, assignments) => {
    const command = only(script, { variables: { UNKNOWN: null } });
    expect(command.name).toBe(name);
    expect(shown(command.wrappers)).toEqual(wrappers);
    expect(command.assignments.map((assignment) => `${assignment.name}=${assignment.value.value}`)).toEqual(assignments);
  });
});

describe('edits', () => {
  function inserted(command: ReturnType<typeof only> | undefined): string {
    const word = command?.subcommand();
    if (command === undefined || word === undefined) return 'no command';
    const { place, text } = command.insertAfter(word, '--x');
    return place.source.text.slice(0, place.span.start) + text + place.source.text.slice(place.span.end);
  }

  test.each<[string, string]>([
    ['apt-get -y install a', 'RUN apt-get -y install --x a'],
    ['$SUB a', 'RUN $SUB --x a'],
    ["sh -c 'apt-get install a'", "RUN sh -c 'apt-get install --x a'"],
  ])('%s', (script, expected) => {
    const found = commands(script, { variables: { SUB: 'apt-get install' } });
    expect(inserted(found[found.length - 1])).toBe(expected);
  });

  test('JSON form', () => {
    const [command] = commandsOfRun(execOf('["apt-get", "install", "a"]'), undefined);
    expect(inserted(command)).toBe('RUN ["apt-get", "install", "--x", "a"]');
  });

  test('a script in JSON form', () => {
    const [, command] = commandsOfRun(execOf('["sh", "-c", "apt-get install \\"a\\" && b"]'), undefined);
    const word = command?.subcommand();
    const edit = word === undefined ? undefined : command?.insertAfter(word, '-o "x y"');
    expect(edit === undefined ? undefined : [edit.place.source.text.slice(0, edit.place.span.start), edit.text]).toEqual(['RUN ["sh", "-c", "apt-get install', ' -o \\"x y\\"']);
  });
});
