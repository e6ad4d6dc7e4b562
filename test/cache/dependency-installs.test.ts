import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../src/build.ts';
import { dependencyInstalls, installFate } from '../../src/cache/dependency-installs.ts';
import { memoryContext } from '../../src/context/memory.ts';
import { Source } from '../../src/source.ts';

// Dockerfiles as people write them, for each program that installs what a manifest lists. `runs`: an edit of a source installs
// everything again; `cached`: it does not; nothing: there is no install that could be cached better.

function fates(dockerfile: string, paths: readonly string[] | undefined): readonly string[] {
  const ports = paths === undefined ? {} : { context: () => memoryContext({ files: Object.fromEntries(paths.map((path) => [path, ''])), why: 'it was given' }) };
  const build = createBuild({ source: new Source('Dockerfile', dockerfile), today: '2026-11-01', ports });
  return dependencyInstalls(build).map((install) => `${install.command.name} ${installFate(build, install)?.is ?? 'none'}`);
}

const projects = {
  node: ['package.json', 'package-lock.json', 'yarn.lock', 'pnpm-lock.yaml', 'pnpm-workspace.yaml', 'bun.lock', '.npmrc', '.yarnrc.yml', '.yarn/releases/yarn-4.cjs', 'src/index.ts', 'public/index.html', 'scripts/postinstall.js', 'packages/a/package.json', 'packages/a/src/a.ts', 'README.md', 'prisma/schema.prisma', 'tsconfig.json'],
  python: ['requirements.txt', 'requirements/base.txt', 'requirements/dev.txt', 'pyproject.toml', 'poetry.lock', 'uv.lock', 'Pipfile', 'Pipfile.lock', 'setup.py', 'setup.cfg', 'app/main.py', 'app/__init__.py', 'manage.py', 'README.md', 'constraints.txt'],
  go: ['go.mod', 'go.sum', 'cmd/app/main.go', 'internal/x/x.go', 'main.go', 'vendor/modules.txt', 'Makefile'],
  maven: ['pom.xml', 'mvnw', '.mvn/wrapper/maven-wrapper.properties', 'src/main/java/App.java', 'core/pom.xml', 'core/src/main/java/Core.java'],
  gradle: ['build.gradle', 'settings.gradle', 'gradlew', 'gradle/wrapper/gradle-wrapper.properties', 'gradle/libs.versions.toml', 'gradle.properties', 'src/main/java/App.java', 'app/build.gradle.kts', 'app/src/main/kotlin/App.kt', 'buildSrc/build.gradle.kts'],
  ruby: ['Gemfile', 'Gemfile.lock', '.ruby-version', 'app/models/user.rb', 'config/application.rb', 'x.gemspec', 'lib/x/version.rb', 'vendor/cache/x.gem'],
  php: ['composer.json', 'composer.lock', 'src/Kernel.php', 'public/index.php', 'symfony.lock', 'bin/console'],
  dotnet: ['App.sln', 'src/App/App.csproj', 'src/App/Program.cs', 'src/Lib/Lib.csproj', 'src/Lib/Lib.cs', 'nuget.config', 'Directory.Build.props', 'Directory.Packages.props', 'global.json', 'App.csproj', 'Program.cs'],
  elixir: ['mix.exs', 'mix.lock', 'lib/app.ex', 'config/config.exs', 'assets/js/app.js', 'apps/web/mix.exs', 'apps/web/lib/web.ex'],
  rust: ['Cargo.toml', 'Cargo.lock', 'src/main.rs', 'crates/a/Cargo.toml', 'crates/a/src/lib.rs'],
} as const;

type Case = readonly [name: string, project: keyof typeof projects, body: string, expected: readonly string[]];

