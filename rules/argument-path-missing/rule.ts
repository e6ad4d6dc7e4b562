import { isBaseForOthers } from '../../src/image/questions/base-for-others.ts';
import type { Stage } from '../../src/dockerfile/model.ts';
import { startedArguments, volumeOver } from '../../src/image/questions/started.ts';
import type { StartedArgument } from '../../src/image/questions/started.ts';
import { containerPath } from '../../src/container-path.ts';
import type { Build } from '../../src/rule.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'argument-path-missing',
  summary: 'Hand programs paths that the image has.',
  category: 'runtime',
  needs: ['context'],
  faults: {
    program: { severity: 'warning', summary: 'The script or archive that ENTRYPOINT or CMD hands to its interpreter is not in the image.', since: '2026-11' },
    file: { severity: 'warning', summary: 'A file that ENTRYPOINT or CMD names is in no layer, and no VOLUME holds it.', since: '2026-11' },
  },

  *check(build) {
    const { target } = build;
    if (target === undefined) return;
    for (const started of startedArguments(build)) {
      const { word } = started;
      const argument = inputPath(started) ?? relativeScript(started, build);
      if (argument === undefined) continue;
      const { path, fault } = argument;
      const fact = build.files(target).at(path);
      const volume = volumeOver(build, path);
      if (fact.is === 'present') yield { kind: 'proof', at: word, message: `\`${path}\` is in the image` };
      else if (fact.is === 'absent' && isBaseForOthers(build)) yield { kind: 'doubt', at: word, message: `\`${path}\` is not in the image: those that are built on it may bring it` };
      else if (fact.is === 'unknown' || volume !== undefined) yield { kind: 'doubt', at: word, message: volume === undefined ? `whether the image has \`${path}\` is not known: ${fact.why}` : `\`${path}\` is in the VOLUME \`${volume}\`` };
      else {
        yield {
          fault, at: word,
          message: `\`${path}\` is in no layer of the image: ${fact.why}`,
          help: fact.near === undefined ? `Copy it into the image, or declare its folder with VOLUME when it is mounted.` : `\`${fact.near}\` is there: name that.`,
        };
      }
    }
  },
});

const SCRIPT = /\.(?:py|js|mjs|cjs|rb|pl|php|sh|jar|dll)$/;

const interpreters: ReadonlySet<string> = new Set(['python', 'python3', 'node', 'ruby', 'perl', 'php', 'sh', 'bash', 'dash', 'ash', 'java', 'deno', 'bun', 'dotnet']);

/** A path that the program reads: what it writes need not be there. */
function inputPath({ word, before, program }: StartedArgument): { readonly path: string; readonly fault: 'program' | 'file' } | undefined {
  const { value } = word;
  const [, option = '', path = ''] = /^(?:(--?[\w.-]+)[=:])?(\/.*)$/s.exec(value ?? '') ?? [];
  if (path === '' || /[$*?{}\s,;|&<>"'()]/.test(path) || path.startsWith('//')) return undefined;
  const named = option === '' ? (before?.value ?? '') : option;
  if (SCRIPT.test(path) && option === '' && interpreters.has(program) && (named === '-jar' || !named.startsWith('-'))) return { path: containerPath(path), fault: 'program' };
  if (/^--?(?:[\w.-]*[_.-])?(?:c|f|conf|config|cfg|configuration|config-?file|conf-?file|settings|env-file)$/i.test(named) && /\.(?:toml|ya?ml|json|conf|cfg|cnf|ini|xml|properties|hcl|env)$/.test(path)) return { path: containerPath(path), fault: 'file' };
  return undefined;
}

/** `python app.py`, which is looked for in the working directory; where no sources are copied, they are mounted. */
function relativeScript({ word: { value = '' }, program, isScript }: StartedArgument, { image }: Build): { readonly path: string; readonly fault: 'program' } | undefined {
  const workdir = image.shipped?.workdir;
  if (!isScript || !interpreters.has(program) || workdir?.is !== 'present' || !/^[\w./-]+$/.test(value) || value.startsWith('/') || !SCRIPT.test(value)) return undefined;
  return image.shippedChain.some(copiesSources) ? { path: containerPath(value, workdir.value), fault: 'program' } : undefined;
}

/** More than manifests and settings come into the stage. */
function copiesSources({ instructions }: Stage): boolean {
  return instructions.some((one) => (one.keyword === 'COPY' || one.keyword === 'ADD') && one.sources.some(({ raw }) => !/\.(?:txt|json|ya?ml|toml|lock|cfg|conf|ini|xml|pem|crt)$|(?:^|\/)(?:Pipfile|Gemfile)$/.test(raw)));
}
