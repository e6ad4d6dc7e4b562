import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from '@jest/globals';
import type { Preset } from '../../src/config/model.ts';
import { lintText } from '../../src/index.ts';

// What docs/compatibility.md says of ironlint, row by row: a row that is mended, or a rule that changes, has to be looked at here.

const page = readFileSync(path.join(import.meta.dirname, '..', '..', 'docs', 'compatibility.md'), 'utf8');

interface Row {
  /** Words of the row. */
  readonly row: string;
  readonly preset?: Preset;
  /** The Dockerfile, its lines parted by `|`, which no input here has. A text without a FROM follows `FROM debian:12-slim`. */
  readonly input: string;
  /** What is found, as `rule/fault`, each once. */
  readonly found?: readonly string[];
  readonly args?: Readonly<Record<string, string>>;
}

const hadolint: readonly Row[] = [
  { row: "heredocs and newer flags that hadolint's parser cannot read", input: 'WORKDIR /x|RUN <<EOF|echo hi|EOF|COPY --parents a b/' },
  { row: 'an image name with capital letters, `FROM name@`', input: 'FROM Debian:12', found: ['syntax/image-reference'] },
  { row: 'an image name with capital letters, `FROM name@`', input: 'FROM debian@', found: ['syntax/image-reference'] },
  { row: '`ARG REGISTRY=ghcr.io`, `FROM $REGISTRY/app`', input: 'ARG REGISTRY=ghcr.io|FROM $REGISTRY/app', found: ['base-pinned/untagged'] },
  { row: '`FROM base-$TARGETARCH`, `FROM cross-$ARCH`', input: 'ARG ARCH|FROM cross-$ARCH' },
  { row: '`ARG BASE=ubuntu`, `FROM $BASE`', input: 'ARG BASE=ubuntu|FROM $BASE' },
  { row: '`ARG BASE=ubuntu`, `FROM $BASE`', preset: 'recommended', input: 'ARG BASE=ubuntu|FROM $BASE|USER 1', found: ['base-pinned/default'] },
  { row: '`COPY --from=name` that is an image or a context', input: 'COPY --from=nginx:1 /a /b/' },
  { row: '`COPY --from=name` that is an image or a context', input: 'COPY --from=nginx /a /b/|COPY --from=other /a /b/', found: ['copy-from-unknown/image', 'copy-from-unknown/unknown'] },
  { row: 'a stage further down, a number without a stage', input: 'COPY --from=7 /a /b/', found: ['syntax/stage-order'] },
  { row: 'a stage that copies from itself', input: 'FROM debian:12 AS a|COPY --from=a /x /y/', found: ['syntax/self-reference'] },
  { row: '`COPY --from=x / /`', input: 'FROM debian:12 AS x|RUN a|FROM scratch|COPY --from=x / /', found: ['copy-whole-filesystem/content'] },
  { row: '`COPY --from=x / /`', preset: 'recommended', input: 'FROM debian:12 AS x|RUN echo|FROM scratch|COPY --from=x / /' },
  { row: 'under `# check=skip=RedundantTargetPlatform`', input: '# check=skip=RedundantTargetPlatform|FROM --platform=$TARGETPLATFORM debian:12' },
  { row: '`--platform=${TARGETPLATFORM:-linux/amd64}`', input: 'FROM --platform=${TARGETPLATFORM:-linux/amd64} debian:12', found: ['platform-redundant/target-platform'] },
  { row: '| DL3066 | `USER ${NB_UID}`', input: 'FROM quay.io/jupyter/base-notebook:x|USER ${NB_UID}' },
  { row: '`apt install curl`', input: 'RUN apt install curl', found: ['apt-end-user/apt', 'assume-yes/apt'] },
  { row: "inside `bash -c '…'`", input: "RUN su -c 'npm install -g foo'", found: ['package-pinned/npm'] },
  { row: '`uv pip install torch`', input: 'RUN uv pip install torch', found: ['package-pinned/pip'] },
  { row: '`tensorflow${POSTFIX}`', input: 'RUN pip install --no-cache-dir tensorflow${POSTFIX}' },
  { row: '`dnf install libuv-1.44*`', input: 'FROM fedora:40|RUN dnf install -y libuv-1.44* && dnf clean all' },
  { row: '`apt remove x`, `yum remove x` without `-y`', input: 'RUN apt-get remove x' },
  { row: '`apt remove x`, `yum remove x` without `-y`', preset: 'recommended', input: 'USER root|RUN apt-get remove x|USER 1', found: ['assume-yes/removal'] },
  { row: '`apt-get dist-clean`', input: 'RUN apt-get update && apt-get install -y --no-install-recommends a=1 && apt-get dist-clean' },
  { row: 'stages that are not shipped | finding', input: 'FROM alpine:3.22 AS a|RUN apk add x=1|FROM debian:12|COPY --from=a /x /y/', found: ['build-stage-leftovers/apk'] },
  { row: 'stages that are not shipped | finding', preset: 'recommended', input: 'FROM alpine:3.22 AS a|RUN apk add curl=1|FROM debian:12-slim|COPY --from=a /usr/bin/curl /y/|USER 1' },
  { row: 'again behind it in one RUN', input: 'RUN apt-get update && apt-get install -y --no-install-recommends a=1 && rm -rf /var/lib/apt/lists/* && apt-get update', found: ['apt-lists-kept/lists'] },
  { row: '`apk add -U x && rm -rf /var/cache/apk/*`', input: 'FROM alpine:3.22|RUN apk add -U x=1 && rm -rf /var/cache/apk/*', found: ['cache-kept/apk-cleaned'] },
  { row: '`dnf swap`', input: 'FROM fedora:40|RUN dnf swap -y a b-1', found: ['cache-kept/dnf'] },
  { row: '`dnf clean all && dnf install x && dnf clean all`', input: 'FROM fedora:40|RUN dnf clean all && dnf install -y x-1 && dnf clean all' },
  { row: '`yarn add`, `yarn global add`', input: 'RUN yarn add x@1', found: ['cache-kept/yarn'] },
  { row: '`ADD $URL`', input: 'ARG URL|ADD $URL /x/' },
  { row: '`COPY a b $HOME_OF_BASE`', input: 'COPY a b $HOME_OF_BASE' },
  { row: 'Program Files', input: 'CMD ["a", "/p:\\"C:\\\\Program Files\\""]' },
  { row: 'Ruby\\bin\\ruby.exe', input: 'CMD ["C:\\Ruby\\bin\\ruby.exe"]', found: ['entrypoint-exec-form/broken-json'] },
  { row: '`ENV A=1`, then `ENV A=2 B=$A`', input: 'ENV A=1|ENV A=2 B=$A', found: ['env-self-reference/same-instruction'] },
  { row: '`ENV A=1 B=\\$A`', input: 'ENV A=1 B=\\$A' },
  { row: "`RUN bash -c 'wget URL'`", input: "RUN bash -c 'wget URL'", found: ['wget-progress/bar'] },
  { row: '`WORKDIR \'${dir}\'`', input: "WORKDIR '${dir}'" },
  { row: '`GOPRIVATE`, `TRAVIS_OS_NAME`, `FACEBOOK_APP_ID`', input: 'ENV GOPRIVATE=x TRAVIS_OS_NAME=y FACEBOOK_APP_ID=z' },
  { row: '`useradd -u ${UID} app`', input: 'ARG UID=1000|RUN useradd -u ${UID} app' },
  { row: '"/busybox/ln"', input: 'FROM scratch|RUN ["/busybox/ln", "-s", "/busybox/sh", "/bin/sh"]' },
  { row: '`# hadolint ignore=DL3002 why`', input: '# hadolint ignore=DL3002 why|USER root', found: ['user-numeric/other'] },
];

