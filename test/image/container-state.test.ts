import { describe, expect, test } from '@jest/globals';
import { pattern } from '../../src/word.ts';
import type { StageState } from '../../src/image/model.ts';
import { at, image, shipped, show, stageAt } from './sample-image.ts';

describe('user', () => {
  const user = (...lines: readonly string[]): unknown => show(shipped(lines).user, ({ text, user: name, group, isRoot }) => [pattern(text, '?'), name, group, isRoot]);

  test.each([
    ['USER app', ['app', 'app', undefined, false]],
    ['USER 1000:1000', ['1000:1000', '1000', '1000', false]],
    ['USER 0', ['0', '0', undefined, true]],
    ['USER 0:0', ['0:0', '0', '0', true]],
    ['USER root:app', ['root:app', 'root', 'app', true]],
    ['USER 00', ['00', '00', undefined, true]],
    ['USER $NONE', ['', '', undefined, true]],
    ['USER rooted', ['rooted', 'rooted', undefined, false]],
  ])('%s', (line, expected) => {
    expect(user('FROM scratch', line)).toEqual(expected);
  });

  test('in part known', () => {
    expect(user('FROM scratch', 'ARG ID', 'USER $ID')).toEqual(['?', undefined, undefined, undefined]);
    expect(user('FROM scratch', 'ARG ID', 'USER $ID:0')).toEqual(['?:0', undefined, undefined, undefined]);
    expect(user('FROM scratch', 'ARG ID', 'USER root:$ID')).toEqual(['root:?', 'root', undefined, true]);
    expect(user('FROM scratch', 'ARG ID', 'USER app$ID')).toEqual(['app?', undefined, undefined, false]);
    expect(user('FROM scratch', 'ARG ID', 'USER 0$ID')).toEqual(['0?', undefined, undefined, undefined]);
    expect(user('FROM scratch', 'ARG ID=1000', 'USER $ID')).toEqual(['1000', '1000', undefined, false]);
  });

  test('of the base image', () => {
    expect(user('FROM debian')).toEqual(['root', 'root', undefined, true]);
    expect(user('FROM distroless')).toEqual(['nonroot', 'nonroot', undefined, false]);
    expect(user('FROM scratch')).toEqual(['root', 'root', undefined, true]);
    expect(user('FROM elsewhere')).toBe('unknown');
  });

  test('of a base image whose entrypoint leaves root, while it runs', () => {
    expect(user('FROM postgres')).toEqual(['root', 'root', undefined, undefined]);
    expect(user('FROM postgres', 'ENTRYPOINT ["x"]')).toEqual(['root', 'root', undefined, true]);
    expect(user('FROM postgres', 'USER root')).toEqual(['root', 'root', undefined, true]);
  });

  test('says where it comes from', () => {
    const own = shipped(['FROM debian', 'USER app']).user;
    expect(own.is === 'present' && own.from.at.place.span).toEqual({ start: 12, end: 20 });
    const inherited = shipped(['FROM distroless']).user;
    expect(inherited).toMatchObject({ from: { base: { image: 'distroless', fact: 'runs as `nonroot`', source: 'the example', date: '2026-11-01' } } });
  });

  test('before, after and at the end', () => {
    const of = image(['FROM debian', 'USER a', 'RUN x', 'USER b']);
    const name = (state: StageState): unknown => show(state.user, (value) => value.user);
    expect([0, 1, 2, 3].map((index) => name(of.before(at(of, index))))).toEqual(['root', 'root', 'a', 'a']);
    expect([0, 1, 2, 3].map((index) => name(of.after(at(of, index))))).toEqual(['root', 'a', 'a', 'b']);
  });
});

