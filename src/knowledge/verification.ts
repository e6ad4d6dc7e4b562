/** An option of a program that switches the check of certificates or signatures off. */
export interface UnverifiedOption {
  readonly programs: readonly string[];
  readonly options: readonly string[];
  readonly fault: 'certificates' | 'signatures';
  /** Only with these subcommands does the program fetch anything; with any without the list. */
  readonly subcommands?: readonly string[];
  /** Checkov's id of it. */
  readonly checkov?: string;
}

/** From the manual pages of each program, 2026-09. */
export const unverifiedOptions: readonly UnverifiedOption[] = [
  { programs: ['curl'], options: ['-k', '--insecure', '--proxy-insecure', '--doh-insecure'], fault: 'certificates', checkov: 'CKV2_DOCKER_2' },
  { programs: ['wget'], options: ['--no-check-certificate'], fault: 'certificates', checkov: 'CKV2_DOCKER_3' },
  { programs: ['pip', 'pip2', 'pip3'], options: ['--trusted-host'], fault: 'certificates', checkov: 'CKV2_DOCKER_4' },
  { programs: ['apk'], options: ['--allow-untrusted'], subcommands: ['add', 'upgrade', 'fetch', 'fix'], fault: 'signatures', checkov: 'CKV2_DOCKER_7' },
  { programs: ['apt-get', 'apt', 'aptitude'], options: ['--allow-unauthenticated', '--allow-insecure-repositories'], subcommands: ['install', 'update', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep', 'download', 'source'], fault: 'signatures', checkov: 'CKV2_DOCKER_8' },
  { programs: ['apt-get', 'apt'], options: ['--force-yes'], subcommands: ['install', 'upgrade', 'dist-upgrade', 'full-upgrade', 'build-dep'], fault: 'signatures', checkov: 'CKV2_DOCKER_11' },
  { programs: ['yum', 'dnf', 'tdnf', 'microdnf'], options: ['--nogpgcheck'], fault: 'signatures', checkov: 'CKV2_DOCKER_9' },
  { programs: ['rpm'], options: ['--nodigest', '--nosignature', '--noverify', '--nofiledigest'], fault: 'signatures', checkov: 'CKV2_DOCKER_10' },
  { programs: ['zypper'], options: ['--no-gpg-checks'], fault: 'signatures' },
];

/** A variable that does the same for every command that sees it. */
export interface UnverifiedVariable {
  readonly name: string;
  /** The values that switch the check off. */
  readonly values: RegExp;
  readonly checkov?: string;
}

export const unverifiedVariables: readonly UnverifiedVariable[] = [
  { name: 'PYTHONHTTPSVERIFY', values: /^0$/, checkov: 'CKV2_DOCKER_5' },
  { name: 'NODE_TLS_REJECT_UNAUTHORIZED', values: /^0$/, checkov: 'CKV2_DOCKER_6' },
  { name: 'NPM_CONFIG_STRICT_SSL', values: /^(?:false|0|no)$/i, checkov: 'CKV2_DOCKER_12' },
  { name: 'npm_config_strict_ssl', values: /^(?:false|0|no)$/i, checkov: 'CKV2_DOCKER_12' },
  { name: 'GIT_SSL_NO_VERIFY', values: /^./, checkov: 'CKV2_DOCKER_14' },
  { name: 'PIP_TRUSTED_HOST', values: /^./, checkov: 'CKV2_DOCKER_16' },
];
