import type { BaseImage } from './model.ts';

const java: readonly string[] = ['java'];
const jdk: readonly string[] = ['java', 'javac', 'jar'];
const rust: readonly string[] = ['cargo', 'rustc', 'rustup', 'rustdoc'];

/** What an image is there for (source: Dockerfiles of the images, 2026-11-23). */
const programs: Readonly<Record<string, readonly string[]>> = {
  python: ['python', 'python3', 'pip', 'pip3', 'idle', 'pydoc3', 'python3-config'],
  node: ['node', 'nodejs', 'npm', 'npx'],
  golang: ['go', 'gofmt'],
  rust, 'rustlang/rust': rust,
  'lukemathwalker/cargo-chef': [...rust, 'cargo-chef'],
  ruby: ['ruby', 'gem', 'bundle', 'bundler', 'irb', 'erb', 'rake'],
  php: ['php', 'pecl', 'pear', 'phpize', 'php-config', 'docker-php-ext-install', 'docker-php-ext-configure', 'docker-php-ext-enable', 'docker-php-source'],
  perl: ['perl', 'cpanm'],
  elixir: ['elixir', 'mix', 'iex', 'erl'], erlang: ['erl', 'erlc', 'rebar3'],
  'eclipse-temurin': java, openjdk: java, amazoncorretto: java, 'ibm-semeru-runtimes': java, sapmachine: java, tomcat: [...java, 'catalina.sh'], jetty: java,
  maven: [...jdk, 'mvn'], gradle: [...jdk, 'gradle', 'git'], clojure: jdk,
  nginx: ['nginx'], 'nginxinc/nginx-unprivileged': ['nginx'], httpd: ['httpd', 'apachectl', 'httpd-foreground'], caddy: ['caddy'], traefik: ['traefik'], haproxy: ['haproxy'],
  varnish: ['varnishd'], memcached: ['memcached'], nats: ['nats-server'], kong: ['kong'], rabbitmq: ['rabbitmq-server', 'rabbitmqctl', 'rabbitmq-diagnostics', 'rabbitmq-plugins'],
  postgres: ['postgres', 'psql', 'pg_isready', 'pg_dump', 'pg_restore', 'initdb', 'createdb'],
  mysql: ['mysql', 'mysqld', 'mysqladmin', 'mysqldump'], mariadb: ['mariadb', 'mariadbd', 'mariadb-admin'], mongo: ['mongod', 'mongos'],
  redis: ['redis-server', 'redis-cli', 'redis-benchmark', 'redis-sentinel'], cassandra: ['cassandra', 'nodetool', 'cqlsh'], elasticsearch: ['elasticsearch'],
  composer: ['composer', 'php', 'git', 'unzip', 'zip'], docker: ['docker'], 'curlimages/curl': ['curl'], 'ghcr.io/astral-sh/uv': ['uv', 'uvx'], 'astral/uv': ['uv', 'uvx'],
  'mcr.microsoft.com/dotnet/sdk': ['dotnet', 'git'], 'mcr.microsoft.com/dotnet/runtime': ['dotnet'], 'mcr.microsoft.com/dotnet/aspnet': ['dotnet'],
};

/** Programs that the image is sure to have because it is there to run them. */
export function programsOfImage(base: BaseImage): readonly string[] {
  const distroless = /^gcr\.io\/distroless\/(java|nodejs|python3)/.exec(base.image)?.[1];
  if (distroless !== undefined) return distroless === 'java' ? (base.image.includes('java-base') ? [] : java) : distroless === 'nodejs' ? ['node'] : ['python3', 'python'];
  const named = Object.hasOwn(programs, base.image) ? programs[base.image] ?? [] : [];
  return named === java && base.buildTools === true ? jdk : named;
}
