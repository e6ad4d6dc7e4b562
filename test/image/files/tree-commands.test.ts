import { describe, expect, test } from '@jest/globals';
import { at, program } from './tree-of.ts';

describe('what filters and packers write', () => {
  test.each([
    ['uniq in out', '/w/out', 'present'],
    ['uniq -f 1 -c in /out', '/out', 'present'],
    ['uniq -f 1 out', '/w/out', 'absent'],
    ["sed -n '/x/w out' in", '/w/out', 'present'],
    ["sed -n -e 's/a/b/w /o/out' in", '/o/out', 'present'],
    ["sed 's/now in/w out of/' in", '/w/out', 'absent'],
    ['sed -n "w $NAME" in', '/w/out', 'unknown'],
    ["awk '{ print | \"tee out\" }' in", '/w/out', 'unknown'],
    ["awk '{ print $1 || $2 }' in", '/w/out', 'absent'],
    ['xxd -r -p in out', '/w/out', 'present'],
    ['xxd -c 16 in', '/w/in', 'absent'],
    ['dd if=in of=out bs=1M', '/w/out', 'present'],
    ['dd if=in', '/w/out', 'absent'],
    ['sort in --output=out', '/w/out', 'present'],
    ['sort -uo out in', '/w/out', 'present'],
    ['sort in', '/w/out', 'absent'],
    ['upx --best -oout app', '/w/out', 'present'],
    ['upx --best app', '/w/out', 'absent'],
    ['touch out.gz && gunzip out.gz', '/w/out', 'present'],
    ['touch out.gz && gunzip out.gz', '/w/out.gz', 'absent'],
    ['touch out.xz && xz -dk out.xz', '/w/out.xz', 'present'],
    ['touch out && gzip -9 out', '/w/out.gz', 'present'],
    ['touch out && gzip -9 out', '/w/out', 'absent'],
    ['touch out.gz && gzip -dc out.gz', '/w/out', 'absent'],
    ['bzip2 -d $NAME', '/w/out', 'unknown'],
  ])('%s', (command, path, is) => {
    expect(at(`FROM debian:12-slim\nARG NAME\nWORKDIR /w\nRUN ${command}`, path)).toBe(is);
  });
});

describe('a folder of programs that only the build knows', () => {
  test.each([
    ['mkdir /out && cp target/release/$T /out/', '/out/'],
    ['mkdir /out && cp target/release/$T /out/', '/out'],
    ['mkdir /out && mv target/release/app-* /out', '/out'],
    ['./build.sh', '/out/'],
  ])('%s, copied from %s', (command, source) => {
    const text = `FROM alpine:3.23 AS b\nARG T\nWORKDIR /w\nRUN ${command}\nFROM alpine:3.23\nCOPY --from=b ${source} /usr/local/bin/`;
    expect(program(text, 'app').is).toBe('unknown');
  });
});

describe('a name that is known at the end of a path that is not', () => {
  test.each([
    ['mkdir /out && cp target/$(uname -m)/release/app /out/', '/out/app', 'present'],
    ['mkdir /out && cp target/$(uname -m)/release/app target/$T/b /out/', '/out/b', 'present'],
    ['mkdir /out && mv target/$T/app /out', '/out/app', 'present'],
    ['mkdir /out && mv target/$T/app /out', '/out/other', 'absent'],
    ['mkdir /out && cp target/*/release/app /out/', '/out/app', 'present'],
    ['mkdir /out && cp target/{a,b/c}/app /out/', '/out/app', 'unknown'],
    ['mkdir /out && cp target/$T/app* /out/', '/out/app', 'unknown'],
    ['mkdir /out && cp target/$T /out/', '/out/app', 'unknown'],
    ['mkdir /out && cp target/x$T.so /out/', '/out/x.so', 'unknown'],
    ['install -D target/$T/app /out/app', '/out/app', 'present'],
  ])('%s: %s', (command, path, is) => {
    expect(at(`FROM alpine:3.23\nARG T\nWORKDIR /w\nRUN ${command}`, path)).toBe(is);
  });
});
