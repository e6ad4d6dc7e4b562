import type { Report } from './model.ts';
import { parseDuration } from './durations.ts';
import type { HealthcheckNode } from './nodes-command.ts';

const durationFlags = ['interval', 'timeout', 'start-period', 'start-interval'] as const;

/** CMD or NONE, its command, and the values of its flags. */
export function checkHealthcheck(healthcheck: HealthcheckNode, report: Report): void {
  const { type, line } = healthcheck;
  const command = line.text.slice(healthcheck.arguments.start, healthcheck.arguments.end);
  if (type.start === type.end) {
    report({ place: healthcheck.keywordAt, message: '`HEALTHCHECK` has neither `CMD` nor `NONE`', help: 'Write `HEALTHCHECK CMD command`.' });
  } else if (healthcheck.typeName === 'NONE') {
    const isEmptyList = healthcheck.jsonForm.form === 'strings' && healthcheck.jsonForm.strings.length === 0;
    if (command !== '' && !isEmptyList) report({ place: line.place(healthcheck.arguments.start, healthcheck.arguments.end), message: '`HEALTHCHECK NONE` takes no arguments' });
  } else if (healthcheck.typeName !== 'CMD') {
    report({ place: line.place(type.start, type.end), message: `\`${line.text.slice(type.start, type.end)}\` is neither \`CMD\` nor \`NONE\``, help: `Write \`HEALTHCHECK CMD command\`${healthcheck.typeName === 'CMD-SHELL' ? '; `CMD-SHELL` is a word of compose files' : ''}.` });
  } else if (command === '' || (healthcheck.jsonForm.form === 'strings' && healthcheck.jsonForm.strings.length === 0)) {
    report({ place: line.place(type.start, type.end), message: '`HEALTHCHECK CMD` has no command', help: 'Write `HEALTHCHECK CMD command`.' });
  } else checkValues(healthcheck, report);
}

function checkValues(healthcheck: HealthcheckNode, report: Report): void {
  for (const name of durationFlags) {
    const value = healthcheck.flag(name)?.value;
    const text = value?.value;
    if (value === undefined || text === undefined || text === '') continue;
    const duration = parseDuration(text);
    if (duration === undefined) report({ place: value.place, message: `\`${text}\` is no duration`, help: 'Write a number and a unit: `30s`, `1m30s`.' });
    else if (duration !== 0 && duration < 1) report({ place: value.place, message: `\`--${name}\` is shorter than 1ms` });
  }
  const retries = healthcheck.flag('retries')?.value;
  const count = retries?.value;
  if (retries === undefined || count === undefined || count === '') return;
  if (!/^[+-]?\d+$/.test(count) || Number(count) > 2_147_483_647) report({ place: retries.place, message: `\`${count}\` is no number of retries`, help: 'Write a whole number.' });
  else if (Number(count) < 0) report({ place: retries.place, message: '`--retries` is negative', help: 'Write 0 for the default.' });
}
