import { describe, expect, test } from '@jest/globals';
import { at, program, tree } from './tree-of.ts';

describe('programs', () => {
  test.each([
    ['FROM debian:12-slim', 'curl', 'absent'],
    ['FROM debian:12-slim\nRUN apt-get update && apt-get install -y curl', 'curl', 'present'],
    ['FROM debian:12-slim\nRUN apt-get update && apt-get install -y --no-install-recommends ca-certificates libpq5', 'curl', 'absent'],
    ['FROM debian:12-slim\nRUN apt-get install -y something-odd', 'curl', 'unknown'],
    ['FROM debian:12-slim\nRUN if [ -n "$X" ]; then apt-get install -y curl; fi', 'curl', 'unknown'],
    ['FROM debian:12-slim\nRUN ./install.sh', 'curl', 'unknown'],
    ['FROM debian:12-slim\nRUN curl -fsSL https://example.com/i.sh | sh', 'wget', 'unknown'],
    ['FROM alpine:3.20', 'wget', 'present'],
    ['FROM alpine:3.20', 'bash', 'absent'],
    ['FROM alpine:3.20\nRUN apk add --no-cache bash', 'bash', 'present'],
    ['FROM scratch\nCOPY app /app', 'sh', 'absent'],
    ['FROM private.example/base', 'curl', 'unknown'],
    ['FROM debian:12-slim\nCOPY --from=b /x/app /usr/local/bin/', 'app', 'present'],
    ['FROM debian:12-slim\nCOPY app /opt/app/bin/app\nENV PATH=/opt/app/bin:$PATH', 'app', 'present'],
    ['FROM debian:12-slim\nCOPY app /opt/tool\n', 'tool', 'absent'],
    ['FROM debian:12-slim\nCOPY jq /opt/jq\n', 'jq', 'absent'],
    ['FROM debian:12-slim\nENV PATH=/usr/bin', 'curl', 'absent'],
    ['FROM debian:12-slim\nARG EXTRA\nENV PATH=$EXTRA:/usr/bin', 'curl', 'unknown'],
    ['FROM python:3.12-slim\nRUN pip install --no-cache-dir gunicorn', 'gunicorn', 'present'],
    ['FROM python:3.12-slim\nRUN pip install -r requirements.txt', 'gunicorn', 'unknown'],
    ['FROM python:3.12-slim\nRUN pip install -r requirements.txt', 'curl', 'unknown'],
    ['FROM python:3.12-slim\nWORKDIR /app\nCOPY . .', 'curl', 'absent'],
    ['FROM node:22-alpine', 'node', 'present'],
    ['FROM node:22-slim\nRUN npm ci', 'curl', 'absent'],
    ['FROM mcr.microsoft.com/dotnet/aspnet:9.0', 'curl', 'absent'],
    ['FROM mcr.microsoft.com/dotnet/aspnet:9.0-noble-chiseled', 'wget', 'absent'],
    ['FROM mcr.microsoft.com/dotnet/aspnet:9.0-alpine', 'wget', 'present'],
    ['FROM httpd:2.4', 'curl', 'absent'],
    ['FROM httpd:2.4', 'httpd', 'present'],
    ['FROM postgres:17', 'curl', 'absent'],
    ['FROM postgres:17-alpine', 'bash', 'present'],
    ['FROM openjdk:17-slim', 'curl', 'absent'],
    ['FROM caddy:2', 'curl', 'absent'],
    ['FROM redis:8', 'wget', 'absent'],
    ['FROM registry.access.redhat.com/ubi9/ubi-minimal:9.6', 'wget', 'absent'],
    ['FROM registry.access.redhat.com/ubi9/ubi-micro', 'curl', 'absent'],
    ['FROM busybox', 'httpd', 'present'],
    ['FROM gcr.io/distroless/python3-debian12', 'python', 'present'],
    ['FROM node:24-slim', 'python3', 'absent'],
    ['FROM debian:13-slim\nRUN apt-get install -y postgresql-client', 'pg_dumpall', 'unknown'],
    ['FROM debian:13-slim\nRUN apt-get install -y postgresql-client', 'curl', 'absent'],
    ['FROM debian:13-slim\nRUN apt-get install -y libcurl4 ca-certificates', 'curl', 'absent'],
    ['FROM debian:13-slim\nRUN apt-get install -y python3', 'pydoc3', 'unknown'],
    ['FROM alpine:3.22\nRUN apk add redis', 'redis-benchmark', 'unknown'],
    ['FROM alpine:3.22\nRUN apk add git', 'git-receive-pack', 'unknown'],
  ])('%s: %s is %s', (text, name, is) => {
    expect(program(text, name).is).toBe(is);
  });

  test('a program that is copied is at the word that copies it', () => {
    const text = 'FROM rust:1.80 AS builder\nWORKDIR /app\nCOPY . .\nRUN cargo build --release\nFROM debian:12-slim\nCOPY --from=builder /app/target/release/ironpost-cli /usr/local/bin/\n';
    const fact = program(text, 'ironpost-cli');
    expect(fact).toMatchObject({ is: 'present', kind: 'file', by: { keyword: 'COPY' } });
  });

  test('a program outside of the PATH is named', () => {
    expect(program('FROM debian:12-slim\nCOPY jq /opt/jq\n', 'jq')).toMatchObject({ is: 'absent', near: '/opt/jq' });
  });
});

