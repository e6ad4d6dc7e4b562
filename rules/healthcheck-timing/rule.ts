import { parseDuration } from '../../src/dockerfile/durations.ts';
import type { Flag, HealthcheckInstruction } from '../../src/dockerfile/model.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import type { Located } from '../../src/source.ts';

interface Options { readonly interval: string; readonly timeout: string; readonly startPeriod: string; readonly retries: number | string }

/** Docker's own values where HEALTHCHECK has no such flag (Dockerfile reference, HEALTHCHECK). */
const settings = [
  { option: 'interval', flag: 'interval', standard: '30s', shown: 'every' },
  { option: 'timeout', flag: 'timeout', standard: '30s', shown: 'timeout' },
  { option: 'startPeriod', flag: 'start-period', standard: '0s', shown: 'start period' },
  { option: 'retries', flag: 'retries', standard: '3', shown: 'retries' },
] as const;

const durationSchema = { type: 'string', pattern: '^$|^[<>]?=?\\s*[0-9.]+(ns|us|µs|ms|s|m|h|[0-9.])*$' };

export default defineRule<Options>({
  id: 'healthcheck-timing',
  summary: 'Time the health check so that it can do its work.',
  category: 'runtime',
  faults: {
    'other-value': { severity: 'warning', summary: 'The health check is timed otherwise than the options ask for.', since: '2026-11' },
    'timeout-over-interval': { severity: 'info', summary: 'A check may take longer than the time between two checks.', since: '2026-11' },
    'under-a-second': { severity: 'info', summary: 'The interval or the timeout is shorter than a second: mostly a wrong unit.', since: '2026-11' },
    missing: { severity: 'warning', summary: 'The options ask for times, and the image has no health check.', since: '2026-11' },
  },
  options: {
    defaults: { interval: '', timeout: '', startPeriod: '', retries: 0 },
    schema: {
      interval: { ...durationSchema, description: 'The time between two checks: `30s`, or a bound such as `<=1m`; empty: any.' },
      timeout: { ...durationSchema, description: 'How long a check may take: `10s`, or a bound such as `<=10s`; empty: any.' },
      startPeriod: { ...durationSchema, description: 'The time in which failures do not count: `5s`, or a bound such as `>=5s`; empty: any.' },
      retries: { anyOf: [{ type: 'integer', minimum: 0 }, { type: 'string', pattern: '^$|^[<>]?=?\\s*[0-9]+$' }], description: 'After how many failures in a row the container is unhealthy: `3`, or a bound such as `<=5`; 0: any.' },
    },
  },

  *check({ image, target }, options) {
    if (image.shipped === undefined || target === undefined) return;
    const { healthcheck } = image.shipped;
    const from = target.from.image ?? target.from;
    const asked = settings.some(({ option }) => isAsked(options[option]));
    if (healthcheck.is === 'unknown') yield { kind: 'doubt', at: healthcheck.at ?? from, message: `how the health check is timed is not known: ${healthcheck.why}` };
    else if (healthcheck.is === 'absent') {
      if (asked) yield { fault: 'missing', at: from, message: 'there is no health check to time', help: 'Add a HEALTHCHECK with these times.' };
      else yield { kind: 'doubt', at: from, message: 'there is no health check to time' };
    } else if (!('keyword' in healthcheck.value)) yield { kind: 'doubt', at: healthcheck.from.at, message: `how the health check of \`${healthcheck.value.image}\` is timed is not known` };
    else yield* judge(healthcheck.value, options);
  },
});

function* judge(instruction: HealthcheckInstruction, options: Options): Iterable<Observation> {
  let fits = true;
  for (const { option, flag, standard } of settings) {
    const given = instruction.flag(flag);
    const written = textOf(given, standard);
    const wanted = String(options[option]);
    const at: Located = given ?? { place: instruction.keywordAt };
    if (written === undefined) yield { kind: 'doubt', at, message: `only the build knows \`--${flag}\`` };
    else if (isAsked(options[option]) && !isWithin(written, wanted)) {
      fits = false;
      const is = given === undefined ? `\`--${flag}\` is not set and counts as ${written}` : `\`--${flag}\` is ${written}`;
      yield { fault: 'other-value', at, message: `${is}, not ${wanted}`, help: `Set \`--${flag}=${wanted.replace(/^[<>]?=?\s*/, '')}\`.` };
    }
    if (written === undefined) fits = false;
  }
  for (const problem of problems(instruction)) {
    fits = false;
    yield problem;
  }
  if (fits) yield { kind: 'proof', at: instruction, message: settings.map(({ flag, standard, shown }) => `${shown} ${textOf(instruction.flag(flag), standard) ?? standard}`).join(', ') };
}

function* problems(instruction: HealthcheckInstruction): Iterable<Observation> {
  const interval = instruction.flag('interval');
  const timeout = instruction.flag('timeout');
  for (const flag of [interval, timeout]) {
    const milliseconds = parseDuration(flag?.value?.value ?? '');
    if (flag === undefined || milliseconds === undefined || milliseconds <= 0 || milliseconds >= 1000) continue;
    yield { fault: 'under-a-second', at: flag, message: `\`${flag.value?.raw ?? ''}\` is less than a second`, help: 'Write seconds as `s`; `ms` are milliseconds.' };
  }
  const [every, limit] = [parseDuration(textOf(interval, '30s') ?? ''), parseDuration(timeout?.value?.value ?? '')];
  if (timeout === undefined || every === undefined || limit === undefined || every <= 0 || limit <= every) return;
  yield {
    fault: 'timeout-over-interval', at: timeout, message: `a check may take ${timeout.value?.raw ?? ''}, longer than the ${textOf(interval, '30s') ?? ''} between two checks`,
    help: 'Let a check time out sooner, or check less often.',
  };
}

function isAsked(wanted: string | number): boolean {
  return wanted !== '' && wanted !== 0 && wanted !== '0';
}

/** A flag's value; 0 is Docker's way to say its own value. Undefined when only the build knows. */
function textOf(flag: Flag | undefined, standard: string): string | undefined {
  if (flag === undefined) return standard;
  const value = flag.value?.value;
  return value !== undefined && amountOf(value) === 0 ? standard : value;
}

function isWithin(written: string, wanted: string): boolean {
  const [, sign = '', bound = ''] = /^([<>]?=?)(.*)$/.exec(wanted) ?? [];
  const [is, limit] = [amountOf(written), amountOf(bound.trim())];
  if (is === undefined || limit === undefined) return written === bound.trim();
  if (sign === '<=') return is <= limit;
  if (sign === '>=') return is >= limit;
  return sign === '<' ? is < limit : sign === '>' ? is > limit : is === limit;
}

/** Milliseconds of a duration, or a plain number. */
function amountOf(text: string): number | undefined {
  return /^\d+$/.test(text) ? Number(text) : parseDuration(text);
}