describe('workdir', () => {
  const workdir = (...lines: readonly string[]): unknown => show(shipped(lines).workdir);

  test.each([
    [['WORKDIR /a/../b//c/.'], '/b/c'],
    [['WORKDIR app'], '/app'],
    [['WORKDIR /a', 'WORKDIR b', 'WORKDIR ../c'], '/a/c'],
    [['WORKDIR ../..'], '/'],
    [['ENV D=/d', 'WORKDIR $D/x'], '/d/x'],
    [['ARG D', 'WORKDIR $D'], 'unknown'],
    [['ARG D', 'WORKDIR $D', 'WORKDIR x'], 'unknown'],
    [['ARG D', 'WORKDIR $D', 'WORKDIR /x'], '/x'],
  ])('%j gives %s', (lines, expected) => {
    expect(workdir('FROM debian', ...lines)).toBe(expected);
  });

  test('begins with that of the base image', () => {
    expect(workdir('FROM distroless', 'WORKDIR x')).toBe('/home/nonroot/x');
    expect(workdir('FROM elsewhere')).toBe('unknown');
    expect(workdir('FROM elsewhere', 'WORKDIR x')).toBe('unknown');
    expect(workdir('FROM scratch')).toBe('/');
    expect(workdir('FROM debian AS a', 'WORKDIR /a', 'FROM a', 'WORKDIR b')).toBe('/a/b');
  });

  test('on Windows', () => {
    expect(workdir('# escape=`', 'FROM nano', 'WORKDIR C:\\app')).toBe('C:\\app');
    expect(workdir('# escape=`', 'FROM nano', 'WORKDIR app')).toBe('unknown');
  });

  test('is the one above each instruction, in whatever order it is asked for', () => {
    const of = image(['FROM debian', 'WORKDIR a', 'WORKDIR b', 'WORKDIR c']);
    expect([3, 1, 2].map((index) => show(of.before(at(of, index)).workdir))).toEqual(['/a/b', '/', '/a']);
    expect(show(of.after(at(of, 3)).workdir)).toBe('/a/b/c');
  });
});

describe('environment', () => {
  test('is ENV without ARG, inherited', () => {
    const { env } = shipped(['FROM scratch AS a', 'ENV A=1', 'ARG B=2', 'FROM a', 'ENV C=$A$B', 'RUN x']);
    expect(['A', 'B', 'C', 'D', 'PATH'].map((name) => [name, env.lookup(name).is])).toEqual([['A', 'set'], ['B', 'unset'], ['C', 'set'], ['D', 'unset'], ['PATH', 'set']]);
    const value = env.lookup('C');
    expect(value.is === 'set' && pattern(value.text, '?')).toBe('12');
  });

  test('of a base image is not known', () => {
    expect(shipped(['FROM debian']).env.lookup('A')).toMatchObject({ is: 'unknown', cause: 'base-image' });
  });
});

describe('shell', () => {
  test.each([
    [['FROM debian'], ['/bin/sh', '-c']],
    [['FROM elsewhere'], ['/bin/sh', '-c']],
    [['FROM distroless'], 'absent'],
    [['FROM scratch'], 'absent'],
    [['FROM nano'], ['cmd', '/S', '/C']],
    [['FROM debian', 'SHELL ["/bin/bash", "-o", "pipefail", "-c"]'], ['/bin/bash', '-o', 'pipefail', '-c']],
    [['FROM debian AS a', 'SHELL ["/bin/bash", "-c"]', 'FROM a'], ['/bin/bash', '-c']],
  ])('%j', (lines, expected) => {
    expect(show(shipped(lines).shell)).toEqual(expected);
  });
});

describe('labels', () => {
  test('the last one of a key counts, and keys keep their order', () => {
    const state = shipped(['FROM debian AS a', 'LABEL x=1 y=2', 'FROM a', 'ARG V', 'LABEL z=$V x=3']);
    expect(state.labels().map(({ key, value }) => [key, pattern(value, '?')])).toEqual([['x', '3'], ['y', '2'], ['z', '?']]);
    expect(show(state.label('x'), (label) => pattern(label.value, '?'))).toBe('3');
    expect(state.label('w').is).toBe('absent');
  });

  test('a label whose key is not known may be any', () => {
    const state = shipped(['FROM debian', 'ARG K', 'LABEL $K=1 x=2']);
    expect(state.label('w').is).toBe('unknown');
    expect(state.label('x').is).toBe('present');
  });

  test('of the base image', () => {
    const state = shipped(['FROM postgres', 'LABEL x=1']);
    expect(state.labels().map(({ key, value }) => [key, pattern(value, '?')])).toEqual([['org.example.base', '?'], ['x', '1']]);
    expect([state.label('org.example.base').is, state.label('other').is]).toEqual(['present', 'absent']);
    expect(shipped(['FROM elsewhere']).label('x').is).toBe('unknown');
    expect(shipped(['FROM scratch']).label('x').is).toBe('absent');
  });

  test('come only over FROM', () => {
    expect(shipped(['FROM debian AS a', 'LABEL x=1', 'FROM debian', 'COPY --from=a /x /x']).labels()).toEqual([]);
  });
});

