/**
 * Words in the names of variables that hold secrets, a word being what `_` parts: `API_TOKEN`, not `TOKENIZER`. With `public`, `file` or
 * `version` among the words it is none (source: moby/buildkit, check SecretsUsedInArgOrEnv, 2026-08).
 */
export function isSecretByWords(name: string): boolean {
  return /(?:^|_)(?:apikey|auth|credentials?|key|password|pword|passwd|secret|token)(?:_|$)/i.test(name) && !/(?:^|_)(?:public|file|version)(?:_|$)/i.test(name);
}

/** Names that hadolint takes for secrets: by parts of words, user names among them (as its release 2.15.1 answers). */
export function isSecretByParts(name: string): boolean {
  return /password|passwd|secret|token|username|api_?key|access_?key|private\w*key/i.test(name);
}

/** Values that hold no secret, whatever the variable is called: nothing, a switch, a number, a path, a URL, the name of a mode. */
export function isHarmlessValue(value: string): boolean {
  return /^(?:|true|false|yes|no|on|off|none|null|disabled?|enabled?|basic|anonymous|default|\d{1,6}|\/[\w./-]*|https?:\/\/[^@\s]*|\$\{?\w+\}?)$/i.test(value.trim());
}

/**
 * Names of switches and of choices that have a word of secrets in them: what they hold is yes or no, or the name of a way (sources: apt-key(8), 2026-11-28;
 * the documentation of the image `postgres` on `POSTGRES_HOST_AUTH_METHOD`, 2026-11-29).
 */
export function isSwitch(name: string): boolean {
  return name === 'APT_KEY_DONT_WARN_ON_DANGEROUS_USAGE' || /_(?:METHOD|TYPE|MODE|ENABLED|DISABLED|REQUIRED)$/i.test(name);
}

/** Names of what names or addresses begin with, such as that of the keys of an S3 bucket (source: AWS, "Organizing objects using prefixes", 2026-11-28). */
export function isPrefix(name: string): boolean {
  return /_PREFIX$/i.test(name);
}

/** Fingerprints of public keys, as `GPG_KEY` holds them. */
export function isFingerprint(value: string): boolean {
  return /^(?:0x)?[0-9A-F]{8,40}(?:\s+(?:0x)?[0-9A-F]{8,40})*$/i.test(value.trim());
}