/** Cargo has rules of its own: `cargo-chef-absent`. */
const bad: readonly Case[] = [
  ['npm', 'node', 'COPY . .\nRUN npm ci', ['npm runs']],
  ['npm install behind sources', 'node', 'COPY package.json ./\nCOPY src ./src\nRUN npm install --omit=dev', ['npm runs']],
  ['npm with ADD', 'node', 'ADD . /app\nRUN npm install && npm run build', ['npm runs']],
  ['npm in a folder', 'node', 'COPY . /app\nRUN cd /app && npm ci', ['npm runs']],
  ['npm of a second project', 'node', 'COPY package*.json ./\nRUN npm ci\nWORKDIR /b\nCOPY src/ .\nRUN npm ci', ['npm cached', 'npm runs']],
  ['npm --prefix', 'node', 'COPY . .\nRUN npm --prefix packages/a ci', ['npm runs']],
  ['npm clean install', 'node', 'COPY . .\nRUN npm clean-install --production', ['npm runs']],
  ['npm in an if', 'node', 'COPY . .\nRUN if [ -f package-lock.json ]; then npm ci; else npm install; fi', ['npm runs']],
  ['yarn', 'node', 'COPY . .\nRUN yarn install --frozen-lockfile', ['yarn runs']],
  ['yarn alone', 'node', 'COPY . .\nRUN yarn && yarn build', ['yarn runs']],
  ['yarn with options only', 'node', 'COPY . .\nRUN yarn --immutable', ['yarn runs']],
  ['yarn workspaces focus', 'node', 'COPY . .\nRUN yarn workspaces focus --production', ['yarn runs']],
  ['pnpm', 'node', 'COPY . .\nRUN corepack enable && pnpm install --frozen-lockfile', ['pnpm runs']],
  ['pnpm i', 'node', 'COPY . .\nRUN pnpm i --prod', ['pnpm runs']],
  ['pnpm filter', 'node', 'COPY . .\nRUN pnpm --filter a install', ['pnpm runs']],
  ['bun', 'node', 'COPY . .\nRUN bun install --production', ['bun runs']],
  ['pip -r', 'python', 'COPY . .\nRUN pip install --no-cache-dir -r requirements.txt', ['pip runs']],
  ['pip3 -r', 'python', 'COPY . /app\nWORKDIR /app\nRUN pip3 install -r requirements/base.txt', ['pip3 runs']],
  ['python -m pip', 'python', 'COPY . .\nRUN python -m pip install -r requirements.txt', ['python runs']],
  ['pip with several', 'python', 'COPY . .\nRUN pip install -U pip && pip install --requirement=requirements.txt', ['pip runs']],
  ['pip .', 'python', 'COPY . .\nRUN pip install .', ['pip runs']],
  ['pip -e .', 'python', 'COPY . .\nRUN pip install --no-cache-dir -e .', ['pip runs']],
  ['pip -e .[extra]', 'python', 'COPY . .\nRUN pip install -e ".[dev]"', ['pip runs']],
  ['pipenv', 'python', 'COPY . .\nRUN pipenv install --system --deploy', ['pipenv runs']],
  ['pipenv sync', 'python', 'COPY . .\nRUN pipenv sync', ['pipenv runs']],
  ['poetry', 'python', 'COPY . .\nRUN poetry config virtualenvs.create false && poetry install --only main', ['poetry runs']],
  ['uv sync', 'python', 'COPY . .\nRUN uv sync --locked', ['uv runs']],
  ['uv pip -r', 'python', 'COPY . .\nRUN uv pip install --system -r requirements.txt', ['uv runs']],
  ['go mod', 'go', 'COPY . .\nRUN go mod download', ['go runs']],
  ['go mod and build', 'go', 'COPY . .\nRUN go mod download && go build -o /app ./cmd/app', ['go runs']],
  ['go get of all', 'go', 'COPY . .\nRUN go get -d -v ./...', ['go runs']],
  ['mvn go-offline', 'maven', 'COPY . .\nRUN mvn dependency:go-offline\nRUN mvn package', ['mvn runs']],
  ['mvnw go-offline', 'maven', 'COPY . .\nRUN ./mvnw -B dependency:go-offline', ['mvnw runs']],
  ['mvn resolve behind sources', 'maven', 'COPY pom.xml .\nCOPY src ./src\nRUN mvn -B dependency:resolve', ['mvn runs']],
  ['mvn package alone', 'maven', 'COPY . .\nRUN mvn -B -DskipTests clean package', ['mvn runs']],
  ['mvnw package behind sources', 'maven', 'COPY mvnw pom.xml ./\nCOPY .mvn .mvn\nCOPY src src\nRUN ./mvnw package', ['mvnw runs']],
  ['gradle dependencies', 'gradle', 'COPY . .\nRUN gradle dependencies', ['gradle runs']],
  ['gradlew build alone', 'gradle', 'COPY . .\nRUN ./gradlew build --no-daemon', ['gradlew runs']],
  ['gradle bootJar alone', 'gradle', 'COPY build.gradle settings.gradle ./\nCOPY src src\nRUN gradle bootJar -x test', ['gradle runs']],
  ['bundler', 'ruby', 'COPY . .\nRUN bundle install --jobs 4', ['bundle runs']],
  ['bundle alone', 'ruby', 'COPY . .\nRUN bundle', ['bundle runs']],
  ['bundle config', 'ruby', 'COPY . .\nRUN bundle config set without development && bundle install', ['bundle runs']],
  ['composer', 'php', 'COPY . .\nRUN composer install --no-dev --optimize-autoloader', ['composer runs']],
  ['php composer.phar', 'php', 'COPY . .\nRUN php composer.phar install', ['php runs']],
  ['dotnet restore', 'dotnet', 'COPY . .\nRUN dotnet restore', ['dotnet runs']],
  ['dotnet restore of a project', 'dotnet', 'COPY . .\nRUN dotnet restore "src/App/App.csproj"', ['dotnet runs']],
  ['dotnet restore of a folder of sources', 'dotnet', 'COPY src/ src/\nRUN dotnet restore src/App/App.csproj', ['dotnet runs']],
  ['dotnet publish alone', 'dotnet', 'COPY . ./\nRUN dotnet publish -c Release -o out', ['dotnet runs']],
  ['mix', 'elixir', 'COPY . .\nRUN mix deps.get --only prod', ['mix runs']],
  ['mix do', 'elixir', 'COPY . .\nRUN mix do deps.get, deps.compile', ['mix runs']],
];

