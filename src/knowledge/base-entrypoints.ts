import { packagesWith } from './programs-of-packages.ts';
import { programsOfImage } from './programs-of-images.ts';
import type { BaseImage } from './model.ts';

/**
 * Images whose entrypoint prepares something and then starts what CMD says, by its last lines (`exec "$@"`), and which first words it takes
 * for options of its own program (source: the entrypoints' scripts in docker-library, adoptium/containers, nginx/docker-nginx, 2026-11-28).
 */
const handingOver: Readonly<Record<string, RegExp>> = {
  node: /^-|[./]/, php: /^-/, nginx: /^-/, 'nginxinc/nginx-unprivileged': /^-/, postgres: /^-/, mysql: /^-/, mariadb: /^-/, mongo: /^-/, redis: /^-|\.conf$/, rabbitmq: /^-/, memcached: /^-/, haproxy: /^-/,
  'eclipse-temurin': /^$/, maven: /^-/, wordpress: /^-/,
};

/** Whether the entrypoint that the image brings starts the program that CMD names first, and does not take the word for an argument of its own program. */
export function startsCommand(base: BaseImage, word: string): boolean {
  const own = Object.hasOwn(handingOver, base.image) ? handingOver[base.image] : undefined;
  if (own === undefined || base.operatingSystem === 'windows' || own.test(word)) return false;
  // What is no command becomes a script of node's: `server` is `server.js`.
  return base.image !== 'node' || programsOfImage(base).includes(word) || packagesWith(word).length > 0;
}
