import { describe, expect, test } from '@jest/globals';
import { foldersUp, literalSources, searchContext, type SearchDisk } from '../../src/context/search.ts';
import { parseDockerfile } from '../../src/dockerfile/parse.ts';
import { Source } from '../../src/source.ts';

/** A disk with these files, whose texts are not known but for those that are given. */
function diskOf(files: readonly string[], texts: Readonly<Record<string, string>> = {}): SearchDisk {
  return {
    text: (path) => texts[path],
    exists: (path) => files.some((file) => file === path || file.startsWith(`${path}/`)),
    names: (folder) => files.filter((file) => file.startsWith(`${folder}/`)).map((file) => file.slice(folder.length + 1).split('/')[0] ?? ''),
  };
}

function search(text: string, folder: string, files: readonly string[], top = '/repo', texts: Readonly<Record<string, string>> = {}): ReturnType<typeof searchContext> {
  return searchContext(parseDockerfile(new Source('Dockerfile', text)), { disk: diskOf(files, texts), folder, top });
}

describe('the sources that decide', () => {
  test('are literal ones of the context', () => {
    const text = [
      'ARG WHERE', 'FROM a AS one', 'ARG WHERE', 'ENV KNOWN=known', 'COPY package.json ./lock/ /dest/', 'COPY --from=one /x /y', 'COPY . .', 'COPY *.ts $WHERE/x /d/',
      'ADD https://example.org/x git@example.org:a/b.git /d/', 'COPY ["with blank", "/d/"]', 'COPY <<EOF /d/file', 'body', 'EOF', 'COPY ${KNOWN}/a ../up /d/', 'ONBUILD COPY later /d',
    ].join('\n');
    expect(literalSources(parseDockerfile(new Source('Dockerfile', text)))).toEqual(['package.json', 'lock', 'with blank', 'known/a', 'up']);
  });
});

describe('folders up', () => {
  test.each([
    ['/repo/a/b', '/repo', ['/repo/a/b', '/repo/a', '/repo']],
    ['/repo', '/repo', ['/repo']],
    ['/a/b', '/', ['/a/b', '/a', '/']],
    ['/other', '/repo', ['/other']],
    ['/repository', '/repo', ['/repository']],
    ['/other/docker', '/repo', ['/other/docker', '/other']],
    ['/docker', '/repo', ['/docker']],
  ])('%s up to %s', (folder, top, expected) => {
    expect(foldersUp(folder, top)).toEqual(expected);
  });
});

describe('the search', () => {
  test('takes the nearest folder with every source', () => {
    const files = ['/repo/Cargo.toml', '/repo/src/main.rs', '/repo/app/src/main.rs', '/repo/app/docker/x'];
    expect(search('FROM a\nCOPY src /src', '/repo/app/docker', files)).toEqual({ is: 'known', path: '/repo/app', why: 'the nearest folder above the Dockerfile that has `src`' });
    expect(search('FROM a\nCOPY src Cargo.toml /src/', '/repo/app/docker', files)).toEqual({ is: 'known', path: '/repo', why: 'the nearest folder above the Dockerfile that has all 2 sources of COPY and ADD' });
    expect(search('FROM a\nCOPY x /src/', '/repo/app/docker', files)).toMatchObject({ path: '/repo/app/docker', why: "the Dockerfile's folder that has `x`" });
  });

  test('goes up to the workspace of a crate, and does not decide for a package', () => {
    const files = ['/repo/Cargo.toml', '/repo/Cargo.lock', '/repo/crates/api/Cargo.toml', '/repo/package.json', '/repo/pnpm-lock.yaml', '/repo/web/package.json'];
    expect(search('FROM a\nCOPY . .', '/repo/crates/api', files)).toEqual({ is: 'known', path: '/repo', why: 'it has the `Cargo.toml` and the `Cargo.lock` of the workspace', guessed: true });
    expect(search('FROM a\nCOPY . .', '/repo/web', files)).toEqual({ is: 'unknown', why: "the Dockerfile's own has `package.json` and no lock file, the one above it has both" });
    expect(search('FROM a\nCOPY . .', '/repo/web', [...files, '/repo/web/yarn.lock'])).toMatchObject({ path: '/repo/web' });
    expect(search('FROM a\nCOPY . .', '/repo/crates/api', files, '/repo', { '/repo/Cargo.toml': '[workspace]\nmembers = ["crates/*"]' })).toMatchObject({ path: '/repo' });
    expect(search('FROM a\nCOPY . .', '/repo/crates/api', files, '/repo', { '/repo/Cargo.toml': '[package]\nname = "app"' })).toMatchObject({ path: '/repo/crates/api' });
    expect(search('FROM a\nCOPY . .', '/repo/crates/api', files.filter((file) => !file.endsWith('.lock')))).toMatchObject({ path: '/repo/crates/api' });
  });

  test('never goes above the top', () => {
    expect(search('FROM a\nCOPY x /x', '/repo/a', ['/x'])).toEqual({ is: 'unknown', why: "no folder from the Dockerfile's up has every source of COPY and ADD" });
  });

  test.each([['/here', 'current'], ['/elsewhere', "Dockerfile's"]])('outside of a repository it says where it ends: from %s', (folder, which) => {
    const disk = { exists: () => false, names: () => [], text: () => undefined };
    const found = searchContext(parseDockerfile(new Source('Dockerfile', 'FROM a\nCOPY x /x')), { disk, folder, top: '/here', isOutside: true });
    expect(found).toEqual({ is: 'unknown', why: `no folder from the Dockerfile's up has every source of COPY and ADD; outside of a git repository the search ends with the ${which} folder` });
  });

  test('says what is missing where most is there', () => {
    expect(search('FROM a\nCOPY a b dist /x/', '/repo/docker', ['/repo/a', '/repo/b'])).toEqual({
      is: 'unknown', why: "no folder from the Dockerfile's up has every source of COPY and ADD; the one above it lacks `dist`",
    });
  });

  test.each([
    [['/repo/app/package.json', '/repo/go.mod'], '/repo/app', '/repo/app', '`package.json`'],
    [['/repo/.dockerignore'], '/repo/app', '/repo', '`.dockerignore`'],
    [['/repo/app/App.csproj'], '/repo/app', '/repo/app', '`App.csproj`'],
    [['/repo/docker/package.json', '/repo/Cargo.toml'], '/repo/docker', '/repo', '`Cargo.toml`'],
    [['/repo/docker/package.json'], '/repo/docker', '/repo/docker', '`package.json`'],
    [['/repo/a/.docker/x', '/repo/a/Gemfile'], '/repo/a/.docker', '/repo/a', '`Gemfile`'],
  ])('without sources a manifest decides: %j from %s', (files, folder, expected, name) => {
    expect(search('FROM a\nCOPY . .', folder, files)).toEqual({ is: 'known', path: expected, why: `it has ${name}`, guessed: true });
  });

  test('knows nothing where nothing is', () => {
    expect(search('FROM a', '/repo', [])).toEqual({ is: 'unknown', why: 'no COPY or ADD names a file to look for, and no folder from the Dockerfile up has a `.dockerignore` or a manifest' });
  });

  test('what lies in a folder of other projects has no context above it', () => {
    expect(search('FROM a\nCOPY . .', '/repo/vendor/github.com/x/y', ['/repo/go.mod'])).toMatchObject({ is: 'unknown' });
    expect(search('FROM a\nCOPY . .', '/repo/vendor/github.com/x/y', ['/repo/go.mod', '/repo/vendor/github.com/x/y/go.mod'])).toMatchObject({ is: 'known', path: '/repo/vendor/github.com/x/y' });
  });
});
