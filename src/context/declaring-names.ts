const COMPOSE = /^(?:[\w-]+[.-])?(?:docker-)?compose(?:[.-][\w.-]+)?\.ya?ml$/;
const BAKE = /^(?:docker-)?bake(?:[.-][\w.-]+)?\.(?:hcl|json)$|^[\w-]+[.-]bake\.(?:hcl|json)$/;

/** Whether a file is named like one of compose. */
export function isComposeName(name: string): boolean {
  return name.endsWith('ml') && COMPOSE.test(name);
}

/** Whether a file is one that Bake looks for, or named like one for its `--file`. */
export function isBakeName(name: string): boolean {
  return BAKE.test(name);
}