describe('paths', () => {
  test.each([
    ['FROM debian:12-slim\nWORKDIR /app\nRUN mkdir -p data/x && touch data/y', '/app/data/x', 'present'],
    ['FROM debian:12-slim\nRUN cd /srv && mkdir a && (cd a && mkdir b) && mkdir c', '/srv/a/b', 'present'],
    ['FROM debian:12-slim\nRUN cd /srv && mkdir a && (cd a && mkdir b) && mkdir c', '/srv/c', 'present'],
    ['FROM debian:12-slim\nRUN cd /srv && mkdir a && (cd a && mkdir b) && mkdir c', '/srv/a/c', 'absent'],
    ['FROM debian:12-slim\nRUN mkdir /data && rm -rf /data', '/data', 'absent'],
    ['FROM debian:12-slim', '/app', 'absent'],
    ['FROM debian:12-slim', '/etc/app/app.toml', 'absent'],
    ['FROM debian:12-slim', '/etc/ssl/certs', 'unknown'],
    ['FROM debian:12-slim', '/usr/share/x', 'unknown'],
    ['FROM debian:12-slim', '/tmp', 'present'],
    ['FROM debian:12-slim', '/dev/stdout', 'present'],
    ['FROM debian:12-slim\nRUN echo x > /etc/x.conf', '/etc/x.conf', 'present'],
    ['FROM debian:12-slim\nRUN { echo a; echo b; } > /etc/x.conf', '/etc/x.conf', 'present'],
    ['FROM debian:12-slim\nRUN git clone https://example.com/a/tool.git /opt/tool', '/opt/tool/x', 'unknown'],
    ['FROM debian:12-slim\nRUN git clone https://example.com/a/tool.git /opt/tool', '/opt/other', 'absent'],
    ['FROM debian:12-slim\nRUN curl -o /opt/x https://example.com/y', '/opt/x', 'present'],
    ['FROM debian:12-slim\nRUN cd /opt && curl -O https://example.com/y.tgz', '/opt/y.tgz', 'present'],
    ['FROM debian:12-slim\nRUN useradd -m app', '/home/app', 'present'],
    ['FROM debian:12-slim\nRUN useradd -M app', '/home/app', 'absent'],
    ['FROM debian:12-slim\nRUN for d in a b; do mkdir -p /data/$d; done', '/data/a', 'unknown'],
    ['FROM debian:12-slim\nRUN for d in a b; do mkdir -p /data/$d; done', '/srv/a', 'absent'],
    ['FROM debian:12-slim\nRUN --mount=type=cache,target=/cache touch /cache/x', '/cache/x', 'absent'],
    ['FROM debian:12-slim\nRUN --mount=type=cache,target=/cache ./x.sh', '/cache/x', 'absent'],
    ['FROM debian:12-slim\nRUN --mount=type=cache,target=/cache ./x.sh', '/other', 'unknown'],
    ['FROM debian:12-slim\nCOPY <<EOF /etc/x.conf\nx\nEOF\n', '/etc/x.conf', 'present'],
    ['FROM debian:12-slim\nADD https://example.com/x.txt /data/', '/data/x.txt', 'present'],
    ['FROM debian:12-slim\nADD rootfs.tar.gz /', '/anything', 'unknown'],
    ['FROM debian:12-slim\nRUN install -D -m 755 a /srv/x/a', '/srv/x/a', 'present'],
    ['FROM debian:12-slim\nRUN mkdir /srv/a && touch /srv/f && mv /srv/f /srv/a', '/srv/a/f', 'present'],
    ['FROM debian:12-slim\nRUN touch /srv/f && mv /srv/f /srv/g', '/srv/f', 'absent'],
    ['FROM debian:12-slim\nRUN bash -c "mkdir /srv/q"', '/srv/q', 'present'],
  ])('%s: %s is %s', (text, path, is) => {
    expect(at(text, path)).toBe(is);
  });
});

