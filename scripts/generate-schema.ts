import type { AnyRule } from '../src/rule.ts';
import { presets } from '../src/config/model.ts';

type Schema = Readonly<Record<string, unknown>>;

const levels = ['error', 'warning', 'info', 'style', 'off', 'on'];
const draft = 'http://json-schema.org/draft-07/schema#';
const text: Schema = { type: 'string', minLength: 1 };
const texts: Schema = { type: 'array', items: text };

const flag: Schema = { type: 'boolean' };
const baseImageEntry: Schema = {
  type: 'object',
  required: ['image'],
  additionalProperties: false,
  properties: {
    image: { description: 'Which images it is about: `*` stands for any characters; without a tag it is about every tag.', ...text },
    like: { description: 'A known image to take facts from: `debian:12`.', ...text },
    user: { description: 'The user that it starts as.', ...text },
    users: { description: 'Further users in it.', ...texts },
    workdir: text,
    shell: { description: 'Whether it has a shell, or what `/bin/sh` is.', enum: [true, false, 'dash', 'bash', 'ash'] },
    bash: flag,
    packageManager: { enum: ['apt', 'apk', 'dnf', 'microdnf', 'yum', 'zypper', 'pacman', 'none'] },
    packages: { description: 'Packages or programs known to be in it.', ...texts },
    curl: flag,
    wget: flag,
    healthcheck: flag,
    entrypoint: texts,
    minimal: { description: 'A slim, alpine, distroless or like variant.', ...flag },
    buildTools: { description: 'Compilers and build tools are in it.', ...flag },
    libc: { enum: ['glibc', 'musl', 'none'] },
    labels: { description: 'Labels that it carries.', ...texts },
    platforms: { description: 'All platforms that it is made for, such as `linux/amd64`.', ...texts },
  },
};

/** The options of one rule as an object; a rule without options takes none. */
export function optionsSchema(rule: AnyRule): Schema {
  return { type: 'object', additionalProperties: false, properties: { ...rule.options?.schema } };
}

/** What a run checks a config against. Names of rules and their options are checked rule by rule, for better sentences. */
export function configSchema(ruleSettings: Schema = looseRuleSettings): Schema {
  return {
    type: 'object',
    additionalProperties: false,
    properties: {
      $schema: { type: 'string', description: 'This schema, for editors.' },
      extends: {
        description: 'Presets and config files that this one builds on; later ones win.',
        anyOf: [text, texts],
        examples: [...presets],
      },
      edition: {
        description: 'The edition whose checks run: newer ones stay off until it is raised.',
        type: 'string',
        pattern: '^\\d{4}-(0[1-9]|1[0-2])$',
      },
      rules: ruleSettings,
      overrides: {
        description: 'Settings for some files only; later ones win.',
        type: 'array',
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['files', 'rules'],
          properties: {
            files: { description: 'Globs, seen from the folder of this config.', anyOf: [text, { ...texts, minItems: 1 }] },
            rules: ruleSettings,
          },
        },
      },
      policies: { description: 'Policies that every Dockerfile is held against: names, or files seen from this config.', ...texts },
      exclude: { description: 'Globs of files that are not looked at, seen from the folder of this config.', ...texts },
      baseImages: {
        description: 'What is known of your own base images.',
        type: 'array',
        items: baseImageEntry,
      },
      shellcheck: { description: 'Whether ShellCheck reads the scripts.', enum: ['off', 'auto', 'required'] },
      shellcheckPath: { description: 'The ShellCheck to run, seen from this config; only with `--trust-config`.', ...text },
      noInlineIgnores: {
        description: 'Comments that ignore findings do not count: for all rules, or for those listed.',
        anyOf: [{ type: 'boolean' }, texts],
      },
      failOn: { description: 'The severity from which a finding fails the run.', enum: ['error', 'warning', 'info', 'style', 'never'] },
      context: { description: 'The build context, seen from this config.', ...text },
      target: { description: 'The stage that is shipped.', ...text },
      buildArgs: {
        description: 'Build arguments, as `--build-arg` gives them.',
        type: 'object',
        additionalProperties: { type: ['string', 'number', 'boolean'] },
      },
    },
  };
}

export function policySchema(): Schema {
  const title: Schema = {
    anyOf: [text, { type: 'object', required: ['en'], additionalProperties: false, properties: { en: text, ko: text } }],
  };
  return {
    type: 'object',
    additionalProperties: false,
    required: ['id', 'title', 'criteria'],
    properties: {
      $schema: { type: 'string', description: 'This schema, for editors.' },
      id: { description: 'The name of the policy.', ...text },
      title: { description: 'What people read.', ...title },
      inlineIgnores: { description: 'Whether ignore comments count; they are shown as evidence then.', type: 'boolean' },
      criteria: {
        type: 'array',
        minItems: 1,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['id', 'title', 'rules'],
          properties: {
            id: text,
            title,
            required: { description: 'Whether the policy is accepted only when it is met.', type: 'boolean' },
            unknown: { description: 'Accept it also when only the build can tell.', enum: ['accept'] },
            rules: {
              description: 'Rules that must hold: `true`, options, or a list of options to run the rule with each.',
              type: 'object',
              minProperties: 1,
              additionalProperties: { anyOf: [{ const: true }, { type: 'object' }, { type: 'array', minItems: 1, items: { type: 'object' } }] },
            },
          },
        },
      },
    },
  };
}

