import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { rules } from '../../rules/index.ts';
import { createBuild } from '../../src/build.ts';
import { memoryContext } from '../../src/context/memory.ts';
import type { Build } from '../../src/rule.ts';
import { Source } from '../../src/source.ts';

interface Project {
  readonly name: string;
  readonly dockerfile: string;
  readonly files: Readonly<Record<string, string>>;
  /** The fault that it was written for. */
  readonly fault: string | undefined;
}

/** Projects of a page: `## name`, the fault in backticks, the Dockerfile, paths of files, and files with their text. */
function projectsOf(page: string): readonly Project[] {
  const text = readFileSync(path.resolve('fixtures/projects', page), 'utf8');
  return text.split(/^## /m).slice(1).map((section) => {
    const files: Record<string, string> = {};
    let dockerfile = '';
    for (const [, info = '', body = ''] of section.matchAll(/^````(.*)\n([\s\S]*?)^````$/gm)) {
      const file = /file=(\S+)/.exec(info)?.[1];
      if (file !== undefined) files[file] = body;
      else if (info === 'dockerfile') dockerfile = body;
      else for (const line of body.split('\n')) if (line !== '' && !line.endsWith('/')) files[line] ??= '';
    }
    return { name: section.slice(0, section.indexOf('\n')), dockerfile, files, fault: /^`([^`]+)`$/m.exec(section)?.[1] };
  });
}

/** What every rule with its default options reports, as `rule/fault severity`; faults that are off are left out unless `all`. */
function findings({ dockerfile, files }: Project, all: boolean): readonly string[] {
  return findingsOf(createBuild({ source: new Source('Dockerfile', dockerfile), today: '2026-11-01', ports: { context: () => memoryContext({ files, why: 'it was given' }) } }), all);
}

function findingsOf(build: Build, all: boolean): readonly string[] {
  const found: string[] = [];
  for (const rule of rules) {
    for (const observation of rule.check(build, rule.options?.defaults ?? {})) {
      if (!('fault' in observation)) continue;
      const severity = observation.severity ?? rule.faults[observation.fault]?.severity ?? 'off';
      if (severity !== 'off' || all) found.push(`${rule.id}/${observation.fault} ${severity}`);
    }
  }
  return found;
}

/** Warnings that are wanted: an image without a release, and a container that runs as root. */
const wanted = /^(?:base-pinned|user-root)\//;

describe('projects as people write them', () => {
  test.each(projectsOf('good.md').map((project) => [project.name, project] as const))('%s: nothing false at warning or above', (_name, project) => {
    expect(findings(project, false).filter((found) => / (?:warning|error)$/.test(found) && !wanted.test(found))).toEqual([]);
  });
});

describe('installs as the pages of programs say', () => {
  test.each(projectsOf('installs.md').map(({ name, dockerfile }) => [name, dockerfile] as const))('%s: nothing false at warning or above, in an unknown context', (_name, dockerfile) => {
    expect(findingsOf(createBuild({ source: new Source('Dockerfile', dockerfile), today: '2026-11-01' }), false).filter((found) => / (?:warning|error)$/.test(found) && !wanted.test(found))).toEqual([]);
  });
});

describe('projects with a mistake', () => {
  test.each(projectsOf('mistakes.md').map((project) => [project.name, project] as const))('%s', (_name, project) => {
    expect(findings(project, true)).toContainEqual(expect.stringContaining(project.fault ?? 'the page names no fault'));
  });
});
