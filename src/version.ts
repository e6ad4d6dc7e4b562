import packageJson from '../package.json' with { type: 'json' };

/** The version of this ironlint. */
export const version: string = packageJson.version;
