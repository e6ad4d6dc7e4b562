import type { Command } from '../../shell/model.ts';

/** Programs and builtins that bring no path into being: they ask, or change what is in files that are there. */
const harmless: ReadonlySet<string> = new Set(`: [ [[ alias arch awk b2sum base64 basename break builtin cal cat cksum clear cmp column comm command continue cut date declare df diff dirname
  du echo egrep env exit expand export expr false fgrep file fold gawk getconf getent getopt getopts grep groups hash head hexdump hostname iconv id jobs join jq kill less let
  local locale logname ls lsb_release lscpu mapfile mawk md5sum mktemp more nice nl nproc od paste pathchk pgrep pidof pkill printenv printf ps pwd read readarray readelf
  readlink readonly realpath return rev sed seq set setcap sha1sum sha224sum sha256sum sha384sum sha512sum shift shopt shuf sleep sort stat strings strip stty sum sync tac
  tail test time timeout times tr trap true tty type typeset ulimit umask umount mount unalias uname unexpand uniq unset uptime users vdir wait watch wc whereis which who
  whoami xmllint xxd yes yq groupadd groupmod groupdel addgroup delgroup deluser userdel passwd chpasswd chsh chage gpasswd chfn apt-mark apt-key apt-cache apt-config
  dpkg-query dpkg-architecture rpmkeys update-ca-certificates update-ca-trust update-mime-database fc-cache ldconfig ldd getfacl chattr lsattr rustc rustup ping
  nslookup dig host nc top service ssh-keyscan gpgconf shred sccache xx-verify xx-info`.split(/\s+/));

/** What `find -exec` may run. */
const harmlessInFind: readonly string[] = ['rm', 'chmod', 'chown', 'chgrp', 'sed', 'touch', 'strip', 'ls', 'echo', 'grep', 'cat', 'file', 'sha256sum', 'rmdir', 'test', 'unlink', 'truncate'];

/** Those that write a file when they are told to. */
const writing: Readonly<Record<string, readonly string[]>> = { sort: ['-o', '--output'], strip: ['-o'], shuf: ['-o', '--output'], iconv: ['-o', '--output'], xmllint: ['--output', '-o'] };

/** Whether no path comes into being by this command, its redirections aside. */
export function isHarmless(command: Command): boolean {
  if (Object.hasOwn(writing, command.name) && command.option(...(writing[command.name] ?? [])) !== undefined) return false;
  // `awk '{ print > "file" }'`, `print | "tee file"`, `system("…")`, `-i inplace`.
  if (/awk$/.test(command.name) && command.words.some(({ raw }) => /\bprintf?\b[^;}]*(?:>|(?<!\|)\|(?!\|))|\bsystem\s*\(|^inplace$/.test(raw))) return false;
  return harmless.has(command.name) || asksForHelp(command) || (command.name === 'find' && findIsHarmless(command));
}

function findIsHarmless(command: Command): boolean {
  return command.words.every((word, index) => !/^-(?:exec|execdir|ok|okdir|fprintf?|fls)$/.test(word.raw) || harmlessInFind.includes(command.words[index + 1]?.value ?? ''));
}

/** `java -version`: the only word is a question. */
function asksForHelp(command: Command): boolean {
  return command.words.length === 2 && /^(?:--?(?:version|help|V)|version|--info|--print-target-triple)$/.test(command.words[1]?.value ?? '');
}
