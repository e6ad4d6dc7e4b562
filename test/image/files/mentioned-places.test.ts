import { describe, expect, test } from '@jest/globals';
import { createBuild } from '../../../src/build.ts';
import { Source } from '../../../src/source.ts';

function inBuildStage(text: string, path: string): string | undefined {
  const build = createBuild({ source: new Source('Dockerfile', text), today: '2026-11-23' });
  return build.target === undefined ? undefined : build.files(build.target).at(path).is;
}

describe('tools may write where their words and variables say', () => {
  test.each([
    ['node:24-slim', '/app', 'pnpm --filter=api deploy --prod /prod/api', '/prod/api'],
    ['node:24-slim', '/app', 'pnpm deploy --filter api --prod --legacy /prod', '/prod/dist'],
    ['node:24-slim', '/app', 'npm pack --pack-destination /out', '/out/x.tgz'],
    ['node:24-slim', '/app', 'yarn install --modules-folder /mods', '/mods/x'],
    ['node:24-slim', '/app', 'npm run build -- --outDir /out', '/out'],
    ['node:24-slim', '/app', 'npx vite build --outDir=/out', '/out/index.html'],
    ['node:24-slim', '/app', 'npx esbuild src/index.ts --bundle --outfile=/out/index.js', '/out/index.js'],
    ['node:24-slim', '/app', 'npx turbo prune --scope=web --docker --out-dir=/pruned', '/pruned/json'],
    ['node:24-slim', '/app', 'bun build src/index.ts --compile --outfile /out/server', '/out/server'],
    ['node:24-slim', '/app', 'BUILD_PATH=/out npm run build', '/out'],
    ['maven:3-eclipse-temurin-21', '/app', 'mvn dependency:copy-dependencies -DoutputDirectory=/libs', '/libs'],
    ['maven:3-eclipse-temurin-21', '/app', 'mvn package -DbuildDirectory=/out', '/out/app.jar'],
    ['maven:3-eclipse-temurin-21', '/app', 'mvn -f /src/pom.xml package', '/src/target/app.jar'],
    ['elixir:1.18', '/app', 'mix release --path /rel', '/rel/bin/app'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '/src', 'dotnet publish /p:PublishDir=/out', '/out'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '/src', 'dotnet publish -p:PublishDir=/out', '/out'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '/src', 'dotnet build -c Release --artifacts-path /artifacts', '/artifacts/bin'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '/src', 'dotnet tool install --tool-path /tools dotnet-ef', '/tools/dotnet-ef'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '/src', 'dotnet ef migrations bundle -o /bundle/efbundle', '/bundle/efbundle'],
    ['mcr.microsoft.com/dotnet/sdk:9.0', '/src', 'dotnet test --results-directory /results', '/results'],
    ['rust:1.90', '/app', 'cargo build --config \'build.target-dir="/tgt"\' --release', '/tgt/release/app'],
    ['rust:1.90', '/app', 'trunk build --release --dist /dist', '/dist'],
    ['rust:1.90', '/app', 'cargo vendor /vendor', '/vendor'],
    ['rust:1.90', '/app', 'cargo doc --target-dir /docs', '/docs/doc'],
    ['golang:1.25', '/src', 'go mod vendor -o /vendor', '/vendor'],
    ['golang:1.25', '/src', 'go test -c -o /out/test', '/out/test'],
    ['golang:1.25', '/src', 'go test -coverprofile=/out/c.out ./...', '/out/c.out'],
    ['golang:1.25', '/src', 'GOMODCACHE=/mod go mod download', '/mod/cache'],
    ['golang:1.25', '/src', 'protoc --go_out=/gen a.proto', '/gen/a.pb.go'],
    ['python:3.13-slim', '/app', 'pip install --root /r --prefix /usr/local x', '/r/usr/local'],
    ['python:3.13-slim', '/app', 'pip wheel -w /wheels .', '/wheels'],
    ['python:3.13-slim', '/app', 'pip wheel --no-cache-dir --wheel-dir /wheels -r r.txt', '/wheels'],
    ['python:3.13-slim', '/app', 'pip download -d /dl x', '/dl'],
    ['python:3.13-slim', '/app', 'uv venv --seed /env', '/env'],
    ['python:3.13-slim', '/app', 'uv pip install --python /env/bin/python x', '/env/lib/x'],
    ['python:3.13-slim', '/app', 'UV_PYTHON_INSTALL_DIR=/python uv python install 3.13', '/python'],
    ['python:3.13-slim', '/app', 'uv python install --install-dir /python 3.13', '/python'],
    ['python:3.13-slim', '/app', 'UV_TOOL_DIR=/tools UV_TOOL_BIN_DIR=/tbin uv tool install ruff', '/tbin/ruff'],
    ['python:3.13-slim', '/app', 'uv build --out-dir /dist', '/dist'],
    ['python:3.13-slim', '/app', 'uv export --output-file=/req.txt', '/req.txt'],
    ['python:3.13-slim', '/app', 'poetry export -f requirements.txt -o /out/requirements.txt', '/out/requirements.txt'],
    ['python:3.13-slim', '/app', 'poetry bundle venv /bundle', '/bundle'],
    ['python:3.13-slim', '/app', 'virtualenv -p python3 /ve', '/ve'],
    ['python:3.13-slim', '/app', 'conda create -p /env python', '/env'],
    ['debian:trixie', '/src', 'gcc -O2 -o/out/app a.c', '/out/app'],
    ['debian:trixie', '/src', 'dpkg -x a.deb /out', '/out/usr'],
    ['debian:trixie', '/src', 'git worktree add /wt main', '/wt/x'],
    ['debian:trixie', '/src', 'dd if=/dev/zero of=/out/x count=1', '/out/x'],
    ['debian:trixie', '/src', 'gem install --install-dir /gems x', '/gems'],
    ['debian:trixie', '/src', 'bundle config set --local path /gems && bundle install', '/gems'],
    ['debian:trixie', '/src', 'BUNDLE_PATH=/vb bundle install', '/vb'],
    ['debian:trixie', '/src', 'composer create-project x/y /site', '/site/public'],
    ['debian:trixie', '/src', 'COMPOSER_VENDOR_DIR=/vendor composer install', '/vendor'],
    ['debian:trixie', '/src', 'hugo -s /site', '/site/public'],
    ['debian:trixie', '/src', 'strip -o /out/a b', '/out/a'],
    ['debian:trixie', '/src', 'sort -o /out/a b', '/out/a'],
    ['archlinux:base', '/src', 'pacman -r /r -S x', '/r/usr'],
    ['erlang:28', '/src', 'rebar3 as prod release -o /rel', '/rel'],
    ['node:24-slim', '/app', 'next build /web', '/web/.next'],
  ])('%s, in %s: `%s` may make %s', (image, folder, command, path) => {
    expect(inBuildStage(`FROM ${image}\nWORKDIR ${folder}\nCOPY src/main.c ./\nRUN ${command}\n`, path)).not.toBe('absent');
  });

  test.each([
    ['FROM python:3.13-slim\nENV UV_PROJECT_ENVIRONMENT=/venv\nRUN uv sync', '/venv'],
    ['FROM python:3.13-slim\nENV POETRY_VIRTUALENVS_PATH=/envs\nRUN poetry install', '/envs/x'],
    ['FROM python:3.13-slim\nENV VIRTUAL_ENV=/py PATH=/py/bin:$PATH\nRUN pip install -r requirements.txt', '/py/bin/gunicorn'],
    ['FROM python:3.13-slim\nENV PATH=/py/bin:$PATH\nRUN pip install gunicorn', '/py/lib/python3.13/site-packages'],
    ['FROM node:24-slim\nARG OUT_DIR=/out\nWORKDIR /app\nRUN npm run build', '/out/index.js'],
    ['FROM node:24-slim AS base\nENV NPM_CONFIG_PREFIX=/npm\nFROM base\nWORKDIR /app\nRUN npm ci', '/npm/bin/x'],
    ['FROM golang:1.25\nENV GOMODCACHE=/modules\nWORKDIR /src\nRUN go mod download', '/modules/cache'],
  ])('%j may make %s', (text, path) => {
    expect(inBuildStage(text, path)).not.toBe('absent');
  });

  test.each([
    ['FROM node:24-slim\nWORKDIR /app\nRUN npm run build -- --base=/ --url https://example.com/out', '/out'],
    ['FROM node:24-slim\nWORKDIR /app\nRUN npm run build -- --outDir /out', '/dist'],
    ['FROM mcr.microsoft.com/dotnet/sdk:9.0\nWORKDIR /src\nRUN dotnet publish /p:PublishDir=/out', '/app'],
    ['FROM golang:1.25\nWORKDIR /src\nRUN go build -o /out/server ./cmd/server', '/out/sever'],
    ['FROM debian:trixie\nENV CONFIG=/etc/app.toml\nRUN mkdir /data', '/etc/app.toml'],
  ])('%j does not make %s', (text, path) => {
    expect(inBuildStage(text, path)).toBe('absent');
  });
});
