import { isBoolean } from './directives.ts';
import { mountFields, mountTypes } from './mounts.ts';
import type { MountField } from './mounts.ts';
import type { Flag, Report } from './model.ts';
import type { RunNode } from './nodes-command.ts';
import { meaning } from './suggest.ts';
import { LazyWord } from './words.ts';

/** A mount as far as its values are known: undefined where only the build knows. */
interface KnownMount {
  readonly type: string | undefined;
  readonly fields: ReadonlyMap<string, MountField>;
}

const keys = ['type', 'from', 'source', 'target', 'readonly', 'id', 'sharing', 'required', 'size', 'mode', 'uid', 'gid', 'env', 'src', 'dst', 'destination', 'ro', 'rw', 'readwrite'];
const mayStandAlone: ReadonlySet<string> = new Set(['readonly', 'ro', 'readwrite', 'rw', 'required']);
const longNames: Readonly<Record<string, string>> = { dst: 'target', destination: 'target', src: 'source', ro: 'readonly', rw: 'readwrite' };

/** What BuildKit refuses in a `--mount`. */
export function checkMount(flag: Flag, run: RunNode, report: Report): void {
  let wrong = false;
  const note: Report = (error) => {
    if (!wrong) report(error);
    wrong = true;
  };
  const fields = mountFields(flag, run);
  if (flag.value === undefined || (fields.length === 1 && fields[0]?.word.raw === '')) {
    note({ place: flag.place, message: '`--mount` describes no mount' });
    return;
  }
  // Fields are read from the left: one that only some types have needs the type in front of it.
  let type: string | undefined = 'bind';
  for (const field of fields) {
    if (field.key === 'type' && field.value !== undefined) type = field.value.value?.toLowerCase();
    checkField(field, type, fields, note);
  }
  checkTogether(flag, { type, fields: new Map(fields.map((field) => [longNames[field.key] ?? field.key, field])) }, run, note);
}

/** One field; `type` is that of the mount as far as it is said in front of the field. */
function checkField(field: MountField, type: string | undefined, fields: readonly MountField[], report: Report): void {
  const { key, word } = field;
  const place = word.place;
  if (!keys.includes(key)) {
    report({ place, message: `a mount has no option \`${key}\``, help: meaning(key, keys.slice(0, 13), 'Options') });
    return;
  }
  const misfit = key === 'size' ? type !== 'tmpfs' : key === 'required' && type !== 'secret' && type !== 'ssh';
  if (misfit && type !== undefined) {
    const behind = fields.findLast((other) => other.key === 'type')?.word;
    const isEarly = behind !== undefined && behind.place.span.start > place.span.start;
    report({ place, message: isEarly ? `\`${key}\` stands in front of \`${behind.raw}\`` : `a mount of type \`${type}\` has no option \`${key}\``, ...(isEarly ? { help: 'Write the type first.' } : {}) });
    return;
  }
  if (field.value === undefined) {
    if (!mayStandAlone.has(key)) report({ place, message: `the mount option \`${key}\` has no value`, help: `Write \`${key}=…\`.` });
    return;
  }
  const error = field.value instanceof LazyWord ? field.value.expansion.error : undefined;
  if (error !== undefined) {
    report({ place: error.place, message: error.message });
    return;
  }
  const value = field.value.value;
  const help = value === undefined ? undefined : valueFault(key, value);
  if (help !== undefined) report({ place: field.value.place, message: `\`${value ?? ''}\` is no value of the mount option \`${key}\``, help });
}

/** How a value has to be, when it is not so. */
function valueFault(key: string, value: string): string | undefined {
  switch (key) {
    case 'type': return mountTypes.includes(value.toLowerCase()) ? undefined : meaning(value, mountTypes, 'Types');
    case 'sharing': return ['shared', 'private', 'locked'].includes(value.toLowerCase()) ? undefined : meaning(value, ['shared', 'private', 'locked'], 'Values');
    case 'readonly': case 'ro': case 'readwrite': case 'rw': case 'required': return isBoolean(value) ? undefined : 'Write `true` or `false`.';
    case 'mode': return /^[0-7]+$/.test(value) && parseInt(value, 8) <= 0xffffffff ? undefined : 'Write an octal number: `0755`.';
    case 'uid': case 'gid': return /^\d+$/.test(value) && Number(value) <= 0xffffffff ? undefined : 'Write a number.';
    case 'size': return /^\d+(?:\.\d+)? ?(?:[kmgtp]?i?b?)$/i.test(value) ? undefined : 'Write a number of bytes, or one with a unit: `64m`.';
    default: return undefined;
  }
}

/** Options that do not go together. */
function checkTogether(flag: Flag, { type, fields }: KnownMount, run: RunNode, report: Report): void {
  if (type === undefined) return;
  const has = (key: string): boolean => fields.get(key)?.value?.value !== '' && fields.has(key);
  const forbid = (key: string): void => {
    const field = fields.get(key);
    if (field !== undefined && has(key)) report({ place: field.word.place, message: `a mount of type \`${type}\` has no option \`${field.key}\`` });
  };
  if (type === 'bind' || type === 'tmpfs') for (const key of ['mode', 'uid', 'gid']) forbid(key);
  if (type === 'secret') forbid('from');
  if (type === 'ssh') forbid('source');
  if (type !== 'cache') forbid('sharing');
  if (type === 'secret') {
    const source = fields.get('source');
    if (source !== undefined && has('source') && has('id')) report({ place: source.word.place, message: 'a secret has either `id` or `source`, not both' });
    if (!has('source') && !has('target') && !has('id')) report({ place: flag.place, message: 'the secret has no `id`', help: `Write \`--mount=type=secret,id=NAME${fields.has('env') ? ',env=VARIABLE' : ''}\`.` });
    return;
  }
  if (type === 'ssh') return;
  const target = fields.get('target');
  const path = target?.value?.value;
  if (path === '/' || (path !== undefined && /^\.\.?(?:\/\.{0,2})*$/.test(path) && isAtRoot(run))) report({ place: target?.word.place ?? flag.place, message: 'the root folder cannot be mounted over', help: 'Mount on a folder below `/`.' });
  // Relative to the working directory, which only the image knows unless the stage begins with nothing.
  else if ((target?.value === undefined || path === '') && isAtRoot(run)) {
    report({ place: flag.place, message: 'the mount has no `target`', help: 'Say where it is mounted: `target=/path`.' });
  }
}

function isAtRoot(run: RunNode): boolean {
  const { stage } = run;
  return stage !== undefined && stage.isScratch && !stage.instructions.some((instruction) => instruction.keyword === 'WORKDIR' && instruction.index < run.index);
}
