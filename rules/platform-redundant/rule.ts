import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'platform-redundant',
  summary: 'Leave out the platform that is used anyway.',
  category: 'style',
  fixable: true,
  faults: {
    'target-platform': {
      severity: 'info', summary: 'FROM asks for the target platform, which is what it gets without asking.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3065', level: 'warning' }, { tool: 'buildkit', id: 'RedundantTargetPlatform', level: 'warning' }],
    },
  },

  *check({ dockerfile }) {
    for (const instruction of dockerfile.all('FROM')) {
      const flag = instruction.flag('platform');
      if (flag?.value === undefined || !/^(["']?)\$(?:TARGETPLATFORM|\{TARGETPLATFORM(?::?-[^}$]*)?\})\1$/.test(flag.value.raw)) continue;
      const { source, span } = flag.place;
      const behind = /^[ \t]*(?:[\\`]\r?\n[ \t]*)?/.exec(source.text.slice(span.end, span.end + 200))?.[0].length ?? 0;
      yield {
        fault: 'target-platform', at: flag, message: `\`${flag.value.raw}\` is the platform that \`FROM\` takes anyway`, help: 'Leave `--platform` out.',
        fixes: [{ title: 'Remove `--platform`', safety: 'safe', edits: [{ place: source.place(span.start, span.end + behind), text: '' }] }],
      };
    }
  },
});
