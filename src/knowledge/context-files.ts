/** What tests and examples need: a key that lies there is known to everybody who has the project. */
export function isTestMaterial(path: string): boolean {
  return /(?:^|\/)(?:test[\w-]*|[\w.-]*(?:tests|testing|[-_.]test)|functest|fixtures|__tests__|__fixtures__|e2e|ci|specs?|mocks?|examples?|samples?)\//i.test(path);
}

/** Files that hold secrets by their name, and must not be in an image. Examples and templates of them are fine. */
export function isSecretFile(path: string): boolean {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/\.(?:example|sample|template|tmpl|dist|defaults?|schema|md|pub|patch|diff)$/i.test(name) || isTestMaterial(path) || /(?:^|\/)(?:vendor|node_modules)\//.test(path) || /test|ci\b|dev|example|sample/i.test(name)) return false;
  return /^(?:\.env(?:\.[\w-]+)?|id_(?:rsa|dsa|ecdsa|ed25519)|\.netrc|_netrc|\.git-credentials|\.pypirc|\.pgpass|\.htpasswd|\.dockercfg|credentials\.json|service-account[\w-]*\.json|terraform\.tfstate|kubeconfig)$/.test(name)
    || /\.(?:pfx|p12|jks|keystore|ppk)$/i.test(name) || /(?:^|\/)\.(?:aws\/credentials|docker\/config\.json|kube\/config|ssh\/(?!known_hosts|authorized_keys|config$))/.test(path);
}

/** Text files in which a secret may stand: whether one does is read. */
export function mayHoldToken(path: string): boolean {
  return /(?:^|\/)(?:\.npmrc|\.yarnrc\.yml|[\w.-]+\.(?:pem|key)|[\w.-]*\.token)$/.test(path);
}

/** A token that is written down, or a private key: not one that a variable holds. In files for that (`api.token`, Rails' `master.key`) it stands alone. */
export function holdsToken(path: string, text: string): boolean {
  return (/\.(?:token|key)$/.test(path) && /^\s*[\w.~+/=:-]{16,}\s*$/.test(text)) || /_authToken\s*=\s*(?!\$)\S{8,}|npmAuthToken:\s*["']?(?!\$)\S{8,}|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY-----/.test(text);
}

/** A file of environment variables: whether they hold secrets is read. */
export function isEnvironmentFile(path: string): boolean {
  return /(?:^|\/)\.env(?:\.[\w-]+)?$/.test(path);
}

/** No variable that is named like a secret has a value: such a file is settings. An empty one says nothing of itself. */
export function isHarmlessEnvironment(text: string): boolean {
  if (text.trim() === '') return false;
  return !text.split('\n').some((line) => SECRET_VARIABLE.test(line) || /:\/\/[^\s/:@]+:[^\s/@$]+@/.test(line));
}

const SECRET_VARIABLE = /^\s*(?:export\s+)?\w*(?:SECRET|TOKEN|PASSW|PASSPHRASE|PRIVATE|CREDENTIAL|API_?KEY|ACCESS_?KEY|DSN|_KEY|_PWD|_PASS)\w*\s*=\s*["']?[^\s"'#$]/i;

/** Folders that make images large and serve nothing in them; the first part of a path that names one. */
export function junkFolder(path: string): string | undefined {
  return /^(?:.*?\/)?(?:\.git|\.svn|\.hg|node_modules|__pycache__|\.venv|\.terraform|\.pytest_cache|\.mypy_cache|\.gradle|\.tox|target(?=\/(?:debug|release|\.rustc_info\.json)))(?=\/)/.exec(path)?.[0];
}

/** What tools leave behind in every folder of a project. */
export function isLeftover(name: string): boolean {
  return /^(?:target|node_modules|__pycache__|\.venv|venv|\.env|\.DS_Store|\.idea|\.vscode|\.pytest_cache|\.mypy_cache|\.ruff_cache|\.tox|\.terraform|\.gradle|\.next|\.nuxt|Thumbs\.db)$/.test(name);
}

/** What a build makes before the image is built: it need not be in the repository. */
export function isBuildOutput(path: string): boolean {
  return /(?:^|\/)(?:target|dist|build|out|bin|_?output|_?install|_build|cmake-build-[\w-]+|release|publish|artifacts?|node_modules|vendor|\.next|coverage)(?:\/|$)|\.(?:jar|war|ear|deb|rpm|apk|whl|tgz|tar(?:\.\w+)?|zip|exe|so)$/i.test(path);
}
