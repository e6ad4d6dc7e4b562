import { onceEach } from '../once-each.ts';
import type {
  AddInstruction, CmdInstruction, CopyInstruction, EntrypointInstruction, HealthcheckInstruction, Instruction, KeyValue, RunInstruction,
  ShellInstruction, Stage, StopsignalInstruction, UserInstruction, WorkdirInstruction,
} from '../dockerfile/model.ts';
import type { Word } from '../word.ts';
import { Changes } from './changes.ts';

/** A LABEL's or ENV's pair. */
export interface Pair {
  readonly pair: KeyValue;
  readonly instruction: Instruction;
}

/** What the instructions of one stage change, property by property. Words are not looked into, but for keys. */
export interface StageChanges {
  readonly stage: Stage;
  readonly user: Changes<UserInstruction>;
  readonly workdir: Changes<WorkdirInstruction>;
  readonly shell: Changes<ShellInstruction>;
  readonly entrypoint: Changes<EntrypointInstruction>;
  readonly cmd: Changes<CmdInstruction>;
  readonly healthcheck: Changes<HealthcheckInstruction>;
  readonly stopSignal: Changes<StopsignalInstruction>;
  readonly ports: Changes<Word>;
  readonly volumes: Changes<Word>;
  readonly layers: Changes<RunInstruction | CopyInstruction | AddInstruction | WorkdirInstruction>;
  readonly environment: ReadonlyMap<string, Changes<Pair>>;
  readonly labels: ReadonlyMap<string, Changes<Pair>>;
  /** LABELs whose key only the build knows. */
  readonly unknownLabels: Changes<Pair>;
}

interface MutableChanges extends StageChanges {
  readonly environment: Map<string, Changes<Pair>>;
  readonly labels: Map<string, Changes<Pair>>;
}

/** What runs in a stage, with the position from which on it counts: the triggers of the stage that FROM names come first. */
export const effectiveInstructions = onceEach((stage: Stage): readonly { readonly instruction: Instruction; readonly position: number }[] => {
  const triggers = (stage.parent?.instructions ?? []).flatMap((instruction) =>
    instruction.keyword === 'ONBUILD' && instruction.trigger !== undefined ? [{ instruction: instruction.trigger, position: stage.from.index }] : [],
  );
  return [...triggers, ...stage.instructions.map((instruction) => ({ instruction, position: instruction.index }))];
});

export function changesOf(stage: Stage): StageChanges {
  const changes: MutableChanges = {
    stage, user: new Changes(), workdir: new Changes(), shell: new Changes(), entrypoint: new Changes(), cmd: new Changes(), healthcheck: new Changes(),
    stopSignal: new Changes(), ports: new Changes(), volumes: new Changes(), layers: new Changes(), environment: new Map(), labels: new Map(), unknownLabels: new Changes(),
  };
  for (const { instruction, position } of effectiveInstructions(stage)) note(changes, instruction, position);
  return changes;
}

function note(changes: MutableChanges, instruction: Instruction, position: number): void {
  switch (instruction.keyword) {
    case 'USER': changes.user.add(position, instruction); break;
    case 'SHELL': changes.shell.add(position, instruction); break;
    case 'ENTRYPOINT': changes.entrypoint.add(position, instruction); break;
    case 'CMD': changes.cmd.add(position, instruction); break;
    case 'HEALTHCHECK': changes.healthcheck.add(position, instruction); break;
    case 'STOPSIGNAL': changes.stopSignal.add(position, instruction); break;
    case 'EXPOSE': for (const word of instruction.words) changes.ports.add(position, word); break;
    case 'VOLUME': for (const word of instruction.words) changes.volumes.add(position, word); break;
    case 'LABEL': notePairs(changes.labels, changes.unknownLabels, instruction, instruction.pairs, position); break;
    case 'ENV': notePairs(changes.environment, undefined, instruction, instruction.pairs, position); break;
    case 'WORKDIR': changes.workdir.add(position, instruction); changes.layers.add(position, instruction); break;
    case 'RUN': case 'COPY': case 'ADD': changes.layers.add(position, instruction); break;
    default: break;
  }
}

function notePairs(into: Map<string, Changes<Pair>>, unknown: Changes<Pair> | undefined, instruction: Instruction, pairs: readonly KeyValue[], position: number): void {
  for (const pair of pairs) {
    const key = pair.key.value;
    if (key === undefined) unknown?.add(position, { pair, instruction });
    else {
      const changes = into.get(key) ?? new Changes<Pair>();
      changes.add(position, { pair, instruction });
      into.set(key, changes);
    }
  }
}
