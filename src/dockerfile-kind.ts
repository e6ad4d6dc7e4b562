import { closeSync, openSync, readSync } from 'node:fs';
import path from 'node:path';

/** What a file is that has a name such as Dockerfiles have. `part`: a template of one, or text that scripts put into one. */
export type FileKind = 'dockerfile' | 'part' | 'other';

/** Never Dockerfiles, whatever their name begins with. */
const ignoreFiles = /\.(?:dockerignore|containerignore|gitignore)$/i;

export function isIgnoreFile(file: string): boolean {
  return ignoreFiles.test(file);
}

/** Names that look like a Dockerfile's and mostly belong to something else: code, prose, data. */
const otherKinds =
  /\.(?:go|md|mdx|rst|adoc|txt|html?|css|js|mjs|cjs|ts|tsx|jsx|py|rb|rs|java|kt|scala|c|cc|cpp|h|hpp|cs|php|pl|lua|sh|bash|ps1|bat|json|jsonc|ya?ml|toml|ini|xml|lock|sum|log|patch|diff|orig|bak|swp|svg|png|tmlanguage|tmpreferences|nanorc|vim)$/i;

const templates = /(?:^|[._-])(?:te?mpl|tpl|template|j2|jinja2?|erb|mustache|ejs|gotmpl|in|tt|m4)(?:[._-]|$)/i;
const templateFolders = /(?:^|[._-])(?:te?mpl|tpl|template|skeleton)s?(?:[._-]|$)/i;

const name = /^(?:(?:dockerfile|containerfile)(?:[._-].*)?|.+\.(?:dockerfile|containerfile))$/i;
const plainName = /^(?:dockerfile|containerfile|.+\.(?:dockerfile|containerfile))$/i;

/** A name that people give to Dockerfiles: `Dockerfile`, `Dockerfile.dev`, `prod.Dockerfile`, `Containerfile`. */
export function isDockerfileName(file: string): boolean {
  return name.test(path.basename(file)) && !isIgnoreFile(file);
}

/**
 * What a file is that was found in a folder. Of `Dockerfile` and `dev.Dockerfile` the name decides; of `Dockerfile.dev`, `Dockerfile.go`,
 * `Dockerfile.tmpl` and `templates/Dockerfile` the beginning of the text does, for scripts keep parts of Dockerfiles under such names. What cannot be read is a Dockerfile: reading it tells why.
 */
export function kindOfFile(file: string): FileKind {
  const base = path.basename(file);
  if (!isDockerfileName(base)) return 'other';
  const isTemplate = templates.test(base) || templateFolders.test(path.basename(path.dirname(file)));
  if (plainName.test(base) && !isTemplate) return 'dockerfile';
  const text = beginningOf(file);
  const isOther = otherKinds.test(base);
  if (text === undefined) return isOther ? 'other' : 'dockerfile';
  if (isOther) return beginsAsDockerfile(text) && !hasPlaceholder(text) ? 'dockerfile' : 'other';
  const isWhole = beginsAsDockerfile(text) || (!isTemplate && (text.length >= MOST || /^\s*FROM\s/im.test(text)));
  return isWhole && !hasPlaceholder(text) && !(isTemplate && dependsOnTemplate(text)) ? 'dockerfile' : 'part';
}

/** FROM, or an ARG above one. */
function beginsAsDockerfile(text: string): boolean {
  const first = text.split('\n').find((line) => !/^\s*(?:#|$|ARG\s)/i.test(line)) ?? '';
  return /^\s*FROM\s+\S/i.test(first);
}

/** What another program replaces before the build, in FROM or in place of instructions. */
function hasPlaceholder(text: string): boolean {
  return /^\s*FROM\s.*(?:\{\{|\{%|<%|__[A-Z_]+__|@[A-Z_]+@|%[A-Z_]+%|#\w+#)/im.test(text) || /^\s*(?:\{%|<%|\{\{|m4_|%%)|^(?:changequote|define|ifelse|divert)\(|\)dnl$/m.test(text);
}

/** A variable in FROM that no ARG declares, which `envsubst` replaces; a word in capitals, which `sed` does. */
function dependsOnTemplate(text: string): boolean {
  return (/^\s*FROM\s.*\$/im.test(text) && !/^\s*ARG\s/im.test(text)) || /^\s*FROM\s+[A-Z][A-Z_]+\s*$/m.test(text);
}

/** So much of a file is looked at. Bytes. */
const MOST = 16_384;

function beginningOf(file: string): string | undefined {
  const buffer = Buffer.alloc(MOST);
  try {
    const descriptor = openSync(file, 'r');
    try {
      return buffer.toString('utf8', 0, readSync(descriptor, buffer, 0, buffer.length, 0)).replace(/^\ufeff/, '');
    } finally {
      closeSync(descriptor);
    }
  } catch {
    return undefined;
  }
}
