import type { Command } from '../shell/model.ts';
import type { ProgramGrammar } from './model.ts';
import { packageRequest } from './package-request.ts';
import type { PackageInstall } from './package-request.ts';

const BUILD = '-C -o -p -covermode -coverpkg -asmflags -buildmode -buildvcs -compiler -gccgoflags -gcflags -installsuffix -ldflags -mod -modfile -overlay -pgo -pkgdir -tags -toolexec';

/** `go help build`, `go help testflag` of 1.22. One dash or two are the same. */
export const goGrammar: ProgramGrammar = {
  subcommands: true,
  style: 'words',
  values: '-C',
  subcommandValues: {
    build: BUILD, install: BUILD, get: BUILD, run: `${BUILD} -exec`, vet: `${BUILD} -vettool`, list: `${BUILD} -f`, generate: `${BUILD} -run -skip`, clean: BUILD, mod: `${BUILD} -go -compat -reuse -require -droprequire -replace -dropreplace -exclude -module`, env: '', fmt: '-mod', tool: BUILD, work: '-go -use',
    test: `${BUILD} -bench -benchtime -blockprofile -count -coverprofile -cpu -cpuprofile -exec -fuzz -fuzztime -list -memprofile -mutexprofile -outputdir -parallel -run -skip -shuffle -timeout -trace -vet`,
  },
  optionsEndAtOperand: 'run',
};

/** `go install`, `go get` and `go run`; a version stands behind `@`. Packages of the module itself (`./cmd/x`) are paths. */
export function goInstall(command: Command): PackageInstall | undefined {
  if (command.name !== 'go') return undefined;
  const subcommand = command.subcommand('install', 'get', 'run');
  if (subcommand === undefined) return undefined;
  const operands = command.operands();
  const named = subcommand.value === 'run' ? operands.slice(0, 1) : operands;
  return { command, subcommand, packages: named.map((word) => packageRequest(word, /^([^@]*)@(.*)$/s, /\.go$/)) };
}
