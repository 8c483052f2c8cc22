import type { Stale } from './check.ts';
import { prefixOf } from './fence.ts';

/** The file's text with each stale fence's body replaced by what its example has; all else as it was. */
export function refresh(source: string, stale: readonly Stale[]): string {
  const eol = source.includes('\r\n') ? '\r\n' : '\n';
  const lines = source.split(/\r?\n/);
  // From the end, so that earlier line numbers stay true.
  for (const { fence, expected } of [...stale].sort((a, b) => b.fence.line - a.fence.line)) {
    const prefix = prefixOf(fence, source);
    const body = expected
      .split(/\r?\n/)
      .map((line) => (line === '' ? prefix.trimEnd() : prefix + line));
    lines.splice(fence.line, fence.endLine - fence.line - 1, ...body);
  }
  return lines.join(eol);
}
