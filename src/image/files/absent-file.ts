import type { FileFact } from './model.ts';

/** A path that the image does not have. What lies near is looked for when somebody asks. */
export class AbsentFile implements Extract<FileFact, { readonly is: 'absent' }> {
  readonly is = 'absent';
  readonly path: string;
  readonly why: string;
  readonly ignored: boolean;
  readonly #lookNear: () => string | undefined;

  constructor(path: string, why: string, ignored: boolean, lookNear: () => string | undefined) {
    this.path = path;
    this.why = why;
    this.ignored = ignored;
    this.#lookNear = lookNear;
  }

  get near(): string | undefined {
    return this.#lookNear();
  }
}
