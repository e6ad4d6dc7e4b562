/** What a config is called. A folder has one of them. */
export const configNames = ['ironlint.yaml', 'ironlint.yml', 'ironlint.json'] as const;

/** What one of hadolint's is called; it counts where there is none of ours. */
export const hadolintNames = ['.hadolint.yaml', '.hadolint.yml'] as const;
