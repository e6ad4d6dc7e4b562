import { visible } from './visible.ts';

/** What no XML 1.0 document may hold, not even as a reference. */
const forbidden = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\p{Cs}\ufffe\uffff]/gu;
/** What has a meaning in XML, would be normalised in an attribute, or would not be seen. */
const special = /(?![\u200c\u200d])[&<>"'\t\n\r\u007f-\u009f\p{Cf}\p{Zl}\p{Zp}]/gu;

const named: { readonly [character: string]: string } = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&apos;' };

/** A text for an attribute or between tags. Characters that XML forbids are shown as escapes such as `\x1b`. */
export function xmlText(text: string): string {
  return text
    .replace(forbidden, (character) => (/^[\ufffe\uffff]$/.test(character) ? '\ufffd' : visible(character)))
    .replace(special, (character) => named[character] ?? `&#x${(character.codePointAt(0) ?? 0).toString(16)};`);
}

export type XmlAttributes = { readonly [name: string]: string | number };

/** An element on one or several lines, its children indented. Names are not escaped. */
export function element(name: string, attributes: XmlAttributes, children: readonly string[] = []): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${xmlText(String(value))}"`).join('');
  if (children.length === 0) return `<${name}${list}/>`;
  return [`<${name}${list}>`, ...children.map((child) => child.replace(/^/gm, '  ')), `</${name}>`].join('\n');
}

export function xmlDocument(root: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${root}\n`;
}
