import type { Fix } from '../diagnostic.ts';
import type { Place } from '../source.ts';
import { wellFormed } from './visible.ts';

/** A path as a URI reference: relative paths stay relative to the repository, absolute ones become `file:` URIs. */
export function uriOf(path: string): string {
  const encoded = wellFormed(path).split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${encoded}`;
  return /^[A-Za-z]:\//.test(path) ? `file:///${encoded.replace('%3A', ':')}` : encoded;
}

function regionOf({ source, span }: Place): object {
  const start = source.position(span.start);
  const end = source.position(span.end);
  return {
    startLine: start.line,
    startColumn: start.column,
    endLine: end.line,
    endColumn: end.column,
    charOffset: span.start,
    charLength: span.end - span.start,
  };
}

export function physicalLocation(place: Place): object {
  return { physicalLocation: { artifactLocation: { uri: uriOf(place.source.path) }, region: regionOf(place) } };
}

export function sarifFix(fix: Fix): object {
  const byPath = new Map<string, object[]>();
  for (const { place, text } of fix.edits) {
    const replacements = byPath.get(place.source.path) ?? [];
    replacements.push({ deletedRegion: regionOf(place), ...(text !== '' && { insertedContent: { text } }) });
    byPath.set(place.source.path, replacements);
  }
  return {
    description: { text: `${fix.title} (${fix.safety})` },
    artifactChanges: [...byPath].map(([path, replacements]) => ({ artifactLocation: { uri: uriOf(path) }, replacements })),
  };
}
