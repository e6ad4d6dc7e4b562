import type { Alias } from '../../src/diagnostic.ts';
import { isFingerprint, isHarmlessValue, isPrefix, isSecretByParts, isSecretByWords, isSwitch } from '../../src/knowledge/secret-names.ts';
import { defineRule } from '../../src/rule.ts';
import type { Word } from '../../src/word.ts';

const hadolint: Alias = { tool: 'hadolint', id: 'DL3064', level: 'warning' };
const buildkit: Alias = { tool: 'buildkit', id: 'SecretsUsedInArgOrEnv', level: 'warning' };
const scanners: readonly Alias[] = [{ tool: 'trivy', id: 'DS-0031' }, { tool: 'semgrep', id: 'secret-in-build-arg' }, { tool: 'dockle', id: 'CIS-DI-0010' }];

export default defineRule({
  id: 'secret-in-env',
  summary: 'Pass secrets to a build by secret mounts.',
  category: 'security',
  faults: {
    secret: { severity: 'warning', summary: 'By its name an ARG or ENV holds a secret, which stays in the image or its history.', since: '2026-11', aliases: [hadolint, buildkit, ...scanners] },
    'key-word': { severity: 'info', summary: 'A word such as `key` or `auth` in the name may mean a secret.', since: '2026-11', aliases: [buildkit] },
    harmless: { severity: 'off', summary: 'The name is that of a secret, the value is none.', since: '2026-11', aliases: [hadolint, buildkit] },
    'harmless-key-word': { severity: 'off', summary: 'A word such as `key` stands in the name, the value is no secret.', since: '2026-11', aliases: [buildkit] },
    global: { severity: 'off', summary: 'By its name an ARG above the first FROM holds a secret; no image has it unless a stage takes it in.', since: '2026-11', aliases: [hadolint, ...scanners] },
    part: { severity: 'off', summary: 'A part of the name may mean a secret or a user: `USERNAME`, `TOKENSERVER_URL`.', since: '2026-11', aliases: [hadolint] },
  },

  *check({ dockerfile, image }) {
    for (const declaration of dockerfile.all('ARG', 'ENV')) {
      for (const { key, value } of declaration.pairs) {
        const name = key.value;
        const fault = name === undefined ? undefined : faultOf(name, value, declaration.stage === undefined && dockerfile.stages.length > 0);
        if (name === undefined || fault === undefined) continue;
        const ofImage = declaration.keyword === 'ARG' ? 'stays in the history of the image' : 'is in the image for everybody to read';
        const stays = declaration.stage === undefined || image.isShipped(declaration.stage) ? ofImage : 'stays in the cache of the build';
        yield {
          fault, at: key, message: `${fault === 'part' ? `a part of the name \`${name}\` may mean a secret` : `by its name \`${name}\` ${fault.endsWith('key-word') ? 'may be' : 'is'} a secret`}, and what ${declaration.keyword} holds ${stays}`,
          help: 'Mount it into the RUN that needs it, `RUN --mount=type=secret,id=…`, or pass it to the container when it starts.',
        };
      }
    }
  },
});

function faultOf(name: string, value: Word | undefined, global: boolean): string | undefined {
  const words = isSecretByWords(name);
  const parts = isSecretByParts(name);
  if (global && words) return parts ? 'global' : undefined;
  if (!words) return parts ? 'part' : undefined;
  const harmless = isSwitch(name) || isPrefix(name) || (value?.value !== undefined && (isHarmlessValue(value.value) || isFingerprint(value.value)));
  if (parts) return harmless ? 'harmless' : 'secret';
  return harmless ? 'harmless-key-word' : 'key-word';
}