const buildkit: readonly Row[] = [
  { row: '`FROM REPLACE-ME`', input: 'FROM REPLACE-ME', found: ['syntax/image-reference'] },
  { row: '`ONBUILD ENV k v`', input: 'ONBUILD ENV k v', found: ['legacy-key-value/space'] },
  { row: 'one variable twice in one instruction', input: 'WORKDIR /$FOO/$FOO', found: ['variable-undefined/unset'] },
  { row: '`WORKDIR $GOPATH` on `golang`', input: 'FROM golang:1.23|WORKDIR $GOPATH' },
  { row: 'a known or unknown base image may set', input: 'FROM corp.example/x:1|WORKDIR $FOO', found: ['variable-undefined/inherited'] },
  { row: '`EXPOSE $PORT`', input: 'EXPOSE $PORT' },
  { row: '`EXPOSE $PORT`', preset: 'recommended', input: 'EXPOSE $PORT|USER 1', found: ['variable-undefined/exposed'] },
  { row: 'an image of which neither its name', input: 'FROM debian:12', args: { TARGETPLATFORM: 'linux/arm64' } },
  { row: 'an image of which neither its name', input: 'FROM arm64v8/debian:12', args: { TARGETPLATFORM: 'linux/amd64' }, found: ['base-platform/other'] },
  { row: '`ARG FOO`, `ARG BAR=${FOO:?text}`', input: 'FROM scratch|ARG FOO|ARG BAR=${FOO:?text}' },
  { row: 'with `FOO` undeclared it is an error on `FROM scratch`', input: 'FROM scratch|ARG BAR=${FOO:?text}', found: ['syntax/refused', 'variable-undefined/with-default'] },
  { row: '`ARG A`, `FROM x:$A`', input: 'ARG A|FROM x:$A', found: ['arg-default-in-from/no-image'] },
  { row: '`FROM --platform=$A x`', input: 'ARG A|FROM --platform=$A debian:12' },
  { row: '`ADD https://…/x.git?name=value`', input: 'ADD https://github.com/a/b.git?name=value /x/' },
  { row: 'where that is a backtick', input: '# escape=`|FROM debian:12|ARG X|ENV A=${X%b`}', found: ['syntax/refused'] },
];

const cases = [...hadolint.map((row) => ({ preset: 'hadolint' as const, ...row })), ...buildkit.map((row) => ({ preset: 'buildkit' as const, ...row }))];

test.each(cases)('$preset: $input', async ({ row, preset, input, found = [], args = {} }) => {
  expect([row, page.split('\n').some((line) => line.startsWith('|') && line.includes(row))]).toEqual([row, true]);
  const text = `${/(?:^|\|)FROM /.test(input) ? input : `FROM debian:12-slim|${input}`}|`.replaceAll('|', '\n');
  const { diagnostics, errors } = await lintText(text, { presets: [preset], buildArgs: new Map(Object.entries(args)), today: '2026-11-01' });
  expect([errors, [...new Set(diagnostics.map(({ rule, fault }) => `${rule}/${fault}`))].sort()]).toEqual([[], found]);
});
