import { apkGrammar } from './apk.ts';
import { aptGrammar, aptitudeGrammar } from './apt.ts';
import { cmakeGrammar, composerGrammar, dotnetGrammar, gradleGrammar, makeGrammar, mixGrammar, mvnGrammar } from './builds.ts';
import { cargoGrammar } from './cargo.ts';
import { curlGrammar, wgetGrammar } from './fetch.ts';
import {
  chmodGrammar, chownGrammar, cpGrammar, installGrammar, lnGrammar, mkdirGrammar, mvGrammar, rmGrammar, sedGrammar, tarGrammar, teeGrammar, touchGrammar, unzipGrammar,
} from './files.ts';
import { gitGrammar } from './git.ts';
import { goGrammar } from './go.ts';
import type { ProgramGrammar } from './model.ts';
import { bunGrammar, npmGrammar, npxGrammar, pnpmGrammar, yarnGrammar } from './node.ts';
import { pacmanGrammar } from './pacman.ts';
import { condaGrammar, pipGrammar, pipxGrammar, poetryGrammar, pythonGrammar, uvGrammar } from './python.ts';
import { dnfGrammar, zypperGrammar } from './rpm.ts';
import { bundleGrammar, gemGrammar } from './ruby.ts';
import { rustupGrammar, rustupInitGrammar } from './rust.ts';
import {
  dockerGrammar, gosuGrammar, gpgGrammar, scpGrammar, serviceGrammar, sshGrammar, sshKeygenGrammar, sshKeyscanGrammar, suGrammar, sudoGrammar, systemctlGrammar,
} from './system.ts';
import { addgroupGrammar, adduserGrammar, groupaddGrammar, groupmodGrammar, useraddGrammar, usermodGrammar } from './users.ts';

export type { ProgramGrammar } from './model.ts';

const GRAMMARS: { readonly [program: string]: ProgramGrammar } = {
  addgroup: addgroupGrammar, adduser: adduserGrammar, groupadd: groupaddGrammar, groupmod: groupmodGrammar, useradd: useraddGrammar, usermod: usermodGrammar,
  apk: apkGrammar,
  apt: aptGrammar, 'apt-cache': aptGrammar, 'apt-get': aptGrammar, 'apt-mark': aptGrammar, aptitude: aptitudeGrammar,
  bundle: bundleGrammar, bundler: bundleGrammar, gem: gemGrammar,
  bun: bunGrammar, npm: npmGrammar, npx: npxGrammar, pnpm: pnpmGrammar, yarn: yarnGrammar, yarnpkg: yarnGrammar,
  cargo: cargoGrammar, 'cargo-chef': cargoGrammar, cross: cargoGrammar, 'xx-cargo': cargoGrammar, 'cargo-zigbuild': cargoGrammar, rustup: rustupGrammar, 'rustup-init': rustupInitGrammar,
  chmod: chmodGrammar, chown: chownGrammar, chgrp: chownGrammar, cp: cpGrammar, install: installGrammar, ln: lnGrammar, mkdir: mkdirGrammar, mv: mvGrammar,
  rm: rmGrammar, sed: sedGrammar, tee: teeGrammar, touch: touchGrammar,
  cmake: cmakeGrammar, composer: composerGrammar, dotnet: dotnetGrammar, gradle: gradleGrammar, gradlew: gradleGrammar, make: makeGrammar, gmake: makeGrammar,
  mix: mixGrammar, mvn: mvnGrammar, mvnw: mvnGrammar,
  conda: condaGrammar, mamba: condaGrammar, micromamba: condaGrammar, pip: pipGrammar, pipx: pipxGrammar, poetry: poetryGrammar, pypy: pythonGrammar, python: pythonGrammar, uv: uvGrammar,
  curl: curlGrammar, wget: wgetGrammar,
  dnf: dnfGrammar, microdnf: dnfGrammar, tdnf: dnfGrammar, yum: dnfGrammar, zypper: zypperGrammar, pacman: pacmanGrammar,
  docker: dockerGrammar, podman: dockerGrammar,
  git: gitGrammar, go: goGrammar, gpg: gpgGrammar,
  gosu: gosuGrammar, 'su-exec': gosuGrammar, sudo: sudoGrammar, su: suGrammar, runuser: suGrammar,
  scp: scpGrammar, ssh: sshGrammar, 'ssh-keygen': sshKeygenGrammar, 'ssh-keyscan': sshKeyscanGrammar,
  service: serviceGrammar, systemctl: systemctlGrammar,
  tar: tarGrammar, bsdtar: tarGrammar, unzip: unzipGrammar,
};

/** How a program reads its arguments, by its base name (`pip3.11` is `pip`); undefined for programs that are not known. */
export function grammarOf(program: string): ProgramGrammar | undefined {
  if (Object.hasOwn(GRAMMARS, program)) return GRAMMARS[program];
  const plain = program.replace(/-?\d[\d.]*$/, '');
  return plain !== program && Object.hasOwn(GRAMMARS, plain) ? GRAMMARS[plain] : undefined;
}
