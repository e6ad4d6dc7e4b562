/** What a schema does not allow, as ajv tells it. */
export interface SchemaError {
  /** A JSON pointer. */
  readonly instancePath: string;
  readonly schemaPath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
  readonly message?: string;
}

/** A compiled schema; it leaves what it found on itself. */
export interface SchemaValidator {
  (data: unknown): boolean;
  errors?: readonly SchemaError[] | null;
}

/** Every schema by name: `config`, `policy`, `rule:<id>` for the options of a rule that has some. */
export interface Validators {
  /** Empty when the data is as the schema wants it, or when no such schema exists. */
  check(schema: string, data: unknown): readonly SchemaError[];
}

function validatorsOf(compiled: Readonly<Record<string, SchemaValidator>>): Validators {
  return {
    check(schema, data) {
      const validate = Object.hasOwn(compiled, schema) ? compiled[schema] : undefined;
      return validate === undefined || validate(data) ? [] : (validate.errors ?? []);
    },
  };
}

/** Those compiled at build, for the rules that ship. Loaded when a config or a policy is read, and not before. */
export async function builtValidators(): Promise<Validators> {
  const { validators } = await import('./validators.generated.ts');
  return validatorsOf(validators);
}
