import { describe, expect, test } from '@jest/globals';
import { createCatalogue } from '../../src/catalogue.ts';
import type { Criterion, Policy } from '../../src/policy/model.ts';
import type { RuleView } from '../../src/policy/judge.ts';
import { judge, onAllPlatforms, titleIn } from '../../src/policy/judge.ts';
import type { Finding, Observation } from '../../src/rule.ts';
import { defineRule } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';

const source = new Source('Dockerfile', 'FROM alpine\nUSER root\n');
const at = { place: source.place(0, 4) };
const finding = (fault: string, aliases?: Finding['aliases']): Finding => ({ fault, at, message: `${fault} is wrong`, ...(aliases === undefined ? {} : { aliases }) });
const proof: Observation = { kind: 'proof', at, message: 'it is so' };
const doubt: Observation = { kind: 'doubt', at, message: 'who knows' };

const user = defineRule<{ readonly user: string }>({
  id: 'user-root',
  summary: 'Do not run as root.',
  category: 'security',
  faults: {
    root: { severity: 'off', since: '2026-11', aliases: [{ tool: 'hadolint', id: 'DL3002' }, { tool: 'trivy', id: 'DS-0002' }] },
    name: { severity: 'info', since: '2026-11' },
  },
  options: { defaults: { user: 'app' }, schema: { user: { type: 'string', description: 'The user.' } } },
  check: () => [],
});
const tag = defineRule({ id: 'base-tag', summary: 'Pin.', category: 'reproducibility', faults: { floating: { severity: 'warning', since: '2026-11' } }, check: () => [] });
const catalogue = createCatalogue([user, tag]);

const criterion = (names: readonly string[], more: Partial<Criterion> = {}): Criterion => ({
  id: names.join('+'), title: { en: 'English', ko: '한국어' }, required: true, rules: names.map((name) => ({ name, options: {} })), ...more,
});
const policy = (criteria: readonly Criterion[], more: Partial<Policy> = {}): Policy => ({ id: 'p', title: 'P', inlineIgnores: false, criteria, ...more });
type Seen = Readonly<Record<string, readonly Observation[]>>;
const see = (seen: Seen, ignored: readonly Finding[] = []) => ({ id }: { readonly id: string }): RuleView => ({ observations: seen[id] ?? [], ignored });
const report = (names: readonly string[], seen: Seen) => judge(policy([criterion(names)]), see(seen), catalogue, 'Dockerfile').criteria[0];

describe('the outcome of a rule', () => {
  test.each<[string, readonly Observation[], string]>([
    ['a finding', [finding('root')], 'unmet'],
    ['a finding beside proof and doubt', [proof, doubt, finding('name')], 'unmet'],
    ['a doubt', [doubt], 'unknown'],
    ['a doubt beside proof', [proof, doubt], 'unknown'],
    ['a proof', [proof], 'met'],
    ['nothing', [], 'unknown'],
  ])('%s', (_, observations, outcome) => {
    expect(report(['user-root'], { 'user-root': observations })?.outcome).toBe(outcome);
  });

  test('evidence is all that was seen, with its place', () => {
    expect(report(['user-root'], { 'user-root': [finding('root'), proof] })?.evidence).toEqual([
      { rule: 'user-root', kind: 'finding', message: 'root is wrong', place: at.place },
      { rule: 'user-root', kind: 'proof', message: 'it is so', place: at.place },
    ]);
    expect(report(['user-root'], {})?.evidence).toEqual([{ rule: 'user-root', kind: 'doubt', message: 'the rule `user-root` gave no proof', place: undefined }]);
  });

  test('evidence of one rule stands as in the file', () => {
    const below: Observation = { kind: 'proof', at: { place: source.place(12, 16) }, message: 'below' };
    const elsewhere: Observation = { kind: 'proof', at: { place: new Source('other/Dockerfile', 'FROM x').place(0, 4) }, message: 'elsewhere' };
    expect(report(['user-root'], { 'user-root': [elsewhere, below, finding('root')] })?.evidence.map(({ message }) => message)).toEqual(['elsewhere', 'root is wrong', 'below']);
  });
});

