import { build } from 'esbuild';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from '../root.mjs';

/** Ids of all folders below rules/ that hold a rule, sorted. */
export function ruleFolders() {
  return readdirSync(path.join(root, 'rules'), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(path.join(root, 'rules', entry.name, 'rule.ts')))
    .map(({ name }) => name)
    .sort();
}

/** The rules of the folders. One that cannot be loaded is a problem, named, and does not keep the others from being loaded. */
export async function loadRules(ids) {
  const problems = [];
  const broken = new Set();
  for (;;) {
    const { rules, failed } = await tryLoading(ids.filter((id) => !broken.has(id)));
    for (const [id, problem] of failed) {
      broken.add(id);
      problems.push(`rules/${id}/rule.ts: ${problem}`);
    }
    if (failed.size === 0) return { rules, problems: [...problems, ...rules.flatMap(problemsOf)] };
  }
}

async function tryLoading(ids) {
  const outdir = path.join(root, 'node_modules', '.cache', 'ironlint', `rules-${process.pid}`);
  try {
    await build({
      absWorkingDir: root,
      entryPoints: Object.fromEntries(ids.map((id) => [id, `rules/${id}/rule.ts`])),
      outdir,
      outExtension: { '.js': '.mjs' },
      bundle: true,
      splitting: true,
      platform: 'node',
      target: 'node20.10',
      format: 'esm',
      packages: 'external',
      logLevel: 'silent',
    });
    const failed = new Map();
    const rules = [];
    for (const id of ids) {
      try {
        const { default: rule } = await import(pathToFileURL(path.join(outdir, `${id}.mjs`)).href);
        if (rule?.id === id) rules.push(rule);
        else failed.set(id, `its default export has the id \`${rule?.id}\`, its folder \`${id}\``);
      } catch (error) {
        failed.set(id, error.message);
      }
    }
    return { rules, failed };
  } catch (error) {
    return { rules: [], failed: buildFailures(error, ids) };
  } finally {
    rmSync(outdir, { recursive: true, force: true });
  }
}

function buildFailures(error, ids) {
  const failed = new Map();
  for (const { text, location } of error.errors ?? []) {
    const id = /^rules\/([^/]+)\//.exec(location?.file ?? '')?.[1];
    if (id === undefined || !ids.includes(id)) throw error;
    failed.set(id, `line ${location.line}: ${text}`);
  }
  if (failed.size === 0) throw error;
  return failed;
}

/** What the types cannot say of a rule. */
function problemsOf(rule) {
  const problems = [];
  const complain = (problem) => problems.push(`rules/${rule.id}/rule.ts: ${problem}`);
  if (!/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/.test(rule.id)) complain('an id is words in lower case with `-` between them');
  if (!/^[A-Z`].*\.$/.test(rule.summary) || /\bshould\b/i.test(rule.summary)) complain(`the summary is one imperative sentence: ${rule.summary}`);
  if (Object.keys(rule.faults).length === 0) complain('it has no fault');
  for (const [fault, { since, aliases }] of Object.entries(rule.faults)) {
    if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(fault)) complain(`the fault \`${fault}\` is not words in lower case with \`-\` between them`);
    if (!/^\d{4}-(0[1-9]|1[0-2])$/.test(since)) complain(`\`since\` of \`${fault}\` is not an edition such as 2026-11: ${since}`);
    const names = (aliases ?? []).map(({ tool, id }) => `${tool} ${id}`);
    if (new Set(names).size < names.length) complain(`an alias of \`${fault}\` is listed twice`);
  }
  return problems;
}
