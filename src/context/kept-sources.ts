import type { Source } from '../source.ts';

/** Texts that many Dockerfiles of a run ask for, such as a compose file: one `Source` as long as the bytes are the same, for what is made of it is kept on it. */
export interface KeptSources {
  /** The source of these bytes under this name; made by `make` when it is not known. */
  of(name: string, bytes: Buffer, make: () => Source | undefined): Source | undefined;
}

export function keepSources(): KeptSources {
  const kept = new Map<string, { readonly bytes: Buffer; readonly source: Source | undefined }>();
  return {
    of: (name, bytes, make) => {
      const known = kept.get(name);
      if (known?.bytes.equals(bytes) === true) return known.source;
      const source = make();
      kept.set(name, { bytes, source });
      return source;
    },
  };
}