test('a policy holds when it does on every platform, and what is known of one of them does not prove the other', () => {
  const wanted = policy([criterion(['user-root'])]);
  const on = (observations: readonly Observation[]) => judge(wanted, see({ 'user-root': observations }), catalogue, 'Dockerfile');
  const outcome = (...each: readonly (readonly Observation[])[]) => {
    const { accepted, criteria } = onAllPlatforms(each.map(on));
    return [criteria[0]?.outcome, accepted, criteria[0]?.evidence.length];
  };
  expect(outcome([proof], [proof])).toEqual(['met', true, 1]);
  expect(outcome([proof], [])).toEqual(['unknown', false, 2]);
  expect(outcome([doubt], [finding('root')])).toEqual(['unmet', false, 2]);
  expect(outcome([proof])).toEqual(['met', true, 1]);
});

test('all rules of a criterion must hold', () => {
  const both = ['user-root', 'base-tag'];
  expect(report(both, { 'user-root': [proof], 'base-tag': [proof] })?.outcome).toBe('met');
  expect(report(both, { 'user-root': [proof], 'base-tag': [] })?.outcome).toBe('unknown');
  expect(report(both, { 'user-root': [doubt], 'base-tag': [finding('floating')] })?.outcome).toBe('unmet');
});

test('a fault or an id counts its own findings only', () => {
  expect(report(['user-root/name'], { 'user-root': [finding('root'), proof] })?.outcome).toBe('met');
  expect(report(['user-root/root'], { 'user-root': [finding('root'), proof] })?.outcome).toBe('unmet');
  expect(report(['DL3002'], { 'user-root': [finding('root'), proof] })?.outcome).toBe('unmet');
  expect(report(['DL3002'], { 'user-root': [finding('root', [{ tool: 'trivy', id: 'DS-0002' }]), proof] })?.outcome).toBe('met');
  expect(report(['DL3002'], { 'user-root': [finding('name'), proof] })?.outcome).toBe('met');
});

test('options of the policy come over the defaults, one run each', () => {
  const runs: object[] = [];
  const rules = [{ name: 'user-root', options: {} }, { name: 'user-root', options: { user: 'www' } }];
  judge(policy([criterion([], { rules })]), (_, options) => {
    runs.push(options);
    return { observations: [proof], ignored: [] };
  }, catalogue, 'Dockerfile');
  expect(runs).toEqual([{ user: 'app' }, { user: 'www' }]);
});

describe('accepted', () => {
  const accepted = (criteria: readonly Criterion[], seen: Seen, options = {}) => judge(policy(criteria), see(seen), catalogue, 'Dockerfile', 'en', options).accepted;

  test('is what meets every required criterion', () => {
    expect(accepted([criterion(['user-root'])], { 'user-root': [proof] })).toBe(true);
    expect(accepted([criterion(['user-root'])], { 'user-root': [finding('root')] })).toBe(false);
    expect(accepted([criterion(['user-root'], { required: false })], { 'user-root': [finding('root')] })).toBe(true);
  });
  test('is not what is unknown, unless the criterion says so', () => {
    expect(accepted([criterion(['user-root'])], { 'user-root': [doubt] })).toBe(false);
    expect(accepted([criterion(['user-root'], { unknown: 'accept' })], { 'user-root': [doubt] })).toBe(true);
    expect(accepted([criterion(['user-root'], { unknown: 'accept' })], { 'user-root': [finding('root')] })).toBe(false);
  });
  test('is no file that does not parse', () => {
    expect(accepted([criterion(['user-root'])], { 'user-root': [proof] }, { syntaxErrors: true })).toBe(false);
  });
});

describe('an ignore comment', () => {
  const ignored = finding('root');
  const judged = (inlineIgnores: boolean) => judge(policy([criterion(['user-root'])], { inlineIgnores }), see({ 'user-root': [ignored] }, [ignored]), catalogue, 'Dockerfile').criteria[0];

  test('changes nothing', () => expect(judged(false)).toMatchObject({ outcome: 'unmet', evidence: [{ kind: 'finding' }] }));
  test('unless the policy lets it, and is evidence then', () => expect(judged(true)).toMatchObject({ outcome: 'met', evidence: [{ kind: 'ignored', message: 'root is wrong', place: at.place }] }));
});

test('titles come in the language asked for, else in English', () => {
  expect(titleIn({ en: 'a', ko: 'b' }, 'ko')).toBe('b');
  expect(titleIn({ en: 'a' }, 'ko')).toBe('a');
  expect(titleIn('a', 'ko')).toBe('a');
  expect(judge(policy([criterion(['user-root'])], { title: { en: 'T', ko: '티' } }), see({}), catalogue, 'd/Dockerfile', 'ko')).toMatchObject({ id: 'p', title: '티', path: 'd/Dockerfile', criteria: [{ title: '한국어' }] });
});
