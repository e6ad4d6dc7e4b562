import type { BaseImage } from './model.ts';

/** A server whose first process is root's, to bind its port and to open its logs, and whose workers are another user's. */
export interface RootMaster {
  /** Programs that are that server. */
  readonly programs: readonly string[];
  /** Who answers requests. */
  readonly worker: string;
  /** What does without root. */
  readonly instead: string;
}

const apache: RootMaster = {
  programs: ['apache2-foreground', 'apache2', 'apache2ctl', 'apachectl', 'httpd', 'httpd-foreground'], worker: 'www-data',
  instead: 'To do without root, listen on a port above 1023, give away what it writes to, and set `USER www-data`.',
};
const fpm: RootMaster = { programs: ['php-fpm'], worker: 'www-data', instead: 'It needs no root to listen on 9000: set `USER www-data`.' };
const nginx: RootMaster = {
  programs: ['nginx', 'nginx-debug'], worker: 'nginx', instead: 'To do without root, take `nginxinc/nginx-unprivileged`, which listens on 8080.',
};

/**
 * The server that an official image is there to run; undefined when it is none of these (source: nginx.conf, httpd.conf, envvars and www.conf of
 * the images, docker-library, 2026-11-29).
 */
export function rootMasterOf({ image, tag = '' }: BaseImage): RootMaster | undefined {
  if (image === 'nginx') return nginx;
  if (image === 'httpd') return { ...apache, programs: ['httpd-foreground', 'httpd', 'apachectl'] };
  if (image !== 'php') return undefined;
  return /-apache\b|^apache\b/.test(tag) ? apache : /-fpm\b|^fpm\b/.test(tag) ? fpm : undefined;
}
