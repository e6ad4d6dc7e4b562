/** What `ironlint init` writes. */
export const initialConfig = `# ironlint reads the ironlint.yaml nearest to the Dockerfile, up to the root of the repository.
# Rules: ironlint rules. A rule's page: ironlint explain RULE.

extends: [recommended]

# A newer ironlint finds no more than this edition did, until you raise it.
edition: 2026-11

rules:
  # A level (error, warning, info, off), or a level with options:
  # base-minimal: warning
  # label-required: [warning, { keys: [org.opencontainers.image.source] }]

# Hold every Dockerfile against a policy:
# policies: [t7.8]

# Leave files out:
# exclude: ['**/testdata/**']
`;
