/**
 * The `key="value"` pairs and bare words of a fence's meta, as the site's highlighter reads them.
 * Bare words map to an empty string.
 */
export function parseMeta(meta: string): Map<string, string> {
  const found = new Map<string, string>();
  const token =
    /([A-Za-z][\w-]*)(?:=(?:"([^"]*)"|'([^']*)'|\{[^}]*\}|(\S+)))?|\{[^}]*\}|"[^"]*"|\S+/g;
  for (const [, key, double, single, bare] of meta.matchAll(token)) {
    if (key !== undefined) found.set(key, double ?? single ?? bare ?? '');
  }
  return found;
}
