import type { Edit } from '../../src/diagnostic.ts';
import type { AddInstruction } from '../../src/dockerfile/model.ts';
import { isArchiveName, isRemoteSource } from '../../src/programs/archives.ts';
import { defineRule } from '../../src/rule.ts';
import type { Observation } from '../../src/rule.ts';
import { pattern } from '../../src/word.ts';
import type { Word } from '../../src/word.ts';

export default defineRule({
  id: 'add-local-file',
  summary: 'Copy local files with COPY.',
  category: 'style',
  fixable: true,
  faults: {
    add: {
      severity: 'info', summary: 'ADD copies plain files of the build context.', since: '2026-11',
      aliases: [
        { tool: 'hadolint', id: 'DL3020', level: 'error' }, { tool: 'trivy', id: 'DS-0005' }, { tool: 'checkov', id: 'CKV_DOCKER_4' }, { tool: 'dockle', id: 'CIS-DI-0009' },
        { tool: 'kics', id: '9513a694-aa0d-41d8-be61-3271e056f36b' }, { tool: 'semgrep', id: 'prefer-copy-over-add' },
      ],
    },
  },

  *check({ dockerfile }) {
    for (const add of dockerfile.all('ADD')) yield* judge(add);
  },
});

function* judge(add: AddInstruction): Iterable<Observation> {
  const kinds = add.sources.map(kindOf);
  const index = kinds.indexOf('file');
  const at = add.sources[index];
  const unknown = add.sources[kinds.indexOf('unknown')];
  if (unknown !== undefined) yield { kind: 'doubt', at: unknown, message: `only the build knows whether \`${unknown.raw}\` is an address or an archive` };
  if (at === undefined) {
    const first = add.sources[0];
    if (first !== undefined && unknown === undefined) yield { kind: 'proof', at: first, message: `\`${first.value ?? first.raw}\` is what ADD is for` };
    return;
  }
  const edit: Edit = { place: add.keywordAt, text: add.keywordAsWritten === 'add' ? 'copy' : 'COPY' };
  const copies = kinds.every((kind) => kind === 'file') && add.flags.every(({ name }) => /^(?:chown|chmod|link|exclude)$/.test(name));
  yield {
    fault: 'add', at: { place: add.keywordAt },
    message: `\`ADD\` copies \`${at.value ?? at.raw}\` as COPY does, but would unpack it if it were an archive`,
    help: 'Use `COPY`; keep `ADD` for archives and addresses.',
    // By its content a file of any name may be an archive; folders and files that say what they are may not.
    fixes: copies ? [{ title: 'Use `COPY`', safety: add.sources.every(isSurelyPlain) ? 'safe' : 'unsafe', edits: [edit] }] : [],
  };
}

function kindOf({ text }: Word): 'file' | 'other' | 'unknown' {
  const path = pattern(text);
  if (isRemoteSource(path) || isArchiveName(path)) return 'other';
  // Of a name of which the beginning is known and the end too nothing else can come.
  if (path.startsWith('\u0000') && !/[/.][\w.-]*$/.test(path)) return 'unknown';
  return path.endsWith('\u0000') && !path.includes('/') ? 'unknown' : 'file';
}

function isSurelyPlain({ value }: Word): boolean {
  if (value === undefined || /[*?[]/.test(value)) return false;
  return /(?:^|\/)\.{0,2}\/?$/.test(value) || /\.(?:sh|bash|py|rb|js|mjs|ts|json|ya?ml|toml|xml|conf|cfg|ini|cnf|properties|txt|md|html?|css|sql|env|php|pl|lock|list|key|pem|crt|jar|war|ear|whl|deb|rpm|apk|service|repo|gradle)$/i.test(value);
}
