import type { Keyword } from '../dockerfile/model.ts';

/** Instructions of which another tool tells by one of its ids, and ironlint by none: it resolves what the tool reads as it is written. */
export interface PeerDifference {
  /** The tool, by the dialect of its comments. */
  readonly tool: 'hadolint' | 'buildkit';
  readonly ids: readonly string[];
  readonly keywords: readonly Keyword[];
  /** What the instruction says, keyword and flags left out; anything without it. */
  readonly says?: RegExp;
  /** Only in some stages: those built on another one of the file, or those above its last. */
  readonly inStages?: 'built on another' | 'above the last';
}

/**
 * Source: docs/compatibility.md, the rows in which the peer reports and ironlint is silent without a doubt, 2026-11-29. Where a row rests on more than
 * the instruction says (other stages, files of apt), all instructions that look like it are meant.
 */
export const peerDifferences: readonly PeerDifference[] = [
  { tool: 'hadolint', ids: ['DL3002'], keywords: ['USER'], says: /^(?:root|0)(?::|$)|\$/, inStages: 'above the last' },
  { tool: 'hadolint', ids: ['DL3006'], keywords: ['FROM'], says: /\$/ },
  { tool: 'hadolint', ids: ['DL3009'], keywords: ['RUN'], says: /\bdist-clean\b/ },
  { tool: 'hadolint', ids: ['DL3010'], keywords: ['COPY'], says: /\.(?:tar|t[gbx]z\w*|gz|bz2|xz|lzma|zst|Z)\b/ },
  { tool: 'hadolint', ids: ['DL3014'], keywords: ['RUN'], says: /\s(?:-[a-rt-z]*s|--simulate|--just-print|--dry-run|--recon|--no-act)\b/ },
  { tool: 'hadolint', ids: ['DL3015'], keywords: ['RUN'], says: /^(?![^]*--no-install-recommends)[^]*\bapt(?:-get|itude)?\b[^]*\binstall\b/ },
  { tool: 'hadolint', ids: ['DL3025'], keywords: ['CMD', 'ENTRYPOINT'], says: /\\"/ },
  { tool: 'hadolint', ids: ['DL3032', 'DL3036', 'DL3040', 'DL3060'], keywords: ['RUN'], says: /\bclean\b[^]*\bclean\b/ },
  { tool: 'hadolint', ids: ['DL3041'], keywords: ['RUN'], says: /\*/ },
  { tool: 'hadolint', ids: ['DL3042'], keywords: ['RUN'], says: /--no-cache(?!-dir)/ },
  { tool: 'hadolint', ids: ['DL3044'], keywords: ['ENV'], says: /\\\$/ },
  { tool: 'hadolint', ids: ['DL3046'], keywords: ['RUN'], says: /\buseradd\b[^]*\$/ },
  { tool: 'hadolint', ids: ['DL3049', 'DL3057'], keywords: ['FROM'], inStages: 'above the last' },
  { tool: 'hadolint', ids: ['DL3052', 'DL3053', 'DL3055', 'DL3056', 'DL3058'], keywords: ['LABEL'], says: /\$/ },
  { tool: 'hadolint', ids: ['DL3054'], keywords: ['LABEL'], says: /\$|\b(?:OR|AND|WITH)\b/ },
  { tool: 'hadolint', ids: ['DL3064'], keywords: ['ENV', 'ARG'] },
  { tool: 'hadolint', ids: ['DL3066'], keywords: ['USER'], says: /\$/ },
  { tool: 'hadolint', ids: ['DL4006'], keywords: ['RUN'], says: /\bpipefail\b/ },
  { tool: 'hadolint', ids: ['DL4006'], keywords: ['RUN'], says: /\|/, inStages: 'built on another' },
  { tool: 'buildkit', ids: ['InvalidDefinitionDescription'], keywords: ['ARG', 'FROM'] },
  { tool: 'buildkit', ids: ['WorkdirRelativePath'], keywords: ['WORKDIR'], says: /[$:]/ },
];
