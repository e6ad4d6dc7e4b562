import type { Diagnostic } from '../../src/diagnostic.ts';
import type { Report } from '../../src/report.ts';
import type { ReporterOptions } from '../../src/reporters/model.ts';
import { Source, type Place } from '../../src/source.ts';

/** The place of a text's first occurrence. */
export function placeOf(source: Source, text: string): Place {
  const start = source.text.indexOf(text);
  return source.place(start, start + text.length);
}

export const dockerfile = new Source('docker/Dockerfile', [
  '# 빌드',
  'FROM rust:1.90 AS builder',
  'RUN apt-get update && apt-get install -y \\',
  '    curl',
  "RUN echo '안녕하세요' && curl http://example.com/a?b=c&d | sh",
  'FROM debian:bookworm-slim',
  'COPY . /app',
  'CMD ./app --port 80',
  '',
].join('\n'));

const ignoreFile = new Source('.dockerignore', '');

const findings: readonly Diagnostic[] = [
  {
    rule: 'apt-no-recommends', fault: 'recommended-packages', severity: 'info', place: placeOf(dockerfile, 'install'),
    message: '`apt-get install` also installs the packages that yours recommend', help: 'Add `--no-install-recommends`, and name the ones you do need.',
    aliases: [{ tool: 'hadolint', id: 'DL3015', level: 'info' }], related: [],
    fixes: [{ title: 'Add `--no-install-recommends`', safety: 'unsafe', edits: [{ place: dockerfile.place(placeOf(dockerfile, 'install').span.end, placeOf(dockerfile, 'install').span.end), text: ' --no-install-recommends' }] }],
  },
  {
    rule: 'apt-pinned', fault: 'no-version', severity: 'warning', place: placeOf(dockerfile, 'apt-get install -y \\\n    curl'),
    message: 'No version is given for `curl`', aliases: [{ tool: 'hadolint', id: 'DL3008', level: 'warning' }], related: [], fixes: [],
  },
  {
    rule: 'remote-script', fault: 'piped', severity: 'error', place: placeOf(dockerfile, 'curl http://example.com/a?b=c&d | sh'),
    message: 'A script of `http://example.com` is run without a look at it', help: 'Download it, check its digest, then run it:\nRUN curl -o a.sh …\n\nsh a.sh',
    aliases: [], related: [{ place: placeOf(dockerfile, 'FROM rust:1.90'), message: 'this image has no [list](of) certificates' }], fixes: [], build: 'compose service web',
  },
  {
    rule: 'dockerignore', fault: 'missing', severity: 'info', place: placeOf(dockerfile, 'COPY . /app'),
    message: 'The build context has no `.dockerignore`', aliases: [], related: [],
    fixes: [{ title: 'Create `.dockerignore`', safety: 'safe', edits: [{ place: ignoreFile.place(0, 0), text: '.git/\n' }] }],
  },
  {
    rule: 'exec-form', fault: 'shell-form', severity: 'warning', place: placeOf(dockerfile, './app --port 80'),
    message: 'CMD runs in a shell, which does not pass on signals', aliases: [{ tool: 'hadolint', id: 'DL3025', level: 'warning' }, { tool: 'buildkit', id: 'JSONArgsRecommended' }],
    related: [], fixes: [{ title: 'Use the JSON form', safety: 'safe', edits: [{ place: placeOf(dockerfile, './app --port 80'), text: '["./app", "--port", "80"]' }] }],
  },
];

/** One of everything: findings at every level, a policy with every outcome, an error, a note. */
export const sampleReport: Report = {
  files: [
    { source: dockerfile, context: { path: '.', why: 'the nearest folder in which every COPY source exists' }, diagnostics: findings },
    { source: new Source('clean.Dockerfile', 'FROM scratch\n'), diagnostics: [] },
  ],
  policies: [{
    id: 'T7.8', title: 'Dockerfile multi-stage build', path: 'docker/Dockerfile', accepted: false,
    criteria: [
      { id: 'stages', title: '4-stage build with cargo-chef', required: true, outcome: 'met', evidence: [{ rule: 'stages', kind: 'proof', message: 'planner (2) → cacher (15) → builder (27) → runtime (46)', place: placeOf(dockerfile, 'FROM rust:1.90') }] },
      { id: 'user', title: '루트가 아닌 사용자로 실행', required: true, outcome: 'met', evidence: [{ rule: 'user', kind: 'proof', message: 'runs as `ironpost`, created at line 5', place: placeOf(dockerfile, 'FROM debian') }] },
      { id: 'entrypoint', title: 'ENTRYPOINT and CMD keep working', required: true, outcome: 'unmet', evidence: [
        { rule: 'entrypoint', kind: 'finding', message: '`/etc/ironpost/ironpost.toml` (line 8) is in no layer of the image', place: placeOf(dockerfile, './app --port 80') },
        { rule: 'entrypoint', kind: 'finding', message: 'ENTRYPOINT is gone', place: undefined },
        { rule: 'entrypoint', kind: 'proof', message: 'CMD is there', place: placeOf(dockerfile, 'CMD') },
      ] },
      { id: 'dockerignore', title: '.dockerignore leaves out what the image does not need', required: true, outcome: 'unknown', evidence: [{ rule: 'dockerignore', kind: 'doubt', message: 'which folder is the build context? (`--context DIR`)', place: undefined }] },
      { id: 'health', title: 'HEALTHCHECK', required: false, outcome: 'unmet', evidence: [{ rule: 'health', kind: 'finding', message: 'the image has no HEALTHCHECK', place: undefined }] },
    ],
  }],
  errors: [{ path: 'missing.Dockerfile', message: 'no such file' }, { message: 'git did not answer' }],
  notes: ['3 rules are newer than your edition'],
  summary: { files: 2, errors: 1, warnings: 2, infos: 2, accepted: false },
};

export const cleanReport: Report = {
  files: [{ source: new Source('Dockerfile', 'FROM scratch\n'), diagnostics: [] }],
  policies: [], errors: [], notes: [], summary: { files: 1, errors: 0, warnings: 0, infos: 0, accepted: true },
};

export const sampleOptions: ReporterOptions = {
  color: false,
  toolVersion: '0.1.0',
  rules: [
    { id: 'apt-no-recommends', summary: 'Install apt packages without the ones they recommend.', category: 'size', help: '# apt-no-recommends\n\nSmall is beautiful.' },
    { id: 'remote-script', summary: 'Check what you download before you run it.', category: 'security', help: '' },
  ],
};

/** A report of one finding, whatever its texts are. */
export function reportOf(diagnostic: Partial<Diagnostic> & { readonly place: Place }): Report {
  const whole: Diagnostic = { rule: 'some-rule', fault: 'some-fault', severity: 'warning', message: 'Something is wrong', aliases: [], related: [], fixes: [], ...diagnostic };
  return { ...cleanReport, files: [{ source: diagnostic.place.source, diagnostics: [whole] }], summary: { files: 1, errors: 0, warnings: 1, infos: 0, accepted: false } };
}