describe('copies from the build context', () => {
  const files = { '.dockerignore': 'docs\n', 'app.py': '', 'docs/a.md': '', 'src/lib/x.py': '', 'a.conf': '', 'b.conf': '' };

  test.each([
    ['COPY . /app', '/app/src/lib/x.py', 'present'],
    ['COPY . /app', '/app/docs/a.md', 'absent'],
    ['COPY . /app', '/app/none', 'absent'],
    ['WORKDIR /app\nCOPY . .', '/app/app.py', 'present'],
    ['COPY src /app/', '/app/lib/x.py', 'present'],
    ['COPY src /app/', '/app/src', 'absent'],
    ['COPY app.py /app/', '/app/app.py', 'present'],
    ['COPY app.py /app', '/app', 'present'],
    ['COPY app.py /app', '/app/app.py', 'absent'],
    ['COPY *.conf /conf/', '/conf/b.conf', 'present'],
    ['COPY --parents src/lib/x.py /p/', '/p/src/lib/x.py', 'present'],
    ['COPY app.py src /app/', '/app/lib', 'present'],
    ['COPY none /app/', '/app/none', 'unknown'],
    ['COPY app.py /usr/local/bin', '/usr/local/bin/app.py', 'present'],
  ])('%s: %s is %s', (copy, path, is) => {
    expect(at(`FROM debian:12-slim\n${copy}\n`, path, { files })).toBe(is);
  });
});

describe('copies from a stage', () => {
  const build = 'FROM debian:12-slim AS b\nWORKDIR /src\nRUN mkdir -p out/sub && touch out/app out/sub/x\n';

  test.each([
    ['COPY --from=b /src/out/app /srv/app', '/srv/app', 'present'],
    ['COPY --from=b /src/out/app /srv/', '/srv/app', 'present'],
    ['COPY --from=b /src/out /srv/', '/srv/app', 'present'],
    ['COPY --from=b /src/out /srv/', '/srv/sub/x', 'present'],
    ['COPY --from=b /src/out /srv/', '/srv/out', 'absent'],
    ['COPY --from=b /src/none /srv/', '/srv/none', 'unknown'],
    ['COPY --from=nginx:1.27 /etc/nginx /srv/nginx', '/srv/nginx/nginx.conf', 'unknown'],
    ['COPY --from=nginx:1.27 /etc/nginx /srv/nginx', '/srv/other', 'absent'],
  ])('%s: %s is %s', (copy, path, is) => {
    expect(at(`${build}FROM debian:12-slim\n${copy}\n`, path)).toBe(is);
  });
});

describe('owners', () => {
  test.each([
    ['WORKDIR /app\nCOPY --chown=app . .', '/app', 'root'],
    ['WORKDIR /app\nCOPY --chown=app a.txt .', '/app/a.txt', 'app'],
    ['COPY --chown=app . /app', '/app', 'app'],
    ['RUN mkdir /app', '/app', 'root'],
    ['USER 1000\nRUN mkdir /tmp/x', '/tmp/x', '1000'],
    ['RUN mkdir /app && chown -R app:app /app', '/app', 'app'],
    ['RUN mkdir -p /app/x && chown -R app /app && chown 0 /app', '/app/x', 'app'],
    ['RUN mkdir -p /app/x && chown -R app /app && chown 0 /app', '/app', 'root'],
    ['RUN mkdir /app && chown $WHO /app', '/app', undefined],
    ['RUN mkdir /app && ./setup.sh', '/app', undefined],
    ['WORKDIR /app\nRUN npm ci', '/app', 'root'],
    ['RUN useradd -m app', '/home/app', 'app'],
    ['RUN install -d -o app /app', '/app', 'app'],
  ])('%s: %s belongs to %s', (instructions, path, owner) => {
    const fact = tree(`FROM debian:12-slim\n${instructions}\n`).at(path);
    expect(fact).toMatchObject({ is: 'present', owner });
  });
});
