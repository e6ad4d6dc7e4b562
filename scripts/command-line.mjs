// Bundles the command line into files that are loaded one after the other, each when something in it is first called: `cli.cjs`
// has what every start needs, `often.cjs` what typical jobs need besides, `seldom.cjs` the rest. scripts/start-groups.json says which
// module is in which (`npm run regroup` finds it out anew); modules that are not listed are in the first. The files are one program:
// a class, a table or a memory is there once, whichever file it is in.
import { transform } from 'esbuild';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { rollup } from 'rollup';
import { dist } from './dist-loader.mjs';
import { root } from './root.mjs';
import { askedWhileLoading } from './start-jobs.mjs';

/** In the order of how often they are needed. */
export const groups = ['cli', 'often', 'seldom'];
/** How a file names another one: words that are nowhere else in the program, since accesses are found by them. */
const words = { cli: 'ironlintFileCli', often: 'ironlintFileOften', seldom: 'ironlintFileSeldom' };
/** Each round moves modules for the sake of values that were asked for too early in the one before. */
const mostRounds = 40;
/** Loading them costs more than most runs; few runs call them. */
const builtInsOnFirstUse = ['child_process', 'crypto', 'fs/promises', 'timers/promises', 'v8', 'worker_threads'];

export const format = {
  format: 'cjs',
  esModule: false,
  freeze: false,
  externalLiveBindings: false,
  dynamicImportInCjs: false,
  minifyInternalExports: false,
  hoistTransitiveImports: false,
  generatedCode: 'es2015',
  // What these packages export is one function or one list, and Node's modules have no `default` beside their names.
  interop: (id) => (/^(?:dist:spdx-|node:)/.test(id ?? '') ? 'default' : 'esModule'),
};

/** The modules of the command line. `fileOf` gives the name of the file in dist/ for an import that is one of its own, undefined for others. */
export function readModules(fileOf) {
  return rollup({
    input: { [words.cli]: path.join(root, 'src', 'cli.ts') },
    plugins: [readTypeScript(fileOf)],
    preserveEntrySignatures: false,
    onLog: (level, log) => {
      if (level === 'warn' && !log.code?.startsWith('CIRCULAR')) process.stderr.write(`build: ${log.message}\n`);
    },
  });
}

function readTypeScript(fileOf) {
  const external = (id) => ({ id, external: true, moduleSideEffects: false });
  return {
    name: 'typescript',
    resolveId(source, importer) {
      if (importer === undefined) return source;
      if (source.startsWith('node:')) return external(source);
      const file = source.startsWith('.') ? path.resolve(path.dirname(importer), source) : source;
      const name = fileOf(file);
      return name === undefined ? file : external(`dist:${name}`);
    },
    async load(id) {
      return (await transform(readFileSync(id, 'utf8'), { loader: 'ts', target: 'node20', sourcefile: id })).code;
    },
  };
}

/** Writes the files of the command line; `groupOf` (by path below the root) is changed where a module has to be there earlier. */
export async function writeCommandLine(bundle, groupOf) {
  mkdirSync(dist, { recursive: true });
  const chunks = await writeTelling(bundle, groupOf);
  for (const chunk of chunks) write(chunk.name, (await transform(linked(chunk, false), { minify: true, charset: 'ascii', target: 'node20' })).code);
}

/**
 * Writes files that tell what they ask of one another. While a file is evaluated it may ask only those before it: they are complete.
 * Modules of which it asks for more are moved to it.
 */
export async function writeTelling(bundle, groupOf) {
  for (let round = 0; round < mostRounds; round++) {
    const chunks = await generate(bundle, groupOf);
    for (const chunk of chunks) write(chunk.name, linked(chunk, true));
    const early = askedWhileLoading().filter(({ group, during }) => groups.indexOf(group) > groups.indexOf(during));
    if (early.length === 0) return chunks;
    for (const { group, name, during } of early) groupOf.set(moduleOf(chunks, group, name), during);
  }
  throw new Error('the modules of the command line do not come to rest in their files');
}

async function generate(bundle, groupOf) {
  const { output } = await bundle.generate({
    ...format,
    entryFileNames: '[name].cjs',
    chunkFileNames: '[name].cjs',
    manualChunks: (id) => words[groupOf.get(path.relative(root, id)) ?? groups[0]],
  });
  return output.map((chunk) => ({ ...chunk, name: groups.find((group) => words[group] === chunk.name) }));
}

/** A script that V8 can cache is one expression: a function that bin/ironlint.cjs calls. In ASCII, so that it can be read as latin1. */
export function write(name, code) {
  writeFileSync(path.join(dist, `${name}.cjs`), `(function (exports, require, module, __filename, __dirname) {${code.trimEnd().replace(/;$/, '')}\n})`);
}

/** The code of a file, with packages, generated tables and costly modules of Node loaded when something of theirs is first asked for. */
export function onFirstUse(code) {
  const found = [...code.matchAll(new RegExp(`(?:const|var) ([\\w$]+) = require\\('(dist:[\\w-]+|node:(?:${builtInsOnFirstUse.join('|')}))'\\);`, 'g'))];
  const rest = found.reduce((result, [whole]) => result.replace(whole, ''), code);
  const declarations = found.map(([, name, id]) => `const ${name} = () => require('${id}');`).join('');
  return rest.replace(/^(?:'use strict';)?/, (strict) => `${strict}${declarations}`).replace(namesOf(found), (name) => `(${name}())`);
}

/** The names wherever they stand for what was loaded, but where they are declared. */
function namesOf(found) {
  const names = found.map(([, name]) => name.replaceAll('$', '\\$'));
  return new RegExp(`(?<![\\w$.'\`]|const )(?:${names.join('|') || '(?!)'})(?![\\w$'\`:])`, 'g');
}

/**
 * The code of a file, with other files loaded when something of theirs is first asked for. With `telling`, each access also says
 * which export it asks for.
 */
function linked({ code, name }, telling) {
  return groups.reduce((result, other) => {
    const word = words[other];
    const load = `require('dist:${other}')`;
    return result
      .replace(new RegExp(`(?:const|var) ${word} = require\\('\\./${word}\\.cjs'\\);`), () => `let ${word}Exports; const ${word} = () => ${word}Exports ??= ${load};`)
      .replace(new RegExp(`require\\('\\./${word}\\.cjs'\\)`, 'g'), () => load)
      // Parentheses, since `new` may stand before it.
      .replace(new RegExp(`${word}\\.([\\w$]+)`, 'g'), (_, exported) => (telling && name !== other ? `(require('dist:${other}', '${exported}'), ${word}()).${exported}` : `(${word}()).${exported}`));
  }, onFirstUse(code));
}

/** The module, by its path below the root, that an export of a file is of. */
export function moduleOf(chunks, group, exported) {
  const chunk = chunks.find(({ name }) => name === group);
  const local = new RegExp(`exports\\.${exported.replaceAll('$', '\\$')} = ([\\w$]+);`).exec(chunk?.code ?? '')?.[1] ?? exported;
  const declared = new RegExp(`^(?:async )?(?:function\\*?|const|let|var|class) ${local.replaceAll('$', '\\$')}(?![\\w$])`, 'm');
  const found = Object.entries(chunk?.modules ?? {}).find(([, { code }]) => declared.test(code ?? ''));
  if (found === undefined) throw new Error(`no module of ${group}.cjs has ${exported}`);
  return path.relative(root, found[0]);
}
