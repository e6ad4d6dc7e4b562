import { programsOf } from './programs-of-packages.ts';
import { isLibraryPackage } from './programs-of-registries.ts';

/** Servers and their like, which run under accounts of their own (source: maintainer scripts of the packages, Debian 12, Alpine 3.20). */
const withAccount = /^(?:postgresql|redis|valkey|mysql-server|mariadb-server|mariadb|default-mysql-server|mysql|nginx|apache2|httpd|openssh|cron|dcron|fcron|supervisor|docker|podman|rabbitmq|memcached|mongodb|haproxy|squid|varnish|postfix|exim|sendmail|dovecot|bind9?$|dnsmasq|ntp|chrony|tor|php.*fpm|dbus|systemd|polkit|avahi|rpc|nfs|elasticsearch|tomcat|jetty|jenkins|grafana|prometheus|telegraf|influxdb|node(?:js)?$|go$|sudo|procps-ng|fuse|lighttpd|caddy|uwsgi|gearman|beanstalkd|etcd|consul|vault|nomad|coturn|unbound|clamav|rsyslog|syslog|logcheck|mosquitto|asterisk|freeradius|openldap|slapd|samba|proftpd|vsftpd|ftp|libvirt|qemu|vector|fluent)/;

/** Build tools, clients and packages of languages, none of which has an account. */
const plain = /^(?:build-essential|[\w-]+-client(?:-\d+)?|g(?:cc|\+\+)(?:-\d+)?|make|cmake|ninja-build|pkg-config|pkgconf|autoconf|automake|libtool|musl-dev|libc-dev|libc6-compat|linux-headers|gcompat|libstdc\+\+|shadow|passwd|adduser|login|coreutils|findutils|bash-completion|gettext|gettext-base|fontconfig|fonts-[\w-]+|ttf-[\w-]+|font-[\w-]+|python3?-(?:pip|venv|dev|wheel|setuptools|minimal)|py3-[\w-]+|lib[\w.+-]+|[\w.+-]+-dev|[\w.+-]+-libs|locales|musl-locales|krb5-libs|zlib|icu-libs|icu-data-full|openjdk-?\d+-(?:jre|jdk)(?:-headless)?)$/;

/** Whether a package is known to make no user and no group. False: it may. */
export function hasNoAccount(name: string): boolean {
  if (withAccount.test(name) && !/-client(?:-\d+)?$/.test(name)) return false;
  return plain.test(name) || isLibraryPackage(name) || programsOf(name) !== undefined;
}
