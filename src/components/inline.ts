/** A piece of a text that is inline Markdown. */
export interface InlinePart {
  text: string;
  kind: 'text' | 'code' | 'strong' | 'link';
  /** Of a link. */
  href?: string;
  /** What the text of a link or of something bold is made of. */
  parts?: InlinePart[];
}

const marks = /\[((?:`[^`]*`|[^\]`])*)\]\(([^)\s]+)\)|`([^`]+)`|\*\*([^*]+)\*\*/g;

/** A text of the project's own data, cut into what its code, bold and links are. */
export function inlineParts(text: string): InlinePart[] {
  const parts: InlinePart[] = [];
  let end = 0;
  for (const match of text.matchAll(marks)) {
    if (match.index > end) parts.push({ kind: 'text', text: text.slice(end, match.index) });
    end = match.index + match[0].length;
    const [, label, href, code, strong] = match;
    if (label !== undefined && href !== undefined) {
      parts.push({ kind: 'link', text: label, href, parts: inlineParts(label) });
    } else if (code !== undefined) parts.push({ kind: 'code', text: code });
    else if (strong !== undefined) {
      parts.push({ kind: 'strong', text: strong, parts: inlineParts(strong) });
    }
  }
  if (end < text.length) parts.push({ kind: 'text', text: text.slice(end) });
  return parts;
}