const good: readonly Case[] = [
  ['npm', 'node', 'COPY package.json package-lock.json ./\nRUN npm ci\nCOPY . .', ['npm cached']],
  ['npm glob', 'node', 'COPY package*.json ./\nRUN npm install --omit=dev\nCOPY src src', ['npm cached']],
  ['npm of a workspace', 'node', 'COPY package*.json ./\nCOPY packages/a/package.json packages/a/\nRUN npm ci --workspaces\nCOPY . .', ['npm cached']],
  ['npm --parents', 'node', 'COPY --parents package*.json packages/*/package.json ./\nRUN npm ci\nCOPY . .', ['npm cached']],
  ['npm bind mounts', 'node', 'RUN --mount=type=bind,source=package.json,target=package.json --mount=type=bind,source=package-lock.json,target=package-lock.json npm ci\nCOPY . .', ['npm cached']],
  ['npm again without development', 'node', 'COPY package*.json ./\nRUN npm ci\nCOPY . .\nRUN npm run build && npm prune --omit=dev', ['npm cached']],
  ['npm -g', 'node', 'COPY . .\nRUN npm install -g serve', []],
  ['npm of a package', 'node', 'COPY . .\nRUN npm install express@4', []],
  ['yarn', 'node', 'COPY package.json yarn.lock .yarnrc.yml ./\nCOPY .yarn .yarn\nRUN yarn install --immutable\nCOPY . .', ['yarn cached']],
  ['yarn script', 'node', 'COPY . .\nRUN yarn build && yarn run test', []],
  ['pnpm fetch', 'node', 'COPY pnpm-lock.yaml ./\nRUN pnpm fetch --prod\nCOPY . .\nRUN pnpm install -r --offline --prod', ['pnpm cached']],
  ['pnpm', 'node', 'COPY package.json pnpm-lock.yaml pnpm-workspace.yaml ./\nRUN pnpm install --frozen-lockfile\nCOPY . .', ['pnpm cached']],
  ['pnpm deploy', 'node', 'COPY package.json pnpm-lock.yaml ./\nRUN pnpm install\nCOPY . .\nRUN pnpm deploy --filter=a --prod /prod/a', ['pnpm cached']],
  ['bun', 'node', 'COPY package.json bun.lock ./\nRUN bun install --frozen-lockfile\nCOPY . .\nRUN bun run build', ['bun cached']],
  ['prisma beside manifests', 'node', 'COPY package*.json ./\nCOPY prisma ./prisma/\nRUN npm ci\nCOPY . .', ['npm cached']],
  ['a script that the install runs', 'node', 'COPY package*.json ./\nCOPY scripts/postinstall.js scripts/\nRUN npm ci\nCOPY . .', ['npm cached']],
  ['pip -r', 'python', 'COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .', ['pip cached']],
  ['pip folder', 'python', 'COPY requirements /requirements\nRUN pip install -r /requirements/dev.txt\nCOPY . .', ['pip cached']],
  ['pip mount', 'python', 'RUN --mount=type=bind,source=requirements.txt,target=/tmp/requirements.txt pip install -r /tmp/requirements.txt\nCOPY . .', ['pip cached']],
  ['pip . behind pip -r', 'python', 'COPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install .', ['pip cached']],
  ['pip . without dependencies', 'python', 'COPY . .\nRUN pip install --no-deps .', []],
  ['pip of packages', 'python', 'COPY . .\nRUN pip install gunicorn==21', []],
  ['pip -e behind dependencies', 'python', 'COPY pyproject.toml .\nRUN pip install $(python -c "print()")\nCOPY requirements.txt .\nRUN pip install -r requirements.txt\nCOPY . .\nRUN pip install -e .', ['pip cached']],
  ['poetry', 'python', 'COPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .', ['poetry cached']],
  ['poetry twice', 'python', 'COPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root\nCOPY . .\nRUN poetry install --only-root', ['poetry cached']],
  ['poetry root behind its dependencies', 'python', 'COPY pyproject.toml poetry.lock ./\nRUN poetry install --no-root --only main\nCOPY . .\nRUN poetry install --only main', ['poetry cached']],
  ['uv', 'python', 'COPY pyproject.toml uv.lock ./\nRUN uv sync --locked --no-install-project\nCOPY . .\nRUN uv sync --locked', ['uv cached']],
  ['uv mounts', 'python', 'RUN --mount=type=bind,source=uv.lock,target=uv.lock --mount=type=bind,source=pyproject.toml,target=pyproject.toml uv sync --frozen --no-install-project --no-dev\nADD . /app\nRUN uv sync --frozen --no-dev', ['uv cached']],
  ['uv --no-deps', 'python', 'COPY requirements.txt .\nRUN uv pip install -r requirements.txt\nCOPY . .\nRUN uv pip install --no-deps -e .', ['uv cached']],
  ['go mod', 'go', 'COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go build', ['go cached']],
  ['go glob', 'go', 'COPY go.* ./\nRUN go mod download && go mod verify\nCOPY . .', ['go cached']],
  ['go get of a tool', 'go', 'COPY . .\nRUN go install github.com/air-verse/air@latest', []],
  ['go verify', 'go', 'COPY go.mod go.sum ./\nRUN go mod download\nCOPY . .\nRUN go mod verify && go mod tidy', ['go cached']],
  ['go vendor', 'go', 'COPY . .\nRUN go build -mod=vendor ./...', []],
  ['mvn', 'maven', 'COPY pom.xml .\nRUN mvn dependency:go-offline\nCOPY src src\nRUN mvn package', ['mvn cached']],
  ['mvnw', 'maven', 'COPY .mvn/ .mvn\nCOPY mvnw pom.xml ./\nRUN ./mvnw dependency:resolve\nCOPY src ./src\nRUN ./mvnw spring-boot:run', ['mvnw cached']],
  ['mvn offline build', 'maven', 'COPY pom.xml .\nRUN mvn -B dependency:go-offline\nCOPY . .\nRUN mvn -o package -DskipTests', ['mvn cached']],
  ['gradle', 'gradle', 'COPY build.gradle settings.gradle ./\nRUN gradle dependencies --no-daemon\nCOPY . .\nRUN gradle build', ['gradle cached']],
  ['gradlew', 'gradle', 'COPY gradlew build.gradle settings.gradle gradle.properties ./\nCOPY gradle gradle\nRUN ./gradlew --version\nRUN ./gradlew dependencies\nCOPY src src\nRUN ./gradlew bootJar', ['gradlew cached']],
  ['bundler', 'ruby', 'COPY Gemfile Gemfile.lock ./\nRUN bundle install\nCOPY . .', ['bundle cached']],
  ['bundler of rails', 'ruby', 'COPY Gemfile Gemfile.lock vendor ./\nRUN bundle install && bundle exec bootsnap precompile --gemfile\nCOPY . .\nRUN bundle exec rake assets:precompile', ['bundle cached']],
  ['bundler of a gem', 'ruby', 'COPY Gemfile* *.gemspec ./\nCOPY lib/x/version.rb lib/x/\nRUN bundle config set deployment true\nRUN bundle install\nCOPY . .', ['bundle cached']],
  ['composer', 'php', 'COPY composer.json composer.lock ./\nRUN composer install --no-scripts --no-autoloader\nCOPY . .\nRUN composer dump-autoload --optimize', ['composer cached']],
  ['composer glob', 'php', 'COPY composer.* symfony.* ./\nRUN composer install --no-dev --no-scripts\nCOPY . .\nRUN composer run-script post-install-cmd', ['composer cached']],
  ['composer twice', 'php', 'COPY composer.json composer.lock ./\nRUN composer install --no-scripts --no-autoloader\nCOPY . .\nRUN composer install', ['composer cached']],
  ['dotnet', 'dotnet', 'COPY *.csproj ./\nRUN dotnet restore\nCOPY . ./\nRUN dotnet publish -c Release -o out', ['dotnet cached']],
  ['dotnet solution', 'dotnet', 'COPY *.sln Directory.*.props nuget.config ./\nCOPY src/App/App.csproj src/App/\nCOPY src/Lib/Lib.csproj src/Lib/\nRUN dotnet restore\nCOPY . .\nRUN dotnet publish --no-restore', ['dotnet cached']],
  ['dotnet --parents', 'dotnet', 'COPY --parents **/*.csproj App.sln ./\nRUN dotnet restore App.sln\nCOPY . .\nRUN dotnet build --no-restore', ['dotnet cached']],
  ['dotnet in another folder', 'dotnet', 'COPY ["src/App/App.csproj", "src/App/"]\nRUN dotnet restore "src/App/App.csproj"\nCOPY . .\nWORKDIR /app/src/App\nRUN dotnet build App.csproj -c Release', ['dotnet cached']],
  ['dotnet tool', 'dotnet', 'COPY . .\nRUN dotnet tool restore', []],
  ['mix', 'elixir', 'COPY mix.exs mix.lock ./\nRUN mix deps.get --only prod\nCOPY config/config.exs config/\nRUN mix deps.compile\nCOPY lib lib', ['mix cached']],
  ['mix of an umbrella', 'elixir', 'COPY mix.exs mix.lock ./\nCOPY apps/web/mix.exs apps/web/\nCOPY config config\nRUN mix do deps.get --only prod, deps.compile\nCOPY . .', ['mix cached']],
  ['cargo chef', 'rust', 'COPY recipe.json .\nRUN cargo chef cook --release\nCOPY . .\nRUN cargo build --release', []],
  ['cache mounts', 'node', 'COPY . .\nRUN --mount=type=cache,target=/root/.npm npm ci', []],
];

describe('an edit of a source', () => {
  test.each(bad)('%s: installs again', (_name, project, body, expected) => {
    expect(fates(`FROM base\nWORKDIR /app\n${body}\n`, projects[project])).toEqual(expected);
  });
  test.each(bad.filter(([, , body]) => !/src\/? |second/.test(body)))('%s: installs again, also in a context that is not known', (_name, _project, body, expected) => {
    expect(fates(`FROM base\nWORKDIR /app\n${body}\n`, undefined)).toEqual(expected);
  });
  test.each(good)('%s: stays cached', (_name, project, body, expected) => {
    expect(fates(`FROM base\nWORKDIR /app\n${body}\n`, projects[project]).map((fate) => fate.replace('none', 'cached'))).toEqual(expected);
  });
});
