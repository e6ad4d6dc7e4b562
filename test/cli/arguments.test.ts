import { expect, test } from '@jest/globals';
import { parseArguments } from '../../src/cli/arguments.ts';

// What would count for nothing is refused, whatever else is given.
test.each<readonly [line: string, complaint: string]>([
  ['--changed a Dockerfile', '--changed belongs to `ironlint cache`'],
  ['stages --fix Dockerfile', '`ironlint stages` takes no --fix'],
  ['stages -o out Dockerfile', '`ironlint stages` takes no --output'],
  ['stages --changed a Dockerfile', '`ironlint stages` takes no --changed'],
  ['cache --policy t7.8 Dockerfile', '`ironlint cache` takes no --policy'],
  ['explain --format json DL3008', '`ironlint explain` takes no --format'],
  ['rules --policy t7.8', '`ironlint rules` takes no --policy'],
  ['init --fix', '`ironlint init` takes no --fix'],
  ['migrate hadolint --output out', '`ironlint migrate` takes no --output'],
  ['--config a --no-config', '--config and --no-config contradict one another'],
  ['--context . --context-files list', '--context and --context-files contradict one another'],
  ['--fail-on error -t info', '--fail-on and --failure-threshold contradict one another'],
  ['--print-config --fix', '--print-config and --fix contradict one another'],
  ['--print-config --format json', '--print-config and --format contradict one another'],
  ['--unsafe', '--unsafe goes with --fix or --diff'],
  ['--cache-location file', '--cache-location goes with --cache'],
  ['--stdin-filename a Dockerfile', '--stdin-filename goes with `-`, which reads standard input'],
  ['--target= Dockerfile', '--target has an empty value'],
  ['--context= Dockerfile', '--context has an empty value'],
  ['--against --fix', '--against has no value; one that begins with a dash is written --against=-VALUE; see ironlint --help'],
  ['Dockerfile --format', "option '-f, --format <value>' argument missing; see ironlint --help"],
])('%s', (line, complaint) => {
  expect(() => parseArguments(line.split(' '))).toThrow(complaint);
});

test.each([
  'Dockerfile --diff --unsafe', 'Dockerfile --fix --unsafe', 'Dockerfile --fix --diff', 'Dockerfile -t warning --no-fail', 'Dockerfile --fail-on error --no-fail', '--ignore= --error= Dockerfile', '- --stdin-filename a/Dockerfile',
  'stages - --stdin-filename a/Dockerfile --format mermaid', 'cache Dockerfile --changed a --context .', 'explain Dockerfile:3 --target a --no-color', 'rules --format json', 'lint --fix Dockerfile',
])('%s is taken', (line) => {
  expect(() => parseArguments(line.split(' '))).not.toThrow();
});

test('a command is the first name, but not behind `--`', () => {
  const commandOf = (line: string): readonly unknown[] => {
    const { command, names } = parseArguments(line.split(' '));
    return [command, names];
  };
  expect(commandOf('rules')).toEqual(['rules', []]);
  expect(commandOf('--format json rules')).toEqual(['rules', []]);
  expect(commandOf('lint rules')).toEqual(['lint', ['rules']]);
  expect(commandOf('-- rules')).toEqual(['lint', ['rules']]);
  expect(commandOf('stages -- rules')).toEqual(['stages', ['rules']]);
  expect(commandOf('Dockerfile rules')).toEqual(['lint', ['Dockerfile', 'rules']]);
});
