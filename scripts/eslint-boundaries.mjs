// Who may import whom, as an ESLint rule: the rooms of docs/architecture.md. It sees `import()` too, types included.
import path from 'node:path';
import { builtinModules } from 'node:module';
import { root } from './root.mjs';

/**
 * The first row whose `files` match a file holds. `only`: nothing else may be imported from this repository; `never`: what may not.
 * Modules are paths from the root; packages go by name, Node's own as `node:…`.
 */
const boundaries = [
  {
    files: /^rules\/[^/]+\/[^/]+\.ts$/,
    only: [/^src\/(rule|diagnostic|source|mapped-text|word|container-path)\.ts$/, /^src\/[^/]+\/model\.ts$/, /^src\/image\/files\/model\.ts$/, /^src\/dockerfile\/(durations|stage-chain)\.ts$/, /^src\/(programs|knowledge|cargo|cache)\//, /^src\/image\/questions\//, ownFolder],
    never: [/^node:/, /^(dockerfile-ast|unbash|yaml|smol-toml|ajv|globby|chalk)(\/|$)/],
    why: 'a rule imports src/rule.ts, the types of the model, and the questions of programs/, knowledge/ and cargo/: what two rules share lives there',
  },
  { files: /^src\/(cli|index)\.ts$/, never: [/^(dockerfile-ast|unbash)(\/|$)/], why: 'only src/dockerfile/ and src/shell/ know the parsers' },
  { files: /^src\/dockerfile\//, never: [/^rules\//, /^node:/, /^unbash(\/|$)/], why: 'src/dockerfile/ is pure, knows no rule, and leaves scripts to src/shell/' },
  { files: /^src\/shell\//, never: [/^rules\//, /^node:/, /^dockerfile-ast(\/|$)/], why: 'src/shell/ is pure, knows no rule, and leaves Dockerfiles to src/dockerfile/' },
  {
    files: /^src\/(image|cargo|programs|knowledge|cache|reporters|explore|suppress|fix)\/|^src\/policy\/(?!load\.ts)|^src\/(lint|build|catalogue|rule|diagnostic|source|mapped-text|word|report|suppress|fix)\.ts$/,
    never: [/^rules\//, /^node:/, /^(dockerfile-ast|unbash)(\/|$)/],
    why: 'this part of the machine is pure and knows no rule: the disk, the clock and processes are asked for at its edge',
  },
  { files: /^src\//, never: [/^rules\//, /^(dockerfile-ast|unbash)(\/|$)/], why: 'the machine knows no rule (src/cli.ts and src/index.ts join them), and only src/dockerfile/ and src/shell/ know the parsers' },
];

function ownFolder(module, file) {
  return path.posix.dirname(module) === path.posix.dirname(file);
}

function matches(conditions, module, file) {
  return conditions.some((condition) => (typeof condition === 'function' ? condition(module, file) : condition.test(module)));
}

/** Why a file may not import a module; undefined when it may. */
export function whyForbidden(file, specifier) {
  const boundary = boundaries.find(({ files }) => files.test(file));
  if (boundary === undefined) return undefined;
  const isOurs = specifier.startsWith('.');
  const module = isOurs ? path.posix.join(path.posix.dirname(file), specifier) : builtinModules.includes(specifier) ? `node:${specifier}` : specifier;
  const isOutside = isOurs && boundary.only !== undefined && !matches(boundary.only, module, file);
  return isOutside || matches(boundary.never, module, file) ? boundary.why : undefined;
}

/** @type {import('eslint').Rule.RuleModule} */
export const boundariesRule = {
  meta: { type: 'problem', schema: [], messages: { forbidden: '`{{ specifier }}` may not be imported here: {{ why }}' } },
  create(context) {
    const file = path.relative(root, context.filename).split(path.sep).join('/');
    const check = (node) => {
      const specifier = node.source?.value;
      if (typeof specifier !== 'string') return;
      const why = whyForbidden(file, specifier);
      if (why !== undefined) context.report({ node: node.source, messageId: 'forbidden', data: { specifier, why } });
    };
    return { ImportDeclaration: check, ExportNamedDeclaration: check, ExportAllDeclaration: check, ImportExpression: check };
  },
};
