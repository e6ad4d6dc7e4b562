import type { Command } from '../shell/model.ts';
import type { Word } from '../word.ts';
import type { ProgramGrammar } from './model.ts';

/** curl(1) 8.9: every option that takes an argument. */
export const curlGrammar: ProgramGrammar = {
  subcommands: false,
  values:
    '-A --user-agent -b --cookie -c --cookie-jar -C --continue-at -d --data --data-ascii --data-binary --data-raw --data-urlencode -D --dump-header -e --referer -E --cert --cert-type --ciphers --proxy-ciphers --tls13-ciphers --cacert --capath --connect-timeout --connect-to --create-file-mode --crlfile --curves --delegation --dns-interface --dns-ipv4-addr --dns-ipv6-addr --dns-servers --doh-url --egd-file --engine --etag-compare --etag-save --expect100-timeout -F --form --form-string --ftp-account --ftp-alternative-to-user --ftp-method -P --ftp-port --ftp-ssl-ccc-mode --happy-eyeballs-timeout-ms --haproxy-clientip -H --header --hostpubmd5 --hostpubsha256 --hsts --interface --ip-tos --ipfs-gateway --json -K --config --keepalive-time --keepalive-cnt --key --key-type --krb --libcurl --limit-rate --local-port --login-options --mail-auth --mail-from --mail-rcpt --max-filesize --max-redirs -m --max-time --netrc-file --noproxy --oauth2-bearer -o --output --output-dir --parallel-max --pass --pinnedpubkey --preproxy --proto --proto-default --proto-redir -x --proxy --proxy-cacert --proxy-capath --proxy-cert --proxy-cert-type --proxy-crlfile --proxy-header --proxy-key --proxy-key-type --proxy-pass --proxy-pinnedpubkey --proxy-service-name --proxy-tls13-ciphers --proxy-tlsauthtype --proxy-tlspassword --proxy-tlsuser -U --proxy-user --proxy1.0 --pubkey -Q --quote --random-file -r --range --rate -X --request --request-target --resolve --retry --retry-delay --retry-max-time --sasl-authzid --service-name --socks4 --socks4a --socks5 --socks5-gssapi-service --socks5-hostname -Y --speed-limit -y --speed-time --stderr -t --telnet-option --tftp-blksize -z --time-cond --tls-max --tlsauthtype --tlspassword --tlsuser --trace --trace-ascii --trace-config --unix-socket --abstract-unix-socket --upload-flags -T --upload-file --url --url-query -u --user --variable --vlan-priority -w --write-out -h --help',
  synonyms: [
    '-f --fail', '-s --silent', '-S --show-error', '-L --location', '-k --insecure', '-o --output', '-O --remote-name', '-J --remote-header-name', '-H --header', '-X --request', '-d --data --data-ascii', '-u --user', '-x --proxy', '-# --progress-bar', '-T --upload-file', '-m --max-time', '-I --head', '-v --verbose', '-Z --parallel', '-w --write-out',
  ],
};

/** wget(1) 1.24; busybox wget has a part of these. */
export const wgetGrammar: ProgramGrammar = {
  subcommands: false,
  values:
    '-o --output-file -a --append-output -i --input-file -B --base --config --bind-address --bind-dns-address --dns-servers -t --tries -O --output-document --backups --start-pos -e --execute --progress --dot-style -T --timeout --dns-timeout --connect-timeout --read-timeout --limit-rate -w --wait --waitretry --restrict-file-names --prefer-family --user --password --use-askpass --local-encoding --remote-encoding --cut-dirs -P --directory-prefix --default-page --http-user --http-password --http-passwd --ignore-tags --header --compression --max-redirect --proxy-user --proxy-password --proxy-passwd --referer -U --user-agent --load-cookies --save-cookies --post-data --post-file --method --body-data --body-file --secure-protocol --certificate --certificate-type --private-key --private-key-type --ca-certificate --ca-directory --crl-file --pinnedpubkey --random-file --egd-file --ciphers --hsts-file --ftp-user --ftp-password --warc-file --warc-header --warc-max-size --warc-dedup --warc-tempdir -Q --quota -l --level -A --accept -R --reject --accept-regex --reject-regex --regex-type -D --domains --exclude-domains --follow-tags -I --include-directories -X --exclude-directories --retry-on-http-error --report-speed --unlink-dir -Y',
  pairs: '-nv -nc -nd -nH -np',
  synonyms: ['-q --quiet', '-nv --no-verbose', '-nc --no-clobber', '-nd --no-directories', '-np --no-parent', '-b --background', '-a --append-output', '-O --output-document', '-P --directory-prefix', '-c --continue', '-T --timeout', '-t --tries', '-N --timestamping', '-r --recursive', '-v --verbose', '-U --user-agent', '-o --output-file', '-i --input-file'],
};

/** `aria2c`, `http` and the like are not read: their addresses are operands of unknown programs. */
export interface Download {
  readonly command: Command;
  /** Addresses as given; only those that look like one, or are known to the build alone. */
  readonly urls: readonly Word[];
  /** The file it writes, `-` for standard output. */
  readonly output: Word | undefined;
  /** It writes to standard output: a pipe may run what it prints. */
  readonly toStandardOutput: boolean;
  /** Certificates are not checked: `-k`, `--no-check-certificate`. */
  readonly insecure: boolean;
}

/** What curl or wget fetches; undefined for other programs, and for calls without an address. */
export function download(command: Command): Download | undefined {
  const curl = command.name === 'curl';
  if (!curl && command.name !== 'wget') return undefined;
  const named = command.options().flatMap((option) => (option.name === '--url' && option.value !== undefined ? [option.value] : []));
  const urls = [...named, ...command.operands()];
  if (urls.length === 0) return undefined;
  const output = curl ? command.option('-o')?.value : command.option('-O')?.value;
  const toStandardOutput = output?.value === '-' || (curl && output === undefined && command.option('-O', '--remote-name-all') === undefined);
  const insecure = curl ? command.option('-k') !== undefined : command.option('--no-check-certificate') !== undefined;
  return { command, urls, output, toStandardOutput, insecure };
}
