/** Programs of npm packages that are installed for their programs (source: `bin` of the packages' manifests, 2026-11-23). */
const ofNode: Readonly<Record<string, readonly string[]>> = {
  pm2: ['pm2', 'pm2-runtime', 'pm2-docker'], serve: ['serve'], 'http-server': ['http-server'], typescript: ['tsc', 'tsserver'], yarn: ['yarn', 'yarnpkg'], pnpm: ['pnpm', 'pnpx'], npm: ['npm', 'npx'],
  nodemon: ['nodemon'], 'ts-node': ['ts-node'], tsx: ['tsx'], turbo: ['turbo'], '@nestjs/cli': ['nest'], '@angular/cli': ['ng'], rimraf: ['rimraf'], bun: ['bun', 'bunx'], corepack: ['corepack'],
  gulp: ['gulp'], 'gulp-cli': ['gulp'], 'grunt-cli': ['grunt'], 'node-gyp': ['node-gyp'], 'cross-env': ['cross-env'], prisma: ['prisma'], forever: ['forever'], wrangler: ['wrangler'],
};

/** Programs of Python packages that are installed for their programs (source: `console_scripts` of the packages, 2026-11-23). */
const ofPython: Readonly<Record<string, readonly string[]>> = {
  gunicorn: ['gunicorn'], uvicorn: ['uvicorn'], hypercorn: ['hypercorn'], daphne: ['daphne'], uwsgi: ['uwsgi'], flask: ['flask'], celery: ['celery'], django: ['django-admin'], supervisor: ['supervisord', 'supervisorctl'],
  poetry: ['poetry'], pipenv: ['pipenv'], uv: ['uv', 'uvx'], virtualenv: ['virtualenv'], tox: ['tox'], pytest: ['pytest'], ansible: ['ansible', 'ansible-playbook'], awscli: ['aws'], httpie: ['http', 'https'],
  alembic: ['alembic'], streamlit: ['streamlit'], jupyterlab: ['jupyter-lab'], wheel: ['wheel'], pip: ['pip', 'pip3'], setuptools: [], 'yt-dlp': ['yt-dlp'], mkdocs: ['mkdocs'],
};

/** The programs of an npm package; undefined when the package is not known. */
export function programsOfNodePackage(name: string): readonly string[] | undefined {
  return Object.hasOwn(ofNode, name) ? ofNode[name] : undefined;
}

/** The programs of a Python package; undefined when the package is not known. */
export function programsOfPythonPackage(name: string): readonly string[] | undefined {
  const key = name.toLowerCase().replace(/_/g, '-');
  return Object.hasOwn(ofPython, key) ? ofPython[key] : undefined;
}

/** A package of a distribution that by its name brings libraries, headers, fonts or data, and no program (Debian policy 8.1, Alpine's `-dev`, `-doc`). */
export function isLibraryPackage(name: string): boolean {
  if (/(?:-tools?|-utils?|-bin|-progs?|-programs|-perl|-runtime|-daemon|-clients?|-server)$|office/.test(name)) return false;
  if ((/^lib[a-z0-9+.-]*$/.test(name) && /\d|-dev$/.test(name)) || /^(?:fonts?|ttf|xfonts|font)-/.test(name)) return true;
  return /-(?:doc|docs|data|headers|dbg|common-data|fonts|locales?|lang)$/.test(name) || libraries.has(name) || /^(?:libgcc|libstdc\+\+|gcompat|libc6-compat|musl-locales|icu-libs|icu-data-full|krb5-libs|libintl|zlib|musl|alpine-baselayout)$/.test(name);
}

const libraries: ReadonlySet<string> = new Set('gcompat libc6-compat libc6 musl-dev linux-headers zlib-dev openssl-dev openssl-libs-static libffi-dev postgresql-libs ca-certificates-bundle'.split(' '));

const broughtAlong: ReadonlySet<string> = new Set(`perl python3 python python2 gpg gpgv gpg-agent openssl ssh scp sftp ssh-keygen ssh-keyscan ssh-agent patch xz unxz less make gcc cc g++ c++ cpp ld as ar file bzip2
  bunzip2 unzip zip node java ruby gawk awk bash sensible-editor runit init systemctl systemd dbus-daemon dbus-send update-ca-certificates ps pgrep pkill top adduser addgroup deluser update-mime-database tput ucf xml2-config`.split(/\s+/));

const ofProcps: ReadonlySet<string> = new Set(['ps', 'pgrep', 'pkill', 'top']);

/** Packages that bring no procps with them, with all that they depend on and recommend (source: `apt-cache depends --recurse` of Debian 12, 2026-11-29). */
const withoutProcps: ReadonlySet<string> = new Set(`ca-certificates curl wget tzdata openssl tini netcat-openbsd sqlite3 jq gosu dumb-init git pkg-config file gettext-base bash socat dnsutils iputils-ping
  postgresql-client default-mysql-client unzip xz-utils locales fontconfig`.split(/\s+/));

/** Programs that other packages often depend on: installing anything may bring them, but for packages of which it is known that they do not. */
export function maybeBroughtAlong(program: string, packages: readonly string[]): boolean {
  return broughtAlong.has(program) && !(ofProcps.has(program) && packages.every((name) => withoutProcps.has(name) || isLibraryPackage(name)));
}