describe('entrypoint and command', () => {
  const both = (...lines: readonly string[]): unknown[] => {
    const { entrypoint, cmd } = shipped(lines);
    return [entrypoint, cmd].map((fact) => show(fact, (line) => (line.form === 'exec' ? line.words.map((word) => word.value) : line.script.text)));
  };

  test.each([
    [['FROM scratch'], ['absent', 'absent']],
    [['FROM debian'], ['absent', 'unknown']],
    [['FROM postgres'], [['docker-entrypoint.sh'], 'unknown']],
    [['FROM elsewhere', 'CMD run me'], ['unknown', 'run me']],
    [['FROM debian', 'CMD ["c"]', 'ENTRYPOINT ["e"]'], [['e'], ['c']]],
    [['FROM debian', 'ENTRYPOINT ["e"]'], [['e'], 'absent']],
    [['FROM debian AS a', 'CMD ["c"]', 'FROM a', 'ENTRYPOINT ["e"]'], [['e'], 'absent']],
    [['FROM debian AS a', 'CMD ["c"]', 'ENTRYPOINT ["e"]', 'FROM a'], [['e'], ['c']]],
    [['FROM debian AS a', 'ENTRYPOINT ["e"]', 'FROM a', 'CMD ["c"]'], [['e'], ['c']]],
    [['FROM postgres', 'ENTRYPOINT []'], ['absent', 'absent']],
    [['FROM debian', 'CMD ["a"]', 'CMD ["b"]'], ['absent', ['b']]],
  ])('%j', (lines, expected) => {
    expect(both(...lines)).toEqual(expected);
  });
});

describe('the rest of the configuration', () => {
  test('health check', () => {
    expect(shipped(['FROM debian']).healthcheck.is).toBe('absent');
    expect(shipped(['FROM elsewhere']).healthcheck.is).toBe('unknown');
    expect(shipped(['FROM postgres']).healthcheck).toMatchObject({ is: 'present', value: { image: 'postgres:12' } });
    expect(shipped(['FROM postgres', 'HEALTHCHECK NONE']).healthcheck.is).toBe('absent');
    expect(shipped(['FROM debian AS a', 'HEALTHCHECK CMD x', 'FROM a']).healthcheck).toMatchObject({ is: 'present', value: { keyword: 'HEALTHCHECK' } });
  });

  test('ports, volumes, stop signal and layers, base first', () => {
    const of = image(['FROM debian AS a', 'EXPOSE 1 2', 'VOLUME /a', 'RUN x', 'FROM a', 'EXPOSE 3', 'VOLUME /b', 'STOPSIGNAL INT', 'COPY x y', 'RUN z', 'ENV A=1']);
    const state = of.final(stageAt(of, 1));
    expect(state.ports.map((word) => word.value)).toEqual(['1', '2', '3']);
    expect(state.volumes.map((word) => word.value)).toEqual(['/a', '/b']);
    expect(state.history.map((instruction) => instruction.keyword)).toEqual(['RUN', 'COPY', 'RUN']);
    expect(show(state.stopSignal)).toBe('INT');
    expect(of.before(at(of, 5)).ports.map((word) => word.value)).toEqual(['1', '2']);
    expect(shipped(['FROM debian']).stopSignal.is).toBe('unknown');
  });

  test('triggers of the stage below run first, and only there', () => {
    const lines = ['FROM debian AS a', 'USER first', 'ONBUILD USER app', 'ONBUILD RUN x', 'FROM a AS b', 'RUN y', 'FROM b'];
    const of = image(lines);
    const name = (stage: number): unknown => show(of.final(stageAt(of, stage)).user, (value) => value.user);
    expect([name(0), name(1), name(2)]).toEqual(['first', 'app', 'app']);
    expect(of.shipped?.history.map((instruction) => instruction.keyword)).toEqual(['RUN', 'RUN']);
  });

  test('before the first FROM there is nothing', () => {
    const of = image(['ARG V=1', 'FROM debian']);
    const state = of.before(at(of, 0));
    expect([state.user.is, state.workdir.is, state.shell.is, state.cmd.is, state.label('x').is, state.env.lookup('V').is]).toEqual(['absent', 'absent', 'absent', 'absent', 'absent', 'unset']);
    expect([...state.labels(), ...state.ports, ...state.volumes, ...state.history]).toEqual([]);
  });
});
