import { matchesRegistry, pulledImages } from '../../src/image/questions/registries.ts';
import { shownReference } from '../../src/image/questions/used-images.ts';
import { defineRule } from '../../src/rule.ts';

export default defineRule({
  id: 'trusted-registry',
  summary: 'Take images only from registries that are trusted.',
  category: 'security',
  faults: {
    untrusted: {
      severity: 'error', summary: 'An image comes from a registry that the option `registries` does not name.', since: '2026-11',
      aliases: [{ tool: 'hadolint', id: 'DL3026', level: 'error' }],
    },
  },
  options: {
    defaults: { registries: [] },
    schema: {
      registries: {
        type: 'array', items: { type: 'string', minLength: 1 },
        description: 'The registries that are trusted, `docker.io` among them if it is; `*` stands for any characters: `*.example.com`. With a slash, the repository counts too: `ghcr.io/example/*`. Empty: every registry.',
      },
    },
  },

  *check({ dockerfile }, { registries }: { readonly registries: readonly string[] }) {
    if (registries.length === 0) return;
    for (const { reference, isImage } of pulledImages(dockerfile)) {
      const { word, registry, repositoryPattern, unknown } = reference;
      const shown = shownReference(word);
      const whole = registries.some((pattern) => pattern === '*');
      if (!whole && (registry === undefined || isImage === undefined)) {
        yield { kind: 'doubt', at: word, message: registry === undefined ? `only the build knows the registry of \`${word.raw}\`` : `only the build knows whether \`${shown}\` is a build context or an image` };
      } else if (whole || registries.some((pattern) => matchesRegistry(pattern, registry ?? '', registry === 'docker.io' && !repositoryPattern.includes('/') ? `library/${repositoryPattern}` : repositoryPattern))) {
        yield { kind: 'proof', at: word, message: `\`${shown}\` comes from a trusted registry` };
      } else if (unknown.has('repository') && registries.some((pattern) => pattern.includes('/'))) {
        yield { kind: 'doubt', at: word, message: `only the build knows the repository of \`${word.raw}\`` };
      } else {
        yield {
          fault: 'untrusted', at: word,
          message: `\`${shown}\` comes from \`${registry ?? ''}\`, which is not among the trusted registries`,
          help: `Take it from ${registries.map((pattern) => `\`${pattern}\``).join(' or ')}, or add the registry to the option.`,
        };
      }
    }
  },
});
