import type { CommandLine } from '../../src/dockerfile/model.ts';
import type { Fact, StageState } from '../../src/image/model.ts';
import { comparedLine, isSameLine, shownLine } from '../../src/image/questions/command-lines.ts';
import type { ComparedLine } from '../../src/image/questions/command-lines.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import type { Located } from '../../src/source.ts';

interface Options { readonly entrypoint: string | readonly string[]; readonly cmd: string | readonly string[] }

/** What ENTRYPOINT or CMD must be. `unset`: nothing is asked. */
type Wanted = { readonly is: 'unset' } | { readonly is: 'unknown'; readonly why: string } | { readonly is: 'none'; readonly by: string } | { readonly is: 'line'; readonly line: ComparedLine; readonly by: string };

const lineSchema = { anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] };

export default defineRule<Options>({
  id: 'entrypoint-kept',
  summary: 'Keep the ENTRYPOINT and CMD that the image had.',
  category: 'runtime',
  needs: ['baseline'],
  faults: {
    'entrypoint-changed': { severity: 'warning', summary: 'ENTRYPOINT of the shipped image is not what it was, or what the option asks for.', since: '2026-11' },
    'cmd-changed': { severity: 'warning', summary: 'CMD of the shipped image is not what it was, or what the option asks for.', since: '2026-11' },
    missing: { severity: 'warning', summary: 'The shipped image has no ENTRYPOINT or no CMD any more.', since: '2026-11' },
    added: { severity: 'warning', summary: 'The shipped image has an ENTRYPOINT or a CMD that it did not have.', since: '2026-11' },
  },
  options: {
    defaults: { entrypoint: [], cmd: [] },
    schema: {
      entrypoint: { ...lineSchema, description: 'What ENTRYPOINT must be: a list of words for exec form, one string for shell form; empty: not asked. What `--against` names comes first.' },
      cmd: { ...lineSchema, description: 'What CMD must be, as for `entrypoint`.' },
    },
  },

  *check({ image, target, baseline }, options) {
    const shipped = image.shipped;
    if (shipped === undefined || target === undefined) return;
    const from = target.from.image ?? target.from;
    const before = baseline?.image.shipped;
    const [entrypoint, cmd] = [wantedOf(before?.entrypoint, options.entrypoint), wantedOf(before?.cmd, options.cmd)];
    if (entrypoint.is === 'unset' && cmd.is === 'unset') {
      yield { kind: 'doubt', at: from, message: 'there is nothing to compare with: name it by `--against`, or by the options `entrypoint` and `cmd`' };
      return;
    }
    yield* compare('ENTRYPOINT', entrypoint, shipped, from);
    yield* compare('CMD', cmd, shipped, from);
  },
});

/** The baseline comes first; what it does not know the option may say. */
function wantedOf(before: Fact<CommandLine> | undefined, option: string | readonly string[]): Wanted {
  const by = 'it was';
  if (before?.is === 'present') return { is: 'line', line: comparedLine(before.value), by };
  if (before?.is === 'absent') return { is: 'none', by };
  if (option.length > 0) return { is: 'line', line: typeof option === 'string' ? { form: 'shell', script: option.trim().replace(/\s+/g, ' ') } : { form: 'exec', words: option }, by: 'asked for is' };
  return before === undefined ? { is: 'unset' } : { is: 'unknown', why: before.why };
}

function* compare(keyword: 'ENTRYPOINT' | 'CMD', wanted: Wanted, shipped: StageState, from: Located): Iterable<Observation> {
  const now = keyword === 'ENTRYPOINT' ? shipped.entrypoint : shipped.cmd;
  if (wanted.is === 'unset') return;
  if (wanted.is === 'unknown') {
    // Both of the base image: nothing of this file has changed it.
    if (now.is !== 'unknown') yield { kind: 'doubt', at: now.is === 'present' ? now.from.at : from, message: `what ${keyword} was is not known: ${wanted.why}` };
  } else if (now.is === 'unknown') {
    yield { kind: 'doubt', at: now.at ?? from, message: `what ${keyword} is only the build knows: ${now.why}` };
  } else if (now.is === 'absent') {
    if (wanted.is === 'none') return;
    const shown = shownLine(wanted.line);
    yield { fault: 'missing', at: from, message: `the image has no ${keyword}; ${wanted.by} \`${shown}\``, help: `Set \`${keyword} ${shown}\`.` };
  } else if (wanted.is === 'none') {
    yield { fault: 'added', at: now.value, message: `the image had no ${keyword} before`, help: 'Take it away, or agree on it.' };
  } else yield comparison(keyword, wanted, now, shipped);
}

function comparison(keyword: 'ENTRYPOINT' | 'CMD', wanted: Wanted & { readonly is: 'line' }, now: Fact<CommandLine> & { readonly is: 'present' }, shipped: StageState): Observation {
  const startsProgram = keyword === 'ENTRYPOINT' || shipped.entrypoint.is === 'absent';
  const same = isSameLine(wanted.line, comparedLine(now.value), startsProgram);
  const shown = shownLine(wanted.line);
  const at: Located = 'base' in now.from ? now.from.at : now.value;
  if (same === undefined) return { kind: 'doubt', at, message: `whether ${keyword} is \`${shown}\` only the build knows` };
  if (same) return { kind: 'proof', at, message: `${keyword} is \`${shownLine(comparedLine(now.value))}\`` };
  return {
    fault: keyword === 'ENTRYPOINT' ? 'entrypoint-changed' : 'cmd-changed', at,
    message: `${keyword} is \`${shownLine(comparedLine(now.value))}\`${now.value.form === 'shell' ? ' in shell form' : ''}, ${wanted.by} \`${shown}\``,
    help: `Set \`${keyword} ${shown}\` again, or agree on the change.`,
  };
}