const level: Schema = { enum: levels };
const looseRuleSettings: Schema = {
  description: 'Rules by name: a level, a level and options, or options.',
  type: 'object',
  additionalProperties: {
    anyOf: [level, { type: 'object' }, { type: 'array', minItems: 1, maxItems: 2, items: [level, { type: 'object' }], additionalItems: false }],
  },
};

/** What editors get: every rule, fault and peer's id by name, with its description and options. */
function editorRuleSettings(rules: readonly AnyRule[]): Schema {
  const properties: Record<string, Schema> = {};
  for (const rule of rules) {
    const setting = { description: rule.summary, $ref: `#/definitions/${rule.id}` };
    for (const name of [rule.id, ...Object.keys(rule.faults).map((fault) => `${rule.id}/${fault}`)]) properties[name] = setting;
  }
  for (const rule of rules) {
    for (const { aliases } of Object.values(rule.faults)) for (const { id } of aliases ?? []) properties[id] ??= { $ref: '#/definitions/level' };
  }
  return {
    description: 'Rules by name: a level, a level and options, or options.',
    type: 'object',
    additionalProperties: false,
    properties,
    patternProperties: { '^SC\\d{4}$': { $ref: '#/definitions/level' } },
  };
}

/** `schema/ironlint.schema.json` and `schema/policy.schema.json`, for editors and for people. */
export function editorSchemas(rules: readonly AnyRule[]): { readonly config: Schema; readonly policy: Schema } {
  const definitions: Record<string, Schema> = { level };
  for (const rule of rules) {
    definitions[rule.id] = {
      anyOf: [level, optionsSchema(rule), { type: 'array', minItems: 1, maxItems: 2, items: [level, optionsSchema(rule)], additionalItems: false }],
    };
  }
  return {
    config: { $schema: draft, title: 'ironlint.yaml', ...configSchema(editorRuleSettings(rules)), definitions },
    policy: { $schema: draft, title: 'A policy of ironlint', ...policySchema() },
  };
}

export interface GeneratedFiles {
  /** Paths from the repository's root, and what they hold. */
  readonly files: readonly { readonly path: string; readonly text: string }[];
}

/**
 * The schemas, and the validators compiled from them, so that no run ever loads the schema compiler.
 * @throws when a rule's option has a schema that is not valid.
 */
export async function generateSchemas(rules: readonly AnyRule[]): Promise<GeneratedFiles> {
  const { config, policy } = editorSchemas(rules);
  return {
    files: [
      { path: 'schema/ironlint.schema.json', text: `${JSON.stringify(config, undefined, 2)}\n` },
      { path: 'schema/policy.schema.json', text: `${JSON.stringify(policy, undefined, 2)}\n` },
      { path: 'src/config/validators.generated.ts', text: await validatorsModule(rules) },
    ],
  };
}

/** All schemas that are compiled, by the name they are asked for. */
export function validatedSchemas(rules: readonly AnyRule[]): ReadonlyMap<string, Schema> {
  const schemas = new Map<string, Schema>([['config', configSchema()], ['policy', policySchema()]]);
  for (const rule of rules) if (rule.options !== undefined) schemas.set(`rule:${rule.id}`, optionsSchema(rule));
  return schemas;
}

/** Strict, so that a keyword misspelled in a rule's schema fails the build; errors are all collected, with their facts. */
export const ajvOptions = { allErrors: true, strict: true, strictTypes: false, strictRequired: false, strictTuples: false, allowUnionTypes: true, messages: false } as const;

/** One self-contained module: the few functions of ajv that validators call are bundled in. */
async function validatorsModule(rules: readonly AnyRule[]): Promise<string> {
  const [{ Ajv }, { default: standalone }, { build }] = await Promise.all([import('ajv'), import('ajv/dist/standalone/index.js'), import('esbuild')]);
  const ajv = new Ajv({ ...ajvOptions, code: { source: true, esm: false } });
  const schemas = validatedSchemas(rules);
  for (const [name, schema] of schemas) ajv.addSchema(schema, name);
  const names = [...schemas.keys()];
  const exported = Object.fromEntries(names.map((name, index) => [`validate${index}`, name]));
  const code = standalone.default(ajv, exported);
  const entry = [
    "const validate = require('validators');",
    'export const validators = {',
    ...names.map((name, index) => `  ${JSON.stringify(name)}: validate.validate${index},`),
    '};',
  ].join('\n');
  const { outputFiles } = await build({
    stdin: { contents: entry, resolveDir: import.meta.dirname, loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
    minify: true,
    logLevel: 'error',
    plugins: [{
      name: 'validators',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^validators$/ }, ({ path }) => ({ path, namespace: 'validators' }));
        onLoad({ filter: /./, namespace: 'validators' }, () => ({ contents: code, resolveDir: import.meta.dirname, loader: 'js' }));
      },
    }],
  });
  return `// Generated by scripts/generate from the rules' options and the schemas; do not edit.\n// @ts-nocheck\n${outputFiles[0]?.text ?? ''}`;
}
