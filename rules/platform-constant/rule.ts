import type { Alias } from '../../src/diagnostic.ts';
import { architectureOf } from '../../src/knowledge/platform-args.ts';
import { defineRule } from '../../src/rule.ts';
import { judgeNativePrograms } from './native-programs.ts';

const aliases: readonly Alias[] = [
  { tool: 'hadolint', id: 'DL3029', level: 'warning' }, { tool: 'kics', id: 'b16e8501-ef3c-44e1-a543-a093238099c9' }, { tool: 'semgrep', id: 'avoid-platform-with-from' },
];

export default defineRule({
  id: 'platform-constant',
  summary: 'Let the build choose the platform.',
  category: 'correctness',
  faults: {
    constant: {
      severity: 'warning', summary: 'FROM takes one platform, whatever is built for.', since: '2026-11',
      aliases: [...aliases, { tool: 'buildkit', id: 'FromPlatformFlagConstDisallowed', level: 'warning' }],
    },
    'native-program': { severity: 'warning', summary: 'A program is compiled for the platform of the builder, and copied into an image of the target platform.', since: '2026-11' },
    named: { severity: 'off', summary: 'FROM takes one platform, and the stage is named after it.', since: '2026-11', aliases },
    computed: { severity: 'off', summary: 'The platform rests on variables other than those of the builder.', since: '2026-11', aliases },
  },

  *check(build) {
    const { dockerfile } = build;
    yield* judgeNativePrograms(build);
    for (const { platform, name } of dockerfile.all('FROM')) {
      if (platform === undefined || platform.raw === '') continue;
      const { raw } = platform;
      if (/^["']?\$\{?(?:BUILDPLATFORM|TARGETPLATFORM)\b/.test(raw)) {
        yield { kind: 'proof', at: platform, message: `\`${raw}\` is the builder's to say` };
        continue;
      }
      const help = 'Leave `--platform` out; for a stage that only builds, `--platform=$BUILDPLATFORM` keeps it native.';
      if (/\$/.test(raw)) yield { fault: 'computed', at: platform, message: `\`${raw}\` is no platform that the builder gives`, help };
      else if (namesPlatform(name?.raw.toLowerCase() ?? '', raw)) yield { fault: 'named', at: platform, message: `\`FROM\` takes \`${raw}\`, whatever is built for`, help };
      else yield { fault: 'constant', at: platform, message: `\`FROM\` takes \`${raw}\`, whatever is built for`, help };
    }
  },
});

/** A stage that says its system or architecture is one of several, by intention. */
function namesPlatform(name: string, platform: string): boolean {
  const [first = '', second = ''] = platform.toLowerCase().split('/');
  const system = second === '' && architectureOf(first) !== undefined ? 'linux' : first;
  const architecture = architectureOf(second === '' ? first : second) ?? second;
  return name !== '' && [system, architecture].some((part) => part !== '' && name.includes(part));
}
